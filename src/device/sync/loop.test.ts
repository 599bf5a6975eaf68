import { describe, expect, test } from "vitest";
import { handTime, rest, seededBytes } from "../device.fixture.ts";
import { createLoop } from "./loop.ts";
import type { Round } from "./round.ts";

const GOOD: Round = { ok: true, reached: true, words: "Everything is sent." };
const BAD: Round = { ok: false, reached: false, words: "Not reached." };

function looping(answer: () => Promise<Round> = () => Promise.resolve(GOOD)) {
  const time = handTime();
  const start = time.now();
  const rounds: number[] = [];
  const told: Round[] = [];
  const loop = createLoop({
    scheduler: time,
    randomBytes: seededBytes(3),
    now: time.now,
    round: () => {
      rounds.push(time.now() - start);
      return answer();
    },
    onError: () => BAD,
    onRound: (round) => void told.push(round),
  });
  return { time, rounds, told, loop };
}

describe("loop", () => {
  test("[S13] at the start, and then every minute", async () => {
    const { time, rounds, loop } = looping();
    loop.start();
    await time.pass(130_000);
    expect(rounds).toEqual([0, 60_000, 120_000]);
  });

  test("[S13] a burst of commits is one round, half a second after the first", async () => {
    const { time, rounds, loop } = looping();
    loop.start();
    await time.pass(10_000);
    for (let i = 0; i < 5; i += 1) {
      loop.committed();
      await time.pass(50);
    }
    await time.pass(1_000);
    expect(rounds).toEqual([0, 10_500]);
  });

  test("[S13] a commit made during a round gets a round of its own", async () => {
    let release: (round: Round) => void = () => undefined;
    const { time, rounds, loop } = looping(() => new Promise((resolve) => void (release = resolve)));
    loop.start();
    await time.pass(1);
    loop.committed();
    release(GOOD);
    await time.pass(10);
    expect(rounds).toHaveLength(2);
  });

  test("[S13] waits grow after failures, never above five minutes, and commits do not hurry them", async () => {
    const { time, rounds, loop } = looping(() => Promise.resolve(BAD));
    loop.start();
    for (let i = 0; i < 3_600; i += 1) {
      await time.pass(1_000);
      if (i % 7 === 0) loop.committed();
    }
    const gaps = rounds.slice(1).map((at, n) => at - (rounds[n] as number));
    expect(gaps[0]).toBeLessThanOrEqual(2_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(300_000);
    expect(Math.min(...gaps.slice(9))).toBeGreaterThanOrEqual(150_000);
    expect(rounds.length).toBeLessThan(30);
  });

  test("[S13] sending now does not wait, and starts the waits anew", async () => {
    let result = BAD;
    const { time, rounds, loop } = looping(() => Promise.resolve(result));
    loop.start();
    await time.pass(600_000);
    const before = rounds.length;
    result = GOOD;
    expect(await loop.sendNow()).toEqual(GOOD);
    expect(rounds).toHaveLength(before + 1);
    await time.pass(60_000);
    expect(rounds).toHaveLength(before + 2);
  });

  test("[S13] a nudge is heard at once, a burst of them as one", async () => {
    const { time, rounds, loop } = looping(() => Promise.resolve(BAD));
    loop.start();
    await time.pass(700_000);
    const before = rounds.length;
    for (let i = 0; i < 4; i += 1) loop.nudge();
    await time.pass(100);
    for (let i = 0; i < 4; i += 1) loop.nudge();
    await time.pass(200);
    expect(rounds.length - before).toBe(1);
    await time.pass(4_000);
    expect(rounds.length - before).toBe(2);
  });

  test("[S13] one round at a time, and a round that throws does not end the loop", async () => {
    let under = 0;
    let most = 0;
    const { time, rounds, told, loop } = looping(async () => {
      under += 1;
      most = Math.max(most, under);
      await rest();
      under -= 1;
      throw new Error("storage");
    });
    loop.start();
    await Promise.all([loop.sendNow(), loop.sendNow()]);
    for (let i = 0; i < 30; i += 1) await time.pass(1_000);
    expect(most).toBe(1);
    expect(rounds.length).toBeGreaterThan(3);
    expect(new Set(told)).toEqual(new Set([BAD]));
  });

  test("after stopping nothing is started any more", async () => {
    const { time, rounds, loop } = looping();
    loop.start();
    await time.pass(1);
    loop.stop();
    loop.nudge();
    loop.committed();
    await time.pass(500_000);
    expect(rounds).toEqual([0]);
  });
});
