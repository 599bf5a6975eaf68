// What a migration and the database under it must know of each other.

import type { Kysely, RawBuilder } from "kysely";
import type { Tables } from "./tables.ts";

export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<Tables>, dialect: Dialect) => Promise<void>;
}

export interface Dialect {
  /** A text that is compared and sorted byte by byte, whatever the language of the machine. */
  readonly text: RawBuilder<unknown>;
  /** A whole number up to 2^53. */
  readonly whole: RawBuilder<unknown>;
  /** Adds what belongs to the dialect: triggers, and who may do what. Where they stand already it changes nothing. */
  readonly guard: (db: Kysely<Tables>) => Promise<void>;
  /** The names of guards that are not there, or not as they were made. */
  readonly missingGuards: (db: Kysely<Tables>) => Promise<readonly string[]>;
}
