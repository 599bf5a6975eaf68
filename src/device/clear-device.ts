// Removes everything of Waymark from the browser of a device that was taken out of use (V38): what waits is delivered
// first, and what cannot be is said, and saved as a file, before anything goes.

import { type Refusal, refuse } from "#ledger/refusal.ts";
import { ROUTES } from "#protocol/routes.ts";
import { doneAnswerShape } from "#protocol/session.ts";
import { answerOf } from "./ask-server.ts";
import type { PendingOutside, Store } from "./ports.ts";
import { type ServerLink, shaped } from "./sync/server-link.ts";

export interface ClearDeps {
  readonly store: Store;
  readonly server: ServerLink;
  /**
   * Sends what waits; notes included. True when the server said that this device is out of use, which it does when it
   * has all that was sent: its verdicts are kept by nobody here, because the keys are gone.
   */
  readonly deliver: () => Promise<boolean>;
}

/** `saved`: what the server would not take stands in a file. */
export async function clearDevice({ store, server, deliver }: ClearDeps, saved: boolean): Promise<undefined | Refusal> {
  const delivered = await deliver();
  const device = (await store.read((tx) => tx.control("enrolled")))?.device;
  const left = await store.read(async (tx) => ({
    commits: (await tx.pendingOutside()).filter((row) => isHereAlone(row, delivered, device)).length,
    notes: (await tx.jots()).length,
  }));
  // A file holds commits alone: a note that nobody filed waits for the server.
  if (left.notes > 0)
    return refuse("notDelivered", "The notes on this tablet are not with the server yet. Connect it, then try again.");
  if (left.commits > 0 && !saved) {
    // Refused, or set aside while somebody was here: which of the two stood under keys that are gone.
    const entries = left.commits === 1 ? "1 entry here was" : `${left.commits} entries here were`;
    return refuse("unsent", `${entries} not filed by the server. Save a copy first, then remove everything.`);
  }
  const heard = answerOf(
    await server.ask({ method: "POST", path: ROUTES.clearDevice, body: {}, parse: shaped(doneAnswerShape) }),
  );
  return "value" in heard ? undefined : heard;
}

/** What was refused may be kept by nobody else; what was written under a former name only its author could sign anew. */
function isHereAlone({ state, wire }: PendingOutside, delivered: boolean, device: string | undefined): boolean {
  if (state === "accepted") return false;
  return !delivered || state === "refused" || wire.device !== device;
}
