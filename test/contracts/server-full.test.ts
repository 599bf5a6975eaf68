// A server whose disk is full: it says so to whoever asks, has none of what did not fit, and goes on when there is room.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { isDiskFull } from "#server/storage/disk-full.ts";
import { openSqliteDatabase } from "#server/storage/sqlite-database.ts";
import { migrateSqlite, openSqliteStorage, sqliteStorageOver } from "#server/storage/sqlite-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import { createTestDevice, createWorld, START, writer } from "../../src/server/sync/device.fixture.ts";

const PAGES = 130;

test("[S34] [S6] a full disk is told as one, and who can make room; nothing of it stands, and it goes in once when there is room", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "waymark-full-")), "waymark.sqlite");
  onTestFinished(() => rmSync(dirname(file), { recursive: true, force: true }));
  const clock = { now: () => START };
  const small = openSqliteDatabase(file);
  small.exec(`PRAGMA max_page_count = ${PAGES}`);
  await migrateSqlite(small, { clock });
  let storage = sqliteStorageOver(small, {});
  const opened: Storage = {
    transactServer: (work) => storage.transactServer(work),
    readServer: (work) => storage.readServer(work),
    transact: (school, work) => storage.transact(school, work),
    close: () => storage.close(),
  };
  const world = await createWorld({ wrap: () => opened });
  const device = createTestDevice(world);
  await device.setUp();
  const write = writer(world);
  const stands = () => world.storage.transact(device.home().school, async (tx) => (await tx.row()).seq);
  const before = await stands();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const notes = Array.from({ length: PAGES }, () => write.create("note", pupil.record, { text: "n".repeat(4_000) }));
  const envelopes = [device.commit([pupil, ...notes])];
  const push = () => device.ask("POST", ROUTES.push, { wire: 1, epoch: null, unsent: 1, envelopes });
  const no = await push();
  // Not busy: to ask again soon does not help.
  expect([no.status, no.body["code"], no.headers["retry-after"]]).toEqual([507, "serverFull", undefined]);
  expect(no.body["sentence"]).toMatch(
    /no room left on its disk.*Only the person who looks after that server can make room/,
  );
  expect(world.log.join("\n")).toMatch(/^no room left on the disk at POST .*database or disk is full/);
  expect(await stands()).toBe(before);
  await storage.close();
  storage = await openSqliteStorage({ file, clock });
  for (let times = 0; times < 2; times += 1) {
    expect((await push()).status).toBe(200);
    expect(await stands()).toBe(before + 1 + PAGES);
  }
  await world.server.close();
});

test("[S34] a full disk is known by SQLite's number, PostgreSQL's code and the file system's, also under another error", () => {
  const failing = (facts: object, cause?: unknown) => Object.assign(new Error("no", { cause }), facts);
  const full = [
    { code: "ERR_SQLITE_ERROR", errcode: 13 },
    { code: "53100" },
    { code: "ENOSPC", errno: -28 },
    { code: "EDQUOT" },
  ];
  for (const facts of full) {
    expect(isDiskFull(failing(facts)), JSON.stringify(facts)).toBe(true);
    expect(isDiskFull(failing({}, failing(facts)))).toBe(true);
  }
  const others = [{ code: "ERR_SQLITE_ERROR", errcode: 5 }, { code: "53300" }, { code: 13 }, { errcode: 13 }, {}];
  for (const facts of others) expect(isDiskFull(failing(facts)), JSON.stringify(facts)).toBe(false);
  for (const thrown of [undefined, null, "ENOSPC", 13]) expect(isDiskFull(thrown)).toBe(false);
});
