// Leo, Year 9: back full time for six school weeks. The check is today.

import { writeDays, writeLog } from "../daily-logs.ts";
import { type DemoWorld, around } from "../demo-world.ts";
import { courseFrom, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks } from "../support-logs.ts";

export function writeLeo(world: DemoWorld): PupilFile {
  const { today, frame } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Leo",
    family: "Fairhurst",
    sex: "M",
    community: "mixed",
    yearNow: 9,
    firstSchoolYear: schoolYearOf(today) - 1,
    keyAdult: "eze",
    triggers: ["waiting", "losing", "corrected"],
    helps: ["choice", "card", "repair"],
    subjects: ["Science", "English"],
  });
  const words = pupil.phrases;
  // 52 school days in the room, and 30 since the full return: six school weeks end today.
  const course = courseFrom(day(-82), 52);
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      purpose: words.keep("Science without the door slamming, and a way back after a bad ten minutes."),
      checkNotes: words.keep("To ask at six weeks: lessons lost, what Ms Hennessey sees, what he would tell a Year 7."),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p1", "p2", "p4"],
    plan: {
      goodToKnow: words.keep("Back full time. Two choices, then walk away"),
      ownWords: words.keep('"Give me two things to pick from and don\'t stand there."'),
    },
  });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  writeDays(world, pupil, {
    from: course.start,
    to: course.fullReturn,
    periods: () => ["p1", "p2", "p4"],
    calm: (progress) => 2 + progress * 1.6,
    keepFree,
  });
  const checkIns = [
    [-26, "First full week done. Science twice, no walk-outs, one moan about homework."],
    [-21, "Caught him at break: says Ms Hennessey lets him hand the beakers out."],
    [-16, "Card used once, in English, and back inside four minutes."],
    [-11, "Looked in on period 2. Head down, working, waved me away."],
    [-6, "A wobble on Thursday over a low mark, put right the same afternoon by himself."],
    [-2, "Asked what happens at six weeks. Wants to be asked, not talked about."],
  ] as const;
  for (const [back, note] of checkIns)
    writeLog(world, pupil, frame.adults.eze, around(world, day(back), "11:10", 30), frame.categories.talk, {
      place: "classroom",
      note: words.keep(note),
    });
  writeHomeTalks(world, pupil, course.start, day(-3));
  return pupil;
}
