// The rows of Today, each the same object for as long as it says the same: a log about one pupil draws one row anew, and
// not sixty.

import { type Json, jsonEqual } from "#base/json.ts";
import { useMemo, useState } from "react";
import type { Directory } from "../../directory.ts";
import { type RoomAsk, type RoomRow, roomRows } from "./room-rows.ts";

export function useRoomRows(directory: Directory, { day, localNow, at, room }: Required<RoomAsk>): readonly RoomRow[] {
  const [keep] = useState(createRowKeeper);
  return useMemo(
    () => keep(roomRows(directory, { day, localNow, at, room })),
    [keep, directory, day, localNow, at, room],
  );
}

/** Gives back the row it was given last of the same pupil where the new one says nothing else. */
export function createRowKeeper(): (rows: readonly RoomRow[]) => readonly RoomRow[] {
  let held = new Map<string, RoomRow>();
  return (rows) => {
    const kept = rows.map((row) => {
      const before = held.get(row.entry.scope);
      return before && saysTheSame(before, row) ? before : row;
    });
    held = new Map(kept.map((row) => [row.entry.scope, row]));
    return kept;
  };
}

/** What is known of the pupil is compared by its name alone: it is large, and the same until something is written. */
function saysTheSame(one: RoomRow, other: RoomRow): boolean {
  const { entry, ...said } = one;
  const { entry: otherEntry, ...otherSaid } = other;
  return entry === otherEntry && jsonEqual(said as unknown as Json, otherSaid as unknown as Json);
}
