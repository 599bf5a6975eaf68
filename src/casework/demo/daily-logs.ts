// The days in the room: a session log a period, behaviour logs where something was seen, calmer as the weeks go by.

import type { AdultId, RecordId } from "#ledger/names.ts";
import type { JsonObject } from "#base/json.ts";
import { amendRecord } from "../commands/amend-record.ts";
import { findPupil, leaveRoom, tellOfLeaving } from "../commands/leave-room.ts";
import { quickLog } from "../commands/log-behaviour.ts";
import { makeRecord } from "../commands/make-record.ts";
import { addMinutes, weekdayOf } from "../day.ts";
import { type DemoWorld, filled } from "./demo-world.ts";
import type { Slots } from "./phrase-book.ts";
import type { PupilFile } from "./pupil-file.ts";
import { schoolDaysBetween } from "./school-calendar.ts";
import { type CategoryName, type LessonName, lessonStarts } from "./school-frame.ts";
import { helps } from "./words/helps.ts";
import { absences, nextSteps, positives, sessionNotes } from "./words/sessions.ts";
import type { SeenCategory, Trigger } from "./words/trigger.ts";
import { triggers } from "./words/triggers.ts";
import { type Subject, spoken, subjectTeachers, subjects, tasks, topics } from "./words/work.ts";

export interface DaysInRoom {
  readonly from: string;
  readonly to: string;
  /** The periods in the room on one day. */
  readonly periods: (day: string) => readonly LessonName[];
  /** How calm, from 1 to 4, on average; `progress` runs from 0 on the first day to 1 on the last. */
  readonly calm: (progress: number, day: string) => number;
  readonly where?: "base" | "supported-lesson";
  /** Fixed for a lesson; otherwise it changes. */
  readonly subject?: Subject;
  /** No behaviour logs by chance: the story writes its own. */
  readonly quiet?: boolean;
  /** Kinds of log that a milestone counts, and from which day only its own logs are written. */
  readonly keepFree?: (category: CategoryName, day: string) => boolean;
}

type Level = "1" | "2" | "3" | "4";
/** Having left the room is no log of this kind: it is a record of its own [C55]. */
const categoryOf: Readonly<Record<Exclude<SeenCategory, "left">, CategoryName>> = {
  unsettled: "unsettled",
  voice: "voice",
  "not-started": "notStarted",
  words: "words",
  pushed: "pushed",
  damage: "damage",
  break: "break",
};

const levelOf = (calm: number): Level => String(Math.min(4, Math.max(1, Math.round(calm)))) as Level;

export function writeDays(world: DemoWorld, pupil: PupilFile, days: DaysInRoom): void {
  const all = schoolDaysBetween(days.from, days.to);
  for (const [i, day] of all.entries()) {
    const progress = all.length < 2 ? 1 : i / (all.length - 1);
    const away = !days.quiet && pupil.isAway(day);
    const mood =
      days.calm(progress, day) +
      (world.random.next() + world.random.next() - 1) * 1.3 -
      (weekdayOf(day) === 1 ? 0.25 : 0);
    for (const [j, period] of days.periods(day).entries()) {
      // One reason a day is enough for a busy adult.
      const absentWhy = away && j === 0 ? pupil.phrases.say(absences) : undefined;
      writePeriod(world, pupil, days, { day, period, away, absentWhy, mood });
    }
  }
}

interface OnePeriod {
  readonly day: string;
  readonly period: LessonName;
  readonly away: boolean;
  readonly absentWhy: string | undefined;
  readonly mood: number;
}

function adultFor(world: DemoWorld, pupil: PupilFile): AdultId {
  const { random, frame } = world;
  if (["room", "murray", "eze"].includes(pupil.keyAdult) && random.chance(0.5)) return frame.adults[pupil.keyAdult];
  return frame.adults[random.pick(["room", "murray", "eze"] as const)];
}

function writePeriod(world: DemoWorld, pupil: PupilFile, days: DaysInRoom, one: OnePeriod): void {
  const { random, frame, writer } = world;
  const { day, period } = one;
  const start = `${day}T${lessonStarts[period]}`;
  const at = addMinutes(start, random.whole(44, 66));
  if (at > world.now) return;
  const author = adultFor(world, pupil);
  const where = days.where ?? "base";
  const head = { when: start, period: frame.periods[period], where };
  const make = (fields: JsonObject): void => {
    writer.write(author, at, makeRecord, { type: "session-log", scope: pupil.scope, fields: { ...head, ...fields } });
  };
  const subject = days.subject ?? (random.chance(0.45) ? random.pick(pupil.subjects) : random.pick(subjects));
  if (one.away) {
    make({ subject, presence: "absent", ...filled({ absentWhy: one.absentWhy }) });
    return;
  }
  const calm = one.mood + (random.next() - 0.5) * 0.8;
  const level = levelOf(calm);
  const slots = { subject: spoken(subject) };
  const logs: RecordId[] = [];
  if (days.quiet) {
    // Its own logs are written elsewhere.
  } else if (Number(level) <= 2 && random.chance(0.5))
    logs.push(...writeConcern(world, pupil, author, start, slots, level));
  else if (Number(level) >= 3 && random.chance(0.13))
    logs.push(...writePositive(world, pupil, days, author, start, slots));
  const late = random.chance(0.07);
  const noted = random.chance({ 1: 0.85, 2: 0.65, 3: 0.34, 4: 0.3 }[level]);
  const work = random.chance(0.5)
    ? pupil.phrases.say(tasks.map((task) => `${random.pick(topics[subject])}: ${task}`))
    : undefined;
  make({
    subject,
    presence: late ? "late" : "here",
    ...(late ? { lateMinutes: random.whole(3, 25) } : {}),
    regulation: level,
    engagement: levelOf(calm + (random.next() - 0.5) * 1.2),
    ...(work === undefined
      ? {}
      : { work, workSetBy: random.pick(subjectTeachers[subject]), workReturned: workReturned(world, level) }),
    ...(logs.length === 0 ? {} : { behaviourLogs: logs }),
    ...filled({
      note: noted ? pupil.phrases.say(sessionNotes[level], slots) : undefined,
      nextStep: random.chance(0.16) ? pupil.phrases.say(nextSteps, slots) : undefined,
    }),
  });
}

function workReturned(world: DemoWorld, level: Level): string {
  const good = Number(level) / 4;
  return world.random.chance(good * 0.7) ? "all" : world.random.chance(0.6) ? "some" : "none";
}

/** Something hard, out of what the plan says can set things off, and what helped, out of what the plan says helps. */
function writeConcern(
  world: DemoWorld,
  pupil: PupilFile,
  author: AdultId,
  start: string,
  slots: Slots,
  level: Level,
): readonly RecordId[] {
  const { random, frame } = world;
  const trigger: Trigger = triggers[random.pick(pupil.triggers)];
  const help = helps[random.pick(pupil.helps)];
  const { category: kind, words } = random.pick(trigger.seen);
  const when = addMinutes(start, random.whole(4, 34));
  if (kind === "left") {
    writeLeft(world, pupil, author, when, {
      before: pupil.phrases.say(trigger.before, slots),
      note: pupil.phrases.say(words, slots),
    });
    return [];
  }
  const two = random.chance(0.3);
  const settledAfter = random.whole(3, level === "1" ? 45 : 20);
  const first = filled({
    intensity: level === "1" ? random.pick(["3", "4"]) : random.pick(["1", "2", "2", "3"]),
    place: trigger.place ?? "iap-room",
  });
  const told = (): JsonObject => ({
    helped: [help.code],
    settledAfter,
    ...(random.chance(0.35) ? { functions: [random.pick(trigger.functions)] } : {}),
    ...filled({
      before: pupil.phrases.say(trigger.before, slots),
      behaviour: pupil.phrases.say(words, slots),
      after: random.chance(0.8) ? pupil.phrases.say(help.after, slots) : undefined,
    }),
  });
  const more = two ? {} : random.chance(0.5) ? { ...first, ...told() } : first;
  return [writeLog(world, pupil, author, when, frame.categories[categoryOf[kind]], more, two ? undefined : told)];
}

/** Left the room: on-call is told, and the pupil is found some minutes later. */
function writeLeft(
  world: DemoWorld,
  pupil: PupilFile,
  author: AdultId,
  when: string,
  words: { readonly [field: string]: string | undefined },
): void {
  const { random, writer, frame } = world;
  const at = periodAt(when);
  const period = at === undefined ? {} : { period: frame.periods[at] };
  const left = writer.write(author, when, leaveRoom, { pupil: pupil.scope, ...period })[0] as RecordId;
  const told = addMinutes(when, 1);
  const tell = { left: writer.view(left), told: frame.adults.blackburn, how: random.pick(["phone", "in-person"]) };
  writer.write(author, told, tellOfLeaving, tell);
  const foundAt = addMinutes(told, random.whole(2, 8));
  const place = random.pick(["corridor", "outside", "toilets"]);
  writer.write(author, foundAt, findPupil, {
    left: writer.view(left),
    place,
    foundBy: frame.adults.blackburn,
    ...period,
  });
  const seen = writer.view(left);
  writer.write(author, addMinutes(foundAt, 1), amendRecord, { seen, fields: filled(words) as JsonObject });
}

function writePositive(
  world: DemoWorld,
  pupil: PupilFile,
  days: DaysInRoom,
  author: AdultId,
  start: string,
  slots: Slots,
): readonly RecordId[] {
  const { random, frame } = world;
  const kinds = ["calm", "worked", "asked", "kind", "strategy", "returned", "talk"] as const;
  const free = kinds.filter((kind) => !(days.keepFree?.(kind, start.slice(0, 10)) ?? false));
  const kind = random.pick(free);
  const note = random.chance(0.5) ? pupil.phrases.say(positives[kind], slots) : undefined;
  const when = addMinutes(start, kind === "calm" ? random.whole(2, 6) : random.whole(8, 40));
  return [writeLog(world, pupil, author, when, frame.categories[kind], filled({ note }))];
}

/** A log made in two taps; what is told later the same hour completes it. */
export function writeLog(
  world: DemoWorld,
  pupil: PupilFile,
  author: AdultId,
  when: string,
  category: RecordId,
  more: JsonObject,
  later?: () => JsonObject,
): RecordId {
  const { random, writer, frame } = world;
  const at = addMinutes(when, random.whole(0, 3));
  const period = periodAt(when);
  const input = { pupil: pupil.scope, category, when, more };
  const log = writer.write(
    author,
    at <= world.now ? at : world.now,
    quickLog,
    period === undefined ? input : { ...input, period: frame.periods[period] },
  )[0] as RecordId;
  const then = addMinutes(at, random.whole(4, 24));
  if (later && more["helped"] === undefined && then <= world.now && random.chance(0.6))
    writer.write(author, then, amendRecord, { seen: writer.view(log), fields: later() });
  return log;
}

const periodAt = (moment: string): LessonName | undefined => {
  const time = moment.slice(11, 16);
  const begun = (Object.entries(lessonStarts) as [LessonName, string][]).filter(([, start]) => start <= time);
  return begun.at(-1)?.[0];
};
