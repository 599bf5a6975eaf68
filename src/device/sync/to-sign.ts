// How much of what waits has to be signed anew first [S19]. Under which name a commit was sealed does not change, so each
// is looked at once, and not with every count.

import * as v from "valibot";
import { sealedEnvelopeShape } from "#protocol/envelope.ts";
import type { Enrolled } from "#protocol/session.ts";
import type { PendingOutside, StoreTx } from "../ports.ts";

export interface ToSign {
  /** `queued`: the numbers of what waits to be sent, in order. Nothing is to be signed for a device that has no name. */
  count(tx: StoreTx, enrolled: Enrolled | undefined, queued: readonly number[]): Promise<number>;
}

export function createToSign(): ToSign {
  let under: Enrolled | undefined;
  let known = new Map<number, boolean>();
  return {
    async count(tx, enrolled, queued) {
      if (!enrolled) return 0;
      const same = under?.device === enrolled.device && under.school === enrolled.school;
      const before = same ? known : new Map<number, boolean>();
      const unseen = queued.filter((number) => !before.has(number));
      const [first] = unseen;
      const rows = first === undefined ? [] : await tx.pendingBetween(first, unseen.at(-1) as number);
      const seen = new Map(rows.map((row) => [row.deviceSeq, waitsToBeSigned({ ...row, state: "queued" }, enrolled)]));
      known = new Map(queued.map((number) => [number, before.get(number) ?? seen.get(number) ?? false]));
      under = enrolled;
      return [...known.values()].filter(Boolean).length;
    },
  };
}

/** Sealed under a name this device had in the same school, or in a form that nobody reads any more. */
export function waitsToBeSigned({ state, wire }: PendingOutside, { school, device }: Enrolled): boolean {
  if (state !== "queued") return false;
  return v.is(sealedEnvelopeShape, wire) ? wire.device !== device && wire.school === school : true;
}
