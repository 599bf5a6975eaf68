// npm run fuzz -- --cases 100000 --seed 1: pushes of every wrong kind, and what became of them, counted.

import { readOptions, wholeNumber } from "../tools/read-options.ts";
import { fuzzPush } from "./fuzz-push.ts";

const USE = "Say it so, with whole numbers above nought: npm run fuzz -- --cases 100000 --seed 1";
const values = readOptions(USE, {
  cases: { type: "string", default: "100000" },
  seed: { type: "string", default: "1" },
});
const [cases, seed] = [wholeNumber(USE, values.cases), wholeNumber(USE, values.seed)];

const start = performance.now();
const { counts, faults } = await fuzzPush({ cases, seed });
for (const [what, often] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`${String(often).padStart(8)}  ${what}\n`);
for (const fault of faults.slice(0, 20)) process.stderr.write(`${fault}\n`);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
process.stdout.write(`${cases} cases of seed ${seed} in ${seconds} s, ${faults.length} faults\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
