// What lets somebody see more (another role, a caseload) is filed only where its author gave their password on that
// device a short while ago (A48). It comes as a change like any other, from a tablet that may have been left open: without
// the password it is set aside, whole, and somebody who answers for the school files it with theirs.

import type { Change } from "#ledger/change.ts";
import type { SchoolTx } from "../storage/storage.ts";
import type { Scope, ScopeRules } from "./scope-for.ts";

/** What was asked for with a password that was given ten minutes ago (in-charge.ts) is written and sent in a few more. */
const WORD_HOLDS = 15 * 60_000;

interface Written {
  readonly device: string;
  readonly author: string;
  readonly changes: readonly Change[];
}

/** The scope, but for what wants a password that was not given. */
export async function withWord(
  { grants, clock }: Pick<ScopeRules, "grants"> & { readonly clock: { now(): number } },
  tx: SchoolTx,
  { device, author, changes }: Written,
  scope: Scope,
): Promise<Scope> {
  const { widens } = grants.rules;
  if (!widens || !changes.some((change) => widens(change))) return scope;
  // Nobody in the demo has a password.
  if ((await tx.row()).demo) return scope;
  const given = await tx.wordGiven(author, device);
  if (given !== undefined && clock.now() - given <= WORD_HOLDS) return scope;
  return {
    ...scope,
    mayWrite: (change, its) => !widens(change) && scope.mayWrite(change, its),
    wantsWord: (change) => widens(change) && scope.mayWrite(change),
  };
}
