import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { compactSchools } from "./compact.ts";
import { type World, addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { eraseRecords } from "./erase.ts";
import { createGrants, EVERYBODY_HOLDS_ALL } from "./grants.ts";

const DAY = 86_400_000;

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plan = write.create("plan", pupil.record, { goal: "Calm", review: "1 June" });
  const note = write.create("note", pupil.record, { text: "Came in calm." });
  await admin.push([admin.commit([pupil, plan, note])]);
  const edit = write.set(plan, "goal", "Calm", "Old words that go", plan.id);
  await admin.push([admin.commit([edit])]);
  const inSchool = <T>(work: Parameters<typeof world.storage.transact<T>>[1]): Promise<T> =>
    world.storage.transact(admin.home().school, work);
  const log = () => inSchool((tx) => tx.changesAfter(0, 10_000));
  const deps = {
    storage: world.storage,
    clock: { now: world.now },
    newId: () => world.newId<string>(),
    grants: createGrants(EVERYBODY_HOLDS_ALL),
  };
  const by = { adult: admin.author().id, device: admin.home().device };
  const erase = async (ids: readonly string[]) => (await eraseRecords(deps, admin.home().school, ids, by)).length;
  return { world, admin, write, pupil, plan, note, edit, inSchool, log, erase };
}

const compact = (world: World, days?: number) =>
  compactSchools({ storage: world.storage, clock: { now: world.now } }, days);

test("[A20] what is older than the horizon loses its words and keeps its name; records stay as they are", async () => {
  const { world, admin, write, plan, edit, inSchool, log } = await start();
  world.pass(401 * DAY);
  const later = write.set(plan, "goal", "Old words that go", "New words", edit.id);
  await admin.push([admin.commit([later])]);
  const before = await inSchool((tx) => tx.recordsIn([plan.scope]));
  const count = (await log()).length;
  expect(await compact(world)).toBe(count - 1);
  expect(await compact(world)).toBe(0);
  expect((await log()).map((row) => row.bodiless ?? false)).toEqual([...Array<boolean>(count - 1).fill(true), false]);
  expect(await inSchool((tx) => tx.recordsIn([plan.scope]))).toEqual(before);
  const { horizon } = await inSchool((tx) => tx.row());
  expect(horizon).toBe(count - 1);
  // The bodies are gone from the tables, not only from the answers.
  expect(JSON.stringify(await inSchool((tx) => tx.entriesIn([plan.scope])))).not.toContain('"to":"Old words that go"');
});

test("[A20] nothing goes before its time, and with another horizon another day counts", async () => {
  const { world, log } = await start();
  world.pass(399 * DAY);
  expect(await compact(world)).toBe(0);
  expect(await compact(world, 398)).toBe((await log()).length);
});

test("[S10] [A20] a device below the horizon is sent everything anew; one above it goes on", async () => {
  const { world, admin, write, pupil } = await start();
  const first = await admin.pull({ cursor: null });
  world.pass(401 * DAY);
  await admin.push([admin.commit([write.create("note", pupil.record, { text: "Back after the summer." })])]);
  await compact(world);
  expect(await admin.pull({ cursor: first.cursor })).toMatchObject({ kind: "feed", horizon: first.cursor });
  expect((await admin.pull({ cursor: first.cursor! - 1 })).kind).toBe("snapshot");
});

test("[S2] [S20] [A20] what was filed before the horizon is known by its name: sent again it is told, not filed", async () => {
  const { world, admin, write, pupil, log } = await start();
  const said = write.create("note", pupil.record, { text: "Once." });
  const sealed = admin.commit([said]);
  const told = (await admin.push([sealed])).verdicts;
  world.pass(401 * DAY);
  await compact(world);
  const count = (await log()).length;
  expect((await admin.push([sealed])).verdicts).toEqual(told);
  // In another envelope, as after a tablet had to begin again under another name.
  const again = await admin.push([admin.commit([said])]);
  expect(again.verdicts[0]?.changes[0]).toEqual({ ...told[0]?.changes[0] });
  expect(await log()).toHaveLength(count);
});

test("[M5] [A20] an edit based on a value whose change has no body any more meets it as before", async () => {
  const { world, admin, write, plan, edit, inSchool } = await start();
  const apart = write.set(plan, "review", "1 June", "Written apart", plan.id);
  const seen = write.set(plan, "goal", "Old words that go", "Seen and replaced", edit.id);
  await admin.push([admin.commit([write.set(plan, "review", "1 June", "2 June", plan.id)])]);
  world.pass(401 * DAY);
  await compact(world);
  const { verdicts } = await admin.push([admin.commit([apart, seen])]);
  expect(verdicts[0]?.changes.map((one) => one.verdict)).toEqual(["decision", "accepted"]);
  const row = await inSchool((tx) => tx.record(plan.record));
  expect(row?.decisions[0]).toMatchObject({ kept: { value: "2 June" }, others: [{ value: "Written apart" }] });
});

test("[A21] an erased record leaves its name: no value, no history, nothing set aside, nothing filed to it again", async () => {
  const { admin, write, plan, edit, inSchool, log, erase } = await start();
  await admin.push([admin.commit([write.set(plan, "review", "1 June", "Secret review", plan.id)])]);
  const body = JSON.stringify({ stamp: {}, changes: [edit, write.create("note", plan.scope, { text: "Kept." })] });
  const head = { envelope: "e", device: "d", author: "a", reason: "notAllowed", schema: 1, received: 1 } as const;
  await inSchool((tx) => tx.quarantine({ ...head, id: "q", body }));
  expect(await erase([plan.record])).toBe(1);
  expect(await erase([plan.record])).toBe(0);
  const everything = await inSchool(async (tx) => [
    await tx.recordsIn(["school", plan.scope]),
    await tx.changesAfter(0, 10_000),
    await tx.quarantined(),
    await tx.auditAfter(0, 10_000),
  ]);
  expect(JSON.stringify(everything)).not.toMatch(/Secret review|Old words|1 June/);
  expect(JSON.stringify(everything)).toContain("Kept.");
  expect((await log()).filter((row) => row.change.record === plan.record).every((row) => row.bodiless)).toBe(true);
  const { verdicts } = await admin.push([
    admin.commit([write.set(plan, "review", "x", "y", plan.id), { ...plan, id: edit.id } as Change]),
  ]);
  expect(verdicts[0]?.changes.map((one) => [one.verdict, one.code])).toEqual([
    ["refused", "erased"],
    ["refused", "usedBefore"],
  ]);
});

test("[A21] devices throw the scope away and are sent what is left of it; below and above, the count stays whole", async () => {
  const { world, admin, plan, note, pupil, erase, inSchool } = await start();
  const colleague = await addColleague(world, admin, "Bea", "personal");
  const first = await colleague.pull({ cursor: null, grants: null });
  await erase([plan.record]);
  const page = await colleague.pull({ cursor: first.cursor, grants: first.grants!.version });
  expect(page).toMatchObject({ kind: "feed", purge: [pupil.record], rows: [], entries: [] });
  const keeps = { cursor: page.cursor, grants: first.grants!.version };
  const filled = await colleague.pull({ ...keeps, want: [pupil.record] });
  const ids = (rows: readonly RecordRow[]) => rows.map((row) => row.id as string).toSorted();
  expect(ids(filled.rows)).toEqual([pupil.record as string, note.record as string].toSorted());
  const whole = await erase([pupil.record, note.record]);
  expect(whole).toBe(2);
  const last = await colleague.pull(keeps);
  expect(last.purge).toEqual([pupil.record]);
  expect((await colleague.pull({ ...keeps, cursor: last.cursor, want: [pupil.record] })).rows).toEqual([]);
  // A new device never hears that there was anything.
  const fresh = await colleague.pull({ cursor: null, grants: null });
  expect(fresh.rows.every((row) => row.scope === "school")).toBe(true);
  const { seq } = await inSchool((tx) => tx.row());
  expect([fresh.cursor, last.cursor]).toEqual([seq, seq]);
});
