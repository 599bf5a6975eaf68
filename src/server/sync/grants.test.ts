import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { type Entry, MOST_WANTED, type PullAnswer, parsePullAnswer } from "#protocol/pull.ts";
import { caseloadRules } from "./caseload.fixture.ts";
import { type TestDevice, addColleague, createWorld, createTestDevice, writer } from "./device.fixture.ts";
import { eraseRecords } from "./erase.ts";
import { createGrants } from "./grants.ts";

const DAY = 86_400_000;

/** A school whose tablets may be narrowed, three pupils with a plan and notes each, and a colleague's tablet. */
async function start() {
  const world = await createWorld({ grantRules: caseloadRules });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const tablet = await addColleague(world, admin, "Bea", "shared");
  const write = writer(world);
  const pupils: Change[] = [];
  const plans: Change[] = [];
  for (const name of ["Amara", "Ben", "Chloe"]) {
    const pupil = write.create("pupil", null, { name });
    const plan = write.create("plan", pupil.record, { goal: "Calm" });
    await admin.push([
      admin.commit([pupil, plan, write.create("note", pupil.record, { text: `${name} came in.` })]),
      admin.commit([write.set(plan, "goal", "Calm", `${name} settles.`, plan.id)]),
    ]);
    pupils.push(pupil);
    plans.push(plan);
  }
  const scopes = pupils.map((pupil) => pupil.record as string);
  const audit = async (what: string) =>
    (await world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 10_000))).filter(
      (line) => line.what === what,
    );
  /** The tablet's caseload from now on: these pupils, at a level. Made once, then changed. */
  let made: Change | undefined;
  const inList = new Map<string, { readonly item: string; readonly add: string }>();
  async function give(wanted: readonly string[], more: { readonly level?: string; readonly until?: string } = {}) {
    const changes: Change[] = [];
    if (!made) {
      const list = Object.fromEntries(wanted.map((scope) => [world.newId<string>(), scope]));
      made = write.create("caseload", "school", { device: tablet.home().device, ...more, pupils: list });
      for (const [item, scope] of Object.entries(list)) inList.set(scope, { item, add: made.id });
      changes.push(made);
    } else {
      const head = { record: made.record, type: "caseload", scope: "school", field: "pupils" };
      for (const scope of wanted.filter((one) => !inList.has(one))) {
        const [id, item] = [world.newId<string>(), world.newId<string>()];
        changes.push({ ...head, kind: "add", id, item, value: scope } as unknown as Change);
        inList.set(scope, { item, add: id });
      }
      for (const [scope, { item, add }] of inList) {
        if (wanted.includes(scope)) continue;
        changes.push({
          ...head,
          kind: "remove",
          id: world.newId(),
          item,
          from: scope,
          base: [add],
        } as unknown as Change);
        inList.delete(scope);
      }
    }
    const answer = await admin.push([admin.commit(changes)]);
    expect(answer.verdicts[0]?.changes.map((one) => one.verdict)).toEqual(changes.map(() => "accepted"));
  }
  return { world, admin, tablet, write, pupils, plans, scopes, give, audit };
}

/** A device that does as the protocol says, in few words. */
interface Held {
  readonly rows: Map<string, RecordRow>;
  readonly entries: Map<number, Entry>;
  cursor: number | null;
  after: string | undefined;
  grants: string | null;
  want: string[];
  readonly pages: PullAnswer[];
}
const nothing = (): Held => ({
  rows: new Map(),
  entries: new Map(),
  cursor: null,
  after: undefined,
  grants: null,
  want: [],
  pages: [],
});

function drop(held: Held, gone: (scope: string) => boolean): void {
  for (const [id, row] of held.rows) if (gone(row.scope)) held.rows.delete(id);
  for (const [seq, entry] of held.entries) if (gone(entry.change.scope)) held.entries.delete(seq);
}

async function pullOnce(device: TestDevice, held: Held): Promise<PullAnswer> {
  const { cursor, after, grants, want } = held;
  const answer = await device.pull({ cursor, grants, ...(after === undefined ? {} : { after }), want });
  expect(parsePullAnswer(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  held.pages.push(answer);
  const before = new Set([...held.rows.values()].map((row) => row.scope as string));
  if (answer.grants) {
    const levels = new Map(answer.grants.held);
    const level = (scope: string) => (levels.has(scope) ? levels.get(scope) : answer.grants?.rest) ?? null;
    drop(held, (scope) => level(scope) === null);
    if (cursor !== null)
      held.want = answer.grants.held.flatMap(([scope, at]) => (at !== null && !before.has(scope) ? [scope] : []));
    held.grants = answer.grants.version;
  }
  const takes = (scope: string) => !held.want.includes(scope) || answer.filled?.includes(scope) === true;
  for (const row of answer.rows) if (takes(row.scope)) held.rows.set(row.id, row);
  for (const entry of answer.entries) if (takes(entry.change.scope)) held.entries.set(entry.seq, entry);
  held.want = held.want.filter((scope) => !answer.filled?.includes(scope));
  held.cursor = answer.cursor;
  held.after = answer.after;
  return answer;
}

async function pullAll(device: TestDevice, held: Held): Promise<Held> {
  held.pages.length = 0;
  for (let n = 0; n < 200; n += 1) if (!(await pullOnce(device, held)).more && held.want.length === 0) return held;
  throw new Error("it goes on for ever");
}

const scopesIn = (held: Held): string[] =>
  [...new Set([...held.rows.values()].map((row) => row.scope as string))].filter((scope) => scope !== "school").sort();

/** What the device should have: every record and entry of the school in these scopes. */
async function expectWhole({ world, admin }: Awaited<ReturnType<typeof start>>, held: Held, scopes: readonly string[]) {
  const { rows, entries } = await world.storage.transact(admin.home().school, async (tx) => ({
    rows: await tx.recordsIn(["school", ...scopes]),
    entries: await tx.entriesIn(["school", ...scopes]),
  }));
  expect(Object.fromEntries(held.rows)).toEqual(Object.fromEntries(rows.map((row) => [row.id, row])));
  expect([...held.entries.keys()].toSorted((a, b) => a - b)).toEqual(
    entries.map(({ seq }) => seq).toSorted((a, b) => a - b),
  );
}

test("[A14] a device that nothing narrows is told so once, and again only when that changes", async () => {
  const { tablet, give, scopes } = await start();
  const held = await pullAll(tablet, nothing());
  expect(held.pages[0]?.grants).toEqual({ version: held.grants, rest: "shared", held: [] });
  expect((await pullOnce(tablet, held)).grants).toBeUndefined();
  await give([scopes[0]!]);
  const told = await pullOnce(tablet, held);
  expect(told.grants).toMatchObject({
    rest: null,
    held: [
      ["school", "shared"],
      [scopes[0], "shared"],
    ],
  });
  expect((await pullOnce(tablet, held)).grants).toBeUndefined();
});

test("[A14] what is lost is named by its absence, and never sent again; other devices hear nothing of it", async () => {
  const at = await start();
  const { tablet, admin, write, give, scopes, plans } = at;
  const held = await pullAll(tablet, nothing());
  const whole = await pullAll(admin, nothing());
  await give([scopes[0]!, scopes[2]!]);
  const edit = write.set(plans[1]!, "review", null, "12 June", plans[1]!.id);
  await admin.push([admin.commit([edit, write.create("note", scopes[1]!, { text: "Secret of Ben." })])]);
  await pullAll(tablet, held);
  expect(JSON.stringify(held.pages)).not.toMatch(/Secret|12 June/);
  await expectWhole(at, held, [scopes[0]!, scopes[2]!]);
  await pullAll(admin, whole);
  await expectWhole(at, whole, scopes);
});

test("[A14] a first snapshot brings what may be held and passes over the rest", async () => {
  const at = await start();
  await at.give([at.scopes[1]!]);
  const held = await pullAll(at.tablet, nothing());
  await expectWhole(at, held, [at.scopes[1]!]);
  await at.give([]);
  await expectWhole(at, await pullAll(at.tablet, nothing()), []);
});

test("[A15] what is gained comes whole, also what was written long before, and nothing twice", async () => {
  const at = await start();
  const { tablet, give, scopes } = at;
  await give([scopes[0]!]);
  const held = await pullAll(tablet, nothing());
  await give([scopes[0]!, scopes[1]!, scopes[2]!]);
  await pullAll(tablet, held);
  expect(held.pages.map((page) => page.kind)).toContain("backfill");
  await expectWhole(at, held, scopes);
  await give([]);
  await pullAll(tablet, held);
  await expectWhole(at, held, []);
  await give(scopes);
  await pullAll(tablet, held);
  await expectWhole(at, held, scopes);
});

test("[A15] a backfill is paged by whole scopes, and what is written meanwhile is not missed", async () => {
  const at = await start();
  const { tablet, admin, write, give, scopes } = at;
  const many: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const pupil = write.create("pupil", null, { name: `Pupil ${n}` });
    const notes = Array.from({ length: 20 }, (_none, i) =>
      write.create("note", pupil.record, { text: `${n}.${i} ${"long ".repeat(1500)}` }),
    );
    await admin.push([admin.commit([pupil, ...notes])]);
    many.push(pupil.record);
  }
  await give([scopes[0]!]);
  const held = await pullAll(tablet, nothing());
  await give([scopes[0]!, ...many]);
  held.pages.length = 0;
  let backfills = 0;
  for (let n = 0; n < 50; n += 1) {
    const page = await pullOnce(tablet, held);
    backfills += page.kind === "backfill" ? 1 : 0;
    if (page.kind === "backfill")
      for (const scope of [many[0]!, many[5]!])
        await admin.push([admin.commit([write.create("note", scope, { text: `while ${n}` })])]);
    if (!page.more && held.want.length === 0) break;
  }
  expect(backfills).toBeGreaterThan(1);
  await expectWhole(at, held, [scopes[0]!, ...many]);
  // Asked again after a lost answer, the same comes; and nothing of what may not be held, as if it were not there.
  const again = await tablet.pull({ cursor: held.cursor, grants: held.grants, want: [many[0]!, scopes[1]!] });
  expect(again).toMatchObject({ kind: "backfill", cursor: held.cursor, filled: [many[0], scopes[1]] });
  expect([...new Set(again.rows.map((row) => row.scope as string))]).toEqual([many[0]]);
});

test("[A15] what is wanted is not sent to a device that keeps to other grants", async () => {
  const { tablet, give, scopes } = await start();
  await give([scopes[0]!]);
  const held = await pullAll(tablet, nothing());
  for (const grants of [null, "made up", undefined]) {
    const said = grants === undefined ? {} : { grants };
    const answer = await tablet.pull({ cursor: held.cursor, ...said, want: [scopes[0]!, scopes[1]!] });
    expect([answer.kind, answer.rows, answer.grants?.version]).toEqual([
      "feed",
      [],
      said && grants === undefined ? undefined : held.grants,
    ]);
  }
  const tooMany = Array.from({ length: MOST_WANTED + 1 }, () => scopes[0]!);
  const refused = await tablet.ask("POST", "/api/sync/pull", {
    wire: 1,
    epoch: tablet.home().epoch,
    cursor: held.cursor,
    schema: 1,
    want: tooMany,
  });
  expect([refused.status, refused.body["code"]]).toEqual([400, "notUnderstood"]);
});

test("[A14] another level is another holding: told as such, and filtered by it", async () => {
  const at = await start();
  const { tablet, give, scopes, pupils } = at;
  await give([scopes[0]!], { level: "names" });
  const held = await pullAll(tablet, nothing());
  const types = [...held.rows.values()].filter((row) => row.scope !== "school").map((row) => row.type);
  expect(types).toEqual(["pupil"]);
  expect(held.entries.size).toBe(0);
  expect(held.pages.at(0)?.grants?.held).toContainEqual([pupils[0]!.record, "names"]);
});

test("[A14] a caseload ends by itself on its day, by the school's clock", async () => {
  const at = await start();
  const { world, tablet, give, scopes } = at;
  await give([scopes[0]!], { until: "2026-06-10" });
  const held = await pullAll(tablet, nothing());
  const first = held.grants;
  world.pass(DAY);
  await pullAll(tablet, held);
  expect([held.grants === first, scopesIn(held)]).toEqual([false, [scopes[0]]]);
  world.pass(DAY);
  await pullAll(tablet, held);
  expect(scopesIn(held)).toEqual([]);
});

test("[A15] what is written in a lost scope is set aside whole, also what could not have been filed", async () => {
  const { world, admin, tablet, write, give, scopes, plans } = await start();
  await give([scopes[0]!]);
  const good = write.create("note", scopes[1]!, { text: "Ben was calm." });
  const bad = write.create("note", scopes[1]!, { text: 7 });
  const edit = write.set(plans[1]!, "review", null, "12 June", plans[1]!.id);
  const mine = write.create("note", scopes[0]!, { text: "Amara too." });
  const answer = await tablet.push([tablet.commit([good, bad, edit, mine])]);
  expect(answer.verdicts[0]?.changes.map((one) => one.verdict)).toEqual([
    "quarantined",
    "quarantined",
    "quarantined",
    "accepted",
  ]);
  const kept = await world.storage.transact(admin.home().school, (tx) => tx.quarantined());
  expect(kept).toMatchObject([{ reason: "notAllowed", author: tablet.author().id, device: tablet.home().device }]);
  expect(JSON.parse(kept[0]!.body)).toMatchObject({ changes: [good, bad, edit] });
});

test("[A15] a pupil that is made on a narrowed device is nobody's to shut out; what follows needs a grant", async () => {
  const { tablet, write, give, scopes, world } = await start();
  await give([scopes[0]!]);
  const pupil = write.create("pupil", null, { name: "Dev" });
  const plan = write.create("plan", pupil.record, { goal: "Calm" });
  const note = write.create("note", pupil.record, { text: "First day." });
  const early = await tablet.push([tablet.commit([pupil, plan]), tablet.commit([note])]);
  expect(early.verdicts.flatMap((one) => one.changes.map((change) => change.verdict))).toEqual([
    "accepted",
    "accepted",
    "quarantined",
  ]);
  // With a grant in the same batch it counts at once, before anything of the batch is written.
  const other = write.create("pupil", null, { name: "Eve" });
  const own = { device: tablet.home().device, pupils: { [world.newId<string>()]: other.record } };
  const batch = [
    tablet.commit([other]),
    tablet.commit([write.create("caseload", "school", own)]),
    tablet.commit([write.create("note", other.record, { text: "First day." })]),
  ];
  expect((await tablet.push(batch)).verdicts.map((one) => one.changes[0]?.verdict)).toEqual([
    "accepted",
    "accepted",
    "accepted",
  ]);
});

test("[A15] what was refused in a scope that is lost since is set aside when it is sent again, once", async () => {
  const { world, admin, tablet, write, give, scopes, audit } = await start();
  const bad = write.create("note", scopes[1]!, { text: 7 });
  const sealed = tablet.commit([bad, write.create("note", scopes[0]!, { text: "Fine." })]);
  const verdicts = async () => (await tablet.push([sealed])).verdicts[0]?.changes.map((one) => one.verdict);
  expect(await verdicts()).toEqual(["refused", "accepted"]);
  expect(await verdicts()).toEqual(["refused", "accepted"]);
  await give([scopes[0]!]);
  expect(await verdicts()).toEqual(["quarantined", "accepted"]);
  expect(await verdicts()).toEqual(["quarantined", "accepted"]);
  const kept = await world.storage.transact(admin.home().school, (tx) => tx.quarantined());
  expect(kept.map((row) => JSON.parse(row.body).changes)).toEqual([[bad]]);
  expect(await audit("handedOver")).toHaveLength(1);
});

test("[A21] what was refused of a pupil who was erased since is not set aside when it is sent again, and says so", async () => {
  const { world, admin, tablet, write, give, scopes } = await start();
  const sealed = tablet.commit([write.create("note", scopes[1]!, { text: 7 })]);
  const said = async () => (await tablet.push([sealed])).verdicts[0]?.changes[0];
  expect(await said()).toMatchObject({ verdict: "refused", code: "wrongType" });
  const deps = { storage: world.storage, clock: world, newId: world.newId, grants: createGrants(caseloadRules) };
  const { device } = admin.home();
  await eraseRecords(deps, admin.home().school, [scopes[1]!], { adult: world.newId(), device });
  await give([scopes[0]!]);
  expect(await said()).toMatchObject({ verdict: "refused", code: "erased" });
  expect(await world.storage.transact(admin.home().school, (tx) => tx.quarantined())).toEqual([]);
});

test("[A16] the server knows what each device was told and since when it keeps to it", async () => {
  const { world, admin, tablet, give, scopes, audit } = await start();
  const held = await pullAll(tablet, nothing());
  const id = tablet.home().device;
  const holdings = () => world.storage.transact(admin.home().school, (tx) => tx.holdings(id));
  expect(await holdings()).toMatchObject([{ version: held.grants, confirmed: null }]);
  await pullOnce(tablet, held);
  expect(await holdings()).toMatchObject([{ confirmed: world.now() }]);
  world.pass(60_000);
  await give([scopes[0]!]);
  await pullOnce(tablet, held);
  // Its answer was lost: told again, not twice.
  await tablet.pull({ cursor: held.cursor, grants: null });
  expect((await holdings()).map((row) => row.confirmed)).toEqual([expect.any(Number), null]);
  await pullAll(tablet, held);
  await pullAll(tablet, held);
  const told = await holdings();
  expect(told.map((row) => JSON.parse(row.held).held.length)).toEqual([0, 2]);
  expect(told.at(-1)?.confirmed).toBe(world.now());
  const lines = (await audit("grantsConfirmed")).filter((line) => line.device === id);
  expect(lines.map((line) => JSON.parse(line.facts).scopes)).toEqual([0, 2]);
});

test("[A14] the cost of a pull does not grow with what is held", async () => {
  const asked: string[] = [];
  const world = await createWorld({
    grantRules: caseloadRules,
    wrap: (storage) => ({
      ...storage,
      transact: (school, work) =>
        storage.transact(school, (tx) =>
          work(
            Object.fromEntries(
              Object.entries(tx).map(([name, part]) => [
                name,
                typeof part !== "function"
                  ? part
                  : (...given: unknown[]) => {
                      asked.push(name);
                      return (part as (...args: unknown[]) => unknown)(...given);
                    },
              ]),
            ) as unknown as typeof tx,
          ),
        ),
    }),
  });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const held = await pullAll(admin, nothing());
  await pullOnce(admin, held);
  const write = writer(world);
  const cost = async (): Promise<string[]> => {
    asked.length = 0;
    await pullOnce(admin, held);
    return [...asked];
  };
  const before = await cost();
  for (let n = 0; n < 10; n += 1) await admin.push([admin.commit([write.create("pupil", null, { name: `${n}` })])]);
  await pullAll(admin, held);
  expect(await cost()).toEqual(before);
  expect(before).not.toContain("recordsOfTypes");
  expect(before).not.toContain("scopes");
});
