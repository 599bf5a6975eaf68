// How values are told in words: what the pupil pages hand to their pure parts, so that those need no device.

import type { Json } from "#base/json.ts";
import type { Field } from "#ledger/field.ts";

export interface Say {
  /** "2026-06-09": dates of this year are told without it. */
  readonly today: string;
  /** "Mrs Khan"; a plain "an adult" where the name is not known here. */
  adult(id: string): string;
  /** A value as a person reads it; "" where nothing was entered. */
  value(field: Field, value: Json): string;
}

/** One value that a line tells of: "Review date: 14 June 2026 (was 12 June 2026)". */
export interface Fact {
  readonly label: string;
  readonly words: string;
  readonly was?: string;
  /** The other value of a decision, and whose it was. */
  readonly notUsed?: string;
}
