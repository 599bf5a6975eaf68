import { sessionLog } from "#casework/records/session-log.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { weekGrid } from "./week-grid.ts";

function session(when: string, period?: string): ViewRecord {
  const merged = merge({
    row: undefined,
    change: {
      kind: "create",
      id: "made" as ChangeId,
      record: when as RecordId,
      type: "session-log",
      scope: "pupil" as ScopeId,
      fields: { when, ...(period === undefined ? {} : { period }) },
    },
    stamp: { author: "khan" as AdultId, device: "one" as DeviceId, at: `${when}:00+01:00` },
    seq: 1,
    schema: 1,
    definition: sessionLog,
  });
  if (isRefusal(merged)) throw new Error(merged.sentence);
  return { ...merged.row, unsent: [] };
}

const periods = [
  { id: "p1", name: "Period 1", start: "09:00", end: "10:00" },
  { id: "p2", name: "Period 2", start: "10:00", end: "11:00" },
  { id: "p3", name: "Period 3", start: "11:20", end: "12:20" },
];
// 2026-06-08 is a Monday.
const told = (...sessions: readonly ViewRecord[]) =>
  weekGrid(sessions, periods, "2026-06-08").map((row) => [
    row.name,
    row.days.map((logs) => logs.map((log) => log.id as string)),
  ]);

test("a log stands under its day, in the period it names or the one it began in", () => {
  expect(told(session("2026-06-09T10:05"), session("2026-06-12T11:40", "p2"))).toEqual([
    ["Period 2", [[], ["2026-06-09T10:05"], [], [], ["2026-06-12T11:40"]]],
  ]);
});

test("a log outside every period is not lost, and other weeks stay out", () => {
  expect(told(session("2026-06-08T08:30"), session("2026-06-15T09:00"))).toEqual([
    ["Other times", [["2026-06-08T08:30"], [], [], [], []]],
  ]);
});
