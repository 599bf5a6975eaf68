// Amara, Year 9: two of three calm starts. One more and maths is back.

import { writeDays } from "../daily-logs.ts";
import type { DemoWorld } from "../demo-world.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks } from "../support-logs.ts";

export function writeAmara(world: DemoWorld): PupilFile {
  const { today } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Amara",
    family: "Okafor",
    sex: "F",
    community: "nigerian",
    yearNow: 9,
    firstSchoolYear: schoolYearOf(today) - 1,
    keyAdult: "room",
    triggers: ["corridor", "watched", "monday"],
    helps: ["quiet", "card", "adult"],
    subjects: ["Maths", "English"],
  });
  const course = { ...courseFrom(day(-34), 60), partTime: day(-12) };
  const words = pupil.phrases;
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      reason: words.keep(
        "Amara is quick at maths and stopped going after a row in the corridor was filmed. She gets as far as the door, sees faces, and turns round.",
      ),
      purpose: words.keep("To come in calm, get maths and English back, and walk the corridor without scanning it."),
      pupilView: words.keep("\"I'm not scared of maths. I'm scared of the door.\""),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p1", "p3"],
    plan: {
      goodToKnow: words.keep("Let her in two minutes early; no questions at the door"),
      target: words.keep("I come in, sit down and start, three times running."),
      timetable: words.keep(
        "In class: English with Mrs Farrow, PE, art and tutor time. In The Bridge: periods 1 and 3. Maths with Mr Patel comes back after three calm starts.",
      ),
      helps: linesOf(world, [
        words.keep("In the room two minutes before the bell"),
        words.keep("Break card on the corner of the desk, no questions"),
        words.keep("Sit beside her, look at the work, not at her"),
      ]),
      avoid: linesOf(world, [
        words.keep("Greeting her loudly at the door"),
        words.keep("The link corridor at change of lesson"),
      ]),
      riskLevel: "lower",
    },
  });
  const keepFree = writeMilestones(world, pupil, {
    course,
    placement,
    plan,
    steps: [
      {
        title: "Five days in The Bridge",
        criterion: "Here on time, five days running.",
        needed: 5,
        begins: day(-33),
        ends: day(-27),
      },
      {
        title: "Asks before it gets big",
        criterion: "Uses the card or words, four times.",
        counts: "asked",
        needed: 4,
        begins: day(-27),
        ends: day(-17),
      },
      {
        title: "Two English lessons in class",
        criterion: "Two whole lessons with Mrs Farrow, in the seat she chose.",
        bringsBack: "English with Mrs Farrow",
        toConfirm: "reintegration",
        begins: day(-17),
        ends: day(-11),
      },
      {
        title: "Three calm starts",
        criterion: "Comes in, sits down and begins without leaving again.",
        counts: "calm",
        needed: 3,
        rule: { countRule: "total", oncePer: "period" },
        bringsBack: "Maths with Mr Patel",
        toConfirm: "patel",
        begins: day(-4),
      },
      { title: "A week of maths", criterion: "All four maths lessons in one week, card in her pocket." },
    ],
  });
  writeDays(world, pupil, {
    from: course.start,
    to: today,
    periods: () => ["p1", "p3"],
    calm: (progress) => 2.2 + progress * 1.3,
    keepFree: (category, on) => category === "calm" || keepFree(category, on),
  });
  writeHomeTalks(world, pupil, course.start, today);
  return pupil;
}
