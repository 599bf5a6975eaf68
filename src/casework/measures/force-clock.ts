// The clock of a force record: written the same day, and the parents told as soon as can be. Out of its notice alone, so
// that the room's tablet can show it.

import { dayOf, daysBetween } from "../day.ts";
import { type Readable, factsOf, textIn } from "./record-facts.ts";

export interface ForceClock {
  readonly notice: string;
  /** The day on which the record is due: the day it happened. */
  readonly due: string;
  readonly written: boolean;
  readonly parentsTold: boolean;
  /** "Force record due today", "Parents not told, 2 days late"; "" when both are done. */
  readonly words: string;
  readonly overdue: boolean;
}

/** Undefined for a notice that was taken back. Whatever is still to be done is late from the next day on [C28]. */
export function forceClock(notice: Readable, now: string): ForceClock | undefined {
  const facts = factsOf(notice);
  if (facts?.type !== "force-notice") return undefined;
  const due = dayOf(facts.when);
  const late = daysBetween(due, dayOf(now));
  const written = textIn(facts, "finishedAt") !== "";
  const parentsTold = textIn(facts, "parentToldAt") !== "";
  const when = late <= 0 ? " today" : `, ${late} ${late === 1 ? "day" : "days"} late`;
  const parts = [
    ...(written ? [] : [`Force record due${when}`]),
    ...(parentsTold ? [] : [late <= 0 ? "Parents not told yet" : `Parents not told${when}`]),
  ];
  return {
    notice: facts.id,
    due,
    written,
    parentsTold,
    words: parts.join(". "),
    overdue: parts.length > 0 && late > 0,
  };
}
