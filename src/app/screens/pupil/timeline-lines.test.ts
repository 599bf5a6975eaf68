import { behaviourLog } from "#casework/records/behaviour-log.ts";
import { milestone } from "#casework/records/milestone.ts";
import { plan } from "#casework/records/plan.ts";
import { suspension } from "#casework/records/suspension.ts";
import type { Json } from "#base/json.ts";
import type { HistoryLine } from "#device/device.ts";
import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import type { Say } from "./say.ts";
import { caseLines, latestFirst, logLine } from "./timeline-lines.ts";

const say: Say = {
  today: "2026-06-09",
  adult: (id) => ({ khan: "Mrs Khan", patel: "Mr Patel" })[id] ?? "an adult",
  value: (_field, value) => (value === null ? "" : String(value)),
};

type Unsaid = Change extends infer C ? (C extends Change ? Omit<C, "record" | "type" | "scope"> : never) : never;

/** A record with its history, as the changes come in; each step is its own minute unless it names one. */
function told(definition: RecordDefinition, ...steps: readonly (readonly [who: string, at: string, change: Unsaid])[]) {
  let row: RecordRow | undefined;
  const lines: HistoryLine[] = [];
  for (const [author, at, step] of steps) {
    const head = { record: "record" as RecordId, type: definition.type, scope: "pupil" as ScopeId };
    const change = { ...head, ...step } as Change;
    const stamp = { author: author as AdultId, device: "one" as DeviceId, at };
    const merged = merge({ row, change, stamp, seq: lines.length + 1, schema: 1, definition });
    if (isRefusal(merged)) throw new Error(merged.sentence);
    row = merged.row;
    lines.push({ change, ...stamp, received: at, outcome: merged.outcome });
  }
  return { record: { ...(row as RecordRow), unsent: [] } as ViewRecord, lines };
}

const id = (name: string): ChangeId => name as ChangeId;
const create = (fields: { readonly [field: string]: Json }): Unsaid => ({ kind: "create", id: id("made"), fields });
const set = (name: string, field: string, from: Json, to: Json, base = "made"): Unsaid => ({
  kind: "set",
  id: id(name),
  field,
  from,
  to,
  base: id(base),
});

test("a log stands at the moment it happened, not when it was written", () => {
  const { record } = told(behaviourLog, [
    "khan",
    "2026-06-09T15:10:00+01:00",
    create({ when: "2026-06-09T10:42", category: "Raised voice", intensity: "2", note: "Came back after a walk." }),
  ]);
  const line = logLine(record, behaviourLog, say);
  expect(line).toMatchObject({
    when: "2026-06-09T10:42",
    title: "Raised voice",
    text: "Came back after a walk.",
    author: "khan",
    edited: false,
  });
  expect(line.facts).toEqual([{ label: "How strong", words: "2" }]);
});

test("an amended log says so, a completed one does not", () => {
  const log = create({ when: "2026-06-09T10:42", category: "Raised voice" });
  const more = (how: "completed" | "amended"): Unsaid => ({
    kind: "amend",
    id: id(how),
    fields: { note: "Came back." },
    how,
  });
  const at = "2026-06-09T10:42:00+01:00";
  expect(
    logLine(told(behaviourLog, ["khan", at, log], ["khan", at, more("completed")]).record, behaviourLog, say),
  ).toMatchObject({ edited: false, text: "Came back." });
  expect(
    logLine(told(behaviourLog, ["khan", at, log], ["patel", at, more("amended")]).record, behaviourLog, say),
  ).toMatchObject({ edited: true });
});

test("changes of one commit are one line, with what was there before", () => {
  const at = "2026-06-08T09:00:00+01:00";
  const { record, lines } = told(
    plan,
    ["khan", "2026-06-01T09:00:00+01:00", create({ target: "Stay in Maths", reviewDate: "2026-06-05" })],
    ["patel", at, set("c1", "reviewDate", "2026-06-05", "2026-06-12")],
    ["patel", at, set("c2", "target", "Stay in Maths", "Stay in Maths and Art")],
  );
  const [made, changed, ...more] = caseLines(record, lines, plan, say);
  expect(more).toEqual([]);
  expect(made).toMatchObject({ title: "Plan added", author: "khan" });
  expect(changed).toMatchObject({ title: "Plan changed", author: "patel", when: "2026-06-08T09:00" });
  expect(changed?.facts).toEqual([
    { label: "Review date", words: "2026-06-12", was: "2026-06-05" },
    { label: "Target", words: "Stay in Maths and Art", was: "Stay in Maths" },
  ]);
});

test("[M5] a decision tells the value that was not used and whose it was", () => {
  const { record, lines } = told(
    plan,
    ["khan", "2026-06-01T09:00:00+01:00", create({ reviewDate: "2026-06-05" })],
    ["khan", "2026-06-09T10:42:00+01:00", set("mine", "reviewDate", "2026-06-05", "2026-06-12")],
    ["patel", "2026-06-09T10:55:00+01:00", set("theirs", "reviewDate", "2026-06-05", "2026-06-14")],
    [
      "patel",
      "2026-06-09T11:20:00+01:00",
      { kind: "settle", id: id("choice"), decision: id("theirs"), to: "2026-06-14", base: [id("mine"), id("theirs")] },
    ],
  );
  expect(caseLines(record, lines, plan, say).at(-1)).toMatchObject({
    title: "Plan: decided",
    facts: [{ label: "Review date", words: "2026-06-14", notUsed: "2026-06-12, Mrs Khan" }],
  });
});

test("a milestone's move is the title of its line", () => {
  const { record, lines } = told(
    milestone,
    ["khan", "2026-06-01T09:00:00+01:00", create({ title: "Three calm starts", status: "Started" })],
    ["patel", "2026-06-09T11:00:00+01:00", set("met", "status", "Started", "Met")],
  );
  expect(caseLines(record, lines, milestone, say).map((line) => [line.title, line.facts])).toEqual([
    ["Milestone added: Three calm starts", []],
    ["Three calm starts: met", []],
  ]);
});

test("a suspension stands on its first day, and a day has no made-up time", () => {
  const { record, lines } = told(suspension, [
    "khan",
    "2026-06-09T16:00:00+01:00",
    create({ category: "Suspension", start: "2026-06-04", sessions: 4 }),
  ]);
  expect(caseLines(record, lines, suspension, say)).toMatchObject([
    { when: "2026-06-04", title: "Suspension, 4 half-day sessions" },
  ]);
});

test("latest first; of one day, what has no time stands above what has", () => {
  const line = (key: string, when: string, at = when) => ({ ...LINE, key, when, at });
  expect(
    latestFirst([
      line("b", "2026-06-08T09:00"),
      line("a", "2026-06-09T08:00"),
      line("d", "2026-06-08"),
      line("c", "2026-06-08T09:00", "2026-06-08T09:30"),
    ]).map(({ key }) => key),
  ).toEqual(["a", "d", "c", "b"]);
});

const LINE = {
  record: "record" as RecordId,
  type: "plan",
  title: "",
  text: "",
  facts: [],
  author: "khan",
  unsent: false,
  refused: false,
  edited: false,
  waits: false,
  withdrawn: null,
};
