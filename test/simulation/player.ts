// Plays seeds one after the other and tells what came of each, a line of JSON a seed. The command line (cli.ts) and
// the gate of mutants start it in processes of its own:
//
//   player.ts <first seed> <count> [--length 40] [--restores] [--renews] [--shares] [--news] [--rots] [--first]

import { createImages } from "./images.ts";
import { ruleIn } from "./mutants/run-mutant.ts";
import { planFrom } from "./plan-of-seed.ts";
import { playSeed } from "./play-seed.ts";

const [first = 1, count = 1] = process.argv.slice(2, 4).map(Number);
const args = process.argv.slice(4);
const other = planFrom(args);
const images = createImages();
for (let seed = first; seed < first + count; seed += 1) {
  const { faults, counts } = await playSeed(images, seed, other);
  process.stdout.write(`${JSON.stringify({ seed, faults: faults.slice(0, 20), counts })}\n`);
  if (args.includes("--first") && faults.some((fault) => ruleIn(fault) !== undefined)) break;
}
