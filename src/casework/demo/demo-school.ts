// Hollowbrook Academy, the demo school: the same for the same seed and day, whoever asks.

import type { AdultId } from "#ledger/names.ts";
import { makeRecord } from "../commands/make-record.ts";
import { type DemoWorld, START_TIME, around, filled } from "./demo-world.ts";
import { type DemoChange, createDemoWriter } from "./demo-writer.ts";
import { createNameGiver, writeDirectory } from "./directory.ts";
import { writePupilFile } from "./pupil-file.ts";
import { type PastOrPresent, writePupilHistory } from "./pupil-history.ts";
import { linesOf } from "./placement-course.ts";
import { writeRoomDay } from "./room-day.ts";
import { demoTuesday, firstDayOfYear, schoolDaysFrom, schoolYearOf } from "./school-calendar.ts";
import { type PersonName, schoolName, writeSchoolFrame } from "./school-frame.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { writeAmara } from "./stories/amara.ts";
import { writeCookery } from "./stories/cookery.ts";
import { writeDaniel } from "./stories/daniel.ts";
import { writeKofi } from "./stories/kofi.ts";
import { writeLeo } from "./stories/leo.ts";
import { writeMia } from "./stories/mia.ts";
import { writeRuby } from "./stories/ruby.ts";
import { writeTyrese } from "./stories/tyrese.ts";
import { writeZaynab } from "./stories/zaynab.ts";
import { criteria, pupilViews, reasons, referrers, tried } from "./words/pathway.ts";

export interface DemoSchool {
  readonly name: string;
  /** The local moment at which its clock starts, a school Tuesday in period 3: "2026-06-09T11:07". */
  readonly startsAt: string;
  /** The adults a visitor can be. */
  readonly personas: Readonly<Record<"room" | "reintegration" | "senco" | "leader", AdultId>>;
  /** Everything the school's adults wrote, oldest first, each change valid on the day it was written. */
  readonly changes: readonly DemoChange[];
}

const ON_ROLL = 900;

/** School days before today on which those who are in the room now began, and how long each stay is meant to be. */
const present: readonly (readonly [back: number, schoolDays: number])[] = [
  [3, 40], [4, 50], [7, 45], [10, 40], [13, 55], [16, 40], [19, 50], [24, 45],
  [27, 40], [31, 55], [35, 50], [38, 45], [43, 60], [49, 55], [58, 45], [66, 50],
]; // prettier-ignore

const keyAdults: readonly PersonName[] = ["room", "murray", "eze"];

/**
 * The whole demo. `today` ("2026-06-09") is the day outside: the demo stands on a school Tuesday on or before it.
 * Everything follows from `seed` and that Tuesday.
 */
export function demoSchool(input: { readonly seed: number; readonly today: string }): DemoSchool {
  const random = createSeededRandom(input.seed);
  const today = demoTuesday(input.today);
  const now = `${today}T${START_TIME}`;
  const writer = createDemoWriter(random, now);
  const schoolYear = schoolYearOf(today);
  const names = createNameGiver(random);
  for (const [given, family] of famous) names.reserve(given, family);
  const frame = writeSchoolFrame(writer, firstDayOfYear(schoolYear - 3));
  const world: DemoWorld = { writer, random, frame, names, today, now };

  const stories = [writeAmara, writeDaniel, writeTyrese, writeRuby, writeZaynab, writeMia, writeKofi, writeLeo];
  const eight = stories.map((write) => write(world));
  const others = [...presentStories(world), ...pastStories(world)].map((story) => writePupilHistory(world, story));
  writeCookery(world, others.slice(0, 4));
  writeReferral(world, 9);
  writeReferral(world, 7);
  const stillHere = famous.length + others.filter((pupil) => pupil.yearNow <= 11).length + 2;
  writeDirectory(writer, random, names, frame, { day: firstDayOfYear(schoolYear), size: ON_ROLL - stillHere });
  writeRoomDay(world, eight);

  const { room, reintegration, senco, leader } = frame.adults;
  return {
    name: schoolName,
    startsAt: now,
    personas: { room, reintegration, senco, leader },
    changes: writer.finish(),
  };
}

const famous = [
  ["Amara", "Okafor"],
  ["Daniel", "Kowalczyk"],
  ["Tyrese", "Campbell"],
  ["Ruby", "Sutcliffe"],
  ["Zaynab", "Hussain"],
  ["Mia", "Thornton"],
  ["Kofi", "Mensah"],
  ["Leo", "Fairhurst"],
] as const;

function presentStories({ random, today }: DemoWorld): readonly PastOrPresent[] {
  return present.map(([back, schoolDays], i) => {
    const start = schoolDaysFrom(today, -back);
    // Nobody in Year 7 began before Year 7 did; nobody in Year 11 comes from a year that has left.
    const sameYear = schoolYearOf(start) === schoolYearOf(today);
    const yearThen = sameYear ? 7 + (i % 5) : random.whole(7, 10);
    return { start, schoolDays, yearThen, keyAdult: keyAdults[i % 3] ?? "room" };
  });
}

const PAST_PUPILS = 36;

/** Stays that are over, one about every second school week over three years, with their checks done. */
function pastStories({ random, today }: DemoWorld): readonly PastOrPresent[] {
  return Array.from({ length: PAST_PUPILS }, (_none, i) => {
    const schoolDays = random.whole(24, 46);
    const start = schoolDaysFrom(today, -(schoolDays + 62 + Math.round((i * 395) / PAST_PUPILS) + random.whole(0, 6)));
    const story = { start, schoolDays, yearThen: random.whole(7, 11), keyAdult: keyAdults[i % 3] ?? "room" };
    if (i % 9 === 4) return { ...story, ending: { exitReason: "more-support", destination: "specialist" } };
    if (i % 12 === 7) return { ...story, ending: { exitReason: "left-school", destination: "other-school" } };
    return story;
  });
}

/** A pupil who was referred and has no place yet. */
function writeReferral(world: DemoWorld, year: number): void {
  const { writer, random, frame, today } = world;
  const pupil = writePupilFile(world, {
    ...world.names.next(),
    yearNow: year,
    firstSchoolYear: schoolYearOf(today),
    keyAdult: "reintegration",
    triggers: ["start", "fair"],
    helps: ["adult", "choice"],
    subjects: ["History", "Maths"],
  });
  const { phrases } = pupil;
  const referred = schoolDaysFrom(today, -random.whole(2, 6));
  const fields = {
    stage: "referred",
    referredBy: random.pick(referrers),
    referredOn: referred,
    tried: linesOf(world, [phrases.say(tried), phrases.say(tried)]),
    criteria: linesOf(world, [phrases.say(criteria)]),
    ...filled({ reason: phrases.say(reasons), pupilView: phrases.say(pupilViews) }),
  };
  writer.write(frame.adults.blackburn, around(world, referred, "15:30", 60), makeRecord, {
    type: "placement",
    scope: pupil.scope,
    fields,
  });
}
