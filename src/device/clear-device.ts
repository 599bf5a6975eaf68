// Removes everything of Waymark from the browser of a device that was taken out of use (V38): what waits is delivered
// first, and what cannot be is said, and saved as a file, before anything goes.

import { type Refusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { doneAnswerShape } from "#protocol/session.ts";
import { answerOf } from "./ask-server.ts";
import type { Store } from "./ports.ts";
import { type ServerLink, shaped } from "./sync/server-link.ts";

export interface ClearDeps {
  readonly store: Store;
  readonly server: ServerLink;
  /** Sends what waits; notes included. */
  readonly deliver: () => Promise<void>;
}

/** `saved`: what the server would not take stands in a file. */
export async function clearDevice({ store, server, deliver }: ClearDeps, saved: boolean): Promise<undefined | Refusal> {
  await deliver();
  const left = await store.read(async (tx) => ({
    commits: (await tx.pendingOutside()).filter(({ state }) => state !== "accepted").length,
    notes: (await tx.jots()).length,
  }));
  // A file holds commits alone: a note that nobody filed waits for the server.
  if (left.notes > 0)
    return refuse("notDelivered", "The notes on this tablet are not with the server yet. Connect it, then try again.");
  if (left.commits > 0 && !saved) {
    const entries = left.commits === 1 ? "1 entry is" : `${left.commits} entries are`;
    return refuse("unsent", `${entries} not with the server. Save a copy first, then remove everything.`);
  }
  const heard = answerOf(
    await server.ask({ method: "POST", path: ROUTES.clearDevice, body: {}, parse: shaped(doneAnswerShape) }),
  );
  return "value" in heard ? undefined : heard;
}
