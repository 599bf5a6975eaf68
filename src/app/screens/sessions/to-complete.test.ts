import type { Json } from "#base/json.ts";
import { factsOf, type RecordFacts } from "#casework/measures/record-facts.ts";
import { sessionLog } from "#casework/records/session-log.ts";
import type { Slim } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import type { PupilEntry } from "../../directory.ts";
import { sessionsToComplete, stillEmpty, summaryIsShort } from "./to-complete.ts";

const TODAY = "2026-06-09";
const log = (id: string, when: string, fields: { readonly [field: string]: Json }, author = "me"): Slim =>
  ({ id, type: "session-log", seq: 1, when, by: { author, at: "" }, fields, open: 0, unsent: false }) as Slim;
const amara = (...slims: readonly Slim[]) => ({ scope: "amara", slims }) as unknown as PupilEntry;
const facts = (slim: Slim): RecordFacts => factsOf(slim) as RecordFacts;
const FULL = { subject: "Maths", engagement: "3", workReturned: "all" };

test("[C50] a rated session log is to be completed; a full one, an absence and one of long ago are not", () => {
  const logs = [
    log("hers", `${TODAY}T10:10`, { regulation: "3" }, "khan"),
    log("mine", "2026-06-08T10:10", { regulation: "3", presence: "here" }),
    log("full", `${TODAY}T09:00`, FULL),
    log("away", `${TODAY}T09:00`, { presence: "absent" }),
    log("old", "2026-06-02T09:00", { regulation: "3" }),
  ];
  const open = sessionsToComplete([{ entry: amara(), logs }], "me", TODAY);
  expect(open.map((one) => one.log.id)).toEqual(["mine", "hers"]);
});

test("what is still empty is named", () => {
  expect(stillEmpty(facts(log("one", "", { regulation: "3", subject: "Maths" })))).toEqual([
    "taking part",
    "work returned",
  ]);
  expect(stillEmpty(facts(log("two", "", FULL)))).toEqual([]);
});

test("[C50] a summary whose oldest log is of the last seven days may leave some of them out; one that reaches further does not", () => {
  const newest = Array.from({ length: sessionLog.slim.keep }, (_, i) =>
    log(`log ${i}`, `2026-06-0${9 - (i % 7)}T09:00`, {}),
  );
  expect(summaryIsShort(amara(...newest), TODAY)).toBe(true);
  expect(summaryIsShort(amara(...newest.slice(1)), TODAY)).toBe(false);
  expect(summaryIsShort(amara(...newest.slice(1), log("old", "2026-06-02T09:00", {})), TODAY)).toBe(false);
});
