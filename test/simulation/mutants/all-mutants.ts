import { DATABASE_MUTANTS } from "./database-mutants.ts";
import { MERGE_MUTANTS } from "./merge-mutants.ts";
import type { Mutant } from "./mutants.ts";
import { SERVER_MUTANTS } from "./server-mutants.ts";
import { TABLET_MUTANTS } from "./tablet-mutants.ts";

export const ALL_MUTANTS: readonly Mutant[] = [
  ...MERGE_MUTANTS,
  ...TABLET_MUTANTS,
  ...SERVER_MUTANTS,
  ...DATABASE_MUTANTS,
];
