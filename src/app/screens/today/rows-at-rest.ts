// Which pupils stand in a list, and in which order, as one text: what a row says may change while it stands.

import type { RoomRow } from "./room-rows.ts";

export const scopesOf = (rows: readonly RoomRow[]): string => rows.map(({ entry }) => entry.scope).join(" ");

/** The rows of those named, in that order. Whoever is not among the rows any more is on no list. */
export function standing(rows: readonly RoomRow[], scopes: string): readonly RoomRow[] {
  const byScope = new Map(rows.map((row) => [row.entry.scope as string, row]));
  return scopes.split(" ").flatMap((scope) => byScope.get(scope) ?? []);
}
