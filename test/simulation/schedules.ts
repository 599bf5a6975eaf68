// Many schedules at once, and whether they were worth playing.

import { expect, test } from "vitest";
import { createImages } from "./images.ts";
import { playSeed, replayLine } from "./play-seed.ts";

/** What a simulation that is not idle has met. */
const MUST_HAPPEN = [
  "accepted",
  "answersDropped",
  "backups",
  "commits",
  "cutInside",
  "decisions",
  "deviceCrashes",
  "doubles",
  "keptUnsaid",
  "late",
  "news",
  "newsLate",
  "newsLost",
  "newsTwice",
  "portals",
  "refused",
  "requestsDropped",
  "restarts",
  "restores",
  "shared none",
  "shared thin",
  "same",
  "secondTabs",
  "serverCrashes",
  "serverKilledInside",
  "settled",
  "thinnedOut",
  "timesDown",
  "tooLarge",
  "undone",
  "withdrawn",
];

/** Plays the seeds from `first` on. Each failing one is told with the line that plays it again. */
export function playSchedules(first: number, count: number): void {
  const totals: { [what: string]: number } = {};
  const images = createImages();

  test(`[S1]–[S12] ${count} schedules from seed ${first}: nothing lost, nothing twice, every tablet the same`, async () => {
    const failing: string[] = [];
    for (let seed = first; seed < first + count && failing.length < 3; seed += 1) {
      const { faults, counts } = await playSeed(images, seed);
      for (const [what, number] of Object.entries(counts)) totals[what] = (totals[what] ?? 0) + number;
      if (faults.length > 0) failing.push(`${replayLine(seed)}\n  ${faults.slice(0, 5).join("\n  ")}`);
    }
    expect(failing).toEqual([]);
  });

  test("the simulation was not idle: every fault and every clash did occur", () => {
    const idle = MUST_HAPPEN.filter((what) => (totals[what] ?? 0) === 0);
    expect(idle).toEqual([]);
    expect(totals["commits"]).toBeGreaterThan(count * 3);
  });
}
