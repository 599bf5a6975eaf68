// What one change of a record said, as label and words. A decision tells the value that was not used, and whose.

import { type Json, jsonEqual } from "#base/json.ts";
import type { HistoryLine } from "#device/device.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Decision } from "#ledger/record-row.ts";
import type { ViewRecord } from "#ledger/view.ts";
import type { Fact, Say } from "./say.ts";

/** Fields whose words are the title of the line already. */
const QUIET: { readonly [type: string]: readonly string[] } = {
  milestone: ["status"],
  placement: ["stage"],
};

export function changeFacts(
  record: ViewRecord,
  { change, outcome }: HistoryLine,
  definition: RecordDefinition,
  say: Say,
): readonly Fact[] {
  const words = (name: string, value: Json): string => {
    const field = definition.fields[name];
    return field ? say.value(field, value) || "nothing" : String(value);
  };
  const label = (name: string): string => definition.fields[name]?.label ?? name;
  switch (change.kind) {
    case "create":
    case "restore":
      return [];
    case "set": {
      if (outcome !== "decision" && QUIET[record.type]?.includes(change.field)) return [];
      const fact = { label: label(change.field), words: words(change.field, change.to) };
      const was = change.from === null ? "" : words(change.field, change.from);
      return [was === "" ? fact : { ...fact, was }];
    }
    case "add":
      return [{ label: `Added to ${lower(label(change.field))}`, words: String(change.value) }];
    case "remove":
      return [{ label: `Taken out of ${lower(label(change.field))}`, words: String(change.from) }];
    case "amend":
      return Object.entries(change.fields).map(([name, value]) => ({ label: label(name), words: words(name, value) }));
    case "withdraw":
      return [{ label: "Reason", words: change.reason }];
    case "settle": {
      const decision = record.decisions.find((one) => one.id === change.decision);
      if (!decision || decision.about !== "field") return [];
      const fact = { label: label(decision.field), words: words(decision.field, change.to) };
      const notUsed = lost(record, decision, change.to, (value) => words(decision.field, value), say);
      return [notUsed === "" ? fact : { ...fact, notUsed }];
    }
    case "reopen": {
      const decision = record.decisions.find((one) => one.id === change.decision);
      return decision && decision.about === "field"
        ? [{ label: label(decision.field), words: "needs a decision again" }]
        : [];
    }
    default: {
      const other: never = change;
      throw new Error(`no facts for ${JSON.stringify(other)}`);
    }
  }
}

/** "12 June 2026, Mrs Khan": the values of a decision that were not chosen. */
function lost(record: ViewRecord, decision: Decision, chosen: Json, words: (value: Json) => string, say: Say): string {
  return [decision.kept, ...decision.others]
    .filter((side) => !jsonEqual(side.value, chosen))
    .map((side) => {
      const author = record.stamps[side.change]?.author;
      return author === undefined ? words(side.value) : `${words(side.value)}, ${say.adult(author)}`;
    })
    .join("; ");
}

const lower = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);
