// Ruby, Year 8: a hard first period. A force record is due today, and home has not been rung yet.

import { makeRecord } from "../../commands/make-record.ts";
import { writeDays, writeLog } from "../daily-logs.ts";
import type { DemoWorld } from "../demo-world.ts";
import { courseFrom, linesOf, writePlacement } from "../placement-course.ts";
import { writeMilestones, writePlan } from "../plan-course.ts";
import { type PupilFile, writePupilFile } from "../pupil-file.ts";
import { schoolDaysFrom, schoolYearOf } from "../school-calendar.ts";
import { writeHomeTalks } from "../support-logs.ts";

export function writeRuby(world: DemoWorld): PupilFile {
  const { today, writer, frame } = world;
  const day = (schoolDays: number): string => schoolDaysFrom(today, schoolDays);
  const pupil = writePupilFile(world, {
    given: "Ruby",
    family: "Sutcliffe",
    sex: "F",
    community: "british",
    yearNow: 8,
    firstSchoolYear: schoolYearOf(today) - 1,
    keyAdult: "eze",
    triggers: ["space", "fair", "tired"],
    helps: ["quiet", "food", "repair"],
    subjects: ["Geography", "Maths"],
    contacts: [
      {
        name: "Miss Sutcliffe",
        relationship: "mother",
        priority: 1,
        phone: "07700 900418",
        parentalResponsibility: true,
        note: "On the early shift at the bakery, free from noon",
      },
      {
        name: "Mrs Sutcliffe",
        relationship: "grandparent",
        priority: 2,
        phone: "07700 900873",
        parentalResponsibility: false,
      },
    ],
  });
  const words = pupil.phrases;
  const course = courseFrom(day(-22), 50);
  const placement = writePlacement(world, pupil, {
    course,
    placement: {
      reason: words.keep(
        "Ruby looks after everyone until somebody stands too close. Four times this year a crowd has ended with a push, and each time she was sorry within the hour.",
      ),
      purpose: words.keep(
        "Room to breathe while she learns to say back off with words, and geography kept going meanwhile.",
      ),
    },
  });
  const plan = writePlan(world, pupil, {
    course,
    periods: ["p1", "p3"],
    plan: {
      goodToKnow: words.keep("An arm's length, always; toast before talk"),
      riskLevel: "some",
      riskNotes: words.keep(
        "May push when crowded. Keep an arm's length and the way to the quiet room free. A second adult within call in the first period.",
      ),
      helps: linesOf(world, [
        words.keep("The quiet room, door open, nobody in the doorway"),
        words.keep("Toast and ten minutes before anything is asked"),
        words.keep("Putting it right the same day, when she says she is ready"),
      ]),
      avoid: linesOf(world, [
        words.keep("Queues, and the pegs at quarter to nine"),
        words.keep("Hands on her arm or bag"),
      ]),
    },
  });
  const keepFree = writeMilestones(world, pupil, { course, placement, plan });
  writeDays(world, pupil, {
    from: course.start,
    to: day(-1),
    periods: () => ["p1", "p3"],
    calm: (progress) => 2.2 + progress * 0.7,
    keepFree,
  });
  writeHomeTalks(world, pupil, course.start, day(-2));
  writeLog(world, pupil, frame.adults.eze, `${today}T08:51`, frame.categories.pushed, {
    intensity: "4",
    place: "iap-room",
    before: words.keep("Six coats and one peg free. Another pupil reached across her for his bag."),
    behaviour: words.keep(
      "Two pushes with both hands, the second against the wall. Ms Eze held her right forearm and walked her to the quiet room, under a minute.",
    ),
    after: words.keep(
      "Quiet room with the door open. Talking by twenty past nine, asked if the other pupil was all right. No mark seen on either.",
    ),
    helped: ["quiet-place", "time"],
    settledAfter: 28,
    note: words.keep("Force record to be written today by Ms Eze, who was there."),
  });
  const call = {
    when: `${today}T09:46`,
    contact: pupil.contactIds[0] as string,
    way: "phone",
    startedBy: "school",
    outcome: "to-do",
    about: "This morning in period 1",
    note: words.keep("Not rung yet: her mum is on shift till noon."),
    followUp: words.keep("Ring at ten past twelve, then grandma"),
    followUpBy: today,
  };
  writer.write(frame.adults.eze, `${today}T09:46`, makeRecord, {
    type: "parent-contact",
    scope: pupil.scope,
    fields: call,
  });
  return pupil;
}
