// Who may do what, as people have reviewed it. A change of the table changes access.txt, and a person reads it there:
// `npm run access -- --write`.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { accessTable } from "#casework/access-table.ts";
import { schema } from "#casework/schema.ts";

test("[A13] the access table is the one that was reviewed", () => {
  const reviewed = readFileSync(join(import.meta.dirname, "access.txt"), "utf8");
  expect(accessTable(schema)).toBe(reviewed);
});
