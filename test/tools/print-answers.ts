// `npm run access:answers`: asks the server everything of the access matrix and prints what it answered.
// `-- --write` renews the reviewed text of test/golden.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessAnswers } from "../contracts/access/access-answers.ts";
import { createTwoSchools } from "../contracts/access/two-schools.ts";
import { readOptions } from "./read-options.ts";

const { write } = readOptions("Say it so: npm run access:answers [-- --write]", { write: { type: "boolean" } });

const file = join(import.meta.dirname, "../golden/access-answers.txt");
const schools = await createTwoSchools();
const { text, answers, faults } = await accessAnswers(schools);
await schools.world.end();
if (write) writeFileSync(file, text);
process.stdout.write(text);
const reviewed = new Set(readFileSync(file, "utf8").split("\n"));
const unexpected = text.split("\n").filter((line) => !reviewed.has(line)).length;
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${answers} answers, ${unexpected + faults.length} unexpected\n`);
process.exitCode = unexpected + faults.length > 0 ? 1 : 0;
