// What is still here after a round, counted from the store: words about the sending are made of it, and never inferred
// from what the round did [S12].

import type { StoreTx } from "../ports.ts";
import { waitsToBeSigned } from "./sign-anew.ts";

export interface StillHere {
  readonly queued: number;
  /** Of `queued`: its adult has to open the device first [S19]. */
  readonly toSign: number;
  readonly refused: number;
}

export async function stillHere(tx: StoreTx): Promise<StillHere> {
  const outside = await tx.pendingOutside();
  const enrolled = await tx.control("enrolled");
  const queued = outside.filter((row) => row.state === "queued");
  const toSign = queued.filter((row) => enrolled && waitsToBeSigned(row, enrolled)).length;
  return { queued: queued.length, toSign, refused: outside.filter((row) => row.state === "refused").length };
}
