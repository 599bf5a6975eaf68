// Daniel, Year 8: his review date was changed by two adults on the same afternoon. A person decides.

import { editRecord } from "../../commands/edit-record.ts";
import { writeDays } from "../daily-logs.ts";
import type { DemoWorld } from "../demo-world.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks, writeSenCycles } from "../support-logs.ts";

export function writeDaniel(world: DemoWorld): PupilFile {
  const { today, writer, frame } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Daniel",
    family: "Kowalczyk",
    sex: "M",
    community: "polish",
    yearNow: 8,
    firstSchoolYear: schoolYearOf(today) - 1,
    keyAdult: "murray",
    triggers: ["writing", "start", "waiting"],
    helps: ["steps", "movement", "humour"],
    subjects: ["English", "History"],
    area: "cognition",
  });
  const words = pupil.phrases;
  const course = { ...courseFrom(day(-26), 55), partTime: day(2) };
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      reason: words.keep(
        "Daniel can tell you the whole Battle of Hastings and writes three words of it. Out of English nine times this year, always inside the first quarter of an hour.",
      ),
      purpose: words.keep("Writing in small pieces, a laptop he trusts, and English back before the next assessments."),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p3", "p4"],
    reviewedUntil: day(-8),
    plan: {
      goodToKnow: words.keep("First question together; laptop, never a blank page"),
      target: words.keep("I write three sentences before I ask for a break."),
      helps: linesOf(world, [
        words.keep("First question done together, then leave him to it"),
        words.keep("A job that needs legs before a task that needs a chair"),
        words.keep("Laptop open before he arrives"),
      ]),
      reviewDate: day(4),
    },
  });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  writer.later(`${day(-1)}T15:41`, () => {
    const seen = writer.view(plan);
    writer.write(frame.adults.reintegration, `${day(-1)}T15:41`, editRecord, { seen, to: { reviewDate: day(3) } });
    writer.write(frame.adults.room, `${day(-1)}T15:52`, editRecord, { seen, to: { reviewDate: day(6) } });
  });
  writeDays(world, pupil, {
    from: course.start,
    to: today,
    periods: () => ["p3", "p4"],
    calm: (progress) => 2 + progress * 0.9,
    keepFree,
  });
  writeHomeTalks(world, pupil, course.start, today);
  writeSenCycles(world, pupil, day(-40), today);
  return pupil;
}
