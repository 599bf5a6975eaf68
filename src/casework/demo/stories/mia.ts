// Mia, Year 11: a sustained placement that goes well. Staying is the plan.

import { writeDays } from "../daily-logs.ts";
import type { DemoWorld } from "../demo-world.ts";
import { weekdayOf } from "../../day.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks } from "../support-logs.ts";

export function writeMia(world: DemoWorld): PupilFile {
  const { today } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Mia",
    family: "Thornton",
    sex: "F",
    community: "british",
    yearNow: 11,
    firstSchoolYear: schoolYearOf(today) - 1,
    keyAdult: "room",
    triggers: ["noise", "change", "reading"],
    helps: ["firstThen", "words", "home"],
    subjects: ["English", "Food"],
    area: "semh",
  });
  const words = pupil.phrases;
  const course = courseFrom(day(-118), 200);
  const placement = writePlacement(world, pupil, {
    course,
    sustained: true,
    placement: {
      goal: "sustained",
      plannedEnd: `${schoolYearOf(today) + 1}-06-19`,
      reason: words.keep(
        "Out of school for most of a term with anxiety. Came back for one hour a day and built up from there, always in the same chair.",
      ),
      purpose: words.keep(
        "Five GCSEs from The Bridge, catering at college in September, and a school she leaves by the front door.",
      ),
      pupilView: words.keep('"I don\'t need to go back to be getting somewhere."'),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p2", "p3", "p4"],
    plan: {
      goodToKnow: words.keep("Settled here. Tell her early about any change of day"),
      target: words.keep("I go to my two classes a week and sit my mocks in the small room."),
      timetable: words.keep(
        "Five subjects in The Bridge. Food with Mrs Pollard on Monday, art on Thursday, college taster every other Friday.",
      ),
      ownWords: words.keep('"Ask me how the sourdough is. Then ask me about the essay."'),
      riskLevel: "lower",
      strengths: linesOf(world, [
        words.keep("Bakes for the whole room on Fridays"),
        words.keep("Notices who is having a bad day"),
      ]),
    },
  });
  const keepFree = writeMilestones(world, pupil, {
    course,
    placement,
    plan,
    steps: [
      {
        title: "Two hours a day",
        criterion: "Stays for two hours, ten days out of twelve.",
        begins: day(-116),
        ends: day(-98),
        needed: 10,
      },
      {
        title: "A class of her own choosing",
        criterion: "Food with Mrs Pollard for a whole half-term.",
        bringsBack: "Food with Mrs Pollard",
        toConfirm: "reintegration",
        begins: day(-98),
        ends: day(-61),
      },
      {
        title: "A mock in the small room",
        criterion: "Sits one paper with nine others.",
        begins: day(-61),
        ends: day(-24),
        needed: 1,
      },
      { title: "College interview", criterion: "Goes, with Miss Whitworth in the car park.", begins: day(-20) },
      { title: "Full set of mocks", criterion: "Every paper, with her card and her water bottle." },
    ],
  });
  writeDays(world, pupil, {
    from: course.start,
    to: today,
    periods: (on) => (weekdayOf(on) % 2 === 0 ? ["p2", "p3"] : ["p3"]),
    calm: (progress) => 2.7 + Math.min(1, progress * 2),
    keepFree,
  });
  writeHomeTalks(world, pupil, course.start, today);
  return pupil;
}
