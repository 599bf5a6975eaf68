// The rows of Today as plain data: who is in the room, and the few things an adult needs before they speak.

import { daysBetween } from "#casework/day.ts";
import { type MilestoneCount, countWords, milestoneCount, slimsReachBack } from "#casework/measures/milestone-count.ts";
import { schema } from "#casework/schema.ts";
import type { Slim } from "#ledger/slim.ts";
import { type Directory, type PupilEntry, slimsOf, textIn } from "../../directory.ts";
import { pupilFirstName } from "../../text/names.ts";
import { currentPlacement, standingOf } from "../pupil/standing.ts";

export interface LastEntry {
  readonly id: string;
  readonly words: string;
  readonly when: string;
}

export interface Notice {
  readonly words: string;
  readonly tone: "note" | "warn" | "neutral";
}

export interface RoomRow {
  readonly entry: PupilEntry;
  readonly goodToKnow: string;
  readonly hasPlan: boolean;
  /** "2 of 3 calm starts. One more and Maths is back." */
  readonly milestone: string;
  readonly last: LastEntry | undefined;
  /** What falls due today, or waits. */
  readonly notices: readonly Notice[];
  readonly unsent: number;
  /** The room expects this pupil in the period that is on, or nobody said in which. */
  readonly expected: boolean;
}

/** `period` is the one that is on, or comes next; without one everybody is expected. */
export function roomRows(directory: Directory, period: Slim | undefined, today: string): readonly RoomRow[] {
  return directory.pupils
    .filter((entry) => belongs(entry, today))
    .map((entry) => roomRow(entry, directory, period, today))
    .sort((a, b) => firstName(a).localeCompare(firstName(b), "en-GB"));
}

const firstName = (row: RoomRow): string => pupilFirstName(row.entry.pupil.fields);

/** In IAP now, or back in lessons with a check that falls due. */
function belongs(entry: PupilEntry, today: string): boolean {
  const placements = slimsOf(entry, "placement");
  const standing = standingOf(placements);
  return standing === "in-iap" || (standing === "monitored" && checkDue(placements, today) !== undefined);
}

function checkDue(placements: readonly Slim[], today: string): { week: "Six" | "Twelve"; on: string } | undefined {
  const placement = currentPlacement(placements);
  for (const [week, check] of [
    ["Six", "sixWeekCheck"],
    ["Twelve", "twelveWeekCheck"],
  ] as const) {
    const on = textIn(placement, `${check}On`);
    if (on !== "" && on <= today && textIn(placement, check) === "") return { week, on };
  }
  return undefined;
}

function roomRow(entry: PupilEntry, directory: Directory, period: Slim | undefined, today: string): RoomRow {
  const plan = slimsOf(entry, "plan").find((one) => textIn(one, "endedOn") === "");
  return {
    entry,
    goodToKnow: textIn(plan, "goodToKnow"),
    hasPlan: plan !== undefined,
    milestone: milestoneLine(entry, directory),
    last: lastEntry(entry, directory),
    notices: noticesFor(entry, plan, today),
    unsent: entry.slims.filter((slim) => slim.unsent).length,
    expected: isExpected(entry, plan, period, today),
  };
}

/** By the plan; or something falls due today; or an entry of this period says that they are here. */
function isExpected(entry: PupilEntry, plan: Slim | undefined, period: Slim | undefined, today: string): boolean {
  const periods = plan?.fields["roomPeriods"];
  if (period === undefined || !Array.isArray(periods) || periods.length === 0 || periods.includes(period.id))
    return true;
  if (checkDue(slimsOf(entry, "placement"), today) !== undefined) return true;
  const since = `${today}T${textIn(period, "start")}`;
  return [...slimsOf(entry, "behaviour-log"), ...slimsOf(entry, "session-log")].some((log) => log.when >= since);
}

function lastEntry(entry: PupilEntry, directory: Directory): LastEntry | undefined {
  const newest = [...slimsOf(entry, "behaviour-log"), ...slimsOf(entry, "session-log")].sort((a, b) =>
    a.when < b.when ? 1 : -1,
  )[0];
  if (newest === undefined) return undefined;
  if (newest.type === "behaviour-log") {
    const category = textIn(directory.categoryById.get(textIn(newest, "category")), "label");
    return { id: newest.id, words: category || "Behaviour log", when: newest.when };
  }
  const period = textIn(directory.periodById.get(textIn(newest, "period")), "name");
  return { id: newest.id, words: `Session${period === "" ? "" : `, ${period}`}`, when: newest.when };
}

/** The milestone under way that comes first. */
export function currentMilestone(entry: PupilEntry): Slim | undefined {
  const order = (slim: Slim): number => (typeof slim.fields["order"] === "number" ? slim.fields["order"] : 999);
  return slimsOf(entry, "milestone")
    .filter((one) => textIn(one, "status") === "started")
    .sort((a, b) => order(a) - order(b))[0];
}

/** How far it is; undefined where nothing is counted, or the summary does not reach back to where the count begins. */
export function countTowards(entry: PupilEntry, milestone: Slim): MilestoneCount | undefined {
  return slimsReachBack(milestone, entry.slims, schema) ? milestoneCount(milestone, entry.slims) : undefined;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** Progress as the next step: what is there, what is missing, what it brings. */
export function milestoneLine(entry: PupilEntry, directory: Directory): string {
  const milestone = currentMilestone(entry);
  if (milestone === undefined) return "";
  const progress = countTowards(entry, milestone);
  const title = textIn(milestone, "title");
  if (progress === undefined) return title;
  const { of, reached, next } = progress;
  const counted = countWords(progress);
  // "Three calm starts" counts itself: "2 of 3 calm starts".
  const [first = "", ...rest] = title.split(" ");
  const named = NUMBERS.includes(first) || first === String(of);
  const told = named ? `${counted} ${rest.join(" ")}` : `${title}: ${counted}`;
  if (reached) {
    const who = textIn(milestone, "toConfirm");
    return `${told}. ${who === "" ? "Somebody can confirm it." : `${directory.adultName(who)} to confirm.`}`;
  }
  const back = textIn(milestone, "bringsBack").replace(/ with .*$/, "");
  const left = next?.more ?? of;
  const more = NUMBERS[left] ?? String(left);
  return back === "" ? `${told}.` : `${told}. ${more} more and ${back} is back.`;
}

function noticesFor(entry: PupilEntry, plan: Slim | undefined, today: string): readonly Notice[] {
  const notices: Notice[] = [];
  if (entry.slims.some((slim) => slim.open > 0)) notices.push({ words: "Needs a decision", tone: "note" });
  const check = checkDue(slimsOf(entry, "placement"), today);
  if (check)
    notices.push({ words: `${check.week}-week check ${dueWords(check.on, today)}`, tone: toneFor(check.on, today) });
  const review = textIn(plan, "reviewDate");
  if (review !== "" && review <= today)
    notices.push({ words: `Review ${dueWords(review, today)}`, tone: toneFor(review, today) });
  for (const contact of slimsOf(entry, "parent-contact")) {
    const by = textIn(contact, "followUpBy");
    if (textIn(contact, "outcome") === "to-do" && (by === "" || by <= today)) {
      const words = by !== "" && by < today ? `Home not yet rung, ${dueWords(by, today)}` : "Home not yet rung";
      notices.push({ words, tone: toneFor(by || today, today) });
    }
  }
  return notices;
}

function dueWords(day: string, today: string): string {
  const days = daysBetween(day, today);
  return days === 0 ? "today" : days === 1 ? "1 day overdue" : `${days} days overdue`;
}

const toneFor = (day: string, today: string): Notice["tone"] => (day < today ? "warn" : "neutral");
