import type { Json } from "#base/json.ts";
import type { HistoryLine } from "#device/device.ts";
import type { Change, Stamp } from "#ledger/change.ts";
import { defineRecord } from "#ledger/definition.ts";
import { date, items, line } from "#ledger/field.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { expect, test } from "vitest";
import { fieldHistory } from "./field-history.ts";

const plan = defineRecord({
  type: "plan",
  label: "Plan",
  plural: "Plans",
  mode: "case",
  scope: "owned",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  fields: { review: date({ label: "Review date" }), good: line({ label: "Good" }), helps: items({ label: "Helps" }) },
  layout: [{ title: "Plan", fields: ["review", "good", "helps"] }],
  slim: { fields: [], keep: 1 },
});

const head = { record: "plan1" as RecordId, type: "plan", scope: "pupil1" as ScopeId };
const id = (name: string): ChangeId => name as ChangeId;

/** Merges the changes in order, as the server does, and tells the record with its history. */
function told(...steps: readonly (readonly [author: string, change: Change])[]) {
  let row: RecordRow | undefined;
  const lines: HistoryLine[] = [];
  steps.forEach(([author, change], at) => {
    const stamp: Stamp = {
      author: author as AdultId,
      device: `${author}'s tablet` as DeviceId,
      at: `2026-06-09T10:${10 + at}:00+01:00`,
    };
    const merged = merge({ row, change, stamp, seq: at + 1, schema: 1, definition: plan });
    if (isRefusal(merged)) throw new Error(merged.sentence);
    row = merged.row;
    // As the feed brings it: the making is left out, and the first values stand in the record.
    if (change.kind !== "create") lines.push({ change, ...stamp, received: stamp.at, outcome: merged.outcome });
  });
  return { record: row as RecordRow, lines };
}

const made = (fields: { readonly [field: string]: Json }): Change => ({
  ...head,
  kind: "create",
  id: id("made"),
  fields,
});
const reviewTo = (name: string, from: string, to: string, base: string): Change => ({
  ...head,
  kind: "set",
  id: id(name),
  field: "review",
  from,
  to,
  base: id(base),
});

test("a value replaced long ago is told from the change that replaced it", () => {
  const { record, lines } = told(
    ["khan", made({ review: "2026-06-05" })],
    ["patel", reviewTo("later", "2026-06-05", "2026-06-12", "made")],
  );
  expect(fieldHistory(record, lines, "review").map(({ what, value, author }) => [what, value, author])).toEqual([
    ["wrote", "2026-06-05", "khan"],
    ["changed", "2026-06-12", "patel"],
  ]);
});

test("[M5] of two values written apart both are told, and the one that was not used says so", () => {
  const before = told(
    ["khan", made({ review: "2026-06-05" })],
    ["khan", reviewTo("mine", "2026-06-05", "2026-06-12", "made")],
    ["patel", reviewTo("theirs", "2026-06-05", "2026-06-14", "made")],
  );
  expect(fieldHistory(before.record, before.lines, "review").slice(1)).toMatchObject([
    { what: "changed", value: "2026-06-12", waits: true, notUsed: false },
    { what: "beside", value: "2026-06-14", waits: true, notUsed: false },
  ]);

  const after = told(
    ["khan", made({ review: "2026-06-05" })],
    ["khan", reviewTo("mine", "2026-06-05", "2026-06-12", "made")],
    ["patel", reviewTo("theirs", "2026-06-05", "2026-06-14", "made")],
    [
      "lead",
      {
        ...head,
        kind: "settle",
        id: id("choice"),
        decision: id("theirs"),
        to: "2026-06-14",
        base: [id("mine"), id("theirs")],
      },
    ],
  );
  expect(fieldHistory(after.record, after.lines, "review")).toMatchObject([
    { what: "wrote", value: "2026-06-05", notUsed: false },
    { what: "changed", value: "2026-06-12", author: "khan", notUsed: true, waits: false },
    { what: "beside", value: "2026-06-14", author: "patel", notUsed: false, waits: false },
    { what: "chose", value: "2026-06-14", author: "lead" },
  ]);
});

test("a list tells its items: those it began with, added and taken out, with the words that stood there", () => {
  const { record, lines } = told(
    ["khan", made({ helps: { i0: "Time alone", i2: "A walk" } })],
    ["khan", { ...head, kind: "add", id: id("a1"), field: "helps", item: "i1", value: "A quiet word" }],
    [
      "patel",
      { ...head, kind: "remove", id: id("r0"), field: "helps", item: "i0", from: "Time alone", base: [id("made")] },
    ],
    [
      "patel",
      { ...head, kind: "remove", id: id("r1"), field: "helps", item: "i1", from: "A quiet word", base: [id("a1")] },
    ],
  );
  expect(fieldHistory(record, lines, "helps").map(({ what, value }) => [what, value])).toEqual([
    ["added", "A walk"],
    ["added", "Time alone"],
    ["added", "A quiet word"],
    ["removed", "Time alone"],
    ["removed", "A quiet word"],
  ]);
});

test("other fields' changes stay out", () => {
  const { record, lines } = told(
    ["khan", made({ good: "Loves bikes", review: "2026-06-05" })],
    ["patel", reviewTo("later", "2026-06-05", "2026-06-12", "made")],
  );
  expect(fieldHistory(record, lines, "good").map(({ value }) => value)).toEqual(["Loves bikes"]);
});
