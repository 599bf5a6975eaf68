// Who may hold what in the simulated school. Everything, unless a record says otherwise: a "share" names a tablet and a
// pupil, and how much of that pupil the tablet may hold: all, everything but notes, or nothing. Records like any other:
// written on tablets, merged, late, put back.

import type { RecordRow } from "#ledger/record-row.ts";
import { textOf } from "#ledger/view.ts";
import type { GrantRules } from "#server/sync/grants.ts";

export const toyGrants: GrantRules = {
  name: "toy/1",
  types: ["share"],
  timed: false,
  holds({ device }, { records }) {
    const held = [...levelsOf(device.id, records)].map(([scope, level]): [string, string | null] => [scope, level]);
    return { rest: "all", held };
  },
  mayRead: (level, definition) => isReadable(level, definition?.type ?? ""),
  mayWrite: (level, definition, its) => its?.ownerIsNew === true || isReadable(level, definition?.type ?? ""),
};

/** What is said of each pupil for a tablet; of several shares the narrowest counts. */
export function levelsOf(device: string, records: readonly RecordRow[]): ReadonlyMap<string, string | null> {
  const levels = new Map<string, string | null>();
  const narrow = [null, "thin", "all"];
  for (const row of records) {
    if (row.type !== "share" || row.withdrawn || textOf(row, "device") !== device) continue;
    const much = textOf(row, "much");
    const level = much === "none" ? null : much;
    const before = levels.get(textOf(row, "pupil"));
    if (before === undefined || narrow.indexOf(level) < narrow.indexOf(before)) levels.set(textOf(row, "pupil"), level);
  }
  return levels;
}

const isReadable = (level: string, type: string): boolean => level === "all" || type !== "note";

/** May this tablet hold records of this type in this scope, as these shares stand? */
export function mayHold(levels: ReadonlyMap<string, string | null>, what: { type: string; scope: string }): boolean {
  const level = levels.get(what.scope);
  return level === undefined ? true : level !== null && isReadable(level, what.type);
}
