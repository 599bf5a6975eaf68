// Adults: found by their names, and by their initials where two share a name. A login is passed on, never recorded.

import type { Json } from "#base/json.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import {
  type ImportFile,
  type ImportSetting,
  type KnownSchool,
  type PreviewRow,
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

const stop = (column: string, sentence: string): RowProblem => ({ column, sentence, stops: true });
const TITLE = /^(mr|mrs|ms|miss|mx|dr|prof|rev)\.? +/i;

export function previewAdults(file: ImportFile, known: KnownSchool, setting: ImportSetting): readonly PreviewRow[] {
  const lineOf = new Map<string, number>();
  return rowsOf(file, setting).map((row) => {
    const problems: RowProblem[] = [];
    const whole = wordsIn(row, "fullName");
    const split = whole === "" ? { givenName: "", familyName: "" } : splitName(whole.replace(TITLE, ""));
    const given = wordsIn(row, "givenName") || split.givenName;
    const family = wordsIn(row, "familyName") || split.familyName;
    const title = wordsIn(row, "title") || (TITLE.exec(whole)?.[1] ?? "");
    const name = `${given} ${family}`.trim();
    const initials = wordsIn(row, "initials");
    if (given === "") problems.push(stop("First name", "The first name is missing."));
    if (family === "") problems.push(stop("Last name", "The last name is missing."));
    const key = `${nameKey(given, family)} ${initials.toLowerCase()}`;
    const before = lineOf.get(key);
    if (before === undefined) lineOf.set(key, row.line);
    else problems.push(stop("Name", `This is the same adult as on line ${before}.`));
    const fields: { [field: string]: Json } = {
      ...fieldsFor("adults", row, "adult"),
      givenName: given,
      familyName: family,
    };
    if (fields["shownAs"] === undefined && title !== "") fields["shownAs"] = `${title} ${family}`;
    const seen = findAdult(known.adults, given, family, initials);
    if (seen === "several")
      problems.push(stop("Name", `Several adults here are called ${name}. Add their initials to tell them apart.`));
    const roleRead = fields["role"] !== undefined || row.problems.some(({ column }) => column === "Role");
    if ((!seen || seen === "several") && !roleRead)
      problems.push(stop("Role", "The role is missing. It decides what an adult may see."));
    const login = wordsIn(row, "login");
    const more = login === "" ? {} : { login };
    if (!seen || seen === "several") {
      const act = makeAct("adult", { active: true, ...fields }, undefined, setting.newId());
      return settleRow(row, problems, { name, acts: [act], changes: [], isNew: true, ...more });
    }
    const to = differing(seen, fields);
    const acts = Object.keys(to).length === 0 ? [] : [{ do: "edit" as const, edit: { seen, to } }];
    return settleRow(row, problems, {
      name,
      acts,
      changes: labelsOf(setting.schema, "adult", to),
      isNew: false,
      ...more,
    });
  });
}

function findAdult(
  adults: readonly ViewRecord[],
  given: string,
  family: string,
  initials: string,
): ViewRecord | "several" | undefined {
  const namesakes = adults.filter(
    (one) => nameKey(textOf(one, "givenName"), textOf(one, "familyName")) === nameKey(given, family),
  );
  if (namesakes.length < 2) return namesakes[0];
  const own = namesakes.filter(
    (one) => initials !== "" && textOf(one, "initials").toLowerCase() === initials.toLowerCase(),
  );
  return own.length === 1 ? own[0] : "several";
}
