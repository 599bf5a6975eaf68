// One morning, played again and again: each time a tablet stops at another of its writes, or the server at another
// moment of its storage, until there is none left at which they have not stopped.

import { expect, test } from "vitest";
import type { Act, Step } from "./acts.ts";
import { createImages } from "./images.ts";
import { NO_FAULTS } from "./network.ts";
import { runSchedule, type RunOptions } from "./run-schedule.ts";

const on = (tablet: number, ...acts: Act[]): Step[] => acts.map((does) => ({ tablet, does }));

const MORNING: readonly Step[] = [
  ...on(0, { act: "note", pupils: [0] }, { act: "edit", plan: 0, field: "review", value: 4 }),
  ...on(1, { act: "sendNow" }, { act: "wait", milliseconds: 900 }),
  ...on(1, { act: "edit", plan: 0, field: "risk", value: 2 }, { act: "addItem", plan: 0, item: 0 }),
  ...on(0, { act: "edit", plan: 0, field: "risk", value: 1 }, { act: "sendNow" }, { act: "wait", milliseconds: 900 }),
  ...on(1, { act: "impossible", beside: true }, { act: "sendNow" }, { act: "wait", milliseconds: 4_000 }),
  ...on(0, { act: "settle", decision: 0, side: 1 }, { act: "editBoth", plan: 0 }, { act: "sendNow" }),
  ...on(1, { act: "withdraw", record: 1 }, { act: "wait", milliseconds: 4_000 }, { act: "letGo" }),
  ...on(0, { act: "amend", note: 0 }, { act: "nudge" }, { act: "wait", milliseconds: 4_000 }),
];

const SEED = 41;
const images = createImages();

async function play(stop?: RunOptions["stop"]) {
  const image = await images.forSeed(SEED, 2);
  return runSchedule({
    seed: SEED,
    devices: 2,
    image,
    steps: MORNING,
    skew: 0,
    network: NO_FAULTS,
    ...(stop ? { stop } : {}),
  });
}

test.each([0, 1])("[S1] [I9] [I14] tablet %i is stopped before and after each of its writes", async (tablet) => {
  const { faults, met } = await play();
  expect(faults).toEqual([]);
  const writes = met.writes[tablet] as number;
  expect(writes).toBeGreaterThan(12);
  for (let write = 1; write <= writes; write += 1)
    for (const at of ["before-commit", "after-commit"] as const) {
      const stopped = await play({ tablet, write, at });
      expect(stopped.faults, `${at} ${write}`).toEqual([]);
      const counted = at === "before-commit" ? "stoppedBeforeWrite" : "stoppedAfterWrite";
      expect(stopped.counts[counted], `${at} ${write}`).toBe(1);
    }
});

test("[S2] [I14] the server is killed at every moment of its storage: before a write, before a commit, after it", async () => {
  const { faults, met } = await play();
  expect(faults).toEqual([]);
  expect(met.serverMoments).toBeGreaterThan(60);
  for (let serverMoment = 1; serverMoment <= met.serverMoments; serverMoment += 1) {
    const stopped = await play({ serverMoment });
    expect(stopped.faults, `moment ${serverMoment}`).toEqual([]);
    expect(stopped.counts["serverKilledInside"], `moment ${serverMoment}`).toBe(1);
  }
});
