// The places of a pupil's timetable, in the order of the day, and each in a line.

import { weekdays } from "#casework/codes/school.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { Slim } from "#ledger/slim.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import { textIn } from "../../directory.ts";
import { dateWords } from "../../text/dates.ts";
import { listWords } from "../../text/words.ts";

type Periods = ReadonlyMap<string, Slim>;

/** Monday to Friday; a place of every day stands before those of some days. */
const DAYS = weekdays.codes.map(({ code }) => code);
const daysOf = (slot: ViewRecord): readonly string[] => {
  const days = valueOf(slot, "weekdays");
  return Array.isArray(days) ? DAYS.filter((day) => days.includes(day)) : [];
};
const place = (slot: ViewRecord, periods: Periods): string => {
  const [first] = daysOf(slot);
  return `${textIn(periods.get(textOf(slot, "period")), "start")} ${first === undefined ? 0 : DAYS.indexOf(first) + 1}`;
};

/** By the start of the period, then by the day; of two in one place the one that began last stands first. */
export function slotsInOrder(slots: readonly ViewRecord[], periods: Periods): readonly ViewRecord[] {
  const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return slots.toSorted(
    (a, b) => by(place(a, periods), place(b, periods)) || by(textOf(b, "from"), textOf(a, "from")) || by(a.id, b.id),
  );
}

/** "Period 3, Monday and Thursday, week A" */
export function slotTitle(slot: ViewRecord, periods: Periods): string {
  const days = daysOf(slot).map((day) => labelOf(weekdays, day));
  const week = textOf(slot, "week");
  return [
    textIn(periods.get(textOf(slot, "period")), "name") || "A period",
    days.length === 0 || days.length === DAYS.length ? "every day" : listWords(days),
    week === "A" || week === "B" ? `week ${week}` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** "Maths, Mr Patel, room 12. In the IAP room. Until 12 June 2026" */
export function slotFacts(slot: ViewRecord, where: string): string {
  const lesson = [textOf(slot, "lesson"), textOf(slot, "teacher"), textOf(slot, "place")].filter((part) => part !== "");
  const until = textOf(slot, "until");
  return [lesson.join(", "), where, until === "" ? "" : `Until ${dateWords(until)}`]
    .filter((part) => part !== "")
    .join(". ");
}
