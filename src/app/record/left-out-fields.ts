// The fields of a form that the answers given so far make idle: they are not asked, and what stands in them stays as it
// is. A form of one page then fits one page.

import type { JsonObject } from "#base/json.ts";
import { countFieldsLeftOut } from "#casework/records/count-rule-fields.ts";

const LESSONS: readonly unknown[] = ["lesson", "supported-lesson"];
const AWAY: readonly unknown[] = ["absent", "not-expected"];

/**
 * `fields`: the record as it stands, with what the form holds laid over it. `stands`: the record alone, empty for a new
 * one; a field that is asked for only because it holds something stays until the clearing of it is saved.
 */
export function leftOutFields(type: string, fields: JsonObject, stands: JsonObject): readonly string[] {
  switch (type) {
    case "milestone":
    case "milestone-template":
      return countFieldsLeftOut(fields);
    case "session-log":
      return sessionFieldsLeftOut(fields);
    case "changed-day":
      return [...(fields["kind"] === "closed" ? [] : ["until"]), ...(fields["kind"] === "early" ? [] : ["ends"])];
    case "whereabouts":
      // C56: the visit says it; what an old entry holds stays to be read and put right.
      return (stands["why"] ?? "") === "" ? ["why"] : [];
    default:
      return [];
  }
}

function sessionFieldsLeftOut({ presence, where }: JsonObject): readonly string[] {
  return [
    ...(presence === "late" ? [] : ["lateMinutes"]),
    // Whoever was not there has a reason, and nothing to rate.
    ...(AWAY.includes(presence) ? ["stayed", "engagement", "regulation"] : ["absentWhy"]),
    ...(LESSONS.includes(where) ? [] : ["stayed"]),
  ];
}
