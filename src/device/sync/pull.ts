// Brings what the server knows, page by page: first a snapshot of everything this device may hold, then the feed.
// Only here is server state written (F3).

import { ROUTES } from "#protocol/routes.ts";
import { MOST_WANTED, type PullAnswer, type PullRequest, parsePullAnswer } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import { type Json, jsonEqual } from "#base/json.ts";
import type { Schema } from "#ledger/schema.ts";
import { Locked, type Store, type StoreTx } from "../ports.ts";
import { type Place, applyPage, keptGrants } from "./apply-page.ts";
import type { NewsKeptBack } from "./news-kept-back.ts";
import type { Heard, ServerLink } from "./server-link.ts";
import { witnessOf } from "./witness.ts";

export interface PullDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly schema: Schema;
  readonly isOpen: () => boolean;
  readonly now: () => number;
  /** Whether a second copy of what waits stands here; null: not tried yet. */
  readonly secondCopy?: () => boolean | null;
  /** Of the round this is a part of, which tells the rest; without one, each page is told when it is here. */
  readonly news?: NewsKeptBack;
}

export type Pulled =
  | { readonly done: true }
  | { readonly done: false; readonly reached: boolean; readonly words: string; readonly code?: string }
  | { readonly epoch: string };

/** A page that was asked for, and from where. */
interface Asked {
  readonly place: Place;
  readonly heard: Promise<Heard<PullAnswer>>;
}

/** Where the vault shuts meanwhile there is nothing more to bring: the cursor stands where the last page left it. */
export async function pull(deps: PullDeps): Promise<Pulled> {
  try {
    return await pages(deps);
  } catch (error) {
    if (error instanceof Locked) return { done: true };
    throw error;
  }
}

async function pages({ store, server, schema, isOpen, now, secondCopy, news }: PullDeps): Promise<Pulled> {
  let witness: PullRequest["witness"] = null;
  const ask = (place: Place): Asked => {
    const { epoch, cursor, after, grants = null, want = [] } = place;
    const copy = secondCopy?.() ?? undefined;
    const head = { wire: WIRE, epoch, cursor, schema: schema.version, grants, witness, copy };
    const body = { ...head, ...(after === undefined ? {} : { after }), ...(want.length > 0 ? { want } : {}) };
    const heard = server.ask({ method: "POST", path: ROUTES.pull, body, parse: parsePullAnswer, whileOpen: true });
    // It may be asked for ahead and then not be wanted.
    heard.catch(() => undefined);
    return { place, heard };
  };

  for (let ahead: Asked | undefined; ;) {
    if (!isOpen()) return { done: true };
    const asked = await store.read(async (tx) => {
      const place = await placeOf(tx);
      witness = await witnessOf(tx, place.epoch);
      return place;
    });
    const here = ahead && same(ahead.place, asked) ? ahead : ask(asked);
    const heard = await here.heard;
    if (heard.kind === "unreachable")
      return { done: false, reached: false, words: "The school’s server could not be reached." };
    if (heard.kind === "problem") {
      const { sentence, code, epoch } = heard.problem;
      if (epoch !== undefined && asked.epoch !== null && epoch !== asked.epoch) return { epoch };
      return { done: false, reached: true, words: sentence, code };
    }
    const page = heard.value;
    if (asked.epoch !== null && page.epoch !== asked.epoch) return { epoch: page.epoch };
    // On its way while this page is written. Asking for what follows keeps nothing and says nothing of this one.
    const grants = page.grants?.version ?? asked.grants ?? null;
    const next: Place = { epoch: page.epoch, cursor: page.cursor, after: page.after, grants, want: [] };
    ahead = page.more && page.kind !== "backfill" ? ask(next) : undefined;
    if (!isOpen()) return { done: true };
    await store.write(
      "relaxed",
      (tx) => applyPage(tx, schema, asked, page, now()),
      (touched) => (news ? news.of(touched, !page.more || mayTakeAway(page)) : touched),
    );
    if (page.more || owesFeed(asked, page)) continue;
    // There may be more to ask for than this page knew: scopes that it gave, or everything anew.
    const stands = await store.read(placeOf);
    const over = stands.cursor !== null && (stands.want ?? []).length === 0;
    if (over || same(stands, asked)) return { done: true };
  }
}

/** Beside a snapshot of several pages others went on writing, and only the feed says that this is all (keepUpToDate). */
const owesFeed = ({ after }: Place, { kind, cursor }: PullAnswer): boolean =>
  kind === "snapshot" && after !== undefined && cursor !== null;

/** After it something may not be seen any more that could be seen before. */
const mayTakeAway = ({ kind, purge, grants }: PullAnswer): boolean =>
  kind !== "feed" || purge.length > 0 || grants !== undefined;

const same = (a: Place, b: Place): boolean => jsonEqual(a as unknown as Json, b as unknown as Json);

async function placeOf(tx: StoreTx): Promise<Place> {
  const cursor = (await tx.control("cursor")) ?? null;
  // In a snapshot nothing is asked for beside it.
  const wanting = cursor !== null && ((await tx.control("filling")) ?? 0) > 0;
  const wanted = wanting ? ((await tx.holdings())?.wanted ?? []) : [];
  return {
    epoch: (await tx.control("epoch")) ?? null,
    cursor,
    after: await tx.control("snapshotAfter"),
    grants: await keptGrants(tx),
    want: wanted.slice(0, MOST_WANTED),
  };
}
