import type { Json } from "#base/json.ts";
import { schema } from "#casework/schema.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { expect, test } from "vitest";
import { promptsFor } from "./prompts.ts";

function made(type: string, fields: { readonly [field: string]: Json }): ViewRecord {
  const merged = merge({
    row: undefined,
    change: {
      kind: "create",
      id: "made" as ChangeId,
      record: type as RecordId,
      type,
      scope: "pupil" as ScopeId,
      fields,
    },
    stamp: { author: "khan" as AdultId, device: "one" as DeviceId, at: "2026-06-09T10:42:00+01:00" },
    seq: 1,
    schema: 1,
    definition: schema.definitions[type],
  });
  if (isRefusal(merged)) throw new Error(merged.sentence);
  return { ...merged.row, unsent: [] };
}

const contact = made("contact", { name: "Mrs Begum" });
const plan = made("plan", { reviewDate: "2026-06-14", ownWords: "Tell my mum." });
const placement = (stage: string) => made("placement", { stage, start: "2026-06-01", criteria: { a: "I stay." } });
const told = (records: readonly ViewRecord[], stage: string) =>
  promptsFor(records, placement(stage), plan, []).map((prompt) => prompt.words);

test("a placement under way without a baseline says that it cannot be collected later", () => {
  expect(told([contact], "settling")).toEqual(["No baseline recorded. It cannot be collected later."]);
  expect(told([contact], "referred")).toEqual([]);
  expect(told([contact], "completed")).toEqual([]);
});

test("an empty box of the baseline is asked for; not known is an answer", () => {
  const figures = { placement: "placement", suspensions: 2, sessionsLost: 4, incidents: 0 };
  expect(told([contact, made("baseline", figures)], "in-iap")).toHaveLength(1);
  expect(told([contact, made("baseline", { ...figures, attendance: "not-known" })], "in-iap")).toEqual([]);
});

test("a pupil who never had to do with IAP is missing nothing", () => {
  expect(promptsFor([], undefined, undefined, [])).toEqual([]);
});
