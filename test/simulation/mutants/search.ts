// Finds, for each mutant, the first seed that shows it: search.ts [part of a name] [schedules to try]

import { ALL_MUTANTS } from "./all-mutants.ts";
import { FOUND, runMutant } from "./run-mutant.ts";

const [only, schedules] = [process.argv[2] ?? "", Number(process.argv[3] ?? 400)];
const wanted = ALL_MUTANTS.filter((one) => one.test === undefined && one.name.includes(only));
await Promise.all([search(), search()]);

async function search(): Promise<void> {
  for (let mutant = wanted.shift(); mutant; mutant = wanted.shift()) {
    const { fits, found, says } = await runMutant(mutant, schedules, 1);
    const [, seed, fault] = FOUND.exec(says) ?? [];
    const told = !fits
      ? `does not fit\n${says.slice(0, 400)}`
      : found
        ? `${seed}: ${fault?.slice(0, 200)}`
        : "SURVIVES";
    process.stdout.write(`${mutant.name}: ${told}\n`);
  }
}
