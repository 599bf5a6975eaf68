// A school in which the first tablet gives and takes pupils to and from the others, while all of them write and
// everything fails that can. What must hold then is about scope (I6), so it is checked here and not in the main runs.

import { defineCommand } from "#ledger/command.ts";
import type { Draft } from "#ledger/change.ts";
import { type RecordId, SCHOOL_SCOPE, type ScopeId, scopeOf } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { Device } from "#device/device.ts";
import { levelIn } from "#device/sync/holdings.ts";
import type { SetAside } from "#server/storage/storage.ts";
import { caseloadRules } from "#server/sync/caseload.fixture.ts";
import { levelsOf } from "#server/sync/grants.ts";
import { type Chance, createChance } from "./chance.ts";
import type { Images } from "./images.ts";
import { type Faults, NO_FAULTS } from "./network.ts";
import { see } from "./play.ts";
import { type Tablet, world, type World } from "./world.ts";

const PUPILS = 5;
const HEALED_MS = 15 * 60_000;

export interface Narrowed {
  readonly faults: readonly string[];
  /** How often what happened: a run in which nothing happens shows nothing. */
  readonly counts: { readonly [what: string]: number };
}

interface Run {
  readonly school: World;
  readonly chance: Chance;
  readonly pupils: readonly ScopeId[];
  /** By change id: what somebody was told is saved. */
  readonly saved: Map<string, string>;
  /** The caseload record of each narrowed tablet, with its items and the changes that put them there. */
  readonly caseloads: Map<
    number,
    { readonly record: RecordId; readonly items: Map<string, { item: string; add: string }> }
  >;
  readonly faults: string[];
  number: number;
}

const write = defineCommand<(newId: () => RecordId, now: string) => readonly Draft[]>("write", (make, { newId, now }) =>
  make(newId, now),
);

const isOpen = (tablet: Tablet): boolean => !tablet.crashed() && tablet.device().standing.get().state === "open";

export async function runNarrowing(images: Images, seed: number, length = 70): Promise<Narrowed> {
  const chance = createChance(seed).fork("narrowing");
  const faults: Faults = chance.hits(0.15)
    ? NO_FAULTS
    : {
        dropRequest: chance.next() * 0.2,
        dropAnswer: chance.next() * 0.35,
        double: chance.next() * 0.2,
        portal: chance.next() * 0.05,
        tooLarge: 0,
        cut: chance.next() * 0.1,
        late: chance.next() * 0.1,
        delay: 10 + chance.below(2_000),
      };
  const image = await images.forSeed(seed, 3);
  const school = await world({ seed, devices: 3, faults, image });
  const run: Run = { school, chance, pupils: [], saved: new Map(), caseloads: new Map(), faults: [], number: 0 };
  try {
    for (let n = 0; n < PUPILS; n += 1) await makePupil(run);
    await school.time.pass(90_000);
    for (let step = 0; step < length && run.faults.length === 0; step += 1) {
      await unlessStopped(school, () => act(run));
      await school.time.settle();
      for (const n of school.tablets.keys()) await unlessStopped(school, () => look(run, n));
    }
    await heal(run);
    await check(run);
    for (const fault of school.faults) run.faults.push(`a bug was met: ${String((fault as Error).stack ?? fault)}`);
    for (const line of school.log) run.faults.push(`the server said: ${line}`);
    return { faults: run.faults, counts: school.counts };
  } finally {
    await school.close();
  }
}

/** What a tablet that stops throws at whoever is looking at it is no fault. */
async function unlessStopped(school: World, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!school.tablets.some((tablet) => tablet.crashed())) throw error;
  }
}

async function commit(run: Run, device: Device, what: string, make: Parameters<typeof write.run>[0]): Promise<boolean> {
  try {
    const done = await device.commit(write, make);
    if (isRefusal(done)) return false;
    for (const id of done.changes) run.saved.set(id, what);
    return true;
  } catch {
    // The tablet stopped there.
    return false;
  }
}

async function makePupil(run: Run): Promise<void> {
  const { school } = run;
  let made: ScopeId | undefined;
  await commit(run, (school.tablets[0] as Tablet).device(), "a pupil", (newId, now) => {
    const pupil = newId();
    const scope = scopeOf(pupil);
    made = scope;
    const head = { kind: "create", scope, group: 0 } as const;
    return [
      { ...head, record: pupil, type: "pupil", fields: { name: `Pupil ${run.pupils.length}` } },
      { ...head, record: newId(), type: "plan", fields: { review: "12 June" } },
      { ...head, record: newId(), type: "note", fields: { occurred: now, text: "Came in." } },
    ];
  });
  if (made) (run.pupils as ScopeId[]).push(made);
}

async function act(run: Run): Promise<void> {
  const { school, chance } = run;
  const at = chance.below(3);
  const tablet = school.tablets[at] as Tablet;
  const what = chance.below(100);
  if (what < 22) return regrant(run, 1 + chance.below(2));
  if (what < 38) return school.time.pass(chance.pick([5, 300, 900, 4_000, 30_000, 70_000]));
  if (what < 41) return tablet.network.down();
  if (what < 47) return tablet.network.up();
  if (what < 51) return tablet.crashAt(chance.hits(0.5) ? "before-commit" : "after-commit", 1 + chance.below(6));
  if (what < 54) return school.crashServer({ requests: 1 + chance.below(4), points: chance.below(8) });
  if (what < 57 || tablet.crashed()) return tablet.restart({ powerCut: chance.hits(0.3) });
  const device = tablet.device();
  if (what < 59) return device.lock();
  if (!isOpen(tablet)) return tablet.open();
  if (what < 61) return tablet.openTab();
  if (what < 70) return void (await Promise.race([device.sendNow(), school.time.pass(20_000)]));
  const summaries = (await see(school, device, { kind: "summaries" })) ?? [];
  const shown = run.pupils.filter((scope) => summaries.some((summary) => summary.scope === scope));
  if (shown.length === 0) return undefined;
  const scope = chance.pick(shown);
  const other = chance.pick(shown);
  const records = (await see(school, device, { kind: "records", scope })) ?? [];
  const head = { type: "note", scope } as const;
  const text = (): string => `said ${(run.number += 1)}`;
  if (what < 78) {
    // What no server takes: another record under the same name.
    const there = records.find((one) => one.type === "note");
    if (!there) return undefined;
    await commit(run, device, "a note under a used name", (_newId, now) => [
      { ...head, kind: "create", record: there.id, fields: { occurred: now, text: text() } },
    ]);
    return undefined;
  }
  await commit(run, device, "a note", (newId, now) =>
    [...new Set([scope, other])].map((about) => ({
      kind: "create",
      record: newId(),
      type: "note",
      scope: about,
      fields: { occurred: now, text: text() },
    })),
  );
  return undefined;
}

/** Gives some pupils to a tablet and takes others away: by a record of the school, like everything else. */
async function regrant(run: Run, n: number): Promise<void> {
  const { school, chance, caseloads, pupils } = run;
  const [first, tablet] = [school.tablets[0] as Tablet, school.tablets[n] as Tablet];
  if (!isOpen(first)) return;
  const wanted = pupils.filter(() => chance.hits(0.5));
  const enrolled = await tablet
    .store()
    .read((tx) => tx.control("enrolled"))
    .catch(() => undefined);
  if (!enrolled) return;
  const held = caseloads.get(n);
  if (!held) {
    let made: RecordId | undefined;
    const items = new Map<string, { item: string; add: string }>();
    const done = await first
      .device()
      .commit(write, (newId) => {
        made = newId();
        const list = Object.fromEntries(wanted.map((scope) => [newId() as string, scope as string]));
        for (const [item, scope] of Object.entries(list)) items.set(scope, { item, add: "" });
        const fields = { device: enrolled.device, pupils: list };
        return [{ kind: "create", record: made, type: "caseload", scope: SCHOOL_SCOPE, fields }];
      })
      .catch(() => undefined);
    if (!done || isRefusal(done) || !made) return;
    for (const [scope, { item }] of items) items.set(scope, { item, add: done.changes[0] as string });
    run.saved.set(done.changes[0] as string, "a caseload");
    caseloads.set(n, { record: made, items });
    school.count("narrowed");
    return;
  }
  const head = { record: held.record, type: "caseload", scope: SCHOOL_SCOPE, field: "pupils" } as const;
  const gained = wanted.filter((scope) => !held.items.has(scope));
  const lost = [...held.items.keys()].filter((scope) => !wanted.includes(scope as ScopeId));
  if (gained.length + lost.length === 0) return;
  const items = gained.map((scope) => ({ scope, item: "" }));
  const done = await first
    .device()
    .commit(write, (newId) => [
      ...items.map((one): Draft => ({ ...head, kind: "add", item: (one.item = newId()), value: one.scope })),
      ...lost.map((scope): Draft => {
        const { item, add } = held.items.get(scope) as { item: string; add: string };
        return { ...head, kind: "remove", item, from: scope, base: [add as never] };
      }),
    ])
    .catch(() => undefined);
  if (!done || isRefusal(done)) return;
  for (const id of done.changes) run.saved.set(id, "a grant");
  items.forEach(({ scope, item }, i) => held.items.set(scope, { item, add: done.changes[i] as string }));
  for (const scope of lost) held.items.delete(scope);
  school.count("gained");
  if (lost.length > 0) school.count("lost");
}

/** At every moment: nothing of what a tablet keeps from itself is on its screen or in its tables. */
async function look(run: Run, n: number): Promise<void> {
  const { school, pupils, faults } = run;
  const tablet = school.tablets[n] as Tablet;
  if (!isOpen(tablet)) return;
  const holdings = await tablet.store().read((tx) => tx.holdings());
  if (!holdings) return;
  const lost = pupils.filter((scope) => levelIn(holdings, scope) === null);
  const summaries = (await see(school, tablet.device(), { kind: "summaries" })) ?? [];
  const unsent = (await see(school, tablet.device(), { kind: "unsent" })) ?? [];
  const outside = await tablet.store().read((tx) => tx.pendingOutside());
  if (tablet.crashed()) return;
  for (const scope of lost) {
    if (summaries.some((summary) => summary.scope === scope)) faults.push(`tablet ${n} shows a pupil it has lost`);
    if (unsent.some(({ envelope }) => envelope.changes.some((change) => change.scope === scope)))
      faults.push(`tablet ${n} shows unsent words about a pupil it has lost`);
    if ((await tablet.store().read((tx) => tx.rows({ scope }))).length > 0)
      faults.push(`tablet ${n} keeps rows of a pupil it has lost`);
  }
  const counted = tablet.device().status.get().queued;
  const queued = outside.filter((row) => row.state === "queued").length;
  if (counted !== queued) faults.push(`tablet ${n} counts ${counted} unsent where ${queued} are`);
}

async function heal({ school }: Run): Promise<void> {
  school.heal();
  for (const tablet of school.tablets) {
    tablet.crashAt(undefined);
    if (tablet.crashed()) await tablet.restart();
    if (tablet.device().standing.get().state !== "open") await tablet.open();
  }
  for (let waited = 0; waited < HEALED_MS; waited += 30_000) await school.time.pass(30_000);
}

async function check(run: Run): Promise<void> {
  const { school, pupils, saved, faults } = run;
  const server = await school.look(async (tx) => ({
    log: await tx.changesAfter(0, 100_000),
    kept: (await tx.quarantined()).flatMap((row) => (JSON.parse(row.body) as SetAside).changes as { id: string }[]),
    rows: await tx.recordsIn(["school", ...pupils]),
    entries: await tx.entriesIn(["school", ...pupils]),
    devices: await tx.devices(),
    holdings: await Promise.all((await tx.devices()).map((device) => tx.lastHolding(device.id))),
  }));
  const filed = new Set(server.log.map(({ change }) => change.id as string));
  const setAside = new Set(server.kept.map((change) => change.id));
  const refusedHere = new Map<string, number>();
  for (const [n, tablet] of school.tablets.entries()) {
    const device = await tablet.store().read((tx) => tx.control("enrolled"));
    const asks = { purpose: "hold", device: { id: device?.device ?? "", kind: "shared" }, adults: [] } as const;
    const may = levelsOf(caseloadRules.holds(asks, { records: server.rows, day: "2026-06-09" }));
    const holds = (scope: string): boolean => may(scope) !== null;
    const state = await tablet.store().read(async (tx) => {
      const rows = (
        await Promise.all(["school", ...pupils].map((scope) => tx.rows({ scope: scope as ScopeId })))
      ).flat();
      const entries = await Promise.all(server.rows.map((row) => tx.entriesOf(row.id, row.scope)));
      return { rows, entries: entries.flat(), pending: await tx.pending(), holdings: await tx.holdings() };
    });
    const should = server.rows.filter((row) => holds(row.scope));
    const byId = new Map(state.rows.map((row) => [row.id as string, JSON.stringify(row)]));
    const same = should.length === byId.size && should.every((row) => byId.get(row.id) === JSON.stringify(row));
    if (!same) faults.push(`tablet ${n} holds ${byId.size} records; of what it may hold there are ${should.length}`);
    const told = server.entries.filter(({ change }) => holds(change.scope)).map(({ seq }) => seq);
    const has = state.entries.map(({ seq }) => seq);
    if (JSON.stringify(sorted(told)) !== JSON.stringify(sorted(has)))
      faults.push(`tablet ${n} has ${has.length} entries where ${told.length} should be`);
    if ((state.holdings?.wanted.length ?? 0) > 0) faults.push(`tablet ${n} still waits for scopes`);
    for (const row of state.pending) {
      if (row.state !== "refused") faults.push(`tablet ${n} still has something ${row.state}`);
      for (const change of row.inside.envelope.changes) {
        refusedHere.set(change.id, n);
        if (!holds(change.scope)) faults.push(`tablet ${n} keeps words about a pupil it has lost`);
      }
    }
  }
  for (const holding of server.holdings)
    if (holding?.confirmed === null) faults.push(`${holding.device} never said that it keeps to its grants`);
  // Nothing that was saved is nowhere [I0].
  for (const [id, what] of saved) {
    const places = [filed.has(id), setAside.has(id), refusedHere.has(id)].filter(Boolean).length;
    if (places === 0) faults.push(`${what} is nowhere`);
    if (filed.has(id) && setAside.has(id)) faults.push(`${what} is filed and set aside`);
  }
  school.counts["setAside"] = setAside.size;
  school.counts["refusedHere"] = refusedHere.size;
}

const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => a - b);
