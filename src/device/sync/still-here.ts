// What is still here after a round, counted from the store: words about the sending are made of it, and never inferred
// from what the round did [S12].

import type { StoreTx } from "../ports.ts";
import { createToSign } from "./to-sign.ts";

export interface StillHere {
  readonly queued: number;
  /** Of `queued`: its adult has to open the device first [S19]. */
  readonly toSign: number;
  readonly refused: number;
}

export async function stillHere(tx: StoreTx): Promise<StillHere> {
  const { queued, refused } = await tx.pendingStates();
  const toSign = await createToSign().count(tx, await tx.control("enrolled"), queued);
  return { queued: queued.length, toSign, refused: refused.length };
}
