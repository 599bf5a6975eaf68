// What this device may hold, and what another word of the server about it means for what is here (A14, A15). Pure.

import { SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import type { GrantsTold } from "#protocol/pull.ts";
import type { Holdings, PendingRow } from "../ports.ts";

type Levels = Pick<Holdings, "rest" | "levels">;

export function levelIn({ rest, levels }: Levels, scope: string): string | null {
  const level = Object.hasOwn(levels, scope) ? levels[scope] : rest;
  return level ?? null;
}

export interface Regrant {
  readonly holdings: Holdings;
  /** To be thrown away now. */
  readonly purge: readonly ScopeId[];
  /** Were held until now, and may not be any more. */
  readonly lost: readonly ScopeId[];
  /** More may be held than can be named: everything is to be sent anew. "clear": and nothing here may stay meanwhile. */
  readonly afresh: "no" | "keep" | "clear";
}

/**
 * `strange`: what waiting work is about, where it is not known any more what was held (strangeScopes).
 * `present`: the scopes of which something is here. `anew`: a snapshot is taking the place of everything, so that
 * nothing has to be asked for beside it.
 */
export function regrant(
  before: Holdings | undefined,
  told: GrantsTold,
  present: readonly ScopeId[],
  anew: boolean,
  strange: readonly ScopeId[] = [],
): Regrant {
  const now: Levels = { rest: told.rest, levels: Object.fromEntries(told.held) };
  const here = new Set<ScopeId>(present);
  const named = new Set<ScopeId>([
    ...present,
    ...((before ? [...Object.keys(before.levels), ...before.wanted, ...before.lost] : []) as ScopeId[]),
    ...(Object.keys(now.levels) as ScopeId[]),
  ]);
  const wanted = new Set<ScopeId>(anew ? [] : before?.wanted);
  const lost = new Set<ScopeId>(before?.lost);
  const purge: ScopeId[] = [];
  const lostNow: ScopeId[] = [];
  for (const scope of before ? [] : strange) {
    if (levelIn(now, scope) !== null) continue;
    lost.add(scope);
    lostNow.push(scope);
  }
  for (const scope of named) {
    const level = levelIn(now, scope);
    // A device that was told nothing so far holds what it has at the level it would have it at.
    const was = before ? levelIn(before, scope) : here.has(scope) ? (level ?? "unknown") : null;
    if (level === null) {
      wanted.delete(scope);
      if (was === null) continue;
      lost.add(scope);
      lostNow.push(scope);
      purge.push(scope);
      continue;
    }
    lost.delete(scope);
    if (level === was) continue;
    if (was !== null) purge.push(scope);
    if (!anew) wanted.add(scope);
  }
  const restChanged = !anew && before !== undefined && now.rest !== null && now.rest !== before.rest;
  const afresh = restChanged ? (before.rest === null ? "keep" : "clear") : "no";
  return {
    holdings: { ...now, wanted: afresh === "no" ? [...wanted] : [], lost: [...lost] },
    purge,
    lost: lostNow,
    afresh,
  };
}

/**
 * The scopes that waiting work is about and nothing else here speaks of, where it is not known what was held: no record,
 * and nobody made here. They may have been lost before, so they are taken for that until the server has said otherwise.
 */
export function strangeScopes(rows: readonly PendingRow[], present: readonly string[]): readonly ScopeId[] {
  const changes = rows.flatMap((row) => row.inside.envelope.changes);
  const known = new Set<string>([SCHOOL_SCOPE, ...present]);
  for (const { kind, record, scope } of changes)
    if (kind === "create" && record === (scope as string)) known.add(scope);
  return [...new Set(changes.map((change) => change.scope))].filter((scope) => !known.has(scope));
}

/** May what the server sends of this scope be put here now? What is wanted comes whole or not at all. */
export function takes(holdings: Holdings | undefined): (scope: string) => boolean {
  if (!holdings) return () => true;
  const wanted = new Set<string>(holdings.wanted);
  return (scope) => levelIn(holdings, scope) !== null && !wanted.has(scope);
}

/** The row without what it says of these scopes; the row itself where it says nothing of them. */
export function without(row: PendingRow, scopes: ReadonlySet<string>): PendingRow {
  const { envelope, verdicts } = row.inside;
  if (scopes.size === 0 || !envelope.changes.some((change) => scopes.has(change.scope))) return row;
  const changes = envelope.changes.filter((change) => !scopes.has(change.scope));
  const left = new Set<string>(changes.map((change) => change.id));
  return {
    ...row,
    inside: { envelope: { ...envelope, changes }, verdicts: verdicts.filter((one) => left.has(one.change)) },
  };
}
