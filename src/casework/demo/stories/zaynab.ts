// Zaynab, Year 10, with an EHC plan: three years of history. Words taught before the lesson came before calmer science:
// a sequence, not a proof.

import type { JsonObject } from "#base/json.ts";
import { makeRecord } from "../../commands/make-record.ts";
import { weekdayOf } from "../../day.ts";
import { type DaysInRoom, writeDays, writeLog } from "../daily-logs.ts";
import { type DemoWorld, around, filled } from "../demo-world.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysBetween, schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import type { PersonName } from "../school-frame.ts";
import { writeHomeTalks } from "../support-logs.ts";
import { triggers } from "../words/triggers.ts";

/** School days before today on which the words began to be taught before science. */
const WORDS_BEGIN = 262;

export function writeZaynab(world: DemoWorld): PupilFile {
  const { today } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Zaynab",
    family: "Hussain",
    sex: "F",
    community: "pakistani",
    yearNow: 10,
    firstSchoolYear: schoolYearOf(today) - 3,
    keyAdult: "eze",
    triggers: ["reading", "start", "noise"],
    helps: ["words", "steps", "quiet"],
    subjects: ["Science", "English"],
    circumstances: { senProvision: "E", senPrimary: "SLCN", senSecondary: "MLD", pupilPremium: ["DPP"] },
  });
  writeFirstStay(world, pupil, day);
  writeSecondStay(world, pupil, day);
  writeScience(world, pupil, day);
  writeSenHistory(world, pupil, day);
  writeHomeTalks(world, pupil, day(-500), today);
  return pupil;
}

type DayBack = (schoolDays: number) => string;

function writeFirstStay(world: DemoWorld, pupil: PupilFile, day: DayBack): void {
  const words = pupil.phrases;
  const course = courseFrom(day(-505), 40);
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      reason: words.keep(
        "Zaynab smiles, nods and does the wrong task. When that is noticed she leaves. Science and English go first, both full of words she has not met.",
      ),
      purpose: words.keep("Find out what she understands, and stop the leaving while we do."),
    },
    ending: { destination: "supported-timetable" },
  });
  const plan = writePlan(world, pupil, { course, periods: ["p1", "p2"] });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  writeDays(world, pupil, {
    from: course.start,
    to: course.fullReturn,
    periods: () => ["p1", "p2"],
    calm: (progress) => 2 + progress * 0.8,
    keepFree,
  });
}

function writeSecondStay(world: DemoWorld, pupil: PupilFile, day: DayBack): void {
  const words = pupil.phrases;
  const course = { ...courseFrom(day(-44), 70), partTime: day(-14) };
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      base: "inclusion-base",
      goal: "part-return",
      reason: words.keep(
        "New GCSE groups, new rooms, and three teachers who had not read the plan. Science held; English did not.",
      ),
      purpose: words.keep("Do for English what worked in science: the words first, then the lesson."),
      pupilView: words.keep('"If I know the words I know the lesson."'),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p3", "p5"],
    plan: {
      goodToKnow: words.keep("Teach six words first; show, then say; wait ten"),
      target: words.keep("I read the first page with the class because I met its words before."),
      ownWords: words.keep('"Don\'t say it again louder. Say it another way."'),
      helps: linesOf(world, [
        words.keep("Six key words with pictures, taught the day before"),
        words.keep("One instruction, shown as well as said, then wait ten seconds"),
        words.keep("A seat by the wall, away from the fume cupboard fan"),
      ]),
      avoid: linesOf(world, [words.keep("Cold reading aloud"), words.keep("Repeating the same sentence louder")]),
      timetable: words.keep(
        "Science in class with Ms Eze beside her. Words for English in The Bridge in period 3, the rest of her GCSE lessons in class, period 5 to finish work.",
      ),
      riskLevel: "lower",
    },
  });
  const keepFree = writeMilestones(world, pupil, {
    course,
    placement,
    plan,
    steps: [
      {
        title: "Six words before each English lesson",
        criterion: "Word card done the day before, ten lessons running.",
        needed: 10,
        begins: day(-42),
        ends: day(-21),
      },
      {
        title: "First page with the class",
        criterion: "Follows the first page aloud or in her head, then tells me one thing.",
        needed: 4,
        begins: day(-20),
      },
      {
        title: "Asks in the lesson",
        criterion: "Hand up for a word, in English, four times.",
        counts: "asked",
        needed: 4,
      },
      {
        title: "English without an adult beside her",
        criterion: "A fortnight with Ms Eze at the back, then gone.",
        bringsBack: "English with Mrs Farrow, whole timetable",
        toConfirm: "senco",
      },
    ],
  });
  writeDays(world, pupil, {
    from: course.start,
    to: world.today,
    periods: (on) => (weekdayOf(on) % 2 === 0 ? ["p3", "p5"] : ["p3"]),
    calm: (progress) => 2.7 + progress * 0.8,
    keepFree,
  });
}

/** The last school weeks before the words, and the first ones with them: the review counts these. */
const WEEKS = 11;
const EXITS_BEFORE = 9;
const EXITS_AFTER = 2;

/** One science lesson a week with an adult beside her, for three years: hard, then taught words, then calmer. */
function writeScience(world: DemoWorld, pupil: PupilFile, day: DayBack): void {
  const science = (
    from: number,
    to: number,
    calm: (progress: number) => number,
    more: Partial<DaysInRoom> = {},
  ): void =>
    writeDays(world, pupil, {
      from: day(from),
      to: day(to),
      periods: (on) => (weekdayOf(on) === THURSDAY ? ["p4"] : []),
      calm,
      where: "supported-lesson",
      subject: "Science",
      ...more,
    });
  const before = -WORDS_BEGIN - WEEKS * 5;
  const after = -WORDS_BEGIN + WEEKS * 5;
  science(-520, before - 1, () => 1.9);
  science(before, -WORDS_BEGIN - 1, () => 1.7, { quiet: true });
  writeExits(world, pupil, day(before), day(-WORDS_BEGIN - 1), EXITS_BEFORE);
  science(-WORDS_BEGIN, after - 1, (progress) => 2.5 + progress * 1.1, { quiet: true });
  writeExits(world, pupil, day(-WORDS_BEGIN), day(after - 1), EXITS_AFTER);
  science(after, -1, () => 3.6, { quiet: true });
}

const THURSDAY = 4;

/** The lessons she left early: the first ones of a stretch. */
function writeExits(world: DemoWorld, pupil: PupilFile, from: string, to: string, count: number): void {
  const { frame, random } = world;
  const lessons = schoolDaysBetween(from, to).filter((on) => weekdayOf(on) === THURSDAY);
  for (const on of lessons.slice(0, count)) {
    const more = filled<string | number | readonly string[]>({
      lesson: "Science",
      place: "classroom",
      intensity: random.pick(["2", "3"]),
      helped: ["quiet-place"],
      settledAfter: random.whole(9, 25),
      before: pupil.phrases.say(triggers.reading.before),
      behaviour: random.chance(0.6) ? pupil.phrases.say(triggers.reading.seen[0].words) : undefined,
    });
    writeLog(world, pupil, frame.adults.eze, around(world, on, "12:04", 28), frame.categories.cameOut, more);
  }
}

interface Note extends Partial<Record<"provision" | "expected" | "outcome" | "homeView" | "pupilView", string>> {
  readonly step: "assess" | "plan" | "do" | "review";
  readonly note: string;
  readonly by?: PersonName;
  readonly review?: number;
}

const notes: readonly (readonly [daysBack: number, note: Note])[] = [
  [522, { step: "assess", note: "Primary file says shy. I would say lost: she watches faces, not the board." }],
  [
    515,
    {
      step: "assess",
      note: "Listening screen. Follows one part of an instruction, guesses the second, drops the third.",
    },
  ],
  [
    508,
    {
      step: "plan",
      note: "SEN support from today. Speech and language referral sent with her parents' blessing.",
      provision: "Narrative group, three times a week, 25 minutes",
      expected: "Retells a short story in order with linking words.",
      review: 450,
    },
  ],
  [
    480,
    {
      step: "do",
      by: "murray",
      note: "Narrative group: ten of twelve. Loves acting the verbs out, still swaps before and after.",
    },
  ],
  [
    450,
    {
      step: "review",
      note: "Retells with pictures, not without. Science still ends early most Thursdays.",
      outcome: "-1",
      homeView: "Mum says she does the same at the mosque school: smiles, then comes home in tears.",
    },
  ],
  [
    438,
    {
      step: "assess",
      note: "Therapist's report in: language three to four years behind her age, listening worst in noise.",
    },
  ],
  [
    430,
    {
      step: "plan",
      note: "Moved by the wall, visual task board in science and English.",
      provision: "Task board and seat plan, all lessons",
      expected: "Starts the right task without watching her neighbour.",
      review: 372,
    },
  ],
  [401, { step: "do", by: "eze", note: "Board used in English every time, in science only when I carry it over." }],
  [
    372,
    {
      step: "review",
      note: "Fewer wrong tasks. No fewer walk-outs in science, where every page has new words.",
      outcome: "0",
    },
  ],
  [
    360,
    {
      step: "plan",
      note: "Request for an EHC needs assessment sent: three reviewed cycles, therapist, educational psychologist.",
      review: 300,
    },
  ],
  [
    318,
    {
      step: "assess",
      note: "Psychologist: reasoning average with pictures, vocabulary very low. Her words: teach it before, not after.",
    },
  ],
  [
    300,
    {
      step: "review",
      note: "EHC plan final. Section F names word teaching ahead of lessons, five times a fortnight.",
      homeView: "Dad cried at the meeting. He thought it was a telling-off.",
    },
  ],
  [
    WORDS_BEGIN,
    {
      step: "plan",
      note: "Words before science begin today: six a lesson, picture, sound, sentence, the afternoon before.",
      provision: "Pre-teaching of six words with Ms Eze, Wednesday period 6",
      expected: "Stays for the whole of science and uses two of the six.",
      review: 205,
    },
  ],
  [248, { step: "do", by: "eze", note: "Six words on filtering. Put her hand up for residue before I sat down." }],
  [
    231,
    {
      step: "do",
      by: "eze",
      note: "She asked for the cards on Monday to learn them at home. Little brother tests her.",
    },
  ],
  [
    205,
    {
      step: "review",
      note: "Two early exits from science in eleven weeks, against nine in the eleven before. It came after the words began; a kinder seat and a new teacher came then too, so I claim no more than that.",
      outcome: "+2",
      pupilView: "It's like I've seen the film already.",
    },
  ],
  [190, { step: "plan", note: "Carry on as it is. Ms Hennessey now sends her six words herself.", review: 128 }],
  [
    156,
    { step: "do", by: "eze", note: "She made her own picture for diffusion: ink in bath water. Better than mine." },
  ],
  [
    128,
    {
      step: "review",
      note: "Science calm for a term. End-of-topic test 54, up from 31.",
      outcome: "+1",
      homeView: "She explains osmosis to her grandmother in two languages.",
    },
  ],
  [
    96,
    {
      step: "review",
      note: "Annual review of the EHC plan: outcomes for science met, English next. Parents, therapist and Zaynab in the room for all of it.",
      outcome: "+1",
    },
  ],
  [
    46,
    { step: "assess", note: "English in the new group: same faces-not-words look as in Year 7. Poems are the worst." },
  ],
  [
    41,
    {
      step: "plan",
      note: "Same idea for English, six words ahead of each lesson, and her own glossary.",
      provision: "Pre-teaching for English, period 3 in The Bridge",
      expected: "Reads the first page with the class.",
      review: -14,
    },
  ],
  [19, { step: "do", by: "eze", note: "Glossary at forty-one words. Uses ominous about the canteen." }],
  [6, { step: "do", by: "eze", note: "Read two lines of the poem to me, not yet to them." }],
];

function writeSenHistory(world: DemoWorld, pupil: PupilFile, day: DayBack): void {
  const { writer, frame } = world;
  for (const [back, { by, review, note, ...more }] of notes) {
    const on = day(-back);
    const fields: JsonObject = {
      on,
      area: "communication",
      note: pupil.phrases.keep(note),
      ...more,
      ...(review === undefined ? {} : { reviewOn: day(-review) }),
    };
    const at = around(world, on, "15:25", 80);
    writer.write(frame.adults[by ?? "senco"], at, makeRecord, { type: "sen-note", scope: pupil.scope, fields });
  }
}
