// Which pupils stand in a list, and in which order, as one text; and what of a row decides how high it is. The rest of
// what a row says may change while it stands (C49).

import type { RoomRow } from "./room-rows.ts";

export const scopesOf = (rows: readonly RoomRow[]): string => rows.map(({ entry }) => entry.scope).join(" ");

/** The rows of those named, in that order. Whoever is not among the rows any more is on no list. */
export function standing(rows: readonly RoomRow[], scopes: string): readonly RoomRow[] {
  const byScope = new Map(rows.map((row) => [row.entry.scope as string, row]));
  return scopes.split(" ").flatMap((scope) => byScope.get(scope) ?? []);
}

/** The lines of a row that come and go, or are broken in two. */
export type TallWords = Pick<RoomRow, "goodToKnow" | "hasPlan" | "milestone" | "notices" | "lesson">;

export const tallWords = ({ goodToKnow, hasPlan, milestone, notices, lesson }: RoomRow): TallWords => ({
  goodToKnow,
  hasPlan,
  milestone,
  notices,
  lesson,
});

export const tallKey = (rows: readonly RoomRow[]): string =>
  JSON.stringify(rows.map((row) => [row.entry.scope, tallWords(row)]));

/** By scope, the lines as they were of every row that has other ones now. */
export function heldWords(rows: readonly RoomRow[], before: readonly RoomRow[]): ReadonlyMap<string, TallWords> {
  if (rows === before) return new Map();
  const now = new Map(rows.map((row) => [row.entry.scope, JSON.stringify(tallWords(row))]));
  return new Map(
    before.flatMap((row) => {
      const words = tallWords(row);
      const said = now.get(row.entry.scope);
      return said === undefined || said === JSON.stringify(words) ? [] : [[row.entry.scope as string, words]];
    }),
  );
}
