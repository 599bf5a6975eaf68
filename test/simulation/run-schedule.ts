// One schedule from its seed to the verdict: a school, a morning of acts and faults, then a healed network, then
// every invariant.

import { join } from "node:path";
import type { CrashPoint } from "#device/store/memory-store.ts";
import { schedule, type Step } from "./acts.ts";
import { createBook } from "./book.ts";
import { type Chance, createChance } from "./chance.ts";
import { finalState, type FinalState, isUnread } from "./final-state.ts";
import { broken } from "./invariants.ts";
import { type Counts, type Faults, NO_FAULTS } from "./network.ts";
import { brokenNow, coveredAtTheEnd, createWitness } from "./on-the-way.ts";
import { brokenHistory } from "./check-history.ts";
import { rot } from "./rot.ts";
import { toyGrants } from "./toy-grants.ts";
import { newerToySchool } from "./toy-school.ts";
import { play, type Playing, restart } from "./play.ts";
import type { SchoolImage } from "./school-image.ts";
import { type Tablet, world, type World } from "./world.ts";

export interface Outcome {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly counts: Counts;
  readonly state: FinalState;
  /** How often something could have been stopped, up to the healing. */
  readonly met: { readonly writes: readonly number[]; readonly serverMoments: number };
}

export interface RunOptions {
  readonly seed: number;
  readonly devices?: number;
  readonly length?: number;
  readonly skew?: number;
  /** A schedule of one's own, instead of the seed's. */
  readonly steps?: readonly Step[];
  /** A new folder for the server's database, that it can be backed up in and put back from. */
  readonly folder?: string;
  readonly restores?: boolean;
  readonly renews?: boolean;
  readonly shares?: boolean;
  readonly news?: boolean;
  /** In the end something on a tablet is altered by hand. */
  readonly rots?: boolean;
  /** The school to begin with; without it one is set up. */
  readonly image?: SchoolImage;
  /** How bad the network is, instead of what the seed says. */
  readonly network?: Faults;
  /** Stops something once, counted from the first act on: a tablet at one of its writes, or the server at a moment. */
  readonly stop?:
    | { readonly tablet: number; readonly write: number; readonly at: CrashPoint }
    | { readonly serverMoment: number };
}

/** How bad the network is differs from schedule to schedule: some faults show only where others are rare. */
function faultsOf(seed: number): Faults {
  const chance = createChance(seed).fork("faults");
  if (chance.hits(0.1)) return NO_FAULTS;
  const part = (most: number): number => chance.next() * most;
  return {
    dropRequest: part(0.2),
    dropAnswer: part(0.3),
    double: part(0.2),
    portal: part(0.1),
    tooLarge: part(0.3),
    cut: part(0.1),
    late: part(0.05),
    delay: 10 + chance.below(2_000),
  };
}

export async function runSchedule(options: RunOptions): Promise<Outcome> {
  const {
    seed,
    devices = 3,
    length = 60,
    skew = 1,
    folder,
    restores = false,
    renews = false,
    shares = false,
    news = false,
    rots = false,
  } = options;
  const chance = createChance(seed).fork("schedule");
  const steps = options.steps ?? schedule(chance, { tablets: devices, length, restores, renews, shares });
  const school = await world({
    seed,
    devices,
    skew,
    news,
    ...(shares ? { grantRules: toyGrants } : {}),
    faults: options.network ?? faultsOf(seed),
    ...(folder === undefined ? {} : { data: join(folder, "data") }),
    ...(options.image ? { image: options.image } : {}),
  });
  const playing: Playing = { world: school, book: createBook(), number: 0 };
  const faults: string[] = [];
  const written = options.image?.written;
  try {
    if (written) {
      for (const line of written.lines) playing.book.write(line);
      playing.number = written.number;
    } else {
      await play(playing, 0, { act: "makePupil" });
      await play(playing, 0, { act: "sendNow" });
      await school.time.pass(5_000);
    }
    const witness = createWitness();
    const before = { writes: school.tablets.map((tablet) => tablet.writes()), moments: school.points() };
    const { stop } = options;
    if (stop && "tablet" in stop) school.tablets[stop.tablet]?.crashAt(stop.at, stop.write);
    if (stop && "serverMoment" in stop) school.crashServer({ requests: 1, points: stop.serverMoment });
    for (const { tablet, does } of steps) {
      await play(playing, tablet, does);
      await school.time.settle();
      // What was written relaxed went with the power, the cursor and its rows together.
      if (does.act === "powerCut") witness.cursors.clear();
      const all = does.act === "wait" || does.act === "calm";
      const looked = all ? school.tablets : [school.tablets[tablet % devices] as Tablet];
      faults.push(...(await brokenNow(playing, witness, looked)));
      if (faults.length > 0) break;
    }
    const met = {
      writes: school.tablets.map((tablet, n) => tablet.writes() - (before.writes[n] ?? 0)),
      serverMoments: school.points() - before.moments,
    };
    await heal(playing);
    if (rots) await rotAndHeal(playing, createChance(seed).fork("rot"));
    const state = await finalState(school);
    faults.push(...(await coveredAtTheEnd(playing, state)));
    const inOrder = (school.counts["restores"] ?? 0) === 0;
    faults.push(...broken(playing.book, state, { schema: school.schema(), inOrder }));
    faults.push(...brokenHistory(school.history.events, playing.book, state, { inOrder }));
    for (const fault of school.faults) faults.push(`a bug was met: ${stackOf(fault)}`);
    // Of what was altered by hand it says so; whether it said it of anything else stands in the history.
    for (const line of school.log) if (!DIFFERS.test(line)) faults.push(`the server said: ${line}`);
    tally(school, state);
    return { seed, faults, counts: school.counts, state, met };
  } finally {
    await school.close();
  }
}

/** Everything works again, and every tablet is open: after this much time nothing may wait any more [I7]. */
const HEALED_MS = 15 * 60_000;
const LOOK_MS = 5_000;

async function heal(playing: Playing): Promise<void> {
  const { world: school } = playing;
  school.heal();
  // What only a newer server can read is filed when there is one.
  if (school.tablets.some((tablet) => tablet.schema().version > school.schema().version))
    await school.upgradeServer(newerToySchool);
  for (const [n, tablet] of school.tablets.entries()) {
    tablet.crashAt(undefined);
    if (tablet.crashed()) await restart(playing, n);
    if (tablet.device().standing.get().state !== "open") await tablet.open();
    tablet.device().nudge();
  }
  for (let waited = 0; waited < HEALED_MS; waited += LOOK_MS) {
    const busy = await notAtRest(school);
    if (busy.length === 0 && !(await isFiling(school))) return;
    await school.time.pass(LOOK_MS);
    // Nothing hurries them to send; but whoever has sent everything looks for what the others sent.
    for (const tablet of busy) if (tablet.device().status.get().queued === 0) tablet.device().nudge();
  }
}

const DIFFERS = /^device \S+ held other records than the server/;
/** Every scope has its turn within this time, whatever was looked at last. */
const COMPARED_MS = 60 * 60_000;

/** What was asked while all was whole may be answered after that, and says nothing of what stands since. */
const ASKED_BEFORE_MS = 10_000;

/** Something rots, and is found and made good while everybody goes on [I1b]. */
async function rotAndHeal(playing: Playing, chance: Chance): Promise<void> {
  const { world: school } = playing;
  await rot(playing, chance);
  const { events } = school.history;
  const rotted = events.findLastIndex((event) => event.what === "rotted");
  const isLookedAt = (): boolean => {
    const event = events[rotted];
    if (event?.what !== "rotted") return true;
    return events
      .slice(rotted)
      .some(
        (one) =>
          one.what === "compared" &&
          one.tablet === event.tablet &&
          one.at > event.at + ASKED_BEFORE_MS &&
          one.same.includes(event.scope),
      );
  };
  for (let waited = 0; waited < COMPARED_MS && !isLookedAt(); waited += 60_000) await school.time.pass(60_000);
  await heal(playing);
}

/** The tablets that still send, or have not heard of everything. */
async function notAtRest(school: World): Promise<readonly Tablet[]> {
  const { seq, epoch } = await school.look((tx) => tx.row());
  const busy: Tablet[] = [];
  for (const tablet of school.tablets) {
    const waits = await tablet.store().read(async (tx) => {
      const pending = await tx.pendingOutside();
      const stands = (await tx.control("cursor")) === seq && (await tx.control("offeredEpoch")) === epoch;
      // What it may hold since lately is asked for page by page, after the feed.
      const isFilled = ((await tx.control("filling")) ?? 0) === 0;
      return !stands || !isFilled || pending.some((row) => row.state !== "refused");
    });
    if (waits) busy.push(tablet);
  }
  return busy;
}

/** A server that was started files what it can read now beside everything else, when its turn comes. */
async function isFiling(school: World): Promise<boolean> {
  const kept = await school.look((tx) => tx.quarantined());
  return kept.some((one) => isUnread(one, school));
}

function tally(school: World, { log, rows, tablets }: FinalState): void {
  const add = (what: string, by: number): void => {
    school.counts[what] = (school.counts[what] ?? 0) + by;
  };
  const decisions = [...rows.values()].flatMap((row) => row.decisions);
  add("accepted", log.length);
  add("decisions", decisions.length);
  add("settled", decisions.filter((one) => one.state === "settled").length);
  add("same", log.filter((entry) => entry.outcome === "same").length);
  add("withdrawn", [...rows.values()].filter((row) => row.withdrawn).length);
  add("refused", tablets.flatMap((one) => one.pending).filter((row) => row.state === "refused").length);
}

const stackOf = (fault: unknown): string => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
