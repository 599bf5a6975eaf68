// A database made beside the one that stands, to take its place when it is whole: what a restore fills.

import type { Kysely } from "kysely";
import type { Migration } from "./dialect.ts";
import type { Tables } from "./tables.ts";

export interface Replacement {
  readonly db: Kysely<Tables>;
  /** Is there a school in the database that stands? */
  readonly holdsSchools: boolean;
  /** Brings the new tables up to these migrations, guards included. */
  migrate(migrations: readonly Migration[], now: number): Promise<void>;
  /** Puts the new one in the place of the old one, in one step; says under what name the old one is kept. */
  takePlace(aside: string): Promise<string | undefined>;
  /** Lets go of everything; what did not take its place is removed. */
  close(): Promise<void>;
}
