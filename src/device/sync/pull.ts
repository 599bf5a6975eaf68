// Brings what the server knows, page by page: first a snapshot of everything this device may hold, then the feed.
// Only here is server state written (F3).

import { ROUTES } from "#protocol/routes.ts";
import { type PullAnswer, parsePullAnswer } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import { type Json, jsonEqual } from "#base/json.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Store, StoreTx } from "../ports.ts";
import { type Place, applyPage } from "./apply-page.ts";
import type { Heard, ServerLink } from "./server-link.ts";

export interface PullDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly schema: Schema;
  readonly isOpen: () => boolean;
  readonly now: () => number;
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

export async function pull({ store, server, schema, isOpen, now }: PullDeps): Promise<Pulled> {
  const ask = (place: Place): Asked => {
    const { epoch, cursor, after } = place;
    const body = { wire: WIRE, epoch, cursor, ...(after === undefined ? {} : { after }), schema: schema.version };
    const heard = server.ask({ method: "POST", path: ROUTES.pull, body, parse: parsePullAnswer });
    // It may be asked for ahead and then not be wanted.
    heard.catch(() => undefined);
    return { place, heard };
  };

  for (let ahead: Asked | undefined; ;) {
    if (!isOpen()) return { done: true };
    const asked = await store.read(placeOf);
    const here = ahead && jsonEqual(ahead.place as unknown as Json, asked as unknown as Json) ? ahead : ask(asked);
    const heard = await here.heard;
    if (heard.kind === "unreachable")
      return { done: false, reached: false, words: "The school’s server could not be reached." };
    if (heard.kind === "problem") {
      const { sentence, code } = heard.problem;
      return { done: false, reached: true, words: sentence, code };
    }
    const page = heard.value;
    if (asked.epoch !== null && page.epoch !== asked.epoch) return { epoch: page.epoch };
    // On its way while this page is written. Asking for what follows keeps nothing and says nothing of this one.
    ahead = page.more ? ask({ epoch: page.epoch, cursor: page.cursor, after: page.after }) : undefined;
    if (!isOpen()) return { done: true };
    await store.write(
      "relaxed",
      (tx) => applyPage(tx, schema, asked, page, now()),
      (touched) => touched,
    );
    if (!page.more) return { done: true };
  }
}

async function placeOf(tx: StoreTx): Promise<Place> {
  return {
    epoch: (await tx.control("epoch")) ?? null,
    cursor: (await tx.control("cursor")) ?? null,
    after: await tx.control("snapshotAfter"),
  };
}
