// How far a milestone is, counted from the logs by the rule it declares. The one place that counts. Counting never meets
// a milestone: a person confirms it [C3]. docs/spec/casework.md numbers the rules.

import type { RecordId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import { dayOf } from "../day.ts";
import { type CountRule, countRuleOf } from "./count-rule.ts";
import { type Readable, type RecordFacts, compare, factsInOrder, factsOf, textIn } from "./record-facts.ts";
import { sameMomentAmong } from "./similar-logs.ts";

export interface MilestoneCount {
  /** How many count now: never more than `of`. */
  readonly met: number;
  readonly of: number;
  /** The records that count, oldest first: what the adult who confirms looks at. */
  readonly counted: readonly RecordId[];
  /** Enough were seen. Somebody may confirm it, and nobody has to. */
  readonly reached: boolean;
  /** How many more in a row from here would do; absent once it is reached. */
  readonly next?: { readonly more: number };
}

/** The types of record a count looks at. */
export const COUNTED_TYPES: readonly string[] = ["behaviour-log", "session-log", "left-room", "internal-suspension"];

/** Something that speaks for the milestone, or against it. What nobody wrote down is neither [C5]. */
interface Try {
  readonly when: string;
  readonly good: boolean;
  readonly ids: readonly string[];
  readonly period: string;
}

/**
 * Counts the records of one pupil: behaviour logs, session logs, left-room entries and internal suspensions; others are
 * passed over. Undefined where nothing is counted, or the milestone is not under way. `now` keeps out what is dated
 * later, where somebody mistyped a day.
 */
export function milestoneCount(
  milestone: Readable,
  records: readonly Readable[],
  now?: string,
): MilestoneCount | undefined {
  const facts = factsOf(milestone);
  const rule = facts && textIn(facts, "status") === "started" ? countRuleOf(facts) : undefined;
  if (!facts || !rule) return undefined;
  // C4: in the order of what happened when. When it arrived, and by which tablet, changes nothing.
  // A room counts for each of its pupils at once: nothing else of them is put in order.
  const counted = records.filter(({ type }) => COUNTED_TYPES.includes(type));
  const own = factsInOrder(counted).filter((one) => isOf(facts, one));
  const sanctions = own.filter((one) => one.type === "internal-suspension");
  const during = own.filter(
    (one) =>
      one.when >= rule.since &&
      (now === undefined || one.when <= now) &&
      !sanctions.some((sanction) => covers(sanction, one.when)),
  );
  const tries = rule.source === "behaviour" ? behaviourTries(during, rule) : sessionTries(during, rule);
  return countBy(onceEach(inFairOrder(tries), rule), rule);
}

/** C9: a link from another pupil's log makes it no log of this pupil's. */
const isOf = (milestone: RecordFacts, one: RecordFacts): boolean =>
  milestone.scope === undefined || one.scope === undefined || one.scope === milestone.scope;

/** C10: an internal suspension is a sanction. Nothing in it counts for a milestone, or against it. */
function covers(sanction: RecordFacts, when: string): boolean {
  const until = textIn(sanction, "until");
  if (when < sanction.when) return false;
  return until === "" ? dayOf(when) === dayOf(sanction.when) : when < until;
}

/** The period an entry belongs to. Where nobody said which, the entry stands for itself. */
function periodOf(one: RecordFacts): string {
  const period = textIn(one, "period");
  return `${dayOf(one.when)} ${period === "" ? (one.type === "session-log" ? one.when : one.id) : period}`;
}

function behaviourTries(records: readonly RecordFacts[], rule: CountRule): readonly Try[] {
  const kept: RecordFacts[] = [];
  const tries: Try[] = [];
  for (const one of records) {
    const category = one.type === "behaviour-log" ? textIn(one, "category") : "";
    const good = rule.categories.includes(category);
    const against = rule.breaks.includes(category) || (one.type === "left-room" && rule.leavingBreaks);
    if (!good && !against) continue;
    // C8: one moment that two adults wrote down is one.
    if (sameMomentAmong(kept, one)) continue;
    kept.push(one);
    tries.push({ when: one.when, good, ids: [one.id], period: periodOf(one) });
  }
  return tries;
}

/** C7: one IAP period is one try, however many adults logged it; it counts when one of them says so. */
function sessionTries(records: readonly RecordFacts[], rule: CountRule): readonly Try[] {
  const byPeriod = new Map<string, { when: string; good: string[]; others: string[] }>();
  for (const one of records) {
    if (one.type !== "session-log") continue;
    if (rule.subject !== "" && textIn(one, "subject").trim().toLowerCase() !== rule.subject) continue;
    const good = sessionSays(one, rule);
    if (good === undefined) continue;
    const period = periodOf(one);
    const held = byPeriod.get(period) ?? { when: one.when, good: [], others: [] };
    (good ? held.good : held.others).push(one.id);
    byPeriod.set(period, held);
  }
  return [...byPeriod].map(([period, { when, good, others }]) => ({
    when,
    good: good.length > 0,
    ids: good.length > 0 ? good : others,
    period,
  }));
}

/** Whether a session log counts; undefined where it says nothing about it. */
function sessionSays(one: RecordFacts, rule: CountRule): boolean | undefined {
  if (["absent", "not-expected"].includes(textIn(one, "presence"))) return undefined;
  if (rule.source === "lesson") {
    const stayed = textIn(one, "stayed");
    const inLesson = ["lesson", "supported-lesson"].includes(textIn(one, "where"));
    return !inLesson || stayed === "" ? undefined : stayed === "whole";
  }
  const level = textIn(one, rule.scale);
  return level === "" ? undefined : Number(level) >= rule.least;
}

/** C6: of two things in the same minute the one that breaks a row stands first: the doubt is the pupil's. */
const inFairOrder = (tries: readonly Try[]): readonly Try[] =>
  [...tries].sort(
    (a, b) => compare(a.when, b.when) || Number(a.good) - Number(b.good) || compare(a.ids[0] ?? "", b.ids[0] ?? ""),
  );

/** Once a period or once a day, where the rule says so: what comes again is passed over. What breaks a row stays. */
function onceEach(tries: readonly Try[], { oncePer }: CountRule): readonly Try[] {
  if (oncePer === "entry") return tries;
  const seen = new Set<string>();
  return tries.filter((one) => {
    if (!one.good) return true;
    const key = oncePer === "day" ? dayOf(one.when) : one.period;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

function countBy(tries: readonly Try[], rule: CountRule): MilestoneCount {
  let standing: readonly Try[] = [];
  for (const one of tries) {
    standing = withOneMore(standing, one, rule);
    // C11: once reached it stays reached. What comes after is a step back for a person to record, not for a count.
    if (goodIn(standing) >= rule.needed) break;
  }
  const counted = standing.filter((one) => one.good);
  const more = moreNeeded(standing, rule);
  return {
    met: counted.length,
    of: rule.needed,
    counted: counted.flatMap((one) => one.ids as readonly RecordId[]),
    reached: more === 0,
    ...(more === 0 ? {} : { next: { more } }),
  };
}

const goodIn = (standing: readonly Try[]): number => standing.filter((one) => one.good).length;

/** What stands after one more try: all good ones, the row since it was broken, or the last few of either kind. */
function withOneMore(standing: readonly Try[], one: Try, { rule, outOf }: CountRule): readonly Try[] {
  if (rule === "of-last") return [...standing, one].slice(-outOf);
  if (one.good) return [...standing, one];
  return rule === "in-a-row" ? [] : standing;
}

/** The smallest number of good ones, one after the other, that would do. */
function moreNeeded(standing: readonly Try[], rule: CountRule): number {
  const good: Try = { when: "", good: true, ids: [], period: "" };
  let more = 0;
  for (let then = standing; goodIn(then) < rule.needed; more += 1) then = withOneMore(then, good, rule);
  return more;
}

/** "2 of 3" */
export function countWords({ met, of }: Pick<MilestoneCount, "met" | "of">): string {
  return `${met} of ${of}`;
}

/**
 * Do the slim forms of a pupil's summary reach back to where the milestone begins to count? A summary keeps the newest of
 * each type: where it holds as many as it keeps and the oldest is younger than that, a screen asks for the records.
 */
export function slimsReachBack(milestone: Readable, slims: readonly Readable[], schema: Schema): boolean {
  const facts = factsOf(milestone);
  const rule = facts && countRuleOf(facts);
  if (!rule) return true;
  const types = rule.source === "behaviour" ? ["behaviour-log", "left-room"] : ["session-log"];
  return [...types, "internal-suspension"].every((type) => {
    const held = slims.filter((one) => one.type === type);
    const kept = schema.definitions[type]?.slim.keep ?? 0;
    return held.length < kept || (factsInOrder(held)[0]?.when ?? "") < rule.since;
  });
}
