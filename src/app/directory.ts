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

export interface Directory {
  /** False until the first answer: an empty list then means nothing. */
  readonly ready: boolean;
  /** By last name; those who left are not among them. */
  readonly pupils: readonly PupilEntry[];
  readonly pupilById: ReadonlyMap<string, PupilEntry>;
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

export const emptyDirectory: Directory = {
  ready: false,
  pupils: [],
  pupilById: new Map(),
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
  if (summaries === undefined) return emptyDirectory;
  const school: Summary = summaries.find((one) => one.scope === SCHOOL_SCOPE) ?? { scope: SCHOOL_SCOPE, slims: [] };
  // The name to sort by is made once a pupil: a thousand names are compared ten thousand times.
  const named: { readonly name: string; readonly entry: PupilEntry }[] = [];
  for (const { scope, slims } of summaries) {
    const pupil = slims.find((slim) => slim.type === "pupil");
    if (pupil) named.push({ name: sortName(pupil.fields), entry: { scope, pupil, slims } });
  }
  const entries = named.sort((a, b) => compare(a.name, b.name)).map(({ entry }) => entry);
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
    ready: true,
    pupils: entries.filter((entry) => textIn(entry.pupil, "leftOn") === ""),
    pupilById: new Map(entries.map((entry) => [entry.scope as string, entry])),
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
