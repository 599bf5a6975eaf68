// What a change is: the smallest thing an adult does to a record, written once and never altered.
// It says what the author saw (`from` and `base`), so that the server can tell an edit from a clash
// without clocks and without asking who is more important. docs/spec/merge.md numbers the rules.

import type { Json, JsonObject } from "#base/json.ts";
import type { AdultId, ChangeId, DeviceId, EnvelopeId, RecordId, SchoolId, ScopeId } from "./names.ts";

interface ChangeHead {
  readonly id: ChangeId;
  readonly record: RecordId;
  readonly type: string;
  readonly scope: ScopeId;
  /** Changes of one envelope with the same number stand or fall together. */
  readonly group?: number;
}

/** Makes a record, with all its first values; it is the base of each field, also of those left empty. */
export interface CreateChange extends ChangeHead {
  readonly kind: "create";
  readonly fields: JsonObject;
}

/** Gives one field another value. `base` is the change behind the value the author saw, `from` that value. */
export interface SetChange extends ChangeHead {
  readonly kind: "set";
  readonly field: string;
  readonly to: Json;
  readonly from: Json;
  readonly base: ChangeId;
}

/** Puts an item in a list. Two adults' additions are both kept. */
export interface AddChange extends ChangeHead {
  readonly kind: "add";
  readonly field: string;
  readonly item: string;
  readonly value: Json;
}

/** Takes an item out: only the additions the author had seen go. */
export interface RemoveChange extends ChangeHead {
  readonly kind: "remove";
  readonly field: string;
  readonly item: string;
  /** The words that stood there: the history keeps them. */
  readonly from: Json;
  readonly base: readonly ChangeId[];
}

/** Corrects or completes a log or a note. The first words stay; amendments never clash. */
export interface AmendChange extends ChangeHead {
  readonly kind: "amend";
  readonly fields: JsonObject;
  /** "completed" in the same sitting by the same author, otherwise "amended". */
  readonly how: "completed" | "amended";
  readonly reason?: string;
}

/** Takes a record back. `seen` lists every live change of the record that the author had in front of them. */
export interface WithdrawChange extends ChangeHead {
  readonly kind: "withdraw";
  readonly reason: string;
  readonly seen: readonly ChangeId[];
}

/** Brings a withdrawn record back. `base` names every withdrawal the author saw (`withdrawalsSeen` in view.ts). */
export interface RestoreChange extends ChangeHead {
  readonly kind: "restore";
  readonly base: readonly ChangeId[];
}

/**
 * Chooses between the sides of a decision: a value for the field, or "keep" or "withdraw" for a record.
 * `base` names every side the author saw, and of a record every change in it (`sidesSeen` in view.ts).
 */
export interface SettleChange extends ChangeHead {
  readonly kind: "settle";
  readonly decision: ChangeId;
  readonly to: Json;
  readonly base: readonly ChangeId[];
}

/** Undoes a choice: the decision is open again. `base` is the settling change. */
export interface ReopenChange extends ChangeHead {
  readonly kind: "reopen";
  readonly decision: ChangeId;
  readonly base: ChangeId;
}

export type Change =
  | CreateChange
  | SetChange
  | AddChange
  | RemoveChange
  | AmendChange
  | WithdrawChange
  | RestoreChange
  | SettleChange
  | ReopenChange;

type WithoutId<C> = C extends Change ? Omit<C, "id"> : never;

/** A change as a command drafts it; the commit gives it its id. */
export type Draft = WithoutId<Change>;

/** Who did it, on what, and when by that device's clock (for display only: it decides nothing). */
export interface Stamp {
  readonly author: AdultId;
  readonly device: DeviceId;
  /** ISO 8601 with offset, as the device's clock said. */
  readonly at: string;
}

/**
 * One commit: the changes of one act of one adult on one device. Serialised, signed and sealed once, at the
 * commit; every retry sends the same bytes (F5).
 */
export interface Envelope extends Stamp {
  readonly format: 1;
  readonly id: EnvelopeId;
  readonly school: SchoolId;
  /** Counts 1, 2, 3 … on each device without gaps, so that a missing one is noticed. */
  readonly deviceSeq: number;
  /** The name of the author's key that signed it. */
  readonly authorKey: string;
  /** The number of the schema the changes were written under. */
  readonly schema: number;
  /** The version of the app, for support. */
  readonly app: string;
  readonly changes: readonly Change[];
}
