// `npm run access`: prints who may do what. `-- --write` renews the reviewed text of test/golden.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessTable } from "#casework/access-table.ts";
import { schema } from "#casework/schema.ts";
import { readOptions } from "./read-options.ts";

const { write } = readOptions("Say it so: npm run access [-- --write]", { write: { type: "boolean" } });
const table = accessTable(schema);
if (write) writeFileSync(join(import.meta.dirname, "../golden/access.txt"), table);
process.stdout.write(table);
