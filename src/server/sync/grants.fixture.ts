// A school whose tablets are narrowed, and a device that holds what it is told: for the tests of grants.

import { expect } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { type Entry, type PullAnswer, parsePullAnswer } from "#protocol/pull.ts";
import { caseloadRules } from "./caseload.fixture.ts";
import { type TestDevice, addColleague, createWorld, createTestDevice, writer } from "./device.fixture.ts";

export const DAY = 86_400_000;

/** A school whose tablets may be narrowed, three pupils with a plan and notes each, and a colleague's tablet. */
export async function start() {
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
export interface Held {
  readonly rows: Map<string, RecordRow>;
  readonly entries: Map<number, Entry>;
  cursor: number | null;
  after: string | undefined;
  grants: string | null;
  want: string[];
  readonly pages: PullAnswer[];
}

export const nothing = (): Held => ({
  rows: new Map(),
  entries: new Map(),
  cursor: null,
  after: undefined,
  grants: null,
  want: [],
  pages: [],
});

export function drop(held: Held, gone: (scope: string) => boolean): void {
  for (const [id, row] of held.rows) if (gone(row.scope)) held.rows.delete(id);
  for (const [seq, entry] of held.entries) if (gone(entry.change.scope)) held.entries.delete(seq);
}

export async function pullOnce(device: TestDevice, held: Held): Promise<PullAnswer> {
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

export async function pullAll(device: TestDevice, held: Held): Promise<Held> {
  held.pages.length = 0;
  for (let n = 0; n < 200; n += 1) if (!(await pullOnce(device, held)).more && held.want.length === 0) return held;
  throw new Error("it goes on for ever");
}

export const scopesIn = (held: Held): string[] =>
  [...new Set([...held.rows.values()].map((row) => row.scope as string))].filter((scope) => scope !== "school").sort();

/** What the device should have: every record and entry of the school in these scopes. */
export async function expectWhole(
  { world, admin }: Awaited<ReturnType<typeof start>>,
  held: Held,
  scopes: readonly string[],
) {
  const { rows, entries } = await world.storage.transact(admin.home().school, async (tx) => ({
    rows: await tx.recordsIn(["school", ...scopes]),
    entries: await tx.entriesIn(["school", ...scopes]),
  }));
  expect(Object.fromEntries(held.rows)).toEqual(Object.fromEntries(rows.map((row) => [row.id, row])));
  expect([...held.entries.keys()].toSorted((a, b) => a - b)).toEqual(
    entries.map(({ seq }) => seq).toSorted((a, b) => a - b),
  );
}
