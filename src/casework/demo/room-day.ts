// The day in the room as it stands at eight minutes past eleven: who is where, what is open, what was handed over. The
// last to be written, so that the three years before it stay as they are whatever is added here.

import type { JsonObject } from "#base/json.ts";
import type { RecordId } from "#ledger/names.ts";
import { handOver } from "../commands/hand-over.ts";
import { findPupil, leaveRoom, tellOfLeaving } from "../commands/leave-room.ts";
import { makeRecord } from "../commands/make-record.ts";
import { startForceRecord } from "../commands/record-force.ts";
import { arrive, sayWhere } from "../commands/say-where.ts";
import type { DemoWorld } from "./demo-world.ts";
import type { PupilFile } from "./pupil-file.ts";
import { schoolDaysFrom } from "./school-calendar.ts";
import { type LessonName, lessonStarts } from "./school-frame.ts";

interface Place {
  readonly period: LessonName;
  readonly lesson: string;
  readonly teacher: string;
  readonly where: "base" | "lesson" | "supported-lesson";
}

const base = (period: LessonName, lesson: string, teacher: string): Place => ({
  period,
  lesson,
  teacher,
  where: "base",
});

/** The lessons of period 3 and those around it, missed or not. */
const timetables: { readonly [given: string]: readonly Place[] } = {
  Amara: [base("p1", "RE", "Mr Dunne"), base("p3", "Maths", "Mr Patel")],
  Daniel: [base("p3", "English", "Mrs Farrow"), base("p4", "History", "Mr Lund")],
  Tyrese: [{ period: "p3", lesson: "Science", teacher: "Ms Hennessey", where: "lesson" }, base("p5", "RE", "Mr Dunne")],
  Ruby: [base("p1", "Maths", "Mr Patel"), base("p3", "Geography", "Miss Carr")],
  Zaynab: [base("p3", "English", "Mrs Farrow"), base("p5", "Options", "")],
  Mia: [base("p2", "English", "Mrs Farrow"), base("p3", "Maths", "Mr Patel")],
  Kofi: [base("p3", "Maths", "Mr Patel"), base("p6", "Geography", "Miss Carr")],
  Leo: [{ period: "p3", lesson: "Science", teacher: "Ms Hennessey", where: "lesson" }],
};

/** What an adult of the room tapped today, in the order of the clock. */
const taps: readonly (readonly [time: string, given: string, state: string, more?: JsonObject])[] = [
  ["08:43", "Amara", "here"],
  ["08:44", "Ruby", "here"],
  ["09:42", "Mia", "here"],
  ["10:56", "Amara", "here"],
  ["10:56", "Kofi", "here"],
  ["10:57", "Mia", "here"],
  ["10:57", "Ruby", "here"],
  ["10:58", "Zaynab", "here"],
  ["10:59", "Leo", "in-lesson"],
  ["11:01", "Daniel", "late", { lateMinutes: 6 }],
];

export function writeRoomDay(world: DemoWorld, eight: readonly PupilFile[]): void {
  const { writer, frame, today } = world;
  const yesterday = schoolDaysFrom(today, -1);
  const pupil = (given: string): PupilFile => {
    const found = eight.find((one) => one.given === given);
    if (!found) throw new Error(`nobody of the eight is called ${given}`);
    return found;
  };
  const room = writer.write(frame.adults.admin, `${schoolDaysFrom(today, -30)}T09:20`, makeRecord, {
    type: "room",
    fields: { name: "The Bridge", extension: "214", order: 1, chips: Object.values(frame.categories).slice(0, 8) },
  })[0] as RecordId;
  for (const one of eight) writeTimetable(world, one);
  writeYesterday(world, { daniel: pupil("Daniel"), amara: pupil("Amara"), zaynab: pupil("Zaynab") }, yesterday, room);

  const periodAt = (time: string): RecordId =>
    frame.periods[time >= lessonStarts.p3 ? "p3" : time >= lessonStarts.p2 ? "p2" : "p1"];
  for (const [time, given, state, more] of taps)
    writer.write(frame.adults.room, `${today}T${time}`, sayWhere, {
      pupils: [pupil(given).id],
      state,
      period: periodAt(time),
      ...(more === undefined ? {} : { more }),
    });
  const tyrese = pupil("Tyrese");
  writer.write(frame.adults.murray, `${today}T11:03`, arrive, {
    pupil: tyrese.scope,
    why: "removed",
    fromLesson: "Science",
    sentBy: "Cover, with on-call",
    period: frame.periods.p3,
    removal: {
      teacherName: "Mr Osei, cover for Ms Hennessey",
      reason: tyrese.phrases.keep(
        "Cover today. Asked to move seats with the class watching. Knocked his stool over and walked to the door, waited there for on-call.",
      ),
      work: "Page 34, questions 1 to 5",
    },
  });
  // The record itself is still to be written; whoever was there knows, and so does the head.
  writer.write(frame.adults.eze, `${today}T09:24`, startForceRecord, {
    pupil: pupil("Ruby").scope,
    when: `${today}T08:51`,
    adults: [frame.adults.eze, frame.adults.murray],
  });
  const kofi = pupil("Kofi");
  writer.write(frame.adults.room, `${today}T10:59`, makeRecord, {
    type: "check-in",
    scope: kofi.scope,
    fields: {
      when: `${today}T10:59`,
      period: frame.periods.p3,
      feeling: "ok",
      wishes: ["quiet", "work-help"],
      words: kofi.phrases.keep("can i sit by the window"),
    },
  });
}

function writeTimetable({ writer, frame, today }: DemoWorld, { given, scope }: PupilFile): void {
  const from = schoolDaysFrom(today, -4);
  for (const { period, lesson, teacher, where } of timetables[given] ?? []) {
    const fields = { period: frame.periods[period], lesson, where, from, ...(teacher === "" ? {} : { teacher }) };
    writer.write(frame.adults.reintegration, `${from}T15:42`, makeRecord, { type: "timetable-slot", scope, fields });
  }
}

function writeYesterday(
  { writer, frame }: DemoWorld,
  { daniel, amara, zaynab }: { readonly daniel: PupilFile; readonly amara: PupilFile; readonly zaynab: PupilFile },
  day: string,
  room: RecordId,
): void {
  const left = writer.write(frame.adults.murray, `${day}T12:08`, leaveRoom, {
    pupil: daniel.scope,
    period: frame.periods.p4,
  })[0] as RecordId;
  const told = { left: writer.view(left), told: frame.adults.blackburn, how: "phone" };
  writer.write(frame.adults.murray, `${day}T12:10`, tellOfLeaving, told);
  const found = { left: writer.view(left), place: "outside", period: frame.periods.p4 };
  writer.write(frame.adults.blackburn, `${day}T12:15`, findPupil, found);
  writer.write(frame.adults.room, `${day}T15:25`, handOver, {
    pupils: [
      {
        pupil: amara.scope,
        note: amara.phrases.keep("Card is in the tray by the door. She asked who would be in first."),
      },
      { pupil: zaynab.scope, note: zaynab.phrases.keep("Picture cards for chapter three are cut and in her folder.") },
    ],
    room: "Printer is out of toner. The quiet room key is back at reception.",
    roomId: room,
  });
}
