// Finds, for each mutant, the first seed at which a rule is broken: search.ts [part of a name] [schedules to try]

import { ALL_MUTANTS } from "./all-mutants.ts";
import { runMutant } from "./run-mutant.ts";

const [only, schedules] = [process.argv[2] ?? "", Number(process.argv[3] ?? 400)];
const wanted = ALL_MUTANTS.filter((one) => one.test === undefined && one.name.includes(only));
await Promise.all([search(), search()]);

async function search(): Promise<void> {
  for (let mutant = wanted.shift(); mutant; mutant = wanted.shift()) {
    const { fits, found, says } = await runMutant(mutant, schedules, 1);
    const told = !fits
      ? `does not fit\n${says.slice(0, 400)}`
      : found
        ? `${found.seed}: ${found.rules.join(" ")}: ${found.fault.slice(0, 200)}`
        : `SURVIVES ${says
            .split("\n")
            .filter((line) => line.startsWith("{") && !line.includes('"faults":[]'))
            .slice(0, 1)
            .join("")
            .slice(0, 300)}`;
    process.stdout.write(`${mutant.name}: ${told}\n`);
  }
}
