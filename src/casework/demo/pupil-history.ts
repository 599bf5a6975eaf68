// A pupil of no particular fame: a whole placement, by chance and yet of one piece.

import type { JsonObject } from "#base/json.ts";
import { weekdayOf } from "../day.ts";
import { writeDays } from "./daily-logs.ts";
import type { DemoWorld } from "./demo-world.ts";
import { courseFrom, writePlacement } from "./placement-course.ts";
import { writeMilestones, writePlan } from "./plan-course.ts";
import { type PupilFile, writePupilFile } from "./pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "./school-calendar.ts";
import type { LessonName, PersonName } from "./school-frame.ts";
import { writeHomeTalks, writeSenCycles } from "./support-logs.ts";
import { type HelpName, helps } from "./words/helps.ts";
import { type TriggerName, triggers } from "./words/triggers.ts";
import { subjects } from "./words/work.ts";

export interface PastOrPresent {
  /** The first day in the room. */
  readonly start: string;
  /** School days from then to the full return. */
  readonly schoolDays: number;
  /** The year they were taught in then. */
  readonly yearThen: number;
  readonly keyAdult: PersonName;
  readonly ending?: JsonObject;
}

/** Lessons in the room of those who are not expected in period 3 on the day the demo stands at. */
const roomTimes: readonly (readonly LessonName[])[] = [
  ["p1", "p2"],
  ["p2", "p4"],
  ["p4", "p5"],
  ["p2", "p5"],
  ["p1", "p6"],
  ["p5", "p6"],
];

export function writePupilHistory(world: DemoWorld, story: PastOrPresent): PupilFile {
  const { random, today } = world;
  const [subject, other] = random.some(subjects.slice(0, 6), 2);
  const yearThen = schoolYearOf(story.start);
  const pupil = writePupilFile(world, {
    ...world.names.next(),
    yearNow: story.yearThen + schoolYearOf(today) - yearThen,
    firstSchoolYear: yearThen,
    keyAdult: story.keyAdult,
    triggers: random.some(Object.keys(triggers) as TriggerName[], 3),
    helps: random.some(Object.keys(helps) as HelpName[], 3),
    subjects: [subject ?? "Maths", other ?? "English"],
    ...(random.chance(0.45) ? { area: random.weighted({ semh: 4, communication: 3, cognition: 3 }) } : {}),
  });
  const course = courseFrom(story.start, story.schoolDays);
  const periods = random.pick(roomTimes);
  const placement = writePlacement(world, pupil, story.ending ? { course, ending: story.ending } : { course });
  const plan = writePlan(world, pupil, { course, periods });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  const [from, to] = [random.whole(17, 24) / 10, random.whole(31, 37) / 10];
  const wobble = random.whole(40, 70) / 100;
  writeDays(world, pupil, {
    from: course.start,
    to: course.fullReturn < today ? course.fullReturn : today,
    periods: (day) =>
      day < course.partTime ? periods : periods.filter((_period, i) => (i + weekdayOf(day)) % 2 === 0),
    // Better by and by, with a dip on the way: no child's weeks are a straight line.
    calm: (progress) => from + (to - from) * progress - (Math.abs(progress - wobble) < 0.08 ? 0.7 : 0),
    keepFree,
  });
  const end = course.twelveWeeks < today ? course.twelveWeeks : today;
  writeHomeTalks(world, pupil, course.start, end);
  writeSenCycles(world, pupil, schoolDaysFrom(course.start, 2), end);
  return pupil;
}
