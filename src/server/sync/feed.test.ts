import { expect, test } from "vitest";
import type { Change, Stamp } from "#ledger/change.ts";
import { merge } from "#ledger/merge.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { type Entry, type PullAnswer, parsePullAnswer } from "#protocol/pull.ts";
import { type TestDevice, type World, addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { toySchema } from "./toy.fixture.ts";

async function start(kind: "shared" | "personal" = "personal") {
  const world = await createWorld();
  const device = createTestDevice(world, kind);
  await device.setUp();
  return { world, device, write: writer(world) };
}

/** What a device holds that does as the protocol says. */
interface Held {
  readonly rows: Map<string, RecordRow>;
  readonly entries: Map<number, Entry>;
  readonly own: Set<string>;
  cursor: number | null;
  pages: PullAnswer[];
}
const empty = (): Held => ({ rows: new Map(), entries: new Map(), own: new Set(), cursor: null, pages: [] });

async function pullAll(device: TestDevice, held: Held, between: (page: number) => Promise<void> = async () => {}) {
  let after: string | undefined;
  for (let page = 1; ; page += 1) {
    const answer = await device.pull({ cursor: held.cursor, ...(after === undefined ? {} : { after }) });
    expect(parsePullAnswer(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
    held.pages.push(answer);
    for (const row of answer.rows) held.rows.set(row.id, row);
    for (const entry of answer.entries) held.entries.set(entry.seq, entry);
    for (const id of answer.own) held.own.add(id);
    held.cursor = answer.cursor;
    after = answer.after;
    if (!answer.more) return held;
    await between(page);
  }
}

const everything = (world: World, device: TestDevice) =>
  world.storage.transact(device.home().school, async (tx) => {
    const changes = await tx.changesAfter(0, 100_000);
    const rows = await tx.records([...new Set(changes.map(({ change }) => change.record as string))]);
    return { changes, rows };
  });

async function expectComplete(world: World, device: TestDevice, held: Held) {
  const { changes, rows } = await everything(world, device);
  expect(Object.fromEntries(held.rows)).toEqual(Object.fromEntries(rows.map((row) => [row.id, row])));
  const told = changes.filter(({ change }) => change.kind !== "create");
  expect([...held.entries.keys()].sort((a, b) => a - b)).toEqual(told.map(({ seq }) => seq));
  expect(held.cursor).toBe(changes.at(-1)?.seq);
}

/** Pupils with notes big enough that a snapshot needs several pages. */
async function fill(device: TestDevice, write: ReturnType<typeof writer>, pupils: number): Promise<Change[]> {
  const made: Change[] = [];
  for (let n = 0; n < pupils; n += 1) {
    const pupil = write.create("pupil", null, { name: `Pupil ${n}` });
    const notes = Array.from({ length: 20 }, (_none, i) =>
      write.create("note", pupil.record, { text: `${n}.${i} ${"long ".repeat(1500)}` }),
    );
    await device.push([device.commit([pupil, ...notes])]);
    made.push(pupil);
  }
  return made;
}

test("[S8] a snapshot is paged by whole scopes, school first, and then everything is there", async () => {
  const { world, device, write } = await start();
  const pupils = await fill(device, write, 9);
  const set = write.set(pupils[0]!, "name", "Pupil 0", "Amara", pupils[0]!.id);
  await device.push([device.commit([set])]);
  const held = await pullAll(device, empty());
  expect(held.pages.length).toBeGreaterThan(1);
  expect(held.pages[0]?.rows[0]?.scope).toBe("school");
  const scopesSeen = held.pages.map((page) => new Set(page.rows.map((row) => row.scope as string)));
  for (const [i, scopes] of scopesSeen.entries())
    for (const later of scopesSeen.slice(i + 1)) expect([...later].filter((scope) => scopes.has(scope))).toEqual([]);
  for (const page of held.pages.slice(0, -1))
    expect(page).toMatchObject({ kind: "snapshot", cursor: null, more: true });
  await expectComplete(world, device, held);
});

test("[S8] what is in use arrives first: the school's own, then whoever was written about last, also while more is written", async () => {
  const { world, device, write } = await start();
  const pupils = await fill(device, write, 12);
  const note = (pupil: Change) => write.create("note", pupil.record, { text: "Came in calm." });
  // Written about last: the ninth, then the second.
  for (const pupil of [pupils[8]!, pupils[1]!]) await device.push([device.commit([note(pupil)])]);
  const held = await pullAll(device, empty(), async (page) => {
    // The one that would be next is written about now, and one that has gone already.
    for (const pupil of [pupils[11 - page]!, pupils[1]!]) await device.push([device.commit([note(pupil)])]);
  });
  const order = [...new Set(held.pages.flatMap((page) => page.rows.map((row) => row.scope as string)))];
  const expected = [1, 8, 11, 10, 9, 7, 6, 5, 4, 3, 2, 0].map((n) => pupils[n]!.record as string);
  expect(held.pages.length).toBeGreaterThan(2);
  expect(order).toEqual(["school", ...expected]);
  await pullAll(device, held);
  await expectComplete(world, device, held);
});

test("[S8] what changes while a snapshot travels comes with the feed after it", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea", "personal");
  const pupils = await fill(device, write, 9);
  const held = await pullAll(device, empty(), async (page) => {
    // In a scope already sent, in one still to come, and in a new one.
    for (const pupil of [pupils[0]!, pupils[8]!]) {
      const row = await world.storage.transact(device.home().school, (tx) => tx.record(pupil.record));
      const { value, by } = row!.fields["name"]!;
      await colleague.push([colleague.commit([write.set(pupil, "name", value, `Renamed ${page}`, by)])]);
    }
    await colleague.push([colleague.commit([write.create("pupil", null, { name: `New ${page}` })])]);
  });
  expect(held.cursor).toBeLessThan((await everything(world, device)).changes.length);
  await pullAll(device, held);
  await expectComplete(world, device, held);
});

test("[S8] the feed passes every number once and in order, whole commits to a page", { timeout: 120_000 }, async () => {
  const { world, device, write } = await start();
  const held = await pullAll(device, empty());
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  for (let n = 0; n < 16; n += 1) {
    const notes = Array.from({ length: 90 }, (_none, i) => write.create("note", pupil.record, { text: `${n}.${i}` }));
    await device.push([device.commit(notes)]);
  }
  held.pages.length = 0;
  await pullAll(device, held);
  expect(held.pages.length).toBeGreaterThan(1);
  const { changes } = await everything(world, device);
  const envelopeAt = new Map(changes.map((row) => [row.seq, row.envelope]));
  for (const page of held.pages.slice(0, -1))
    expect(envelopeAt.get(page.cursor!)).not.toBe(envelopeAt.get(page.cursor! + 1));
  await expectComplete(world, device, held);
});

test(
  "[S8] a page ends when it is full, and a single huge commit still gets through",
  { timeout: 120_000 },
  async () => {
    const { world, device, write } = await start();
    const held = await pullAll(device, empty());
    await fill(device, write, 32);
    held.pages.length = 0;
    await pullAll(device, held);
    expect(held.pages.length).toBeGreaterThan(1);
    for (const page of held.pages) expect(JSON.stringify(page).length).toBeLessThan(5_000_000);
    await expectComplete(world, device, held);
  },
);

test("a device learns by the feed which changes were its own, creates included", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea", "personal");
  const held = await pullAll(device, empty());
  held.own.clear();
  const mine = write.create("pupil", null, { name: "Amara" });
  const theirs = write.create("pupil", null, { name: "Daniel" });
  const edit = write.set(theirs, "name", "Daniel", "Dan", theirs.id);
  await colleague.push([colleague.commit([theirs])]);
  await device.push([device.commit([mine, edit])]);
  await pullAll(device, held);
  expect([...held.own]).toEqual([mine.id, edit.id]);
  // And by a snapshot, after losing everything.
  const again = await pullAll(device, empty());
  expect([...again.own]).toEqual(expect.arrayContaining([mine.id, edit.id]));
  expect([...again.own]).not.toContain(theirs.id);
});

test("[S9] another epoch, a cursor never given and one below the horizon begin again", async () => {
  const { world, device, write } = await start();
  await device.push([device.commit([write.create("pupil", null, { name: "Amara" })])]);
  const { cursor } = await pullAll(device, empty());
  expect(await device.pull({ cursor })).toMatchObject({ kind: "feed", rows: [], cursor, more: false });
  const never = await device.pull({ cursor: cursor! + 1 });
  expect(never).toMatchObject({ kind: "snapshot", cursor });
  expect(never.rows.length).toBeGreaterThan(1);
  const epoch = world.newId<string>();
  expect(await device.pull({ epoch, cursor })).toMatchObject({ kind: "snapshot", epoch: device.home().epoch });
  await world.storage.transact(device.home().school, (tx) => tx.setEpoch(epoch));
  const restored = await device.pull({ cursor });
  expect(restored).toMatchObject({ kind: "snapshot", epoch, cursor });
  // A place in a snapshot of the old epoch, or one that was made up, is not gone on from.
  const whole = restored.rows.length;
  for (const after of [`${cursor}.zzzz`, "nonsense", `${cursor! + 5}.zzzz`, "1.2.3"]) {
    const answer = await device.pull({ epoch: device.home().epoch, after });
    expect([answer.kind, answer.rows.length]).toEqual(["snapshot", whole]);
  }
});

test("[A4] a shared device is never sent what may not stand on it, by snapshot or feed, and misses nothing else", async () => {
  const { world, device, write } = await start("personal");
  const tablet = await addColleague(world, device, "Bea", "shared");
  const pupil = write.create("pupil", null, { name: "Amara" });
  const private1 = write.create("circumstances", pupil.record, { number: "H801200001001" });
  await device.push([device.commit([pupil, private1, write.create("note", pupil.record, { text: "Calm." })])]);
  const held = await pullAll(tablet, empty());
  const edit = write.set(private1, "number", "H801200001001", "T801200001001", private1.id);
  await device.push([device.commit([edit, write.create("note", pupil.record, { text: "Calmer." })])]);
  await pullAll(tablet, held);
  expect(JSON.stringify(held.pages)).not.toMatch(/801200001001|circumstances/);
  const types = [...held.rows.values()].map((row) => row.type).filter((type) => type !== "adult");
  expect(types.sort()).toEqual(["note", "note", "pupil"]);
  expect(held.cursor).toBe((await everything(world, device)).changes.at(-1)?.seq);
  const personal = await pullAll(device, empty());
  expect(personal.rows.get(private1.record)?.fields["number"]?.value).toBe("T801200001001");
});

test("[S8] seen through any order of pushes and pulls, two devices end with the same bytes as the server", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea", "personal");
  const [a, b] = [empty(), empty()];
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plan = write.create("plan", pupil.record, { goal: "Calm", risk: "low" });
  await device.push([device.commit([pupil, plan])]);
  await pullAll(colleague, b);
  for (const [i, to] of ["Calmer", "Calmest", "Back in Maths"].entries()) {
    const from = i === 0 ? { value: "Calm", by: plan.id as string } : b.rows.get(plan.record)!.fields["goal"]!;
    await device.push([device.commit([write.set(plan, "goal", from.value, to, from.by)])]);
    await colleague.push([colleague.commit([write.set(plan, "goal", from.value, `${to}?`, from.by)])]);
    await pullAll(i % 2 === 0 ? device : colleague, i % 2 === 0 ? a : b);
  }
  await pullAll(device, a);
  await pullAll(colleague, b);
  await expectComplete(world, device, a);
  await expectComplete(world, device, b);
  expect(a.rows.get(plan.record)?.decisions.length).toBeGreaterThan(0);
  // The log alone says the same: every record folded anew from its changes is the record that stands.
  const { changes, rows } = await everything(world, device);
  const folded = new Map<string, RecordRow>();
  for (const { change, author, device: by, at, seq, schema } of changes) {
    const stamp = { author, device: by, at } as Stamp;
    const row = folded.get(change.record);
    const merged = merge({ row, change, stamp, seq, schema, definition: toySchema.definitions[change.type] });
    if (isRefusal(merged)) throw new Error(merged.sentence);
    folded.set(change.record, merged.row);
  }
  expect(Object.fromEntries(folded)).toEqual(Object.fromEntries(rows.map((row) => [row.id, row])));
});
