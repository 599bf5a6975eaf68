// Scopes that a device may hold from now on (A15): each comes whole, as it stands at this moment, and leaves the list
// of what the device wants when it has arrived. The device's cursor stays where it is: what the feed brings again from
// there is in the backfill already or newer, by the same names and numbers, so nothing is missing and nothing double.

import type { PullAnswer } from "#protocol/pull.ts";
import { answer, type Page, thatFit, wholeScopes } from "./page.ts";

/** As many of the wanted scopes as fit in a page; one at least. What may not be held is answered like what is not there. */
export async function backfill(page: Page, want: readonly string[], cursor: number): Promise<PullAnswer> {
  const asked = [...new Set(want)].map((scope) => ({ scope }));
  const held = asked.filter(({ scope }) => page.scope.holds(scope));
  const taken = (await thatFit(page, held)).map(({ scope }) => scope);
  const nothing = asked.filter((one) => !held.includes(one)).map(({ scope }) => scope);
  const filled = [...taken, ...nothing];
  // Its own changes are told by the feed, in their order: there the device counts on them.
  const body = answer(page.school, "backfill", { ...(await wholeScopes(page, taken)), own: [] });
  return { ...body, cursor, more: filled.length < asked.length || cursor < page.school.seq, filled };
}
