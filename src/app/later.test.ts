import { afterEach, expect, test, vi } from "vitest";
import { createSource } from "#base/signal.ts";
import type { Standing } from "#device/device.ts";
import { inTime, known } from "./later.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Whether it is over, looked at after everything that was ready to run has run. */
async function isOver(waited: Promise<void>): Promise<boolean> {
  let over = false;
  void waited.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

test("the first screen waits until it is known who is here, and not for ever", async () => {
  vi.useFakeTimers();
  const standing = createSource<Standing>({ state: "starting" });
  const waited = known(standing);
  expect(await isOver(waited)).toBe(false);
  standing.set({ state: "broken", sentence: "The storage cannot be read." });
  expect(await isOver(waited)).toBe(true);
  expect(await isOver(known(standing))).toBe(true);
  const never = known(createSource<Standing>({ state: "starting" }));
  expect(await isOver(never)).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await isOver(never)).toBe(true);
});

test("a look at a storage that does not answer keeps no page empty, and what it says later counts no more", async () => {
  vi.useFakeTimers();
  const said: unknown[] = [];
  let answer: (found: string) => void = () => undefined;
  const slow = new Promise<string>((resolve) => (answer = resolve));
  void inTime(slow).then((found) => said.push(found));
  await vi.advanceTimersByTimeAsync(1_900);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  answer("somebody");
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([undefined]);
  await expect(inTime(Promise.resolve("somebody"))).resolves.toBe("somebody");
});
