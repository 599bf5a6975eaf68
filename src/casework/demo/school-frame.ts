// Hollowbrook Academy itself: its adults, its day, its categories and milestone templates. Nobody here is real.

import type { JsonObject } from "#base/json.ts";
import type { AdultId, RecordId } from "#ledger/names.ts";
import { makeRecord } from "../commands/make-record.ts";
import type { Role } from "../roles.ts";
import type { DemoWriter } from "./demo-writer.ts";
import { milestones } from "./words/pathway.ts";

interface Person {
  readonly given: string;
  readonly family: string;
  readonly title: string;
  readonly initials: string;
  readonly role: Role;
  readonly job: string;
  readonly extension?: string;
}

const people = {
  room: {
    given: "Joanne",
    family: "Whitworth",
    title: "Miss",
    initials: "JW",
    role: "iap-adult",
    job: "Leads The Bridge",
    extension: "214",
  },
  murray: {
    given: "Declan",
    family: "Murray",
    title: "Mr",
    initials: "DM",
    role: "iap-adult",
    job: "Mentor in The Bridge",
    extension: "214",
  },
  eze: {
    given: "Ngozi",
    family: "Eze",
    title: "Ms",
    initials: "NE",
    role: "iap-adult",
    job: "Teacher in The Bridge",
    extension: "214",
  },
  reintegration: {
    given: "Farida",
    family: "Khan",
    title: "Mrs",
    initials: "FK",
    role: "pastoral-lead",
    job: "Reintegration lead",
    extension: "231",
  },
  blackburn: {
    given: "Tom",
    family: "Blackburn",
    title: "Mr",
    initials: "TB",
    role: "pastoral-lead",
    job: "Head of Year 8",
    extension: "238",
  },
  senco: {
    given: "Helen",
    family: "Ashworth",
    title: "Mrs",
    initials: "HA",
    role: "senco",
    job: "SENCO",
    extension: "225",
  },
  dsl: {
    given: "Imran",
    family: "Siddiqui",
    title: "Mr",
    initials: "IS",
    role: "dsl",
    job: "Assistant head and DSL",
    extension: "202",
  },
  leader: {
    given: "Catherine",
    family: "Boyle",
    title: "Mrs",
    initials: "CB",
    role: "school-leader",
    job: "Headteacher",
    extension: "200",
  },
  admin: {
    given: "Piotr",
    family: "Nowak",
    title: "Mr",
    initials: "PN",
    role: "school-admin",
    job: "Data manager",
    extension: "210",
  },
  analyst: {
    given: "Ruth",
    family: "Adeyemi",
    title: "Dr",
    initials: "RA",
    role: "trust-analyst",
    job: "Trust inclusion analyst",
  },
  patel: {
    given: "Sanjay",
    family: "Patel",
    title: "Mr",
    initials: "SP",
    role: "class-teacher",
    job: "Teacher of maths",
  },
  hennessey: {
    given: "Laura",
    family: "Hennessey",
    title: "Ms",
    initials: "LH",
    role: "class-teacher",
    job: "Teacher of science",
  },
} as const satisfies Record<string, Person>;

export type PersonName = keyof typeof people;

const periods = [
  { key: "breakfast", name: "Breakfast club", start: "08:00", end: "08:25", kind: "other" },
  { key: "tutor", name: "Tutor time", start: "08:25", end: "08:40", kind: "tutor" },
  { key: "p1", name: "Period 1", start: "08:40", end: "09:40", kind: "lesson" },
  { key: "p2", name: "Period 2", start: "09:40", end: "10:40", kind: "lesson" },
  { key: "break", name: "Break", start: "10:40", end: "10:55", kind: "break" },
  { key: "p3", name: "Period 3", start: "10:55", end: "11:55", kind: "lesson" },
  { key: "p4", name: "Period 4", start: "11:55", end: "12:55", kind: "lesson" },
  { key: "lunch", name: "Lunch", start: "12:55", end: "13:35", kind: "lunch" },
  { key: "p5", name: "Period 5", start: "13:35", end: "14:25", kind: "lesson" },
  { key: "p6", name: "Period 6", start: "14:25", end: "15:15", kind: "lesson" },
] as const;

export type LessonName = "p1" | "p2" | "p3" | "p4" | "p5" | "p6";
export const lessonStarts: Readonly<Record<LessonName, string>> = {
  p1: "08:40",
  p2: "09:40",
  p3: "10:55",
  p4: "11:55",
  p5: "13:35",
  p6: "14:25",
};

/** The first eight stand as buttons. */
const categories = {
  calm: { label: "Calm start", tone: "positive", meaning: "Came in and began without leaving again" },
  worked: { label: "Worked well", tone: "positive", meaning: "Stayed with a task" },
  asked: { label: "Asked for help", tone: "positive", meaning: "Asked for help or a break in words or with a card" },
  kind: { label: "Kind to others", tone: "positive", meaning: "Did something for somebody else" },
  break: { label: "Took a break", tone: "neutral", meaning: "Used a break as agreed" },
  unsettled: { label: "Unsettled", tone: "concern", meaning: "Could not settle to anything for a while" },
  talk: { label: "Calm conversation", tone: "neutral", meaning: "A talk that helped" },
  notStarted: { label: "Did not start work", tone: "concern", meaning: "Work not begun, for whatever reason" },
  strategy: { label: "Used a way to calm down", tone: "positive", meaning: "By choice, before or after" },
  returned: { label: "Came back", tone: "positive", meaning: "Came back without being fetched" },
  cameOut: {
    label: "Came out early",
    tone: "neutral",
    meaning: "Came out of a lesson before its end, and the teacher knew",
  },
  voice: { label: "Raised voice", tone: "concern", meaning: "Shouting or arguing loudly" },
  words: { label: "Hurtful words", tone: "concern", meaning: "Words that hurt or insult somebody" },
  pushed: { label: "Pushed or hit", tone: "concern", meaning: "Physical contact with another person" },
  damage: { label: "Something broken", tone: "concern", meaning: "Things thrown, torn or broken" },
} as const;

export type CategoryName = keyof typeof categories;

export interface SchoolFrame {
  readonly adults: Readonly<Record<PersonName, AdultId>>;
  readonly periods: Readonly<Record<(typeof periods)[number]["key"], RecordId>>;
  readonly categories: Readonly<Record<CategoryName, RecordId>>;
}

export const schoolName = "Hollowbrook Academy";

/** What an adult is called: "Mrs Khan". */
export const shownAs = (person: PersonName): string => `${people[person].title} ${people[person].family}`;

/** Writes the school's own records, as its data manager did one morning before term. */
export function writeSchoolFrame(writer: DemoWriter, day: string): SchoolFrame {
  const ids: { [key: string]: RecordId } = {};
  for (const key of Object.keys(people)) ids[key] = writer.newId();
  const adults = ids as unknown as SchoolFrame["adults"];
  const make = (type: string, fields: JsonObject, id?: RecordId): RecordId => {
    const input = id === undefined ? { type, fields } : { type, fields, id };
    return writer.write(adults.admin, `${day}T09:12`, makeRecord, input)[0] as RecordId;
  };
  for (const [key, person] of Object.entries<Person>(people)) {
    const { given, family, title, initials, role, job, extension } = person;
    const names = { givenName: given, familyName: family, shownAs: `${title} ${family}`, initials };
    const work = { role, jobTitle: job, active: true, ...(extension === undefined ? {} : { extension }) };
    make("adult", { ...names, ...work }, ids[key] as RecordId);
  }
  const frame = {
    adults,
    periods: Object.fromEntries(
      periods.map(({ key, ...period }) => [key, make("school-period", period)]),
    ) as SchoolFrame["periods"],
    categories: Object.fromEntries(
      Object.entries(categories).map(([key, words], i) => [key, make("category", { ...words, order: i + 1 })]),
    ) as SchoolFrame["categories"],
  };
  for (const [i, { title, criterion, evidence, counts, needed, rule }] of milestones.entries()) {
    make("milestone-template", {
      title,
      criterion,
      order: i + 1,
      ...rule,
      ...(evidence === undefined ? {} : { evidence }),
      ...(needed === undefined ? {} : { needed }),
      ...(counts === undefined ? {} : { counts: frame.categories[counts] }),
    });
  }
  make("school-settings", {
    name: schoolName,
    roomName: "The Bridge",
    pupilWord: "pupil",
    timeZone: "Europe/London",
    dsl: adults.dsl,
    deputyDsls: [adults.senco],
    allegationsTo: adults.leader,
    onCall: adults.blackburn,
    ownSystem: "The school’s own register",
    abWeeks: false,
  });
  return frame;
}
