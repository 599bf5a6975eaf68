// What an adult reads by asking the server, on no device (A41). Through the one choke point, like everything else (A2).

import type { Held } from "#protocol/pull.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { SchoolTx } from "../storage/storage.ts";
import { type Scope, type ScopeRules, scopeFor } from "../sync/scope-for.ts";
import { type Problem, problem } from "./problem.ts";

/** The same for a pupil of another school, one this adult may not know of, and one who never was (A3). */
export const notThere = (): Problem => problem(404, "noSuchPupil", "There is no such pupil at this school.");

/** An adult of this school, on no device: what they read is shown and not kept. */
export function scopeOfReader(rules: ScopeRules, held: Held): Scope {
  return scopeFor(rules, { device: { kind: "personal", revoked: false }, held });
}

/** What this adult may read of the pupil; undefined where they may not know that there is one. */
export async function ownerOf(
  { schema }: ScopeRules,
  tx: SchoolTx,
  pupil: string,
  scope: Scope,
): Promise<readonly RecordRow[] | undefined> {
  const owner = await tx.record(pupil);
  if (!owner || schema.definitions[owner.type]?.scope !== "owner" || !scope.mayRead(owner)) return undefined;
  return (await tx.recordsIn([pupil], scope.hides(pupil))).filter((row) => scope.mayRead(row));
}
