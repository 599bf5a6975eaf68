// Finds, for each mutant, the first seed that shows it: node test/simulation/mutants/search.ts [name]

import { MUTANTS } from "./mutants.ts";
import { FOUND, runMutant } from "./run-mutant.ts";

const only = process.argv[2];
const schedules = Number(process.argv[3] ?? 400);
for (const mutant of MUTANTS.filter((one) => only === undefined || one.name.includes(only))) {
  const { fits, found, says } = await runMutant(mutant, schedules, 1);
  const seed = FOUND.exec(says);
  const told = !fits ? `does not fit\n${says.slice(0, 600)}` : found ? `seed ${seed?.[1]}: ${seed?.[2]}` : "SURVIVES";
  process.stdout.write(`${mutant.name}: ${told}\n`);
}
