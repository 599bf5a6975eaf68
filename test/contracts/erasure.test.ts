// Erasing a pupil, by the command an administrator runs, and a restore from before it.

import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { randomId } from "#base/id.ts";
import type { Change } from "#ledger/change.ts";
import { schema } from "#casework/schema.ts";
import { mayHold } from "#casework/holding.ts";
import { restoreBackup } from "#server/backup/restore-backup.ts";
import { takeBackup } from "#server/backup/take-backup.ts";
import { createServer } from "#server/server.ts";
import { openStorage, type Place } from "#server/storage/open-storage.ts";
import { START, createTestDevice, seededBytes } from "#server/sync/device.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-erasure-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const clock = { now: () => START };
const root = fileURLToPath(new URL("../..", import.meta.url));

async function serve(place: Place, seed: number) {
  const storage = await openStorage(place, clock, () => undefined);
  const randomBytes = seededBytes(seed);
  const server = createServer({
    ...{ storage, schema, clock, randomBytes, mayHold },
    version: "0.0.0-test",
    passwordCost: { memoryKib: 8, passes: 1 },
  });
  const newId = <Id extends string>() => randomId<Id>(randomBytes);
  const world = { server, storage, randomBytes, newId, log: [], pass: () => undefined, now: () => START };
  return { ...world, restart: () => server };
}

const create = (id: () => string, type: string, scope: string | null, fields: object): Change => {
  const record = id();
  return { kind: "create", id: id(), record, type, scope: scope ?? record, fields } as unknown as Change;
};

const erase = (place: Place, ...words: readonly string[]) => {
  const { DATABASE_URL: _other, ...rest } = process.env;
  const env = { ...rest, WAYMARK_DATA: place.data };
  const done = spawnSync(process.execPath, ["src/server/erase.ts", ...words], { cwd: root, env, encoding: "utf8" });
  return { code: done.status, said: done.stdout, complained: done.stderr };
};

test("[A21] erased by command, after a look and a confirmation; a restore from before it does not bring it back", async () => {
  const place: Place = { data: join(folder, randomUUID()), databaseUrl: undefined };
  const first = await serve(place, 11);
  const device = createTestDevice(first, "personal");
  await device.setUp();
  const { school } = device.home();
  const amara = create(first.newId, "pupil", null, { givenName: "Amara", familyName: "Okafor" });
  const ben = create(first.newId, "pupil", null, { givenName: "Ben", familyName: "Hale" });
  const note = (of: Change, text: string) =>
    create(first.newId, "sen-note", of.record, { on: "2026-06-09", note: text });
  const sealed = [device.commit([amara, ben, note(amara, "Old words"), note(ben, "Stays")])];
  const told = (await device.push(sealed)).verdicts[0]!.changes;
  expect(told.map(({ verdict, sentence }) => [verdict, sentence])).toEqual(told.map(() => ["accepted", undefined]));
  const backup = join(folder, `${randomUUID()}.backup`);
  await takeBackup({ place, to: backup, schema, clock, version: "0" });
  sealed.push(device.commit([note(amara, "Since the backup")]));
  await device.push(sealed.slice(-1));
  await first.server.close();

  // A look changes nothing, nor does another name, nor none.
  const look = erase(place, "--pupil", amara.record);
  expect(look).toMatchObject({ code: 0, complained: "" });
  expect(look.said).toMatch(/everything about Amara Okafor\.\n1 Pupil, 2 SEN notes\.\nNothing was changed/);
  expect(erase(place)).toMatchObject({ code: 2, complained: expect.stringMatching(/^Say which pupil/) });
  expect(erase(place, "--pupil", amara.record, "--confirm", ben.record).code).toBe(1);
  expect(erase(place, "--pupil", first.newId<string>()).complained).toMatch(/no such pupil/);
  const done = erase(place, "--pupil", amara.record, "--confirm", amara.record);
  expect(done).toMatchObject({ code: 0, complained: "", said: expect.stringContaining("Erased 3.") });

  const after = await serve(place, 12);
  const rows = () => after.storage.transact(school, (tx) => tx.recordsIn([amara.record, ben.record]));
  expect((await rows()).map(({ scope }) => scope as string)).toEqual([ben.record, ben.record]);
  const lines = await after.storage.transact(school, (tx) => tx.auditAfter(0, 1000));
  expect(lines.filter(({ what }) => what === "erased")).toHaveLength(3);
  await after.server.close();

  // The database is lost with everything in it: what was erased is known from the file beside it. The next time the
  // file is lost too, and the database that stands knows it.
  for (const lost of ["database", "file"] as const) {
    const file = join(place.data, lost === "file" ? "erasures.jsonl" : "waymark.sqlite");
    for (const end of lost === "file" ? [""] : ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    const seed = lost === "file" ? 78 : 77;
    const bytes = seededBytes(seed + 100);
    const newId = () => randomId(bytes);
    const restored = await restoreBackup({ place, from: backup, schema, clock, newId, replace: lost === "file" });
    expect(restored.findings).toEqual([]);
    const again = await serve(place, seed);
    const back = await again.storage.transact(school, async (tx) => ({
      rows: await tx.recordsIn([amara.record, ben.record]),
      log: JSON.stringify(await tx.changesAfter(0, 1000)),
    }));
    expect(back.rows.map(({ scope }) => scope as string)).toEqual([ben.record, ben.record]);
    expect(back.log).not.toMatch(/Old words|Amara/);
    expect(back.log).toContain("Stays");
    // The tablet offers everything again, also what it had made since the backup.
    const offered = await device.push(sealed, { server: again.server, counter: 2 ** 33 });
    expect(offered.verdicts.at(-1)?.changes).toMatchObject([{ verdict: "refused", code: "erased" }]);
    await again.server.close();
    if (lost === "database")
      expect(readFileSync(join(place.data, "erasures.jsonl"), "utf8")).not.toMatch(/Amara|words/);
  }
});
