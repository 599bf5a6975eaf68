// Finds, for each mutant, the first seed that shows it: node test/simulation/mutants/search.ts [name]

import { MUTANTS } from "./mutants.ts";
import { runMutant } from "./run-mutant.ts";

const only = process.argv[2];
for (const mutant of MUTANTS.filter((one) => only === undefined || one.name.includes(only))) {
  const { fits, found, says } = await runMutant(mutant, 60, 1);
  const seed = /^seed (\d+): (.*)$/m.exec(says);
  const told = !fits ? `does not fit\n${says.slice(0, 600)}` : found ? `seed ${seed?.[1]}: ${seed?.[2]}` : "SURVIVES";
  process.stdout.write(`${mutant.name}: ${told}\n`);
}
