import type { Json } from "#base/json.ts";
import { behaviourLog } from "#casework/records/behaviour-log.ts";
import { milestone } from "#casework/records/milestone.ts";
import { placement } from "#casework/records/placement.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { currentMilestone, milestoneProgress, milestonesOf, takenBackSince } from "./milestone-progress.ts";

function made(definition: RecordDefinition, id: string, fields: { readonly [field: string]: Json }): ViewRecord {
  const merged = merge({
    row: undefined,
    change: {
      kind: "create",
      id: `${id}-made` as ChangeId,
      record: id as RecordId,
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

const step = (id: string, fields: { readonly [field: string]: Json }): ViewRecord => made(milestone, id, fields);
const log = (when: string, category: string): ViewRecord => made(behaviourLog, when, { when, category });
const ids = (records: readonly ViewRecord[]) => records.map((record) => record.id as string);

test("logs of the category count from the day the step was started, and counting alone never meets it", () => {
  const started = step("s", { status: "started", counts: "calm", needed: 2, startedOn: "2026-06-08" });
  const logs = [
    log("2026-06-05T09:00", "calm"),
    log("2026-06-08T09:00", "calm"),
    log("2026-06-09T09:00", "left"),
    log("2026-06-09T10:00", "calm"),
  ];
  expect(milestoneProgress(started, logs)).toMatchObject({ seen: 2, needed: 2, toConfirm: true });
  expect(milestoneProgress(started, logs.slice(0, 3))).toMatchObject({ seen: 1, toConfirm: false });
  const withdrawn = { change: "gone" as ChangeId, reason: "twice" };
  expect(milestoneProgress(started, [{ ...(logs[1] as ViewRecord), withdrawn }])).toMatchObject({ seen: 0 });
  expect(milestoneProgress(step("n", { status: "not-started", counts: "calm", needed: 2 }), logs)).toBeUndefined();
});

test("steps of an earlier placement stand apart from those of the present one", () => {
  const now = made(placement, "now", { stage: "in-iap", start: "2026-04-20" });
  const { now: present, before } = milestonesOf(
    [
      step("b", { status: "not-started", order: 2, placement: "now" }),
      step("a", { status: "met", order: 1, placement: "now" }),
      step("old", { status: "met", order: 1, placement: "then" }),
      step("older", { status: "met", order: 2, metOn: "2025-03-01" }),
      step("open", { status: "started", order: 3 }),
    ],
    now,
  );
  expect(ids(present)).toEqual(["a", "b", "open"]);
  expect(ids(before)).toEqual(["old", "older"]);
});

test("the step people are on is the one started; then a paused one, then the first not begun", () => {
  const waiting = step("w", { status: "not-started", order: 1 });
  const paused = step("p", { status: "paused", order: 2 });
  const started = step("s", { status: "started", order: 3 });
  const met = step("m", { status: "met", order: 0 });
  expect(currentMilestone([waiting, paused, started, met])?.id).toBe("s");
  expect(currentMilestone([waiting, paused, met])?.id).toBe("p");
  expect(currentMilestone([waiting, met])?.id).toBe("w");
  expect(currentMilestone([met])).toBeUndefined();
});

test("C54: a milestone that was confirmed says how many of the entries that showed it were taken back since", () => {
  const kept = log("2026-06-08T09:05", "calm");
  const gone: ViewRecord = {
    ...log("2026-06-09T09:05", "calm"),
    withdrawn: { change: "gone" as ChangeId, reason: "Wrong place" },
  };
  const other: ViewRecord = {
    ...log("2026-06-10T09:05", "calm"),
    withdrawn: { change: "gone" as ChangeId, reason: "Wrong place" },
  };
  const shownBy = [kept.id, gone.id];
  const records = [kept, gone, other];
  expect(takenBackSince(step("met", { title: "Three", status: "met", shownBy }), records)).toBe(1);
  expect(takenBackSince(step("back", { title: "Three", status: "started", shownBy }), records)).toBe(0);
});
