// Where a pupil stands: which placement counts now, how far into it they are, what date comes next.

import { addDays, daysBetween, weekdayOf } from "#casework/day.ts";
import type { Json } from "#base/json.ts";

export interface PlacementFacts {
  readonly id: string;
  readonly fields: { readonly [field: string]: Json };
}

const text = (placement: PlacementFacts, field: string): string =>
  typeof placement.fields[field] === "string" ? (placement.fields[field] as string) : "";

/** The stages in which a pupil is expected in the room. */
const IN_ROOM: readonly string[] = ["settling", "in-iap", "part-time-return"];

export type Standing = "in-iap" | "monitored" | "referred" | "had-iap" | "none";

/** The placement the pages speak of: one under way, else the last that began. */
export function currentPlacement<P extends PlacementFacts>(placements: readonly P[]): P | undefined {
  const byStart = [...placements].sort((a, b) => (text(b, "start") < text(a, "start") ? -1 : 1));
  return byStart.find((one) => !isOver(one)) ?? byStart[0];
}

export const isOver = (placement: PlacementFacts): boolean =>
  text(placement, "stage") === "completed" || text(placement, "endedOn") !== "";

/** From the placements' stages: in IAP now, back and monitored, referred, or had IAP before. */
export function standingOf(placements: readonly PlacementFacts[]): Standing {
  const live = placements.filter((one) => !isOver(one)).map((one) => text(one, "stage"));
  if (live.some((stage) => IN_ROOM.includes(stage))) return "in-iap";
  if (live.includes("full-return")) return "monitored";
  if (live.includes("referred")) return "referred";
  // A referral that was closed without a first day was never IAP.
  return placements.some((one) => isOver(one) && text(one, "start") !== "") ? "had-iap" : "none";
}

/**
 * Which day of the placement today is, and how many were planned. Counted in weekdays from the first day; holidays are
 * not known here, so it is called a day and never a school day. Undefined before the first day.
 */
export function dayOfPlan(
  start: string,
  plannedEnd: string,
  today: string,
): { readonly day: number; readonly planned: number | undefined } | undefined {
  if (start === "" || today < start) return undefined;
  return { day: weekdays(start, today), planned: plannedEnd === "" ? undefined : weekdays(start, plannedEnd) };
}

/** Weekdays from one day to another, both counted. */
export function weekdays(from: string, to: string): number {
  const days = daysBetween(from, to) + 1;
  if (days <= 0) return 0;
  const whole = Math.floor(days / 7) * 5;
  let rest = 0;
  for (let i = 0; i < days % 7; i += 1) {
    const weekday = weekdayOf(addDays(from, i));
    if (weekday !== 0 && weekday !== 6) rest += 1;
  }
  return whole + rest;
}

export interface ContextualDate {
  /** "Overdue", "Today", "This week", "Next week" or "Planned". */
  readonly label: string;
  readonly tone: "late" | "now" | "soon" | "later";
}

/** How near a date is that somebody must keep. */
export function contextualDate(day: string, today: string): ContextualDate {
  const days = daysBetween(today, day);
  if (days < 0) return { label: "Overdue", tone: "late" };
  if (days === 0) return { label: "Today", tone: "now" };
  const week = daysBetween(monday(today), day);
  if (week < 7) return { label: "This week", tone: "soon" };
  if (week < 14) return { label: "Next week", tone: "soon" };
  return { label: "Planned", tone: "later" };
}

/** The Monday of a day's week. */
export function monday(day: string): string {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}
