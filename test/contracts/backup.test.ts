// Backup and restore of a SQLite file, and what the check of a copy finds.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { randomId } from "#base/id.ts";
import { restoreBackup } from "#server/backup/restore-backup.ts";
import { takeBackup } from "#server/backup/take-backup.ts";
import { START, seededBytes } from "#server/sync/device.fixture.ts";
import { toySchema as schema } from "#server/sync/toy.fixture.ts";
import { backupContract, fill, moveContract, newFile, sqlitePlace } from "./backup.contract.ts";

const places = () => ({ from: sqlitePlace(), to: sqlitePlace() });
moveContract("from SQLite to SQLite", places);
backupContract("SQLite", places);

const clock = { now: () => START };
const newId = (): string => randomId(seededBytes(5));

test("a fault in the database is found in its copy, which is kept: it is the only one there is", async () => {
  const place = sqlitePlace();
  await (await fill(place)).world.end();
  const db = new DatabaseSync(join(place.data, "waymark.sqlite"));
  db.exec("DROP TRIGGER audit_no_update; DROP TRIGGER change_no_delete");
  db.exec("UPDATE audit SET who = 'nobody' WHERE number = 3");
  db.exec("UPDATE record SET body = replace(body, '\"Two\"', '\"2\"') WHERE type = 'plan'");
  db.exec("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)");
  db.close();
  const to = newFile();
  const { findings } = await takeBackup({ place, to, schema, clock, version: "0" });
  expect(findings).toEqual([
    expect.stringMatching(/^Fell Road School: the audit is broken at line 3\.$/),
    expect.stringMatching(/the log is whole up to change \d+, and should be up to \d+\.$/),
    expect.stringMatching(/1 of \d+ records are not what the log says\.$/),
  ]);
  const restored = await restoreBackup({ place: sqlitePlace(), from: to, schema, clock, newId, replace: false });
  expect(restored.findings).toEqual(findings);
});

test("a database that is damaged is put aside, and the backup takes its place", async () => {
  const place = sqlitePlace();
  await (await fill(place)).world.end();
  const from = newFile();
  await takeBackup({ place, to: from, schema, clock, version: "0" });
  const broken = sqlitePlace();
  mkdirSync(broken.data);
  writeFileSync(join(broken.data, "waymark.sqlite"), "a disk that forgot what it held. ".repeat(400));
  await expect(restoreBackup({ place: broken, from, schema, clock, newId, replace: false })).rejects.toThrow(
    /--replace/,
  );
  const { kept, schools } = await restoreBackup({ place: broken, from, schema, clock, newId, replace: true });
  expect(schools).toBe(1);
  expect(kept).toContain("before-restore");
});

test("where there is no database, there is nothing to back up, and none is made", async () => {
  const place = sqlitePlace();
  await expect(takeBackup({ place, to: newFile(), schema, clock, version: "0" })).rejects.toThrow(/no database/);
});
