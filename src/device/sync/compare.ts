// Looks whether what stands on this device is what the server has, in a quiet moment after a round that brought all
// there is: scope by scope, from what is read out of the store, never from what is remembered of it [S33]. Where it is
// not, that is said, and the scope is asked for whole once more; what stands there stays until that has come, and what
// waits to be sent is not touched.
//
//  - a few scopes at a time, those that were written to first, then all the others in turn: the work does not grow with
//    what is held
//  - a scope that came whole and differs still is not asked for again until something of it changes

import type { RandomBytes } from "#base/id.ts";
import { SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import { compareAnswerShape, digestOf } from "#protocol/compare.ts";
import { ROUTES } from "#protocol/routes.ts";
import { WIRE } from "#protocol/version.ts";
import { Locked, type Scheduler, type Store, type StoreTx, type Touched } from "../ports.ts";
import { textHash } from "../vault/text-hash.ts";
import { levelIn } from "./holdings.ts";
import { type ServerLink, shaped } from "./server-link.ts";

/** Somebody who writes has a pause like this between two pupils, not between two taps. */
const QUIET_MS = 15_000;
/** Between one look and the next. */
const REST_MS = 180_000;
/** A pupil with years of records takes a slow tablet a tenth of a second. */
const AT_ONCE = 6;
/** The rest of them are of those whose turn it is: what is written to all day does not take every place. */
const TOUCHED_AT_ONCE = 3;

export interface ComparingDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly scheduler: Scheduler;
  readonly randomBytes: RandomBytes;
  readonly isOpen: () => boolean;
  readonly now: () => number;
  /** Something is to be asked for. */
  readonly nudge: () => void;
  readonly onError: (error: unknown) => void;
}

export interface Comparing {
  /** A round has brought everything there is. */
  caughtUp(): void;
  /** Something was written, here or in another tab. */
  written(touched: Touched): void;
  stop(): void;
}

/** What a comparison is true of. */
interface Stands {
  readonly epoch: string;
  readonly cursor: number;
  readonly horizon: number;
  readonly grants: string;
}

const parse = shaped(compareAnswerShape);
const isSame = (a: Stands, b: Stands | undefined): boolean =>
  b !== undefined && a.epoch === b.epoch && a.cursor === b.cursor && a.horizon === b.horizon && a.grants === b.grants;

export function createComparing(deps: ComparingDeps): Comparing {
  const { store, server, scheduler, isOpen } = deps;
  let waiting: (() => void) | undefined;
  let isResting = false;
  let endRest: (() => void) | undefined;
  let writes = 0;
  /** An older server has no such address. */
  let isKnownThere = true;
  const touched = new Set<ScopeId>();
  let turn: ScopeId[] = [];
  /** Came whole, with this digest, and differed all the same. */
  const stuck = new Map<ScopeId, string>();
  /** Asked for anew, with the digest that differed. */
  const fetched = new Map<ScopeId, string>();

  async function look(): Promise<void> {
    const stands = await store.read(standing);
    if (!stands) return;
    const chosen = next(await store.read(heldScopes));
    const told = await compare(stands, chosen).catch((error: unknown) => {
      for (const scope of chosen) touched.add(scope);
      throw error;
    });
    for (const scope of chosen) if (!told.has(scope)) touched.add(scope);
  }

  /** Gives back those that were told apart, or need not be. */
  async function compare(stands: Stands, scopes: readonly ScopeId[]): Promise<ReadonlySet<ScopeId>> {
    const told = new Set<ScopeId>();
    const said: { readonly scope: ScopeId; readonly digest: string }[] = [];
    const before = writes;
    for (const scope of scopes) {
      // Whoever writes comes first; the rest of them have their turn another time.
      if (!isOpen() || writes !== before) return told;
      const digest = await store.read(async (tx) =>
        isSame(stands, await standing(tx)) ? digestIn(tx, scope, stands.horizon) : undefined,
      );
      if (digest === undefined) return told;
      if (stuck.get(scope) === digest) told.add(scope);
      else said.push({ scope, digest });
    }
    if (said.length === 0) return told;
    const body = { wire: WIRE, ...stands, scopes: said };
    const heard = await server.ask({ method: "POST", path: ROUTES.compare, body, parse, whileOpen: true });
    if (heard.kind === "problem" && heard.status === 404) isKnownThere = false;
    if (heard.kind !== "answer" || heard.value.epoch !== stands.epoch) return told;
    const digests = new Map<string, string>(said.map(({ scope, digest }) => [scope, digest]));
    for (const scope of heard.value.same as ScopeId[]) {
      told.add(scope);
      stuck.delete(scope);
      fetched.delete(scope);
    }
    const differs = (heard.value.differs as ScopeId[]).filter((scope) => digests.has(scope));
    const anew = differs.filter((scope) => fetched.get(scope) !== digests.get(scope));
    const still = new Set([...stuck.keys(), ...differs.filter((scope) => !anew.includes(scope))]).size;
    const last = await store.read((tx) => tx.control("differed"));
    if (differs.length === 0 && (last?.still ?? 0) === still) return told;
    // Where nothing was kept, nothing was asked for: it is found again when its turn comes.
    if (!(await store.write("relaxed", (tx) => keep(tx, stands, { differs, anew, still }), WRITTEN))) return told;
    for (const scope of differs) {
      told.add(scope);
      (anew.includes(scope) ? fetched : stuck).set(scope, digests.get(scope) as string);
    }
    if (anew.length > 0) deps.nudge();
    return told;
  }

  /** In the state it was asked in, or not at all: then it gives back false. */
  async function keep(
    tx: StoreTx,
    stands: Stands,
    {
      differs,
      anew,
      still,
    }: { readonly differs: readonly ScopeId[]; readonly anew: readonly ScopeId[]; readonly still: number },
  ): Promise<boolean> {
    const holdings = await tx.holdings();
    if (!holdings || !isSame(stands, await standing(tx))) return false;
    const last = await tx.control("differed");
    if (differs.length > 0) await tx.setControl("differed", { at: deps.now(), scopes: differs.length, still });
    else if (last) await tx.setControl("differed", { ...last, still });
    if (anew.length === 0) return true;
    const wanted = [...new Set([...holdings.wanted, ...anew])];
    await tx.setHoldings({ ...holdings, wanted });
    await tx.setControl("filling", wanted.length);
    return true;
  }

  /** Those that were written to, then the others in turn; where all have had theirs, from the beginning. */
  function next(held: ReadonlySet<ScopeId>): readonly ScopeId[] {
    if (turn.length === 0) {
      turn = [...held].sort();
      // So that the tablets of a school do not all ask about the same pupils at one time.
      const [first = 0] = deps.randomBytes(1);
      turn.push(...turn.splice(0, Math.floor((first / 256) * turn.length)));
    }
    const taken = new Set<ScopeId>();
    const take = (scope: ScopeId): void => {
      touched.delete(scope);
      if (held.has(scope)) taken.add(scope);
    };
    for (const scope of [...touched].slice(0, TOUCHED_AT_ONCE)) take(scope);
    while (turn.length > 0 && taken.size < AT_ONCE) take(turn.shift() as ScopeId);
    return [...taken];
  }

  async function rest(): Promise<void> {
    isResting = true;
    endRest = scheduler.after(REST_MS, () => (isResting = false));
    try {
      await store.alone(look);
    } catch (error) {
      // A vault that shuts meanwhile is no trouble.
      if (!(error instanceof Locked)) deps.onError(error);
    }
  }

  return {
    caughtUp() {
      if (waiting || isResting || !isKnownThere || !isOpen()) return;
      waiting = scheduler.after(QUIET_MS, () => {
        waiting = undefined;
        if (isOpen()) void rest();
      });
    },
    written({ scopes, parts }) {
      if (parts.length > 0) writes += 1;
      if (!parts.includes("rows") || scopes === "all") return;
      for (const scope of scopes) {
        touched.add(scope);
        stuck.delete(scope);
      }
    },
    stop() {
      waiting?.();
      endRest?.();
      waiting = endRest = undefined;
      isResting = false;
    },
  };
}

const WRITTEN: Touched = { scopes: [], parts: ["control"] };

/** Undefined while not all has come that it may hold, and where it was never told what that is. */
async function standing(tx: StoreTx): Promise<Stands | undefined> {
  const [epoch, cursor, grants] = [await tx.control("epoch"), await tx.control("cursor"), await tx.control("grants")];
  if (epoch === undefined || cursor === undefined || grants === undefined) return undefined;
  const horizon = (await tx.control("horizon")) ?? 0;
  return ((await tx.control("filling")) ?? 0) === 0 ? { epoch, cursor, horizon, grants } : undefined;
}

/** What may be held by name is compared also where nothing of it is here. */
async function heldScopes(tx: StoreTx): Promise<ReadonlySet<ScopeId>> {
  const holdings = await tx.holdings();
  if (!holdings) return new Set();
  const named = Object.keys(holdings.levels) as ScopeId[];
  const here = (await tx.summaries()).map(({ scope }) => scope);
  return new Set([SCHOOL_SCOPE, ...named, ...here].filter((scope) => levelIn(holdings, scope) !== null));
}

async function digestIn(tx: StoreTx, scope: ScopeId, horizon: number): Promise<string> {
  const rows = await tx.rows({ scope });
  const entries = await tx.entriesOfEach(
    rows.map(({ id }) => id),
    scope,
  );
  return digestOf({ rows, entries: entries.flat() }, horizon, textHash);
}
