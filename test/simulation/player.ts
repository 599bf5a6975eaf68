// Plays seeds one after the other and tells what came of each, a line of JSON a seed. The command line (cli.ts) and
// the gate of mutants start it in processes of its own:
//
//   player.ts <first seed> <count> [--length 40] [--restores] [--renews] [--shares] [--first]

import { parseArgs } from "node:util";
import { createImages } from "./images.ts";
import { playSeed } from "./play-seed.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    length: { type: "string" },
    restores: { type: "boolean" },
    renews: { type: "boolean" },
    shares: { type: "boolean" },
    first: { type: "boolean" },
  },
});
const [first = 1, count = 1] = positionals.map(Number);
const { length, restores, renews, shares } = values;
const other = {
  ...(length === undefined ? {} : { length: Number(length) }),
  ...(restores === undefined ? {} : { restores }),
  ...(renews === undefined ? {} : { renews }),
  ...(shares === undefined ? {} : { shares }),
};
const images = createImages();
for (let seed = first; seed < first + count; seed += 1) {
  const { faults, counts } = await playSeed(images, seed, other);
  process.stdout.write(`${JSON.stringify({ seed, faults: faults.slice(0, 20), counts })}\n`);
  if (values.first && faults.length > 0) break;
}
