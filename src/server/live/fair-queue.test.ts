import { expect, test } from "vitest";
import { createFairQueue } from "./fair-queue.ts";

/** Tasks that end when the test says so, with the order in which they began. */
function works() {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    began,
    task: (name: string) => () => {
      began.push(name);
      return new Promise<string>((resolve) => void ends.set(name, () => resolve(name)));
    },
    async end(name: string) {
      ends.get(name)?.();
      await new Promise((resolve) => void setTimeout(resolve));
    },
  };
}

test("[S26] one school's flood waits for itself: another school's request goes in before the rest of it", async () => {
  const queue = createFairQueue({ atOnce: 3, atOncePerLane: 2 });
  const { began, task, end } = works();
  for (let n = 1; n <= 6; n += 1) void queue.run("flood", 1, task(`flood ${n}`));
  expect(began).toEqual(["flood 1", "flood 2"]);
  void queue.run("calm", 1, task("calm 1"));
  expect(began).toEqual(["flood 1", "flood 2", "calm 1"]);
  void queue.run("calm", 1, task("calm 2"));
  void queue.run("third", 1, task("third 1"));
  await end("flood 1");
  expect(began.slice(3)).toEqual(["third 1"]);
  for (const name of ["flood 2", "calm 1", "third 1"]) await end(name);
  expect(began.slice(4)).toEqual(["flood 3", "calm 2", "flood 4"]);
});

test("[S26] more than may wait is turned away at once, with the time to come back; a place that is free is given", async () => {
  const queue = createFairQueue({ atOnce: 1, atOncePerLane: 1, mostWaitingPerLane: 2 });
  const { began, task, end } = works();
  const first = queue.run("a", 1, task("1"));
  void queue.run("a", 1, task("2"));
  void queue.run("a", 1, task("3"));
  expect(queue.run("a", 1, task("4"))).toBeUndefined();
  expect(queue.retryAfter("a")).toBeGreaterThanOrEqual(3);
  // The other lanes have their own line.
  expect(queue.run("b", 1, task("5"))).toBeDefined();
  await end("1");
  expect(await first).toBe("1");
  expect(queue.run("a", 1, task("6"))).toBeDefined();
  for (let n = 1; n < 5; n += 1) await end(began[n] ?? "");
  expect(began.toSorted()).toEqual(["1", "2", "3", "5", "6"]);
});

test("[S26] bodies that wait do not fill the memory; one alone is taken whatever its size", async () => {
  const queue = createFairQueue({ atOnce: 1, atOncePerLane: 1, mostSizePerLane: 100 });
  const { task, end } = works();
  const whole = queue.run("a", 500, task("1"));
  expect(whole).toBeDefined();
  expect(queue.run("a", 1, task("2"))).toBeUndefined();
  await end("1");
  await whole;
  expect(queue.run("a", 60, task("3"))).toBeDefined();
  expect(queue.run("a", 60, task("4"))).toBeUndefined();
  await end("3");
  expect(queue.run("a", 60, task("5"))).toBeDefined();
});

test("a task that fails gives its place back", async () => {
  const queue = createFairQueue({ atOnce: 1, atOncePerLane: 1 });
  await expect(queue.run("a", 1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await expect(queue.run("a", 1, async () => "yes")).resolves.toBe("yes");
});
