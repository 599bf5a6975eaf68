// Tyrese, Year 7: removed from science four minutes ago.

import { writeDays } from "../daily-logs.ts";
import type { DemoWorld } from "../demo-world.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks } from "../support-logs.ts";

export function writeTyrese(world: DemoWorld): PupilFile {
  const { today } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Tyrese",
    family: "Campbell",
    sex: "M",
    community: "caribbean",
    yearNow: 7,
    firstSchoolYear: schoolYearOf(today),
    keyAdult: "murray",
    triggers: ["stranger", "corrected", "noise"],
    helps: ["space", "adult", "firstThen"],
    subjects: ["Science", "RE"],
  });
  const words = pupil.phrases;
  const course = courseFrom(day(-16), 45);
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      reason: words.keep(
        "Tyrese came from a primary school of ninety. Fine with adults he knows; leaves when somebody new tells him off with others listening.",
      ),
      purpose: words.keep(
        "A safe base in his first year, and an adult he knows in science until he knows more of them.",
      ),
    },
    baseline: { attendance: "not-known", source: "previous-school", sourceNote: "Primary school file asked for twice" },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p2", "p5"],
    plan: {
      goodToKnow: words.keep("Space first; ask him once, quietly, then wait"),
      helps: linesOf(world, [
        words.keep("Five minutes of nothing, then a choice"),
        words.keep("Mr Murray or somebody he has met before"),
        words.keep("First-then on the whiteboard, no speech"),
      ]),
      timetable: words.keep(
        "All lessons in class with his tutor group. The Bridge in periods 2 and 5. Mr Murray looks in on science.",
      ),
    },
  });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  writeDays(world, pupil, {
    from: course.start,
    to: today,
    periods: () => ["p2", "p5"],
    calm: (progress) => 2.4 + progress * 0.6,
    keepFree,
  });
  writeHomeTalks(world, pupil, course.start, today);
  return pupil;
}
