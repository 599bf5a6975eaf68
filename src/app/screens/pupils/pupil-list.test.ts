import type { Json } from "#base/json.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import type { PupilEntry } from "../../directory.ts";
import { foundIn, pupilRow, yearsOf } from "./pupil-list.ts";

type Fields = { readonly [field: string]: Json };

const slim = (type: string, fields: Fields, open = 0, unsent = false): Slim => ({
  id: `${type}-${JSON.stringify(fields)}` as RecordId,
  type,
  seq: 1,
  when: "2026-06-01",
  by: undefined,
  fields,
  open,
  unsent,
});

const entry = (fields: Fields, ...more: readonly Slim[]): PupilEntry => {
  const pupil = slim("pupil", fields);
  return { scope: pupil.id as string as ScopeId, pupil, slims: [pupil, ...more] };
};

const rows = [
  entry(
    { givenName: "Amara", familyName: "Okafor", year: "9", tutorGroup: "9KHA" },
    slim("placement", { stage: "in-iap", start: "2026-05-01" }),
    slim("plan", { reviewDate: "2026-06-14" }, 1),
  ),
  entry({ givenName: "Zoë", familyName: "Smith-Jones", year: "10", tutorGroup: "10B" }),
  entry(
    { givenName: "Mohammed", knownAs: "Mo", familyName: "Akhtar", year: "9", tutorGroup: "9KHA" },
    slim("placement", { stage: "completed", start: "2025-01-06", endedOn: "2025-04-04" }, 0, true),
  ),
].map(pupilRow);

const found = (typed: string, more: Partial<Parameters<typeof foundIn>[1]> = {}) =>
  foundIn(rows, { typed, group: "everyone", years: [], ...more }).map((row) => row.fields["givenName"]);

test("each word typed begins a name, the known name or the tutor group", () => {
  expect(found("ama ok")).toEqual(["Amara"]);
  expect(found("ok ama")).toEqual(["Amara"]);
  expect(found("mo")).toEqual(["Mohammed"]);
  expect(found("9k")).toEqual(["Amara", "Mohammed"]);
  expect(found("mara")).toEqual([]);
});

test("accents and double names do not hide anybody", () => {
  expect(found("zoe")).toEqual(["Zoë"]);
  expect(found("jones")).toEqual(["Zoë"]);
  expect(found("Smith-Jones")).toEqual(["Zoë"]);
});

test("groups and years narrow the list; no year chosen means every year", () => {
  expect(found("", { group: "in-iap" })).toEqual(["Amara"]);
  expect(found("", { group: "had-iap" })).toEqual(["Mohammed"]);
  expect(found("", { years: ["10"] })).toEqual(["Zoë"]);
  expect(yearsOf(rows)).toEqual(["9", "10"]);
});

test("a row tells the review date, what waits for a person and what has not been sent", () => {
  expect(rows[0]).toMatchObject({ standing: "in-iap", reviewDate: "2026-06-14", decisions: 1, unsent: false });
  expect(rows[2]).toMatchObject({ standing: "had-iap", reviewDate: "", unsent: true });
});
