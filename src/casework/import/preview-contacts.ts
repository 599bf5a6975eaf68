// Contacts: found by the pupil they belong to and their name. An import never takes a "do not contact" away.

import type { Json } from "#base/json.ts";
import { textOf, valueOf } from "#ledger/view.ts";
import { type PupilFinder, createPupilFinder } from "./preview-pupils.ts";
import {
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

const stop = (column: string, sentence: string): RowProblem => ({ column, sentence, stops: true });

export function previewContacts(file: ImportFile, known: KnownSchool, setting: ImportSetting): readonly PreviewRow[] {
  const finder = createPupilFinder(known);
  const lineOf = new Map<string, number>();
  return rowsOf(file, setting).map((row) => {
    const problems: RowProblem[] = [];
    const name = wordsIn(row, "name") || joined(row, "title", "givenName", "familyName");
    if (name === "") problems.push(stop("Name", "The name of the contact is missing."));
    const found = findOwner(finder, row);
    if ("sentence" in found) {
      return settleRow(row, [...problems, found], { name, acts: [], changes: [], isNew: false });
    }
    const key = `${found.pupil.id} ${personKey(name)}`;
    const before = lineOf.get(key);
    if (before === undefined) lineOf.set(key, row.line);
    else problems.push(stop("Name", `This is the same contact as on line ${before}.`));
    const fields: { [field: string]: Json } = { ...fieldsFor("contacts", row, "contact"), name };
    const seen = found.contacts.find((contact) => personKey(textOf(contact, "name")) === personKey(name));
    if (!seen) {
      const act = makeAct("contact", fields, found.pupil.scope, setting.newId());
      return settleRow(row, problems, { name, acts: [act], changes: [], isNew: true });
    }
    // The same person under another title is not another name: what stands here stays.
    delete fields["name"];
    if (valueOf(seen, "doNotContact") === true && fields["doNotContact"] === false) {
      delete fields["doNotContact"];
      const sentence = `${name} is marked “do not contact” here. The file says otherwise; it stays as it is until an adult changes it by hand.`;
      problems.push({ column: "Do not contact", sentence, stops: false });
    }
    const to = differing(seen, fields);
    const changed = Object.keys(to).length > 0;
    return settleRow(row, problems, {
      name,
      acts: changed ? [{ do: "edit", edit: { seen, to } }] : [],
      changes: labelsOf(setting.schema, "contact", to),
      isNew: false,
    });
  });
}

const TITLE = /^\s*(mr|mrs|ms|miss|mx|dr|prof|rev|sir)\.? +/i;
/** Titles that one person may have in turn. */
const ONE_PERSON = ["mrs", "ms", "miss"];

/**
 * Mr and Mrs Khan are two people, and one of them may not be rung; Ms Khan and Mrs Khan are one. With a first name the
 * title says nothing more.
 */
function personKey(name: string): string {
  const bare = name.replace(TITLE, "").trim();
  if (/\s/.test(bare)) return nameKey(bare);
  const title = TITLE.exec(name)?.[1]?.toLowerCase() ?? "";
  return `${ONE_PERSON.includes(title) ? "mrs" : title} ${nameKey(bare)}`;
}

const joined = (row: ReadRow, ...columns: readonly string[]): string =>
  columns
    .map((column) => wordsIn(row, column))
    .filter((word) => word !== "")
    .join(" ");

function findOwner(finder: PupilFinder, row: ReadRow): KnownPupil | RowProblem {
  const upn = wordsIn(row, "pupilUpn").replace(/\s/g, "").toUpperCase();
  const byUpn = upn === "" ? undefined : finder.byUpn(upn);
  if (byUpn) return byUpn;
  const whole = wordsIn(row, "pupilName");
  const split = whole === "" ? { givenName: "", familyName: "" } : splitName(whole);
  const given = wordsIn(row, "pupilGivenName") || split.givenName;
  const family = wordsIn(row, "pupilFamilyName") || split.familyName;
  if (given === "" && family === "")
    return upn === ""
      ? stop("Pupil", "The row does not say which pupil it belongs to.")
      : stop("Pupil’s UPN", "No pupil here has this UPN. Import the pupils first.");
  const namesakes = finder.byName(given, family, wordsIn(row, "pupilBirthDate"));
  const [one] = namesakes;
  if (!one)
    return stop("Pupil", `No pupil here is called ${given} ${family}. Import the pupils first, or check the spelling.`);
  if (namesakes.length > 1)
    return stop(
      "Pupil",
      `${namesakes.length} pupils here are called ${given} ${family}. Add the UPN or the date of birth to tell them apart.`,
    );
  return one;
}
