// A pupil with a history: the line in the directory, circumstances, contacts, and a new year each September.

import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import type { JsonObject } from "#base/json.ts";
import { makeRecord } from "../commands/make-record.ts";
import { upnCheckLetter } from "../records/upn.ts";
import { type DemoWorld, around, editLater, filled } from "./demo-world.ts";
import { type Identity, birthDateFor, tutorGroups } from "./directory.ts";
import { type PhraseBook, createPhraseBook } from "./phrase-book.ts";
import { firstDayOfYear, schoolDaysFrom, schoolYearOf } from "./school-calendar.ts";
import type { PersonName } from "./school-frame.ts";
import type { HelpName } from "./words/helps.ts";
import { contactNotes } from "./words/home.ts";
import { type Community, communities } from "./words/names.ts";
import { firstAid } from "./words/pathway.ts";
import type { SenArea } from "./words/sen.ts";
import type { TriggerName } from "./words/triggers.ts";
import { type Subject, spoken } from "./words/work.ts";

/** Who the pupil is, as far as their story needs it. */
export interface PupilTraits extends Identity {
  readonly knownAs?: string;
  /** The year they are taught in today; 12 and above have left. */
  readonly yearNow: number;
  /** The school year in which Waymark first hears of them. */
  readonly firstSchoolYear: number;
  readonly keyAdult: PersonName;
  readonly triggers: readonly TriggerName[];
  readonly helps: readonly HelpName[];
  /** The lessons it is about; the first one matters most. */
  readonly subjects: readonly [Subject, Subject];
  readonly area?: SenArea;
  readonly circumstances?: JsonObject;
  readonly contacts?: readonly JsonObject[];
  readonly firstAid?: string;
}

export interface PupilFile extends PupilTraits {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly contactIds: readonly RecordId[];
  readonly phrases: PhraseBook;
  /** Away all day: no log of any kind is about a day the pupil was not there. Nobody is away this week. */
  isAway(day: string): boolean;
}

const pronouns = {
  F: { he: "she", He: "She", him: "her", his: "her", His: "Her" },
  M: { he: "he", He: "He", him: "him", his: "his", His: "His" },
} as const;

/** Writes the pupil's file as it was known on the first day of the first school year. */
export function writePupilFile(world: DemoWorld, traits: PupilTraits): PupilFile {
  const { writer, random, frame } = world;
  const [subject, other] = traits.subjects;
  const phrases = createPhraseBook(random, {
    ...pronouns[traits.sex],
    name: traits.knownAs ?? traits.given,
    subject: spoken(subject),
    other: spoken(other),
  });
  const day = firstDayOfYear(traits.firstSchoolYear);
  const thisSchoolYear = schoolYearOf(world.today);
  const firstYear = traits.yearNow - (thisSchoolYear - traits.firstSchoolYear);
  const group = random.pick(tutorGroups);
  const aid = traits.firstAid ?? (random.chance(0.15) ? phrases.say(firstAid) : undefined);
  const fields = filled({
    givenName: traits.given,
    familyName: traits.family,
    knownAs: traits.knownAs,
    birthDate: birthDateFor(random, traits.yearNow, thisSchoolYear),
    year: String(firstYear),
    tutorGroup: `${firstYear}${group}`,
    keyAdults: [frame.adults[traits.keyAdult]],
    firstAid: aid,
  });
  const id = writer.newId();
  const scope = scopeOf(id);
  const make = (type: string, more: JsonObject): RecordId =>
    writer.write(frame.adults.admin, around(world, day, "10:05", 50), makeRecord, {
      type,
      scope,
      fields: more,
    })[0] as RecordId;
  writer.write(frame.adults.admin, `${day}T10:00`, makeRecord, { type: "pupil", id, fields });
  make("circumstances", circumstancesOf(world, traits, firstYear));
  const contactIds = (traits.contacts ?? contactsOf(world, traits, phrases)).map((contact) => make("contact", contact));
  for (let schoolYear = traits.firstSchoolYear + 1; schoolYear <= thisSchoolYear; schoolYear += 1)
    moveUp(world, id, firstYear + schoolYear - traits.firstSchoolYear, group, schoolYear);
  return { ...traits, id, scope, contactIds, phrases, isAway: createAbsences(world) };
}

function createAbsences({ random, today }: DemoWorld): (day: string) => boolean {
  const away = new Map<string, boolean>();
  const lately = schoolDaysFrom(today, -4);
  return (day) => {
    const known = away.get(day) ?? (day < lately && random.chance(0.05));
    away.set(day, known);
    return known;
  };
}

function moveUp(world: DemoWorld, id: RecordId, year: number, group: string, schoolYear: number): void {
  if (year > 12) return;
  const at = around(world, firstDayOfYear(schoolYear), "08:20", 40);
  const to = year === 12 ? { leftOn: `${schoolYear}-07-21` } : { year: String(year), tutorGroup: `${year}${group}` };
  editLater(world, world.frame.adults.admin, at, id, () => to);
}

function circumstancesOf(world: DemoWorld, traits: PupilTraits, firstYear: number): JsonObject {
  const { random } = world;
  const community: Community = communities[traits.community];
  const entered = String((traits.firstSchoolYear - firstYear + 7) % 100).padStart(2, "0");
  // 999 is no local authority and 4999 no school: these numbers belong to nobody.
  const rest = `9994999${entered}${String(random.whole(1, 999)).padStart(3, "0")}`;
  const need = { communication: "SLCN", cognition: "MLD", semh: "SEMH" } as const;
  const eal = community.language !== "English";
  return {
    upn: `${upnCheckLetter(rest)}${rest}`,
    sex: traits.sex,
    senProvision: traits.area === undefined ? "N" : "K",
    ...(traits.area === undefined ? {} : { senPrimary: need[traits.area] }),
    ...(random.chance(0.45)
      ? { pupilPremium: ["DPP"], freeSchoolMeals: "TFSM", fsmSixYears: true }
      : { fsmSixYears: false }),
    eal,
    firstLanguage: community.language,
    ...(eal ? { englishProficiency: random.pick(["C", "D", "E"]) } : {}),
    lookedAfter: "no",
    socialWorker: random.chance(0.08),
    youngCarer: random.chance(0.06) ? "S" : "N",
    ethnicity: community.ethnicity,
    ...traits.circumstances,
  };
}

// Ofcom keeps 07700 900000 to 900999 for fiction.
const fictionPhone = (world: DemoWorld): string => `07700 900${String(world.random.whole(0, 999)).padStart(3, "0")}`;

function contactsOf(world: DemoWorld, traits: PupilTraits, phrases: PhraseBook): readonly JsonObject[] {
  const { random } = world;
  const community: Community = communities[traits.community];
  const first = random.weighted({ mother: 6, father: 2, grandparent: 1 });
  const title = { mother: random.pick(["Mrs", "Ms", "Miss"]), father: "Mr", grandparent: "Mrs" }[first];
  const note = random.chance(0.5) ? phrases.say(contactNotes) : undefined;
  const speaks =
    community.language !== "English" && random.chance(0.4) ? `${community.language}, some English` : undefined;
  const one = {
    name: `${title} ${traits.family}`,
    relationship: first,
    priority: 1,
    phone: fictionPhone(world),
    parentalResponsibility: first !== "grandparent",
    ...filled({ note, language: speaks }),
  };
  if (random.chance(0.35)) return [one];
  const second = first === "father" ? "mother" : "father";
  const two = {
    name: `${second === "father" ? "Mr" : "Ms"} ${random.chance(0.8) ? traits.family : random.pick(community.families)}`,
    relationship: second,
    priority: 2,
    phone: fictionPhone(world),
    parentalResponsibility: true,
  };
  return [one, two];
}
