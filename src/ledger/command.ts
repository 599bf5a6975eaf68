// What an adult can do, as a pure function from an intent to drafts of changes, or a refusal.

import type { AdultId, RecordId } from "./names.ts";
import type { Draft } from "./change.ts";
import type { Refusal } from "./refusal.ts";
import type { Schema } from "./schema.ts";

export interface CommandContext {
  readonly schema: Schema;
  readonly author: AdultId;
  /** The device's local moment, "2026-06-09T10:42". */
  readonly now: string;
  /** A fresh id for a record or an item. */
  readonly newId: () => RecordId;
}

export interface Command<Input> {
  readonly name: string;
  readonly run: (input: Input, context: CommandContext) => readonly Draft[] | Refusal;
}

export function defineCommand<Input>(name: string, run: Command<Input>["run"]): Command<Input> {
  return { name, run };
}
