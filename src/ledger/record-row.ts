// A record as it stands: folded from its changes, by the server only, the same bytes on every device.

import type { Json } from "#base/json.ts";
import type { Stamp } from "./change.ts";
import type { ChangeId, RecordId, ScopeId } from "./names.ts";

/** One value and the change behind it. */
export interface FieldState {
  readonly value: Json;
  readonly by: ChangeId;
  /** Changes written apart that said the same: their authors have seen this value too. */
  readonly also?: readonly ChangeId[];
}

/** One item of a list and the additions that keep it there. */
export interface ItemState {
  readonly value: Json;
  readonly adds: readonly ChangeId[];
}

export interface Amendment {
  readonly change: ChangeId;
  readonly fields: { readonly [field: string]: Json };
  readonly how: "completed" | "amended";
  readonly reason?: string;
}

/** One side of a decision. */
export interface Side {
  readonly value: Json;
  readonly change: ChangeId;
}

/**
 * Two values written apart for one field, or an edit against a withdrawal: a person decides.
 * Both values stay in the history for ever. `id` is that of the change that opened it; where an edit
 * brought a record back, that of the withdrawal.
 */
export interface Decision {
  readonly id: ChangeId;
  readonly about: "field" | "withdrawal";
  /** The field; empty for a withdrawal. */
  readonly field: string;
  /** The value that stood before both. */
  readonly before: Json;
  /** The value that stays current until somebody decides (a stable screen). */
  readonly kept: Side;
  readonly others: readonly Side[];
  readonly state: "open" | "settled";
  /** The settling change and the value chosen, once settled. */
  readonly settled?: Side;
}

export interface RecordRow {
  readonly id: RecordId;
  readonly type: string;
  readonly scope: ScopeId;
  /** The schema number the values are in. */
  readonly schema: number;
  /** The school's sequence number of the last change to it. */
  readonly seq: number;
  readonly created: ChangeId;
  readonly fields: { readonly [field: string]: FieldState };
  readonly lists: { readonly [field: string]: { readonly [item: string]: ItemState } };
  readonly amendments: readonly Amendment[];
  /** `also`: withdrawals written apart that found it withdrawn already. */
  readonly withdrawn: {
    readonly change: ChangeId;
    readonly reason: string;
    readonly also?: readonly ChangeId[];
  } | null;
  /** The change that last brought the record back or decided that it stays, then those that said the same apart. */
  readonly restored?: readonly ChangeId[];
  readonly decisions: readonly Decision[];
  /** Who and when, for every change named above. */
  readonly stamps: { readonly [change: string]: Stamp };
}
