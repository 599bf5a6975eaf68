// One placement from referral to the last check, as the adults wrote it down at each turn.

import type { RecordId } from "#ledger/names.ts";
import type { JsonObject } from "#base/json.ts";
import { makeRecord } from "../commands/make-record.ts";
import { startPlacement } from "../commands/start-placement.ts";
import { dayOf, daysBetween } from "../day.ts";
import { type DemoWorld, afterSchool, around, editLater, filled } from "./demo-world.ts";
import type { PupilFile } from "./pupil-file.ts";
import { firstDayOfYear, schoolDaysFrom } from "./school-calendar.ts";
import type { PersonName } from "./school-frame.ts";
import {
  criteria,
  decisionReasons,
  exitNotes,
  homeViews,
  purposes,
  pupilViews,
  reasons,
  referrers,
  tried,
} from "./words/pathway.ts";

/** The days on which the placement turns; those after today have not come yet. */
export interface Course {
  readonly referred: string;
  readonly start: string;
  readonly settled: string;
  readonly partTime: string;
  readonly fullReturn: string;
  readonly sixWeeks: string;
  readonly twelveWeeks: string;
}

/** A course of so many school days in the room, starting on a day. */
export function courseFrom(start: string, schoolDays: number): Course {
  return {
    referred: schoolDaysFrom(start, -9),
    start,
    settled: schoolDaysFrom(start, 5),
    partTime: schoolDaysFrom(start, Math.round(schoolDays * 0.6)),
    fullReturn: schoolDaysFrom(start, schoolDays),
    sixWeeks: schoolDaysFrom(start, schoolDays + 30),
    twelveWeeks: schoolDaysFrom(start, schoolDays + 60),
  };
}

export interface PlacementStory {
  readonly course: Course;
  readonly lead?: PersonName;
  /** Over what the words would say by themselves. */
  readonly placement?: JsonObject;
  readonly baseline?: JsonObject;
  readonly ending?: JsonObject;
  /** Stays where it is: never moved towards a return. */
  readonly sustained?: boolean;
}

/** Lines of a list under names whose order is the order of the lines. */
export function linesOf(world: DemoWorld, lines: readonly (string | undefined)[]): JsonObject {
  const kept = lines.filter((line) => line !== undefined);
  const names = kept.map(() => world.writer.newId()).sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(kept.map((line, i) => [names[i] as string, line]));
}

const LONG_AGO = 60;

export function writePlacement(world: DemoWorld, pupil: PupilFile, story: PlacementStory): RecordId {
  const { writer, frame, random } = world;
  const { phrases } = pupil;
  const { course } = story;
  const lead = frame.adults[story.lead ?? "reintegration"];
  const before = writeSuspensions(world, pupil, course.start);
  const fields: JsonObject = {
    referredBy: random.pick(referrers),
    referredOn: course.referred,
    tried: linesOf(world, [
      phrases.say(tried),
      phrases.say(tried),
      random.chance(0.6) ? phrases.say(tried) : undefined,
    ]),
    decision: "accepted",
    decidedBy: "Mrs Khan and Mr Siddiqui",
    decidedOn: schoolDaysFrom(course.referred, 4),
    goal: "full-return",
    base: "support-base",
    start: course.start,
    plannedEnd: schoolDaysFrom(course.fullReturn, 5),
    keyAdult: frame.adults[pupil.keyAdult],
    criteria: linesOf(world, [phrases.say(criteria), phrases.say(criteria)]),
    ...filled({
      reason: phrases.say(reasons, { he: pupil.sex === "F" ? "she" : "he" }),
      pupilView: phrases.say(pupilViews),
      parentView: phrases.say(homeViews),
      decisionReasons: phrases.say(decisionReasons),
      purpose: phrases.say(purposes),
    }),
    ...story.placement,
  };
  const [id] = writer.write(lead, around(world, course.start, "08:05", 20), startPlacement, {
    pupil: pupil.scope,
    placement: fields,
    baseline: { ...baselineOf(world, pupil, course.start, before), ...story.baseline },
  });
  const placement = id as RecordId;
  const turn = (day: string, to: JsonObject): void => {
    if (day >= world.today) return;
    editLater(world, lead, afterSchool(world, day), placement, () => to);
  };
  turn(course.settled, { stage: "in-iap" });
  if (story.sustained) return placement;
  turn(course.partTime, { stage: "part-time-return" });
  turn(course.fullReturn, {
    stage: "full-return",
    sixWeekCheckOn: course.sixWeeks,
    twelveWeekCheckOn: course.twelveWeeks,
  });
  turn(course.sixWeeks, { sixWeekCheck: random.weighted({ held: 7, wobble: 3 }) });
  turn(course.twelveWeeks, {
    stage: "completed",
    twelveWeekCheck: random.weighted({ held: 7, wobble: 2, "not-held": 1 }),
    endedOn: course.fullReturn,
    exitReason: "criteria-met",
    destination: random.weighted({ "full-timetable": 7, "supported-timetable": 2, specialist: 1 }),
    ...filled({ exitNote: phrases.say(exitNotes) }),
    ...story.ending,
  });
  return placement;
}

interface Before {
  readonly suspensions: number;
  readonly sessions: number;
}

/** The suspensions of the 12 school weeks before, one record each: the baseline counts exactly these. */
function writeSuspensions(world: DemoWorld, pupil: PupilFile, start: string): Before {
  const { random, writer, frame } = world;
  const onRollFrom = firstDayOfYear(pupil.firstSchoolYear);
  const suspensions = Number(random.weighted({ "0": 4, "1": 4, "2": 2, "3": 1 }));
  let sessions = 0;
  let written = 0;
  for (let i = 0; i < suspensions; i += 1) {
    const nearest = schoolDaysFrom(start, -(12 + i * 14 + random.whole(0, 8)));
    // What begins after a holiday was decided before it: not here.
    const first = daysBetween(schoolDaysFrom(nearest, -1), nearest) > 4 ? schoolDaysFrom(nearest, 2) : nearest;
    if (first <= schoolDaysFrom(onRollFrom, 10)) continue;
    const days = random.pick([1, 1, 2, 3]);
    const last = schoolDaysFrom(first, days - 1);
    const fields = filled({
      category: "SUSP",
      reasons: [random.pick(["DB", "VA", "PP", "VP", "DM"])],
      start: first,
      startsIn: "am",
      end: last,
      sessions: days * 2,
      meetingOn: schoolDaysFrom(last, 1),
      parentTold: around(world, schoolDaysFrom(first, -1), "14:40", 40),
      strategy: pupil.phrases.say([
        "Meet at the gate by {his} key adult, straight to the room, {subject} from the next day.",
        "Apology when both are ready. New seat in {other}, card from day one.",
        "Home, Head of Year and {name} agreed three things, copy in the planner.",
        "Half an hour with {his} key adult before the first lesson back.",
      ]),
    });
    const input = { type: "suspension", scope: pupil.scope, fields };
    writer.write(frame.adults.blackburn, around(world, schoolDaysFrom(first, -1), "15:30", 60), makeRecord, input);
    written += 1;
    sessions += days * 2;
  }
  return { suspensions: written, sessions };
}

function baselineOf(world: DemoWorld, pupil: PupilFile, start: string, before: Before): JsonObject {
  const { random } = world;
  const onRollFrom = firstDayOfYear(pupil.firstSchoolYear);
  const windowFrom = schoolDaysFrom(start, -LONG_AGO);
  const newHere = windowFrom < onRollFrom;
  return {
    windowFrom: newHere ? onRollFrom : windowFrom,
    windowTo: schoolDaysFrom(start, -1),
    suspensions: before.suspensions,
    sessionsLost: before.sessions,
    attendance: newHere ? "not-known" : random.whole(640, 960) / 10,
    incidents: random.whole(6, 26),
    source: newHere ? "staff" : "mis",
    sourceNote: newHere
      ? "On roll for less than 12 school weeks"
      : `Behaviour and attendance report, run ${ukDate(dayOf(schoolDaysFrom(start, -1)))}`,
  };
}

const ukDate = (day: string): string => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}/${day.slice(0, 4)}`;
