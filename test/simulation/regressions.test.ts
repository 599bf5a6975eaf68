// Schedules that once found a mistake in what is shipped, cut down to the acts that matter.

import { expect, test } from "vitest";
import type { Act, Step } from "./acts.ts";
import { createImages } from "./images.ts";
import { type Faults, NO_FAULTS } from "./network.ts";
import { planFrom } from "./plan-of-seed.ts";
import { playSeed } from "./play-seed.ts";
import { runSchedule } from "./run-schedule.ts";

const images = createImages();
const on = (tablet: number, ...acts: Act[]): Step[] => acts.map((does) => ({ tablet, does }));
const edit = (field: "review" | "reason" | "risk", value: number): Act => ({ act: "edit", plan: 0, field, value });

async function faultsOf(steps: readonly Step[], network: Faults = NO_FAULTS): Promise<readonly string[]> {
  const faults: string[] = [];
  // Names differ from seed to seed, and with them every order that rests on names.
  for (let seed = 1; seed <= 6; seed += 1) {
    const image = await images.forSeed(seed, 3);
    faults.push(...(await runSchedule({ seed, devices: 3, image, steps, network })).faults);
  }
  return faults;
}

test("[S27] [I4] a newer app edits again what an older server has parked: nobody is asked", async () => {
  const calm: Act = { act: "calm" };
  expect(await faultsOf(on(2, { act: "newerTablet" }, calm, edit("risk", 1), calm, edit("risk", 2)))).toEqual([]);
});

test("[S3] [I4] what waited for a newer server is filed in the order of its device", async () => {
  const parked = [edit("reason", 2), edit("reason", 3), edit("reason", 4), edit("reason", 5)];
  expect(await faultsOf(on(0, { act: "newerTablet" }, ...parked, { act: "calm" }))).toEqual([]);
});

test("[S6] [I0] of a commit that was parked whole, what is filed later is not said to be parked", async () => {
  const acts: Act[] = [{ act: "newerTablet" }, { act: "impossible", beside: true }, { act: "calm" }];
  expect(await faultsOf(on(0, ...acts))).toEqual([]);
});

test("[M19] [I4] whoever writes on and then chooses, without a network, has chosen", async () => {
  const reason = edit("reason", 4);
  const clash = [...on(1, { act: "down" }, reason), ...on(0, reason, { act: "calm" })];
  const offline = on(0, { act: "down" }, reason, { act: "settle", decision: 0, side: 1 }, { act: "calm" });
  expect(await faultsOf([...clash, ...offline])).toEqual([]);
});

test("[S12] while a long line is sent in parts, what waits is counted as it stands", async () => {
  const written = [edit("reason", 1), edit("risk", 2), edit("review", 3), edit("reason", 4), edit("risk", 5)];
  const looks = Array.from({ length: 30 }, (): Act => ({ act: "wait", milliseconds: 15 }));
  const acts: Act[] = [{ act: "down" }, ...written, { act: "up" }, { act: "nudge" }, ...looks];
  expect(await faultsOf(on(0, ...acts), { ...NO_FAULTS, tooLarge: 1 })).toEqual([]);
});

test("[I4] a withdrawal that names what lies on refused words of its author's own is asked about, and that is right", async () => {
  expect((await playSeed(images, 5188798, planFrom(["--length", "10"]))).faults).toEqual([]);
});

test("[I1b] an answer about what stood before something was altered is not taken for one about what stands now", async () => {
  expect((await playSeed(images, 6005140, planFrom(["--length", "10"]))).faults).toEqual([]);
});

test("[I1b] [I4] whoever writes where a history was altered by hand is asked about what stood there in truth", async () => {
  expect((await playSeed(images, 7034228, planFrom(["--length", "10"]))).faults).toEqual([]);
});

test("[I4] a withdrawal by somebody who has not seen that a decision was reopened is asked about, and that is right", async () => {
  const calm: Act = { act: "calm" };
  const clash = [...on(1, { act: "down" }, edit("review", 4)), ...on(0, edit("review", 5), calm)];
  const decided = on(1, { act: "settle", decision: 0, side: 1 }, calm, { act: "down" });
  const reopened = on(0, { act: "reopen", decision: 0 }, { act: "sendNow" }, { act: "wait", milliseconds: 4_000 });
  expect(await faultsOf([...clash, ...decided, ...reopened, ...on(1, { act: "withdraw", record: 0 }, calm)])).toEqual(
    [],
  );
});

test("[S27] [I13] what a newer server can read is looked for once it has filed it, and not before", async () => {
  expect((await playSeed(images, 5026732, planFrom(["--length", "10"]))).faults).toEqual([]);
});
