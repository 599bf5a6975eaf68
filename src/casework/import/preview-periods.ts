// Periods of the school day: found by their name, and by week and days where a name stands for several.

import type { Json } from "#base/json.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";
import {
  type ImportFile,
  type ImportSetting,
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
  wordsIn,
} from "./preview.ts";

const stop = (column: string, sentence: string): RowProblem => ({ column, sentence, stops: true });

/** What a period is by its name, where the file does not say. */
function kindOf(name: string): string {
  if (/lunch|dinner/i.test(name)) return "lunch";
  if (/break/i.test(name) && !/fast/i.test(name)) return "break";
  if (/tutor|\breg|form time|registration/i.test(name)) return "tutor";
  return /breakfast|club|before|after school/i.test(name) ? "other" : "lesson";
}

const listed = (value: Json | undefined): string => (Array.isArray(value) ? value.join("") : "");
const keyOf = (name: string, week: string, weekdays: Json | undefined): string =>
  `${nameKey(name)} ${week === "both" ? "" : week} ${listed(weekdays) === "montuewedthufri" ? "" : listed(weekdays)}`;
const keyOfRow = (row: ReadRow): string => keyOf(wordsIn(row, "name"), wordsIn(row, "week"), row.values["weekdays"]);

export function previewPeriods(file: ImportFile, known: KnownSchool, setting: ImportSetting): readonly PreviewRow[] {
  const lineOf = new Map<string, number>();
  const rows = rowsOf(file, setting);
  const namesInFile = rows.map((row) => nameKey(wordsIn(row, "name")));
  return rows.map((row) => {
    const problems: RowProblem[] = [];
    const name = wordsIn(row, "name");
    const [start, end] = [wordsIn(row, "start"), wordsIn(row, "end")];
    const told = (label: string): boolean => row.problems.some(({ column }) => column === label);
    if (name === "") problems.push(stop("Name", "The name of the period is missing."));
    if (start === "" && !told("Starts")) problems.push(stop("Starts", "The time at which it starts is missing."));
    if (end === "" && !told("Ends")) problems.push(stop("Ends", "The time at which it ends is missing."));
    if (start !== "" && end !== "" && end <= start)
      problems.push(stop("Ends", `It ends at ${end}, which is not after ${start}.`));
    const before = lineOf.get(keyOfRow(row));
    if (before === undefined) lineOf.set(keyOfRow(row), row.line);
    else problems.push(stop("Name", `This is the same period as on line ${before}.`));
    const alone = namesInFile.filter((other) => other === nameKey(name)).length === 1;
    const seen = findPeriod(known.periods, row, alone);
    const fields = fieldsFor("periods", row, "school-period");
    if (!seen) {
      const act = makeAct("school-period", { kind: kindOf(name), ...fields }, undefined, setting.newId());
      return settleRow(row, problems, { name, acts: [act], changes: [], isNew: true });
    }
    const to = differing(seen, fields);
    const acts = Object.keys(to).length === 0 ? [] : [{ do: "edit" as const, edit: { seen, to } }];
    return settleRow(row, problems, {
      name,
      acts,
      changes: labelsOf(setting.schema, "school-period", to),
      isNew: false,
    });
  });
}

function findPeriod(periods: readonly ViewRecord[], row: ReadRow, alone: boolean): ViewRecord | undefined {
  const namesakes = periods.filter((one) => nameKey(textOf(one, "name")) === nameKey(wordsIn(row, "name")));
  if (alone && namesakes.length === 1) return namesakes[0];
  return namesakes.find(
    (one) => keyOf(textOf(one, "name"), textOf(one, "week"), valueOf(one, "weekdays")) === keyOfRow(row),
  );
}
