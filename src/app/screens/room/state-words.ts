// Where a pupil is, as a list says it in one line.

import { clockWords } from "../../text/dates.ts";
import type { RoomRow } from "../today/room-rows.ts";
import { saidWords } from "../today/where-buttons.tsx";

/** "Here, said 10:56am": the state before its time, so that it can be read aloud. */
export function stateWords(row: RoomRow, localNow: string): string {
  const { state, sure, since } = row.where;
  if (!sure || state === "left" || state === "not-said") return saidWords(row, localNow);
  const words = { here: "Here", "in-lesson": "In lesson", late: "Late", "not-in-school": "Not in school today" };
  return `${words[state as keyof typeof words] ?? "Nobody knows where"}, said ${clockWords(since)}`;
}
