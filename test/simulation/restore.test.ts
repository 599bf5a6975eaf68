// A server put back to an old backup: whatever any device still keeps comes back, though the order between devices
// is gone.

import { expect, test } from "vitest";
import { createImages } from "./images.ts";
import { playSeed, replayLine } from "./play-seed.ts";

test("[S9] [I12] after a restore every device offers again what it keeps, and nothing of it is lost", async () => {
  const images = createImages();
  const failing: string[] = [];
  let undone = 0;
  for (let seed = 90_001; seed <= 90_040; seed += 1) {
    const { faults, counts } = await playSeed(images, seed, { length: 40, restores: true });
    undone += counts["undone"] ?? 0;
    if (faults.length > 0)
      failing.push(`${replayLine(seed)} --length 40 --restores\n  ${faults.slice(0, 6).join("\n  ")}`);
  }
  expect(failing).toEqual([]);
  expect(undone).toBeGreaterThan(25);
});
