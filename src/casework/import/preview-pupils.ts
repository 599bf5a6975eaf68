// Pupils: found by their UPN, otherwise by their names and date of birth. Nobody is made twice.

import type { JsonObject } from "#base/json.ts";
import { scopeOf } from "#ledger/names.ts";
import { textOf } from "#ledger/view.ts";
import {
  type ImportAct,
  type ImportFile,
  type ImportSetting,
  type KnownPupil,
  type KnownSchool,
  type PreviewRow,
  type ReadRow,
  type RowProblem,
  differing,
  fieldsFor,
  labelsOf,
  makeAct,
  nameKey,
  rowsOf,
  settleRow,
  splitName,
  wordsIn,
} from "./preview.ts";

/** Finds pupils by what a row says of them. */
export interface PupilFinder {
  byUpn(upn: string): KnownPupil | undefined;
  /** Pupils of that name; with a date of birth, those who were born then or whose date is not known. */
  byName(givenName: string, familyName: string, birthDate?: string): readonly KnownPupil[];
}

export function createPupilFinder(known: KnownSchool): PupilFinder {
  const byUpn = new Map<string, KnownPupil>();
  const byName = new Map<string, KnownPupil[]>();
  for (const one of known.pupils) {
    const upn = one.circumstances ? textOf(one.circumstances, "upn") : "";
    if (upn !== "") byUpn.set(upn, one);
    const family = textOf(one.pupil, "familyName");
    for (const given of new Set([textOf(one.pupil, "givenName"), textOf(one.pupil, "knownAs")])) {
      if (given === "") continue;
      const key = nameKey(given, family);
      byName.set(key, [...(byName.get(key) ?? []), one]);
    }
  }
  return {
    byUpn: (upn) => byUpn.get(upn),
    byName(givenName, familyName, birthDate = "") {
      const namesakes = byName.get(nameKey(givenName, familyName)) ?? [];
      if (birthDate === "") return namesakes;
      const born = namesakes.filter(({ pupil }) => textOf(pupil, "birthDate") === birthDate);
      return born.length > 0 ? born : namesakes.filter(({ pupil }) => textOf(pupil, "birthDate") === "");
    },
  };
}

const stop = (column: string, sentence: string): RowProblem => ({ column, sentence, stops: true });

export function previewPupils(file: ImportFile, known: KnownSchool, setting: ImportSetting): readonly PreviewRow[] {
  const finder = createPupilFinder(known);
  const lineOf = new Map<string, number>();
  return rowsOf(file, setting).map((read) => {
    const row = withNames(read);
    const problems: RowProblem[] = [];
    const [given, family] = [wordsIn(row, "givenName"), wordsIn(row, "familyName")];
    const name = `${given} ${family}`.trim();
    const told = (label: string): boolean => row.problems.some(({ column }) => column === label);
    if (given === "" && !told("First name")) problems.push(stop("First name", "The first name is missing."));
    if (family === "" && !told("Last name")) problems.push(stop("Last name", "The last name is missing."));
    const twice = sameAsBefore(lineOf, row);
    if (twice !== undefined) problems.push(stop("Name", `${sameWords(row)} as on line ${twice}.`));
    const found = findPupil(finder, row, name);
    if (found && "sentence" in found) problems.push(found);
    return settleRow(row, problems, {
      name,
      ...planFor(row, found && "pupil" in found ? found : undefined, setting),
    });
  });
}

/** First and last name from one column, where the file has only that. */
function withNames(row: ReadRow): ReadRow {
  const whole = wordsIn(row, "fullName");
  if (whole === "") return row;
  const { givenName, familyName } = splitName(whole);
  return { ...row, values: { givenName, familyName, ...row.values } };
}

const sameWords = (row: ReadRow): string =>
  wordsIn(row, "upn") === "" && wordsIn(row, "birthDate") === ""
    ? "Add the UPN or the date of birth to tell this pupil apart: the same name stands"
    : "This is the same pupil";

function sameAsBefore(lineOf: Map<string, number>, row: ReadRow): number | undefined {
  const upn = wordsIn(row, "upn");
  const names = nameKey(wordsIn(row, "givenName"), wordsIn(row, "familyName"));
  const birthDate = wordsIn(row, "birthDate");
  // Two pupils may share a name; with neither a UPN nor a date of birth a second one cannot be told from the first.
  const keys = [
    upn === "" ? `${names} ${birthDate}` : upn,
    ...(upn !== "" && birthDate !== "" ? [`${names} ${birthDate}`] : []),
  ];
  const before = keys.map((key) => lineOf.get(key)).find((line) => line !== undefined);
  for (const key of keys) if (!lineOf.has(key)) lineOf.set(key, row.line);
  return before;
}

/**
 * A pupil may get another first name, or another last name. With both of them and the day of birth other than here, a
 * column of the file has slipped against the others, and bringing it in would give every pupil somebody else's name.
 */
function isAnotherChild({ pupil }: KnownPupil, row: ReadRow): boolean {
  const given = nameKey(wordsIn(row, "givenName"));
  const family = nameKey(wordsIn(row, "familyName"));
  if (given === "" || family === "") return false;
  const known = [nameKey(textOf(pupil, "givenName")), nameKey(textOf(pupil, "knownAs"))];
  const birthDate = wordsIn(row, "birthDate");
  return (
    !known.includes(given) &&
    family !== nameKey(textOf(pupil, "familyName")) &&
    (birthDate === "" || birthDate !== textOf(pupil, "birthDate"))
  );
}

const anotherChild = ({ pupil }: KnownPupil): RowProblem =>
  stop(
    "UPN",
    `This UPN is ${textOf(pupil, "givenName")} ${textOf(pupil, "familyName")}’s here. Has the UPN column slipped by a line? If it is the same pupil, change the name by hand first.`,
  );

function findPupil(finder: PupilFinder, row: ReadRow, name: string): KnownPupil | RowProblem | undefined {
  const [upn, former] = [wordsIn(row, "upn"), wordsIn(row, "formerUpn")];
  const byUpn = (upn === "" ? undefined : finder.byUpn(upn)) ?? (former === "" ? undefined : finder.byUpn(former));
  if (byUpn) return isAnotherChild(byUpn, row) ? anotherChild(byUpn) : byUpn;
  const namesakes = finder.byName(wordsIn(row, "givenName"), wordsIn(row, "familyName"), wordsIn(row, "birthDate"));
  const [one] = namesakes;
  if (!one) return undefined;
  if (namesakes.length > 1)
    return stop(
      "Name",
      `${namesakes.length} pupils here are called ${name}. Add the UPN or the date of birth to tell them apart.`,
    );
  const here = one.circumstances ? textOf(one.circumstances, "upn") : "";
  if (upn === "" || here === "" || here === upn) return one;
  // Another number and no date of birth: another child of that name.
  if (wordsIn(row, "birthDate") === "" || textOf(one.pupil, "birthDate") === "") return undefined;
  return stop(
    "UPN",
    `${name}, born the same day, stands here with another UPN. If it has changed, give the old one as Former UPN.`,
  );
}

function planFor(
  row: ReadRow,
  found: KnownPupil | undefined,
  setting: ImportSetting,
): { readonly acts: readonly ImportAct[]; readonly changes: readonly string[]; readonly isNew: boolean } {
  const { schema, newId } = setting;
  const names = { givenName: wordsIn(row, "givenName"), familyName: wordsIn(row, "familyName") };
  const pupil: JsonObject = { ...fieldsFor("pupils", row, "pupil"), ...names };
  const circumstances = fieldsFor("pupils", row, "circumstances");
  const any = Object.keys(circumstances).length > 0;
  if (!found) {
    const id = newId();
    const acts = [makeAct("pupil", pupil, undefined, id)];
    if (any) acts.push(makeAct("circumstances", circumstances, scopeOf(id), newId()));
    return { acts, changes: [], isNew: true };
  }
  const acts: ImportAct[] = [];
  const changes: string[] = [];
  // The name a pupil is found by may be the one they are known as: the legal first name is then left alone.
  const knownAs = nameKey(textOf(found.pupil, "knownAs")) === nameKey(names.givenName);
  const { givenName: _kept, ...others } = pupil;
  const to = differing(found.pupil, knownAs ? others : pupil);
  if (Object.keys(to).length > 0) {
    acts.push({ do: "edit", edit: { seen: found.pupil, to } });
    changes.push(...labelsOf(schema, "pupil", to));
  }
  const more = found.circumstances ? differing(found.circumstances, circumstances) : circumstances;
  if (Object.keys(more).length > 0) {
    acts.push(
      found.circumstances
        ? { do: "edit", edit: { seen: found.circumstances, to: more } }
        : makeAct("circumstances", more, found.pupil.scope, newId()),
    );
    changes.push(...labelsOf(schema, "circumstances", more));
  }
  return { acts, changes, isNew: false };
}
