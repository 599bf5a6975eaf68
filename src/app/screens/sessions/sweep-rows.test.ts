import type { Json } from "#base/json.ts";
import { schoolDay } from "#casework/school-day.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { directoryOf } from "../../directory.ts";
import { sweepRows, sweptPeriods } from "./sweep-rows.ts";

const DAY = "2026-06-09";
const slim = (id: string, type: string, fields: { readonly [field: string]: Json }, author = "me"): Slim =>
  ({ id, type, seq: 1, when: fields["when"] ?? "", by: { author, at: "" }, fields, open: 0, unsent: false }) as Slim;
const period = (id: string, start: string, end: string, kind = "lesson"): Slim =>
  slim(id, "school-period", { name: id, start, end, kind });
const SCHOOL = {
  scope: "school",
  slims: [
    period("p1", "08:50", "09:50"),
    period("break", "09:50", "10:10", "break"),
    period("p2", "10:10", "11:10"),
    period("p3", "11:10", "12:10"),
  ],
};
const pupil = (id: string, ...slims: readonly Slim[]) => ({
  scope: id,
  slims: [
    slim(id, "pupil", { givenName: id, familyName: "Test", year: "9" }),
    slim(`${id}-placement`, "placement", { stage: "in-iap", start: "2026-05-01" }),
    ...slims,
  ],
});
const session = (id: string, of: string, more: { readonly [field: string]: Json }, author?: string): Slim =>
  slim(id, "session-log", { when: `${DAY}T10:10`, period: of, ...more }, author);
const NOW = `${DAY}T11:05`;

function rowsOf(...pupils: readonly { readonly scope: string; readonly slims: readonly Slim[] }[]) {
  const directory = directoryOf([SCHOOL, ...pupils] as unknown as readonly Summary[]);
  const day = schoolDay({ periods: directory.periods }, NOW);
  const at = day.periods.find(({ id }) => id === "p2");
  if (!at) throw new Error("the day has no such period");
  return sweepRows(directory, { day, localNow: NOW, period: at, room: "", me: "me" });
}

test("the periods that may be swept have begun, the newest first; a break is none", () => {
  const directory = directoryOf([SCHOOL] as unknown as readonly Summary[]);
  const day = schoolDay({ periods: directory.periods }, NOW);
  expect(sweptPeriods(day, NOW).map(({ id }) => id)).toEqual(["p2", "p1"]);
});

test("[C25] nobody is rated by default", () => {
  expect(rowsOf(pupil("amara"), pupil("kofi")).map(({ held, log }) => [held, log])).toEqual([
    ["", undefined],
    ["", undefined],
  ]);
});

test("whoever is known to be elsewhere is not asked about", () => {
  const said = (id: string, state: string) =>
    slim(id, "whereabouts", { when: `${DAY}T10:15`, state, period: "p2" }, "me");
  const rows = rowsOf(
    pupil("amara", said("a", "here")),
    pupil("kofi", said("b", "in-lesson")),
    pupil("leo", said("c", "not-in-school")),
  );
  expect(rows.map(({ entry }) => entry.scope)).toEqual(["amara"]);
});

test("[C41] a rating completes one's own log or one that nobody rated, of this period alone", () => {
  const rows = rowsOf(
    pupil("amara", session("mine", "p2", { regulation: "3" })),
    pupil("kofi", session("work", "p2", { workArrived: "here" }, "khan")),
    pupil("leo", session("before", "p1", { regulation: "2" })),
  );
  expect(rows.map(({ log, held }) => [log?.id, held])).toEqual([
    ["mine", "3"],
    ["work", ""],
    [undefined, ""],
  ]);
});

test("[C41] what another adult rated is told, and is not this adult's to change", () => {
  const [row] = rowsOf(pupil("amara", session("hers", "p2", { regulation: "2" }, "khan")));
  expect(row).toMatchObject({ log: undefined, held: "", other: { level: "2", by: "khan" } });
});
