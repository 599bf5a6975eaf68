// Kofi, Year 9: looked after. The room sees only what helps; the rest stands in his circumstances.

import { writeDays } from "../daily-logs.ts";
import type { DemoWorld } from "../demo-world.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks } from "../support-logs.ts";

export function writeKofi(world: DemoWorld): PupilFile {
  const { today } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Kofi",
    family: "Mensah",
    sex: "M",
    community: "ghanaian",
    yearNow: 9,
    firstSchoolYear: schoolYearOf(today) - 1,
    keyAdult: "murray",
    triggers: ["change", "phone", "losing"],
    helps: ["humour", "movement", "home"],
    subjects: ["Maths", "Geography"],
    circumstances: {
      lookedAfter: "now",
      socialWorker: true,
      socialWorkerName: "Dana Price, children's social care, through Mr Siddiqui",
      pupilPremium: ["LAP", "DPP"],
    },
    contacts: [
      {
        name: "Mrs Dawson",
        relationship: "other",
        priority: 1,
        phone: "07700 900206",
        note: "Kofi lives with Bev Dawson. Ring her first for everything.",
      },
      {
        name: "Ms Mensah",
        relationship: "mother",
        priority: 2,
        parentalResponsibility: true,
        doNotContact: true,
        doNotContactWhy: "Ask Mr Siddiqui before any contact.",
      },
    ],
  });
  const words = pupil.phrases;
  const course = courseFrom(day(-29), 55);
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      reason: words.keep(
        "Third school in two years and missing a lot of number work. Good company, first to leave when a day changes shape.",
      ),
      purpose: words.keep(
        "One adult who stays the same, the maths he has missed, and notice of anything that changes.",
      ),
      parentView: words.keep("Bev would like him home with something good to tell, even a small thing."),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p3", "p6"],
    plan: {
      goodToKnow: words.keep("Bev is first call. Football helps. No surprises"),
      homeView: words.keep(
        "Bev says Sunday evenings are for planning the week together, so send the timetable on Friday.",
      ),
      helps: linesOf(world, [
        words.keep("Tell him today what changes tomorrow"),
        words.keep("Keepy-uppies on the yard, then ten minutes of maths"),
        words.keep("A good-news call to Bev while he listens"),
      ]),
      avoid: linesOf(world, [
        words.keep("Questions about home or the weekend"),
        words.keep("Family-tree tasks: give him the other sheet"),
      ]),
      riskLevel: "some",
      riskNotes: words.keep(
        "If he leaves the site, ring the office and Bev, then Mr Siddiqui. He usually goes to the astroturf.",
      ),
    },
  });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  writeDays(world, pupil, {
    from: course.start,
    to: today,
    periods: () => ["p3", "p6"],
    calm: (progress) => 2.3 + progress,
    keepFree,
  });
  writeHomeTalks(world, pupil, course.start, today);
  return pupil;
}
