// The end of a day: what the next adult should know, and what stands in the school's own system already.

import type { Json } from "#base/json.ts";
import { defineCommand } from "#ledger/command.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { refuse } from "#ledger/refusal.ts";
import { type PupilNames, namesInText } from "../names-in-text.ts";
import { type MaybeDraft, draftList } from "./draft-list.ts";
import { draftCreate } from "./make-record.ts";

export interface HandOver {
  /** A line about one pupil each: it stands in that pupil's own file. */
  readonly pupils?: readonly { readonly pupil: ScopeId; readonly note: string }[];
  /** About the room itself. */
  readonly room?: string;
  readonly roomId?: RecordId;
  /** The roll, so that a pupil's name in the room's note is found. */
  readonly names?: readonly PupilNames[];
}

/**
 * The day's hand-over in one commit, each note by itself. Refuses when nothing is written, and a note for the room that
 * holds a pupil's name [C24]: it belongs in that pupil's file.
 */
export const handOver = defineCommand<HandOver>("handOver", ({ pupils = [], room = "", roomId, names }, context) => {
  const made: MaybeDraft[] = [];
  for (const { pupil, note } of pupils) {
    if (note.trim() === "") continue;
    const fields = { note, when: context.now };
    made.push(draftCreate({ type: "handover-note", scope: pupil, fields }, context));
  }
  if (room.trim() !== "") {
    const named = namesInText(room, names ?? []).find((one) => one.sure);
    if (named)
      return refuse(
        "namesAPupil",
        `“${named.words}” is a pupil’s name. Write what is about a pupil in their own note.`,
        "note",
      );
    const fields = { note: room, when: context.now, ...(roomId === undefined ? {} : { room: roomId }) };
    made.push(draftCreate({ type: "room-note", fields }, context));
  }
  if (made.length === 0) return refuse("missing", "Write something for the next adult.", "note");
  return draftList(made, context, "apart");
});

/** The field of a tick that names records of a type. */
export const TICKED_IN: { readonly [type: string]: string } = {
  "behaviour-log": "behaviourLogs",
  "left-room": "leftRoom",
  removal: "removals",
  "internal-suspension": "internalSuspensions",
};

/** Ticks entries as standing in the school's own system already, one tick a pupil. Refuses when nothing is ticked. */
export const tickHandedOff = defineCommand<{
  readonly entries: readonly { readonly id: RecordId; readonly type: string; readonly scope: ScopeId }[];
}>("tickHandedOff", ({ entries }, context) => {
  const byPupil = new Map<ScopeId, { [field: string]: Json[] }>();
  for (const { id, type, scope } of entries) {
    const field = TICKED_IN[type];
    if (field === undefined) return refuse("notHandedOff", "This is not something the school’s own system holds.");
    const fields = byPupil.get(scope) ?? {};
    fields[field] = [...(fields[field] ?? []), id];
    byPupil.set(scope, fields);
  }
  if (byPupil.size === 0) return refuse("missing", "Tick at least one entry.");
  const made = [...byPupil].map(([scope, fields]) =>
    draftCreate({ type: "hand-off", scope, fields: { ...fields, when: context.now } }, context),
  );
  return draftList(made, context, "apart");
});
