// Two adults in one room often log the same moment. Both logs stay; what counts them counts one [C8].

import { minutesBetween } from "../day.ts";
import { type Readable, type RecordFacts, factsInOrder, textIn } from "./record-facts.ts";

/** Two adults' tablets and two adults' taps are that far apart about one moment. */
const SAME_MOMENT_MINUTES = 2;

/** Do these two look like one moment that two adults wrote down? The same adult twice means two: they saw both. */
function isSameMoment(a: RecordFacts, b: RecordFacts): boolean {
  return (
    a.type === b.type &&
    a.author !== undefined &&
    b.author !== undefined &&
    a.author !== b.author &&
    textIn(a, "category") === textIn(b, "category") &&
    Math.abs(minutesBetween(a.when, b.when)) <= SAME_MOMENT_MINUTES
  );
}

/** The latest of these, oldest first and none after `one`, that is the same moment; nothing older is looked at. */
export function sameMomentAmong(kept: readonly RecordFacts[], one: RecordFacts): RecordFacts | undefined {
  for (let i = kept.length - 1; i >= 0; i -= 1) {
    const other = kept[i] as RecordFacts;
    if (isSameMoment(other, one)) return other;
    if (minutesBetween(other.when, one.when) > SAME_MOMENT_MINUTES) return undefined;
  }
  return undefined;
}

export interface SimilarLogs {
  /** The ids of the earlier one and of the one that looks like it. */
  readonly first: string;
  readonly second: string;
}

/** The pairs among one pupil's behaviour logs that an adult may want to look at: "Two similar logs". */
export function similarLogs(records: readonly Readable[]): readonly SimilarLogs[] {
  const kept: RecordFacts[] = [];
  const pairs: SimilarLogs[] = [];
  for (const log of factsInOrder(records)) {
    if (log.type !== "behaviour-log") continue;
    const like = sameMomentAmong(kept, log);
    if (like) pairs.push({ first: like.id, second: log.id });
    else kept.push(log);
  }
  return pairs;
}
