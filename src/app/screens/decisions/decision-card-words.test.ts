import { milestone } from "#casework/records/milestone.ts";
import { plan } from "#casework/records/plan.ts";
import type { Json } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import type { Decision, RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { dateWords } from "../../text/dates.ts";
import type { Say } from "../pupil/say.ts";
import { decisionCard } from "./decision-card-words.ts";

const say: Say = {
  today: "2026-06-09",
  adult: (id) => ({ khan: "Mrs Khan", patel: "Mr Patel" })[id] ?? "another adult",
  value: (field, value) => (value === null ? "" : field.kind === "date" ? dateWords(String(value)) : String(value)),
};
const asking = { say, now: "2026-06-09T11:20", me: "khan", device: "one" };
const id = (name: string): ChangeId => name as ChangeId;

type Step = readonly [who: string, device: string, clock: string, change: Omit<Change, "record" | "type" | "scope">];

function record(definition: RecordDefinition, fields: { readonly [field: string]: Json }, ...steps: readonly Step[]) {
  const head = { record: "record" as RecordId, type: definition.type, scope: "pupil" as ScopeId };
  let row: RecordRow | undefined;
  const all: readonly Step[] = [
    ["khan", "one", "09:00", { kind: "create", id: id("made"), fields } as Step[3]],
    ...steps,
  ];
  for (const [author, device, clock, step] of all) {
    const stamp = { author: author as AdultId, device: device as DeviceId, at: `2026-06-09T${clock}:00+01:00` };
    const merged = merge({ row, change: { ...head, ...step } as Change, stamp, seq: 1, schema: 1, definition });
    if (isRefusal(merged)) throw new Error(merged.sentence);
    row = merged.row;
  }
  const view: ViewRecord = { ...(row as RecordRow), unsent: [] };
  return { view, decision: view.decisions[0] as Decision };
}

const set = (name: string, field: string, from: Json, to: Json): Step[3] =>
  ({ kind: "set", id: id(name), field, from, to, base: id("made") }) as Step[3];

test("[M5] a date changed twice: both values whole, who, when and on which tablet, and what stood before", () => {
  const { view, decision } = record(
    plan,
    { reviewDate: "2026-06-05" },
    ["khan", "one", "10:42", set("mine", "reviewDate", "2026-06-05", "2026-06-12")],
    ["patel", "two", "10:55", set("theirs", "reviewDate", "2026-06-05", "2026-06-14")],
  );
  expect(decisionCard(view, decision, plan, asking)).toMatchObject({
    title: "Review date was changed twice",
    options: [
      { value: "2026-06-12", words: "Friday 12 June 2026", by: ["Your change, today at 10:42am, on this tablet"] },
      { value: "2026-06-14", words: "Sunday 14 June 2026", by: ["Mr Patel, today at 10:55am, on another tablet"] },
    ],
    before: "Friday 5 June 2026",
    both: undefined,
    chosen: undefined,
  });
});

test("nobody is made two: one adult on two tablets is one adult", () => {
  const lead = (...authors: readonly string[]): string => {
    const { view, decision } = record(
      plan,
      { target: "Stay." },
      ...authors.map((author, at): Step => [
        author,
        `${at}`,
        `10:4${at}`,
        set(`s${at}`, "target", "Stay.", `Text of the ${at}`),
      ]),
    );
    return decisionCard(view, decision, plan, asking).lead;
  };
  expect(lead("khan", "patel")).toMatch(/^Two adults changed it/);
  expect(lead("khan", "khan")).toMatch(/^You changed it on one tablet/);
  expect(lead("patel", "patel")).toMatch(/^Mr Patel changed it on one tablet/);
  expect(lead("patel", "khan", "patel")).toMatch(/^Two adults changed it/);
});

test("two texts can be kept both, each under who wrote it and when", () => {
  const { view, decision } = record(
    plan,
    {},
    ["khan", "one", "10:42", set("mine", "target", null, "Stay in Maths.")],
    ["patel", "two", "10:55", set("theirs", "target", null, "Ask for a break.")],
  );
  const card = decisionCard(view, decision, plan, asking);
  expect(card.both).toBe(
    "Mrs Khan, 9 June 2026 at 10:42am:\nStay in Maths.\n\nMr Patel, 9 June 2026 at 10:55am:\nAsk for a break.",
  );
  expect(card.before).toBe("Nothing");
});

test("texts that would not fit their field together are not offered as both", () => {
  const { view, decision } = record(
    plan,
    {},
    ["khan", "one", "10:42", set("mine", "goodToKnow", null, "Offer the break card first, then wait")],
    ["patel", "two", "10:55", set("theirs", "goodToKnow", null, "No raised voices near the door")],
  );
  expect(decisionCard(view, decision, plan, asking).both).toBeUndefined();
});

test("a guarded field set alike by two is one choice with two authors, beside what stood before", () => {
  const { view, decision } = record(
    milestone,
    { title: "Three calm starts", status: "started" },
    ["khan", "one", "10:42", set("mine", "status", "started", "met")],
    ["patel", "two", "10:55", set("theirs", "status", "started", "met")],
  );
  const { options, lead } = decisionCard(view, decision, milestone, asking);
  expect(options.map((option) => [option.value, option.by.length])).toEqual([
    ["met", 2],
    ["started", 1],
  ]);
  expect(lead).toContain("The same was written each time.");
});

test("[M10] a withdrawal is asked as a plain question", () => {
  const { view, decision } = record(
    plan,
    { target: "Stay in Maths." },
    ["khan", "one", "10:42", set("mine", "target", "Stay in Maths.", "Stay in Art.")],
    [
      "patel",
      "two",
      "10:55",
      { kind: "withdraw", id: id("gone"), reason: "entered twice", seen: [id("made")] } as Step[3],
    ],
  );
  const card = decisionCard(view, decision, plan, asking);
  expect(card.title).toBe("Keep or withdraw this plan?");
  expect(card.options.map((option) => [option.value, option.words])).toEqual([
    ["keep", "Keep this plan"],
    ["withdraw", "Withdraw this plan"],
  ]);
});

const settle = (name: string, decision: string, to: string, base: readonly string[]): Step[3] =>
  ({ kind: "settle", id: id(name), decision: id(decision), to, base: base.map(id) }) as Step[3];

test("[M9] who chose another adult's words is not made their author, on the card or in a text that keeps both", () => {
  const { view } = record(
    plan,
    {},
    ["khan", "one", "10:42", set("mine", "target", null, "Stay in Maths.")],
    ["patel", "two", "10:55", set("theirs", "target", null, "Ask for a break.")],
    ["khan", "one", "11:01", settle("one", "theirs", "Ask for a break.", ["mine", "theirs"])],
    ["ash", "three", "11:02", settle("two", "theirs", "Stay in Maths.", ["mine", "theirs"])],
  );
  const open = view.decisions.find(({ state }) => state === "open") as Decision;
  const card = decisionCard(view, open, plan, asking);
  expect(card.title).toBe("Target was changed twice");
  expect(card.lead).toMatch(/^It was decided in different ways/);
  expect(card.options.map(({ words, by }) => [words, ...by])).toEqual([
    [
      "Ask for a break.",
      "Mr Patel, today at 10:55am, on another tablet",
      "Chosen by you, today at 11:01am, on this tablet",
    ],
    [
      "Stay in Maths.",
      "Your change, today at 10:42am, on this tablet",
      "Chosen by another adult, today at 11:02am, on another tablet",
    ],
  ]);
  expect(card.both).toBe(
    "Mr Patel, 9 June 2026 at 10:55am:\nAsk for a break.\n\nMrs Khan, 9 June 2026 at 10:42am:\nStay in Maths.",
  );
});

test("[M8] a choice that joined a decision as one more side says no text twice", () => {
  const { view, decision } = record(
    plan,
    {},
    ["khan", "one", "10:42", set("mine", "target", null, "Stay in Maths.")],
    ["patel", "two", "10:55", set("theirs", "target", null, "Ask for a break.")],
    ["ash", "three", "10:58", set("third", "target", null, "Sit by the door.")],
    ["khan", "one", "11:01", settle("one", "theirs", "Ask for a break.", ["mine", "theirs"])],
  );
  const card = decisionCard(view, decision, plan, asking);
  expect([card.title, card.options.length]).toEqual(["Target was changed 3 times", 3]);
  expect(card.both?.match(/Ask for a break/g)).toHaveLength(1);
  expect(card.options[1]?.by).toEqual([
    "Mr Patel, today at 10:55am, on another tablet",
    "Chosen by you, today at 11:01am, on this tablet",
  ]);
});
