// Who and what this school has, read from the summaries: pupils with their newest records, adults, periods,
// categories, settings. Lists, search and Today stand on it; no screen opens the whole store.

import type { AnswerTo, Queries } from "#device/device.ts";
import { SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import { createContext, useContext } from "react";
import { adultName, sortName } from "./text/names.ts";

export interface PupilEntry {
  /** The pupil's own record, and the scope all their records live in. */
  readonly scope: ScopeId;
  readonly pupil: Slim;
  readonly slims: readonly Slim[];
}

/** What the school itself has: the same object for as long as nothing of it was changed. */
export interface SchoolFacts {
  readonly adults: ReadonlyMap<string, Slim>;
  /** Those who were let in for a day without an account (A34), by the name their entries stand under. */
  readonly covers: ReadonlyMap<string, Slim>;
  /** In the order of the day. */
  readonly periods: readonly Slim[];
  readonly periodById: ReadonlyMap<string, Slim>;
  /** In the order of the buttons; retired ones are left out here and kept in the maps. */
  readonly categories: readonly Slim[];
  readonly categoryById: ReadonlyMap<string, Slim>;
  /** The rooms of the school by id, those no longer used among them. */
  readonly roomById: ReadonlyMap<string, Slim>;
  /** The rooms in use, in the school's order. */
  readonly rooms: readonly Slim[];
  /** From when the weeks of the timetable are counted, and the days that are not like the others. */
  readonly weekStarts: readonly Slim[];
  readonly changedDays: readonly Slim[];
  /** The school's own words for the levels of its scales. */
  readonly scales: readonly Slim[];
  readonly settings: Slim | undefined;
  /** "Mrs Khan"; "Jo Cole (cover, let in by Mrs Khan)"; for an adult nobody has told this device of, "another adult". */
  adultName(id: string | undefined): string;
}

export interface Directory extends SchoolFacts {
  /** False until the first answer: an empty list then means nothing. */
  readonly ready: boolean;
  /** By last name; those who left are not among them. Whoever nothing was written about is the same object as before. */
  readonly pupils: readonly PupilEntry[];
  readonly pupilById: ReadonlyMap<string, PupilEntry>;
  /** What the school itself has, for what stands on nothing else. */
  readonly school: SchoolFacts;
}

const noSchool: SchoolFacts = {
  adults: new Map(),
  covers: new Map(),
  periods: [],
  periodById: new Map(),
  categories: [],
  categoryById: new Map(),
  roomById: new Map(),
  rooms: [],
  weekStarts: [],
  changedDays: [],
  scales: [],
  settings: undefined,
  adultName: () => "another adult",
};

export const emptyDirectory: Directory = {
  ...noSchool,
  ready: false,
  pupils: [],
  pupilById: new Map(),
  school: noSchool,
};

export function slimsOf(entry: { readonly slims: readonly Slim[] }, type: string): readonly Slim[] {
  return entry.slims.filter((slim) => slim.type === type);
}

export const textIn = (slim: Slim | undefined, field: string): string => {
  const value = slim?.fields[field];
  return typeof value === "string" ? value : "";
};

const orderOf = (slim: Slim): number => (typeof slim.fields["order"] === "number" ? slim.fields["order"] : 999);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The directory in an answer to the question for summaries. */
export function directoryOf(summaries: AnswerTo<Queries["summaries"]["ask"]> | undefined): Directory {
  return createDirectoryKeeper()(summaries);
}

/**
 * The same, each answer with the one before in mind: what did not change is the same object, so that a log about one
 * pupil draws one row of a long list anew.
 */
export function createDirectoryKeeper(): (summaries: AnswerTo<Queries["summaries"]["ask"]> | undefined) => Directory {
  let entries = new Map<ScopeId, Named>();
  let school: { readonly slims: readonly Slim[]; readonly facts: SchoolFacts } | undefined;
  return (summaries) => {
    if (summaries === undefined) return emptyDirectory;
    const held = entries;
    entries = new Map();
    let own: readonly Slim[] = [];
    for (const { scope, slims } of summaries) {
      if (scope === SCHOOL_SCOPE) own = slims;
      const before = held.get(scope);
      const named = before?.entry.slims === slims ? before : namedEntry(scope, slims);
      if (named) entries.set(scope, named);
    }
    if (school?.slims !== own) school = { slims: own, facts: schoolFactsOf({ slims: own }) };
    const sorted = [...entries.values()].sort((a, b) => compare(a.name, b.name)).map(({ entry }) => entry);
    return {
      ...school.facts,
      ready: true,
      pupils: sorted.filter((entry) => textIn(entry.pupil, "leftOn") === ""),
      pupilById: new Map(sorted.map((entry) => [entry.scope as string, entry])),
      school: school.facts,
    };
  };
}

interface Named {
  /** To sort by: made once a pupil, since a thousand names are compared ten thousand times. */
  readonly name: string;
  readonly entry: PupilEntry;
}

function namedEntry(scope: ScopeId, slims: readonly Slim[]): Named | undefined {
  const pupil = slims.find((slim) => slim.type === "pupil");
  return pupil && { name: sortName(pupil.fields), entry: { scope, pupil, slims } };
}

function schoolFactsOf(school: Pick<Summary, "slims">): SchoolFacts {
  const adults = new Map(slimsOf(school, "adult").map((slim) => [slim.id as string, slim]));
  const covers = new Map(slimsOf(school, "cover").map((slim) => [slim.id as string, slim]));
  const nameOf = (id: string | undefined): string => {
    const adult = id === undefined ? undefined : adults.get(id);
    if (adult !== undefined) return adultName(adult.fields);
    const cover = id === undefined ? undefined : covers.get(id);
    if (cover === undefined) return "another adult";
    return `${adultName(cover.fields)} (cover, let in by ${nameOf(cover.by?.author)})`;
  };
  const periods = [...slimsOf(school, "school-period")].sort((a, b) => compare(textIn(a, "start"), textIn(b, "start")));
  const categories = [...slimsOf(school, "category")].sort(
    (a, b) => orderOf(a) - orderOf(b) || compare(textIn(a, "label"), textIn(b, "label")),
  );
  return {
    adults,
    covers,
    periods: periods.filter((slim) => slim.fields["retired"] !== true),
    periodById: new Map(periods.map((slim) => [slim.id as string, slim])),
    categories: categories.filter((slim) => slim.fields["retired"] !== true),
    categoryById: new Map(categories.map((slim) => [slim.id as string, slim])),
    roomById: new Map(slimsOf(school, "room").map((slim) => [slim.id as string, slim])),
    rooms: slimsOf(school, "room")
      .filter((slim) => slim.fields["retired"] !== true)
      .sort((a, b) => orderOf(a) - orderOf(b) || compare(textIn(a, "name"), textIn(b, "name"))),
    weekStarts: slimsOf(school, "week-start"),
    changedDays: slimsOf(school, "changed-day"),
    scales: slimsOf(school, "scale"),
    settings: slimsOf(school, "school-settings")[0],
    adultName: nameOf,
  };
}

export const DirectoryContext = createContext<Directory>(emptyDirectory);

export function useDirectory(): Directory {
  return useContext(DirectoryContext);
}

export const SchoolFactsContext = createContext<SchoolFacts>(noSchool);

/** For what stands in every row of a list: it is not drawn anew when somebody is written about. */
export function useSchoolFacts(): SchoolFacts {
  return useContext(SchoolFactsContext);
}
