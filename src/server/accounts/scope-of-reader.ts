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

/**
 * What an adult who answers for the school may be told about records they did not ask for by name: an administrator keeps
 * accounts and devices, and that alone opens no pupil's file (A45).
 */
export async function readerIn(
  deps: ScopeRules,
  tx: SchoolTx,
  { adult, now }: { readonly adult: string; readonly now: number },
): Promise<{ readonly everybody: boolean; readonly scope: Scope }> {
  const { held } = await deps.grants.readableBy(tx, { school: await tx.row(), adult, now });
  const ofPupils = Object.values(deps.schema.definitions).filter(({ scope }) => scope !== "school");
  const { rest } = held;
  const all = (level: string | null): boolean =>
    level !== null && ofPupils.every((definition) => deps.grants.rules.mayRead(level, definition));
  return { everybody: [rest, ...held.held.map(([, level]) => level)].every(all), scope: scopeOfReader(deps, held) };
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
