// Many schedules at once, and whether they were worth playing.

import { expect, test } from "vitest";
import { createImages } from "./images.ts";
import { playSeed, replayLine } from "./play-seed.ts";

/** What a simulation that is not idle has met: each fault that was asked for by its counts, and what was done meanwhile. */
const MUST_HAPPEN: { readonly [fault: string]: readonly string[] } = {
  drop: ["requestsDropped", "answersDropped", "portals", "timesDown"],
  duplicate: ["doubles"],
  reorder: ["overtaken", "late"],
  delay: ["delayed"],
  cut: ["cutInside", "tooLarge"],
  "crash of a device": ["stoppedBeforeWrite", "stoppedAfterWrite", "keptUnsaid", "powerCuts", "restarts"],
  "crash of the server": ["serverCrashes", "serverKilledInside"],
  "clocks years off": ["clocksYearsFast", "clocksYearsSlow", "clocksSet"],
  "revocation and re-grant": ["shared none", "shared thin", "shared again", "quarantined"],
  compaction: ["thinnedOut", "tidied"],
  "backup and restore": ["backups", "restores", "undone"],
  "old and new together": ["newerTablets", "newerServers", "parked"],
  "news that fails": ["news", "newsLate", "newsLost", "newsTwice"],
  "altered by hand": ["rowLost", "fieldAltered", "historyLost", "compared", "differed"],
  work: ["accepted", "commits", "decisions", "locked", "refused", "same", "secondTabs", "settled", "withdrawn"],
};

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
    const met = Object.entries(MUST_HAPPEN).map(([fault, counted]) => ({
      fault,
      counts: counted.map((what) => `${what} ${totals[what] ?? 0}`).join(", "),
      never: counted.filter((what) => (totals[what] ?? 0) === 0),
    }));
    process.stdout.write(
      `${count} schedules met\n${met.map(({ fault, counts }) => `  ${fault}: ${counts}\n`).join("")}`,
    );
    expect(met.flatMap(({ never }) => never)).toEqual([]);
    expect(totals["commits"]).toBeGreaterThan(count * 3);
  });
}
