// A school with sixty pupils in its room, made as the demo school is: either with so many entries, or with nothing
// written about any of them yet. The tablet of the bench gets it as any tablet does.

import { quickLog } from "#casework/commands/log-behaviour.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import { addMinutes } from "#casework/day.ts";
import { type DemoWorld, START_TIME } from "#casework/demo/demo-world.ts";
import { createDemoWriter } from "#casework/demo/demo-writer.ts";
import { createNameGiver, writeDirectory } from "#casework/demo/directory.ts";
import type { DemoSchool } from "#casework/demo/demo-school.ts";
import { courseFrom, writePlacement } from "#casework/demo/placement-course.ts";
import { writeMilestones, writePlan } from "#casework/demo/plan-course.ts";
import { type PupilFile, writePupilFile } from "#casework/demo/pupil-file.ts";
import { demoTuesday, firstDayOfYear, schoolDaysBetween, schoolDaysFrom } from "#casework/demo/school-calendar.ts";
import { schoolYearOf } from "#casework/demo/school-calendar.ts";
import { schoolName, writeSchoolFrame } from "#casework/demo/school-frame.ts";
import { createSeededRandom } from "#casework/demo/seeded-random.ts";
import { sessionNotes } from "#casework/demo/words/sessions.ts";

export interface SchoolSize {
  readonly pupils: number;
  /** Behaviour and session logs, of all pupils together. */
  readonly entries: number;
  /** Of the one pupil who has most. */
  readonly most: number;
  /** Pupils of whom nothing but the line in the directory is held. */
  readonly roll: number;
}

/** The pupil with most entries is the first who comes in; the schools of the same day begin with the same names. */
export interface FullSchool {
  readonly demo: DemoSchool;
  /** First and last name of each pupil in the room, the one with most entries first. */
  readonly names: readonly string[];
}

const SEED = 7;
/** Every third entry is the log of a session, as in a room that rates each period. */
const EVERY_THIRD = 3;

export function fullSchool(size: SchoolSize, day: string): FullSchool {
  const random = createSeededRandom(SEED);
  const today = demoTuesday(day);
  const now = `${today}T${START_TIME}`;
  const writer = createDemoWriter(random, now);
  const schoolYear = schoolYearOf(today);
  const names = createNameGiver(random);
  const frame = writeSchoolFrame(writer, firstDayOfYear(schoolYear - 1));
  const world: DemoWorld = { writer, random, frame, names, today, now };
  // Everybody's name before anything else, so that a school of any size has the same pupils.
  const identities = Array.from({ length: size.pupils }, () => names.next());
  const pupils = identities.map((identity, n) => placedPupil(world, identity, n, size.entries > 0));
  const others = size.pupils - 1;
  const each = Math.floor((size.entries - size.most) / others);
  const rest = size.entries - size.most - each * others;
  if (size.entries > 0)
    for (const [n, pupil] of pupils.entries())
      writeEntries(world, pupil, n === 0 ? size.most : n === 1 ? each + rest : each);
  writer.write(frame.adults.admin, `${schoolDaysFrom(today, -30)}T09:20`, makeRecord, {
    type: "room",
    fields: { name: "The Bridge", extension: "214", order: 1, chips: Object.values(frame.categories).slice(0, 8) },
  });
  writeDirectory(writer, random, names, frame, { day: firstDayOfYear(schoolYear), size: size.roll });
  const { room, reintegration, senco, leader } = frame.adults;
  return {
    demo: {
      name: schoolName,
      startsAt: now,
      personas: { room, reintegration, senco, leader },
      changes: writer.finish(),
    },
    names: identities.map(({ given, family }) => `${given} ${family}`),
  };
}

/** In the room since some weeks, expected in the period that is on. */
function placedPupil(
  world: DemoWorld,
  identity: ReturnType<DemoWorld["names"]["next"]>,
  n: number,
  under: boolean,
): PupilFile {
  const pupil = writePupilFile(world, {
    ...identity,
    yearNow: 7 + (n % 5),
    firstSchoolYear: schoolYearOf(world.today),
    keyAdult: (["room", "murray", "eze"] as const)[n % 3] ?? "room",
    triggers: ["start", "fair"],
    helps: ["adult", "choice"],
    subjects: ["Maths", "English"],
  });
  const course = courseFrom(schoolDaysFrom(world.today, -20 - (n % 10)), 60);
  const placement = writePlacement(world, pupil, { course });
  const plan = writePlan(world, pupil, { course, periods: ["p1", "p3"] });
  if (under) writeMilestones(world, pupil, { course, placement, plan });
  return pupil;
}

/** Spread over the days of the school year until yesterday, each with a note of its own length. */
function writeEntries({ writer, random, frame, today }: DemoWorld, pupil: PupilFile, count: number): void {
  const days = schoolDaysBetween(firstDayOfYear(schoolYearOf(today)), schoolDaysFrom(today, -1));
  const authors = [frame.adults.room, frame.adults.murray, frame.adults.eze];
  const categories = Object.values(frame.categories);
  const notes = Object.values(sessionNotes).flat();
  for (let n = 0; n < count; n += 1) {
    const day = days[Math.floor((n * days.length) / count)] as string;
    const when = addMinutes(`${day}T08:45`, random.whole(0, 380));
    const at = addMinutes(when, random.whole(0, 3));
    const author = random.pick(authors);
    const note = [random.pick(notes), random.pick(notes)].join(" ");
    if (n % EVERY_THIRD === 0)
      writer.write(author, at, makeRecord, {
        type: "session-log",
        scope: pupil.scope,
        fields: {
          when,
          period: frame.periods.p3,
          where: "base",
          presence: "here",
          regulation: String(random.whole(1, 4)),
          subject: "Maths",
          note,
        },
      });
    else
      writer.write(author, at, quickLog, {
        pupil: pupil.scope,
        category: random.pick(categories),
        when,
        more: { note },
      });
  }
}
