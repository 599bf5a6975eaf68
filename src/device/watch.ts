// The one read (F1). Equal questions share one computation; it runs again only when a write touched what it stands
// on, and whoever watches hears of it only when there is an answer. Emptied on lock [V20].

import { canonicalJson, jsonEqual, type Json } from "#base/json.ts";
import { createSource, type Signal, type Source } from "#base/signal.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Summary } from "#ledger/slim.ts";
import { answerQuery, answerShut, summaryOf } from "./answer-query.ts";
import type { AnswerTo, CoverView, Query } from "./door.ts";
import { answerCover, summaryForCover } from "./for-cover.ts";
import { namesOnly } from "./lease.ts";
import type { Opened } from "./opened.ts";
import { Locked, type Scheduler, type Store, type StoreTx, type Touched } from "./ports.ts";
import type { WaitingHere } from "./waiting-here.ts";

/** A screen that is left and entered again within this time finds its answers there. */
const KEPT_MS = 10_000;

/** A run over summaries that found none of them changed. */
const SAME = Symbol("same");

export interface WatchDeps {
  readonly store: Store;
  readonly schema: Schema;
  readonly scheduler: Scheduler;
  readonly waiting: WaitingHere;
  /** The adult at the open device; undefined while it is shut. */
  readonly adult: () => string | undefined;
  readonly opened?: () => Opened | undefined;
  /** Whether nothing may be shown for now (V35). */
  readonly isShut?: (tx: StoreTx) => Promise<boolean>;
  /** What a cover adult is shown; undefined while an adult of the school is here (A34). */
  readonly coverView?: () => CoverView | undefined;
  readonly onTrouble: (error: unknown) => void;
}

export interface Watches {
  watch<Q extends Query>(query: Q): Signal<AnswerTo<Q> | undefined>;
  /** Something was written. */
  touched(touched: Touched): void;
  /** The vault was opened: everything is computed. Resolves when what was asked by then is answered, or could not be. */
  opened(): Promise<void>;
  /** The vault was shut: every answer is forgotten at once. */
  shut(): void;
}

interface Computation {
  readonly query: Query;
  readonly answer: Source<unknown>;
  watchers: number;
  running: boolean;
  /** What was touched since the last answer; "all" before the first one. */
  touched: Set<ScopeId> | "all" | null;
  summaries: Map<ScopeId, Summary>;
}

export function createWatches({
  store,
  schema,
  scheduler,
  waiting,
  adult,
  opened,
  isShut,
  coverView,
  onTrouble,
}: WatchDeps): Watches {
  const computations = new Map<string, Computation>();
  /** Counts openings and shuttings: an answer that was begun before one is thrown away. */
  let sitting = 0;

  async function answer(
    { query, summaries }: Computation,
    touched: ReadonlySet<ScopeId> | "all",
    tx: StoreTx,
    who: string,
  ): Promise<unknown> {
    // Asked for at once: each is an answer of the browser's to be waited for.
    const [waits, isOver, every] = await Promise.all([
      waiting.refresh(tx),
      isShut?.(tx),
      query.kind === "summaries" && touched === "all" ? tx.summaries() : undefined,
    ]);
    const asking = { tx, schema, adult: who, waiting: waits, ...(opened && { opened }) };
    const shut = isOver ?? false;
    const cover = coverView?.();
    if (query.kind !== "summaries") {
      if (shut) return answerShut(asking, query);
      return cover ? answerCover(asking, query, cover) : answerQuery(asking, query);
    }
    // Scope by scope: a school has hundreds of summaries, and a write touches one.
    const fresh = every && new Map(every.map((one) => [one.scope, one]));
    const named =
      touched === "all" ? [...(fresh?.keys() ?? []), ...waits.byScope.keys(), ...summaries.keys()] : touched;
    const scopes = [...new Set(named)];
    // Asked for at once: a page of the feed can touch hundreds.
    const stored = fresh
      ? scopes.map((scope) => fresh.get(scope))
      : await Promise.all(scopes.map((scope) => tx.summary(scope)));
    let changed = touched === "all";
    // Of most nothing waits: what is there already is not waited for one by one.
    const seen = [...stored];
    const isSeen = (scope: ScopeId, i: number): boolean => stored[i] !== undefined && !waits.byScope.has(scope);
    const look = async (scope: ScopeId, i: number): Promise<void> => {
      seen[i] = await summaryOf(asking, scope, stored[i]);
    };
    await Promise.all(scopes.flatMap((scope, i) => (isSeen(scope, i) ? [] : look(scope, i))));
    for (const [i, scope] of scopes.entries()) {
      const one = seen[i] as Summary;
      const whole = cover ? summaryForCover(one, who, cover) : one;
      const next = shut ? namesOnly(whole) : whole;
      const last = summaries.get(scope);
      if (last && jsonEqual(last as unknown as Json, next as unknown as Json)) continue;
      changed = true;
      if (next.slims.length === 0) summaries.delete(scope);
      else summaries.set(scope, next);
    }
    return changed ? [...summaries.values()] : SAME;
  }

  /** Runs until nothing was touched during a run. */
  async function run(computation: Computation): Promise<void> {
    if (computation.running) return;
    computation.running = true;
    try {
      for (;;) {
        const who = adult();
        if (who === undefined || computation.touched === null || computation.watchers === 0) return;
        const begun = sitting;
        const result = await store.read((tx) => {
          // Taken when the transaction begins: it sees every write that was told of before, and not the next.
          const touched = computation.touched ?? new Set<ScopeId>();
          computation.touched = null;
          return answer(computation, touched, tx, who);
        });
        if (begun === sitting && adult() === who) tell(computation, result);
      }
    } catch (error) {
      computation.touched = "all";
      if (!(error instanceof Locked)) onTrouble(error);
    } finally {
      computation.running = false;
    }
  }

  /** An answer that says what the last one said is not told. */
  function tell({ query, answer: source }: Computation, result: unknown): void {
    if (result === SAME) return;
    const last = source.get();
    if (last !== undefined && query.kind !== "summaries" && jsonEqual(last as Json, result as Json)) return;
    source.set(result);
  }

  function spoil(computation: Computation, scopes: readonly ScopeId[] | "all"): Promise<void> {
    if (scopes === "all") computation.touched = "all";
    else if (computation.touched !== "all") computation.touched = new Set([...(computation.touched ?? []), ...scopes]);
    return run(computation);
  }

  function computationOf(query: Query): Computation {
    const key = canonicalJson(query);
    const held = computations.get(key);
    if (held) return held;
    const computation: Computation = {
      query,
      answer: createSource<unknown>(undefined),
      watchers: 0,
      running: false,
      touched: "all",
      summaries: new Map(),
    };
    computations.set(key, computation);
    return computation;
  }

  function leave(computation: Computation): void {
    computation.watchers -= 1;
    if (computation.watchers > 0) return;
    scheduler.after(KEPT_MS, () => {
      if (computation.watchers > 0) return;
      const key = canonicalJson(computation.query);
      if (computations.get(key) === computation) computations.delete(key);
      forget(computation);
    });
  }

  function forget(computation: Computation): void {
    computation.touched = "all";
    computation.summaries = new Map();
    computation.answer.set(undefined);
  }

  return {
    watch<Q extends Query>(query: Q) {
      const computation = computationOf(query);
      // What was written while nobody watched overtakes the answer that is kept: it is not given again as if it stood.
      const overtaken = (): boolean => computation.watchers === 0 && computation.touched !== null;
      return {
        get: () => (overtaken() ? undefined : (computation.answer.get() as AnswerTo<Q> | undefined)),
        subscribe(listener) {
          if (overtaken()) forget(computation);
          // It may have been let go of meanwhile; whoever watches keeps it in the list that writes are told to.
          const key = canonicalJson(query);
          if (!computations.has(key)) computations.set(key, computation);
          computation.watchers += 1;
          const stop = computation.answer.subscribe(listener);
          void run(computation);
          let left = false;
          return () => {
            if (left) return;
            left = true;
            stop();
            leave(computation);
          };
        },
      };
    },
    touched(touched) {
      if (touched.parts.includes("pending")) waiting.spoil();
      for (const computation of computations.values())
        if (standsOn(computation.query, touched)) void spoil(computation, touched.scopes);
    },
    async opened() {
      sitting += 1;
      await Promise.all([...computations.values()].map((computation) => spoil(computation, "all")));
    },
    shut() {
      sitting += 1;
      waiting.empty();
      for (const computation of computations.values()) forget(computation);
    },
  };
}

/** What the answers stand on that are not the view of records. */
const PARTS: { readonly [kind in Query["kind"]]?: Touched["parts"] } = {
  drafts: ["drafts"],
  jots: ["jots"],
  pin: ["slots"],
  unsent: ["pending"],
  holdings: ["rows", "control"],
};

/** Does the answer to this question stand on what was written? */
function standsOn(query: Query, { scopes, parts }: Touched): boolean {
  const wanted = PARTS[query.kind] ?? ["rows", "pending"];
  if (!parts.some((part) => wanted.includes(part))) return false;
  if (!("scope" in query) || scopes === "all") return true;
  return scopes.includes(query.scope);
}
