import { expect, test } from "vitest";
import { createImages } from "./images.ts";
import { runNarrowing } from "./run-narrowing.ts";

const FIRST = 1;
const RUNS = 16;

test("[A14] [A15] [A16] pupils given and taken while everything fails: nothing lost is shown or kept, nothing gained is half, no word is nowhere", async () => {
  const images = createImages();
  const sum: { [what: string]: number } = {};
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const { faults, counts } = await runNarrowing(images, seed);
    expect(faults, `seed ${seed}`).toEqual([]);
    for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
  }
  // A run in which these never happen shows nothing.
  for (const what of ["gained", "lost", "setAside", "refusedHere", "stoppedBeforeWrite", "serverKilledInside"])
    expect(sum[what] ?? 0, what).toBeGreaterThan(5);
});
