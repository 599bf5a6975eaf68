// A device that holds two pupils under grants, and grants that take one of them away.

import type { ScopeId } from "#ledger/names.ts";
import type { Entry, GrantsTold, PullAnswer } from "#protocol/pull.ts";
import {
  EPOCH,
  feedPage,
  idOf,
  insides,
  newPlan,
  OTHER_PUPIL,
  PUPIL,
  schema,
  serverRow,
  setReview,
  withId,
} from "../device.fixture.ts";
import type { StoreTx } from "../ports.ts";
import { applyPage, type Place } from "./apply-page.ts";

const SCHOOL = "school" as ScopeId;
export const told = (version: string, held: GrantsTold["held"], rest: string | null = null): GrantsTold => ({
  version,
  rest,
  held: [[SCHOOL, "shared"], ...held],
});
export const both = told("v1", [
  [PUPIL, "shared"],
  [OTHER_PUPIL, "shared"],
]);
export const onlyOther = told("v2", [[OTHER_PUPIL, "shared"]]);
export const plan = withId(newPlan("p1", "12 June"), "c1");
export const moved = withId(setReview("p1", "13 June", "c1", "12 June"), "b1");
export const other = withId(newPlan("p2", "1 July", OTHER_PUPIL), "c2");
export const entryOf = (change: Entry["change"], seq: number): Entry => ({
  seq,
  change,
  author: idOf("ad2"),
  device: idOf("dv2"),
  at: "2026-06-09T10:00:00+01:00",
  received: "2026-06-09T09:00:00.000Z",
  outcome: "applied",
});

/** A device that holds two pupils at cursor 3, under the first grants. */
export async function settled() {
  const inside = await insides();
  const { store } = inside;
  const apply = (page: Partial<PullAnswer>, asked: Place) =>
    store.write(
      "relaxed",
      (tx) => applyPage(tx, schema, asked, feedPage(page), 1000),
      (touched) => touched,
    );
  const look = <T>(work: (tx: StoreTx) => Promise<T>): Promise<T> => store.read(work);
  const at = (cursor: number | null, grants: string | null, after?: string): Place => ({
    epoch: EPOCH,
    cursor,
    after,
    grants,
  });
  const rows = [serverRow([plan, moved], 2), serverRow([other], 3)];
  await apply({ kind: "snapshot", rows, entries: [entryOf(moved, 2)], cursor: 3, grants: both }, at(null, null));
  const scopes = async () => (await look((tx) => tx.summaries())).map(({ scope }) => scope).sort();
  const holdings = () => look((tx) => tx.holdings());
  return { ...inside, apply, look, at, scopes, holdings };
}
