// Milestones counted a second time, plainly, by the rules C1 to C14 of docs/spec/casework.md: the app's own count is not
// asked.

import { minutesBetween } from "#casework/day.ts";
import type { Fact } from "./school-day-book.ts";

export interface Counted {
  readonly met: number;
  readonly of: number;
  /** How many records show it. */
  readonly records: number;
}

interface Try {
  readonly when: string;
  readonly good: boolean;
  readonly records: number;
  readonly period: string;
}

/** `records`: everything of one pupil. Undefined where a milestone counts nothing, or is not under way. */
export function countAgain(milestone: Fact, records: readonly Fact[], now: string): Counted | undefined {
  const needed = Number(milestone.value("needed") ?? 0);
  const source = milestone.text("countSource") || "behaviour";
  const categories = [milestone.text("counts"), ...milestone.list("countsToo")].filter(Boolean);
  if (milestone.text("status") !== "started" || needed < 1) return undefined;
  if (source === "behaviour" && categories.length === 0) return undefined;
  const afresh = milestone.text("countedFrom");
  const begun = milestone.text("startedOn") === "" ? "" : `${milestone.text("startedOn")}T00:00`;
  const since = afresh > begun ? afresh : begun;
  const suspensions = records.filter(({ type }) => type === "internal-suspension");
  const held = records
    .filter(({ when }) => since <= when && when <= now)
    .filter(({ when }) => !suspensions.some((one) => covers(one, when)))
    .sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : a.id < b.id ? -1 : 1));
  const tries = source === "behaviour" ? moments(milestone, held, categories) : periods(milestone, held, source);
  const inOrder = [...tries].sort((a, b) =>
    a.when < b.when ? -1 : a.when > b.when ? 1 : Number(a.good) - Number(b.good),
  );
  return add(once(inOrder, milestone.text("oncePer")), milestone, needed);
}

function covers(suspension: Fact, when: string): boolean {
  const until = suspension.text("until");
  return suspension.when <= when && (until === "" ? when.slice(0, 10) === suspension.when.slice(0, 10) : when < until);
}

function moments(milestone: Fact, records: readonly Fact[], categories: readonly string[]): readonly Try[] {
  const breaks = milestone.list("breaks");
  const kept: Fact[] = [];
  for (const one of records) {
    const leaves = one.type === "left-room" && milestone.value("leavingBreaks") === true;
    const speaks = one.type === "behaviour-log" && [...categories, ...breaks].includes(one.text("category"));
    if (!leaves && !speaks) continue;
    // C8: two adults, one kind, two minutes: one moment.
    const same = kept.some(
      (other) =>
        other.type === one.type &&
        other.author !== one.author &&
        other.text("category") === one.text("category") &&
        minutesBetween(other.when, one.when) <= 2,
    );
    if (!same) kept.push(one);
  }
  return kept.map((one) => ({
    when: one.when,
    good: one.type === "behaviour-log" && categories.includes(one.text("category")),
    records: 1,
    period: `${one.when.slice(0, 10)} ${one.text("period") || one.id}`,
  }));
}

function periods(milestone: Fact, records: readonly Fact[], source: string): readonly Try[] {
  const subject = milestone.text("countSubject").trim().toLowerCase();
  const scale = milestone.text("scale") || "regulation";
  const least = Number(milestone.text("leastRating") || "3");
  const found = new Map<string, { when: string; good: number; bad: number }>();
  for (const one of records) {
    if (one.type !== "session-log" || ["absent", "not-expected"].includes(one.text("presence"))) continue;
    if (subject !== "" && one.text("subject").trim().toLowerCase() !== subject) continue;
    const inLesson = ["lesson", "supported-lesson"].includes(one.text("where"));
    const said = source === "lesson" ? (inLesson ? one.text("stayed") : "") : one.text(scale);
    if (said === "") continue;
    const good = source === "lesson" ? said === "whole" : Number(said) >= least;
    const key = `${one.when.slice(0, 10)} ${one.text("period") || one.when}`;
    const before = found.get(key) ?? { when: one.when, good: 0, bad: 0 };
    found.set(key, { ...before, good: before.good + Number(good), bad: before.bad + Number(!good) });
  }
  return [...found].map(([period, { when, good, bad }]) => ({ when, good: good > 0, records: good || bad, period }));
}

function once(tries: readonly Try[], per: string): readonly Try[] {
  if (per !== "day" && per !== "period") return tries;
  const seen = new Set<string>();
  return tries.filter(({ good, when, period }) => {
    const key = per === "day" ? when.slice(0, 10) : period;
    const again = good && seen.has(key);
    if (good) seen.add(key);
    return !again;
  });
}

function add(tries: readonly Try[], milestone: Fact, needed: number): Counted {
  const rule = milestone.text("countRule") || "total";
  const outOf = Math.max(needed, Number(milestone.value("outOf") ?? needed));
  let standing: readonly Try[] = [];
  const good = (): readonly Try[] => standing.filter((one) => one.good);
  for (const one of tries) {
    if (rule === "of-last") standing = [...standing, one].slice(-outOf);
    else if (one.good) standing = [...standing, one];
    else if (rule === "in-a-row") standing = [];
    // C11: once reached it stays reached.
    if (good().length >= needed) break;
  }
  return { met: good().length, of: needed, records: good().reduce((sum, one) => sum + one.records, 0) };
}
