import { senNote } from "#casework/records/sen-note.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { apdrCycles } from "./apdr-cycles.ts";

function note(on: string, step: string, area = "communication", reviewOn?: string): ViewRecord {
  const merged = merge({
    row: undefined,
    change: {
      kind: "create",
      id: "made" as ChangeId,
      record: `${on} ${step}` as RecordId,
      type: "sen-note",
      scope: "pupil" as ScopeId,
      fields: {
        on,
        note: "Words.",
        ...(step === "" ? {} : { step }),
        ...(area === "" ? {} : { area }),
        ...(reviewOn === undefined ? {} : { reviewOn }),
      },
    },
    stamp: { author: "khan" as AdultId, device: "one" as DeviceId, at: `${on}T10:42:00+01:00` },
    seq: 1,
    schema: 1,
    definition: senNote,
  });
  if (isRefusal(merged)) throw new Error(merged.sentence);
  return { ...merged.row, unsent: [] };
}

const told = (...notes: readonly ViewRecord[]) =>
  apdrCycles(notes).map((cycle) => [cycle.area, cycle.notes.map((one) => textOf(one, "step"))]);

test("a new round begins when a step comes that stands before the last one", () => {
  expect(
    told(
      note("2026-03-01", "plan"),
      note("2026-02-01", "assess"),
      note("2026-04-01", "review"),
      note("2026-04-02", "assess"),
      note("2026-04-20", "do"),
    ),
  ).toEqual([
    ["communication", ["assess", "do"]],
    ["communication", ["assess", "plan", "review"]],
  ]);
});

test("areas have rounds of their own; a note without step or area joins the round under way", () => {
  expect(
    told(
      note("2026-02-01", "assess"),
      note("2026-02-02", "assess", "semh"),
      note("2026-02-03", "", ""),
      note("2026-02-10", "plan"),
    ),
  ).toEqual([
    ["communication", ["assess", "plan"]],
    ["semh", ["assess", ""]],
  ]);
});

test("a look that was promised waits until a review was had", () => {
  const promised = note("2026-02-01", "plan", "semh", "2026-03-01");
  expect(apdrCycles([promised])[0]?.reviewOn).toBe("2026-03-01");
  expect(apdrCycles([promised, note("2026-03-02", "review", "semh")])[0]?.reviewOn).toBe("");
  expect(apdrCycles([promised, note("2026-03-02", "review", "semh", "2026-04-20")])[0]?.reviewOn).toBe("2026-04-20");
});

test("a new round of the area overtakes what an older one promised", () => {
  const cycles = apdrCycles([note("2025-01-08", "plan", "semh", "2025-04-23"), note("2025-05-01", "assess", "semh")]);
  expect(cycles.map((cycle) => cycle.reviewOn)).toEqual(["", ""]);
});
