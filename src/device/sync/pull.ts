// Brings what the server knows, page by page: first a snapshot of everything this device may hold, then the feed.
// Only here is server state written (F3).

import { ROUTES } from "#protocol/routes.ts";
import { parsePullAnswer } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Store } from "../ports.ts";
import { type Place, applyPage } from "./apply-page.ts";
import type { ServerLink } from "./server-link.ts";

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

export async function pull({ store, server, schema, isOpen, now }: PullDeps): Promise<Pulled> {
  for (;;) {
    if (!isOpen()) return { done: true };
    const asked = await store.read(async (tx): Promise<Place> => {
      const [epoch, cursor, after] = [
        await tx.control("epoch"),
        await tx.control("cursor"),
        await tx.control("snapshotAfter"),
      ];
      return { epoch: epoch ?? null, cursor: cursor ?? null, after };
    });
    const { epoch, cursor, after } = asked;
    const body = { wire: WIRE, epoch, cursor, ...(after === undefined ? {} : { after }), schema: schema.version };
    const heard = await server.ask({ method: "POST", path: ROUTES.pull, body, parse: parsePullAnswer });
    if (heard.kind === "unreachable")
      return { done: false, reached: false, words: "The school’s server could not be reached." };
    if (heard.kind === "problem") {
      const { sentence, code } = heard.problem;
      return { done: false, reached: true, words: sentence, code };
    }
    const page = heard.value;
    if (epoch !== null && page.epoch !== epoch) return { epoch: page.epoch };
    if (!isOpen()) return { done: true };
    await store.write(
      "relaxed",
      (tx) => applyPage(tx, schema, asked, page, now()),
      (touched) => touched,
    );
    if (!page.more) return { done: true };
  }
}
