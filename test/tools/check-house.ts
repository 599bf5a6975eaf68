// Runs the rules of the house over the tree: node test/tools/check-house.ts

import { fileURLToPath } from "node:url";
import { houseFaults } from "./house-rules.ts";
import { readTree } from "./read-tree.ts";

// Fewer files than this and the check has looked at the wrong place: a rule that reads nothing passes everything.
const FEWEST = 40;

const files = readTree(fileURLToPath(new URL("../..", import.meta.url)));
const sources = files.filter(({ path }) => path.startsWith("src/")).length;
const faults = houseFaults(files);
for (const { path, line, rule, words } of faults)
  console.log(`${path}${line === undefined ? "" : `:${line}`}  ${rule}: ${words}`);
console.log(`${files.length} files read, ${sources} of them in src; ${faults.length} faults.`);
if (sources < FEWEST) console.log(`Only ${sources} files in src were read: the check is blind.`);
process.exit(faults.length > 0 || sources < FEWEST ? 1 : 0);
