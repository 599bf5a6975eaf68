// For tests: one pupil's records, made through the commands as adults would make them.

import type { JsonObject } from "#base/json.ts";
import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { slimOf } from "#ledger/slim.ts";
import type { Slim } from "#ledger/slim.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { type Desk, createDesk, idFor } from "../commands/desk.fixture.ts";
import { makeRecord } from "../commands/make-record.ts";
import { schema } from "../schema.ts";

export const pupilA = idFor<RecordId>("pa");
export const pupilB = idFor<RecordId>("pb");

export interface PupilsDay {
  readonly desk: Desk;
  /** Makes a record of pupil A and gives its id. */
  make(type: string, fields: JsonObject, who?: { author?: string; scope?: ScopeId; id?: RecordId }): RecordId;
  view(id: RecordId): ViewRecord;
  /** Everything made so far, in the order it was made. */
  all(): readonly ViewRecord[];
  /** The same as a summary holds it. */
  slims(): readonly Slim[];
}

export function createPupilsDay(): PupilsDay {
  const desk = createDesk();
  const all = (): readonly ViewRecord[] => [...desk.rows.keys()].map((id) => desk.view(id));
  return {
    desk,
    make(type, fields, { author = "a1", scope = scopeOf(pupilA), id } = {}) {
      const input = id === undefined ? { type, scope, fields } : { type, scope, fields, id };
      const drafts = desk.run(makeRecord, input, author, "2026-06-09T15:00");
      if (isRefusal(drafts)) throw new Error(`${drafts.field ?? ""} ${drafts.sentence}`);
      return drafts[0]?.record as RecordId;
    },
    view: (id) => desk.view(id),
    all,
    slims: () => all().flatMap((view) => slimOf(schema, view) ?? []),
  };
}
