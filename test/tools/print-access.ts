// `npm run access`: prints who may do what. `-- --write` renews the reviewed text of test/golden.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessTable } from "#casework/access-table.ts";
import { schema } from "#casework/schema.ts";

const table = accessTable(schema);
if (process.argv.includes("--write")) writeFileSync(join(import.meta.dirname, "../golden/access.txt"), table);
process.stdout.write(table);
