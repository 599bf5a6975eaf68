// Mistakes that SQLite's single writer hides. They are found by several servers over one real PostgreSQL.

import type { Mutant } from "./mutants.ts";

const test = "test/contracts/concurrent-writers.postgres.test.ts";
const STORAGE = "src/server/storage/postgres-storage.ts";

export const DATABASE_MUTANTS: readonly Mutant[] = [
  {
    name: "a school is read before it is locked",
    test,
    patches: [{ file: STORAGE, from: '.where("id", "=", school).forUpdate()', to: '.where("id", "=", school)' }],
  },
];
