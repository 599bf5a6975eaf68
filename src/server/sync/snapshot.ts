// Everything a device may hold, scope by scope, for one that begins (or begins again).
//
//  - what is in use comes first: the school's own, then the scope that was written in last, and in the end those that
//    nobody has touched for years. A tablet can be worked with long before everything is there
//  - the snapshot's sequence S is fixed at its first page: what changes while the pages travel comes again in the
//    feed after S, so nothing falls between [S8]

import type { PullAnswer } from "#protocol/pull.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { answer, type Page, thatFit, wholeScopes } from "./page.ts";

const MOST_SCOPES = 400;

/** Where a snapshot goes on: its sequence, and the newest change of the last scope that was looked at. */
export interface Place {
  readonly seq: number;
  readonly below?: number;
}

export function parsePlace(token: string | undefined, newest: number): Place | undefined {
  const parts = /^(\d{1,15})\.(\d{1,15})$/.exec(token ?? "");
  if (!parts) return undefined;
  const seq = Number(parts[1]);
  return seq <= newest ? { seq, below: Number(parts[2]) } : undefined;
}

export async function snapshot(page: Page, place: Place): Promise<PullAnswer> {
  const { tx, school, scope, device } = page;
  const found = await tx.scopes({ upTo: place.seq, below: place.below }, MOST_SCOPES);
  const held = found.filter((one) => scope.holds(one.scope));
  const taken = await thatFit(page, held);
  const scopes = taken.map((one) => one.scope);
  // What may not be held is passed over, up to the first that found no room.
  const next = held[taken.length];
  const passed = next ? found.slice(0, found.indexOf(next)) : found;
  const last = passed.at(-1);
  const more = next !== undefined || found.length === MOST_SCOPES;
  const whole = await wholeScopes(page, scopes);
  const body = answer(school, "snapshot", { ...whole, own: await tx.ownIn(scopes, device) });
  if (!more || !last) return { ...body, cursor: place.seq, more: false };
  // The school's own comes first and may have been changed before anything else: all the others are still to come.
  const below = last.scope === SCHOOL_SCOPE ? place.seq + 1 : last.newest;
  return { ...body, cursor: null, after: `${place.seq}.${below}`, more };
}
