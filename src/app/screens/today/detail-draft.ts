// What the detail of a quick log holds while it is a draft, and the amendment it stands for.

import type { JsonObject } from "#base/json.ts";
import type { RecordAmendment } from "#casework/commands/amend-record.ts";
import { behaviourLog } from "#casework/records/behaviour-log.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { fieldsOf, sameTyped, typedFrom } from "../../record/form-values.ts";

export const DETAIL_FIELDS = ["intensity", "helped", "note", "when", "others"] as const;

export interface DetailDraft {
  readonly [key: string]: JsonObject;
  readonly typed: JsonObject;
  /** The log its author had in front of them when they began: what was written since is not undone by going on. */
  readonly seen: JsonObject;
}

export function beginDetail(record: ViewRecord): DetailDraft {
  return { typed: typedFrom(behaviourLog, DETAIL_FIELDS, record), seen: record as unknown as JsonObject };
}

export const seenIn = (draft: DetailDraft): ViewRecord => draft.seen as unknown as ViewRecord;

/** Only what differs from what its author saw is amended; undefined where nothing does. */
export function amendmentOf(draft: DetailDraft, newId: () => string): RecordAmendment | undefined {
  const seen = seenIn(draft);
  if (sameTyped(draft.typed, typedFrom(behaviourLog, DETAIL_FIELDS, seen))) return undefined;
  return { seen, fields: fieldsOf(behaviourLog, draft.typed, newId) };
}
