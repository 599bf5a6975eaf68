import { expect, test } from "vitest";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type CaseFacts, caseloadOf, roomCaseload } from "./caseload.ts";

const TODAY = "2026-06-09";
const scope = (name: string) => name as ScopeId;
const pupil = (name: string, more: object = {}) => ({ id: name as RecordId, ...more });
const facts = (some: Partial<CaseFacts>): CaseFacts => ({ pupils: [], placements: [], caseloads: [], ...some });
const sorted = (found: ReadonlySet<ScopeId>) => [...found].sort();

test("[A13] the room has those who are placed, not those who are only referred, nor those who have ended", () => {
  const placements = [
    { scope: scope("amara"), stage: "in-iap" },
    { scope: scope("kofi"), stage: "referred" },
    { scope: scope("leo"), stage: "completed", endedOn: "2026-05-01" },
    { scope: scope("mia"), stage: "full-return", endedOn: "2026-06-08" },
    { scope: scope("ruby"), stage: "full-return", endedOn: TODAY },
  ];
  expect(sorted(roomCaseload(facts({ placements }), TODAY))).toEqual(["amara", "ruby"]);
  expect(sorted(caseloadOf("jo", ["iap-adult"], facts({ placements }), TODAY))).toEqual(["amara", "ruby"]);
});

test("[A13] a pastoral lead has those referred and placed, and goes on until the twelve-week check is long past", () => {
  const placements = [
    { scope: scope("kofi"), stage: "referred" },
    { scope: scope("leo"), stage: "completed", endedOn: "2025-12-09" },
    { scope: scope("mia"), stage: "completed", endedOn: "2025-12-08" },
  ];
  expect(sorted(caseloadOf("sam", ["pastoral-lead"], facts({ placements }), TODAY))).toEqual(["kofi", "leo"]);
  expect(sorted(caseloadOf("sam", ["class-teacher"], facts({ placements }), TODAY))).toEqual([]);
});

test("[A13] a caseload runs from its first day to its last and no further", () => {
  const of = (from: string, until?: string) =>
    facts({ caseloads: [{ adult: "sam", pupils: ["kofi"], from, ...(until === undefined ? {} : { until }) }] });
  const seen = (one: CaseFacts) => caseloadOf("sam", ["class-teacher"], one, TODAY).size;
  expect(seen(of(TODAY, TODAY))).toBe(1);
  expect(seen(of("2026-06-10"))).toBe(0);
  expect(seen(of("2026-01-01", "2026-06-08"))).toBe(0);
  expect(seen(of("2026-01-01"))).toBe(1);
  expect(caseloadOf("jo", ["class-teacher"], of("2026-01-01"), TODAY).size).toBe(0);
});

test("[A13] a caseload of a year has its pupils of now, and a key adult theirs, until they have left", () => {
  const pupils = [
    pupil("amara", { year: "9" }),
    pupil("kofi", { year: "10", keyAdults: ["sam"] }),
    pupil("leo", { year: "9", leftOn: "2026-06-01" }),
    pupil("mia", { year: "10" }),
  ];
  const caseloads = [{ adult: "sam", years: ["9"], from: "2026-01-01" }];
  expect(sorted(caseloadOf("sam", [], facts({ pupils, caseloads }), TODAY))).toEqual(["amara", "kofi"]);
});

test("[A13] a class teacher has the pupils they receive back, from the first lesson until the follow-up is over", () => {
  const of = (stage: string, more: object = {}) =>
    facts({ placements: [{ scope: scope("amara"), stage, receivingAdults: ["tom"], ...more }] });
  const seen = (one: CaseFacts) => sorted(caseloadOf("tom", ["class-teacher"], one, TODAY));
  expect(seen(of("part-time-return"))).toEqual(["amara"]);
  expect(seen(of("full-return", { endedOn: "2026-06-08" }))).toEqual(["amara"]);
  expect(seen(of("in-iap"))).toEqual([]);
  expect(seen(of("full-return", { endedOn: "2025-12-08" }))).toEqual([]);
  expect(caseloadOf("sam", ["class-teacher"], of("part-time-return"), TODAY).size).toBe(0);
});
