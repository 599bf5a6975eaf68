import { behaviourLog } from "#casework/records/behaviour-log.ts";
import { sessionLog } from "#casework/records/session-log.ts";
import type { Json } from "#base/json.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { FIGURES, sixWeeks, trendWords } from "./six-weeks.ts";

function made(definition: RecordDefinition, fields: { readonly [field: string]: Json }): ViewRecord {
  const merged = merge({
    row: undefined,
    change: {
      kind: "create",
      id: "made" as ChangeId,
      record: "record" as RecordId,
      type: definition.type,
      scope: "pupil" as ScopeId,
      fields,
    },
    stamp: { author: "khan" as AdultId, device: "one" as DeviceId, at: "2026-06-09T10:42:00+01:00" },
    seq: 1,
    schema: 1,
    definition,
  });
  if (isRefusal(merged)) throw new Error(merged.sentence);
  return { ...merged.row, unsent: [] };
}

const session = (when: string, presence: string, where = "base"): ViewRecord =>
  made(sessionLog, { when, presence, where });
const seen = (when: string, category: string): ViewRecord => made(behaviourLog, { when, category });
const concern = (category: string): boolean => category === "left-room";
const [attended, concerns, lessons] = FIGURES;

// 2026-06-09 is a Tuesday: its week began on the 8th, the first of the six on 4 May.
const weeks = (sessions: readonly ViewRecord[], behaviours: readonly ViewRecord[] = []) =>
  sixWeeks(sessions, behaviours, concern, "2026-06-09");

test("six weeks begin on Mondays, the week of today last", () => {
  expect(weeks([]).map((week) => week.monday)).toEqual([
    "2026-05-04",
    "2026-05-11",
    "2026-05-18",
    "2026-05-25",
    "2026-06-01",
    "2026-06-08",
  ]);
});

test("late counts as attended, absent does not, and a period nobody expected is left out", () => {
  const week = weeks([
    session("2026-06-08T09:00", "here"),
    session("2026-06-08T10:00", "late"),
    session("2026-06-08T11:00", "absent"),
    session("2026-06-08T12:00", "not-expected"),
    session("2026-05-03T09:00", "here"),
  ]).at(-1);
  expect(week).toMatchObject({ expected: 3, attended: 2 });
  expect(week && attended?.words(week)).toBe("67%, 2 of 3");
});

test("a week without logs is a gap, never a nought", () => {
  const [empty] = weeks([session("2026-06-08T09:00", "here")]);
  expect(empty && FIGURES.map((figure) => figure.value(empty))).toEqual([undefined, undefined, undefined]);
});

test("only categories of concern are counted, against the periods attended", () => {
  const week = weeks(
    [session("2026-06-08T09:00", "here"), session("2026-06-08T10:00", "here", "supported-lesson")],
    [seen("2026-06-08T09:10", "left-room"), seen("2026-06-08T09:20", "calm-start")],
  ).at(-1);
  expect(week && concerns?.value(week)).toBe(5);
  expect(week && concerns?.words(week)).toBe("5, 1 log in 2 periods");
  expect(week && lessons?.value(week)).toBe(1);
});

test("the sentence tells the way from the first week logged to the last", () => {
  const told = weeks([
    session("2026-05-12T09:00", "absent"),
    session("2026-05-12T10:00", "here"),
    session("2026-06-08T09:00", "here"),
  ]);
  expect(attended && trendWords(attended, told)).toBe("Up from 50% to 100%.");
  expect(lessons && trendWords(lessons, told)).toBe("0, as four weeks ago.");
  expect(attended && trendWords(attended, weeks([]))).toBe("Nothing logged in these six weeks.");
});
