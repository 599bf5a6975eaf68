import { expect, test } from "vitest";
import { untilFetched } from "./until-fetched.ts";

test("a screen whose script is lost on the way is asked for again, a little later each time, and comes with the signal", async () => {
  const waits: number[] = [];
  let tries = 0;
  const load = (): Promise<string> =>
    (tries += 1) < 9 ? Promise.reject(new Error("no signal")) : Promise.resolve("it");
  expect(await untilFetched(load, async (milliseconds) => void waits.push(milliseconds))).toBe("it");
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test("one that comes at once is asked for once, and one that nobody waits for any more is not asked for again", async () => {
  let tries = 0;
  const here = (): Promise<number> => Promise.resolve((tries += 1));
  expect(await untilFetched(here, () => Promise.reject(new Error("waited in vain")))).toBe(1);
  let waits = 0;
  const never = (): Promise<string> => Promise.reject(new Error("there is no such file"));
  const wait = async (): Promise<void> => void (waits += 1);
  expect(await untilFetched(never, wait, () => waits === 3)).toBeUndefined();
  expect(waits).toBe(3);
});
