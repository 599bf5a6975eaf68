// The rows of Today, each the same object for as long as it says the same: a log about one pupil draws one row anew, and
// not sixty.

import { type Json, jsonEqual } from "#base/json.ts";
import { useMemo, useState } from "react";
import type { Directory, PupilEntry, SchoolFacts } from "../../directory.ts";
import { inOrder, type RoomAsk, type RoomRow, rowOf } from "./room-rows.ts";

export function useRoomRows(directory: Directory, { day, localNow, at, room }: Required<RoomAsk>): readonly RoomRow[] {
  const [rowsOf] = useState(createRoomRows);
  const [keep] = useState(createRowKeeper);
  const ask = useMemo(() => ({ day, localNow, at, room }), [day, localNow, at, room]);
  return useMemo(() => keep(rowsOf(directory, ask)), [keep, rowsOf, directory, ask]);
}

/** The rows of the room; of a pupil nobody wrote about the one that was made last, for as long as the same is asked. */
export function createRoomRows(): (directory: Directory, ask: RoomAsk) => readonly RoomRow[] {
  let asked: { readonly school: SchoolFacts; readonly ask: RoomAsk } | undefined;
  let held = new Map<PupilEntry, RoomRow | undefined>();
  return ({ school, pupils }, ask) => {
    const before = asked?.school === school && asked.ask === ask ? held : undefined;
    asked = { school, ask };
    held = new Map(
      pupils.map((entry) => [entry, before?.has(entry) ? before.get(entry) : rowOf(entry, school, ask)] as const),
    );
    return inOrder([...held.values()].filter((row) => row !== undefined));
  };
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
