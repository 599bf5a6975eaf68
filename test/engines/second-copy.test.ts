/// <reference types="vite/client" />

// The second copy of the outbox [V37] in the files of a real browser: written by a page where it may, by a worker
// everywhere.

import { expect, test } from "vitest";
import { mirrorIn, pageWriter, workerWriter } from "#device/store/opfs-mirror.ts";
import workerUrl from "#device/store/opfs-writer.worker.ts?worker&url";

const sorted = async (mirror: ReturnType<typeof mirrorIn>) =>
  (await mirror.read()).toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, text }) => `${name}: ${text}`);

async function keeps(mirror: ReturnType<typeof mirrorIn>): Promise<void> {
  await mirror.put("facts", '{"of":"Zoë"}');
  await Promise.all([mirror.put("pending-1", "[1]"), mirror.put("pending-2", "x".repeat(300_000))]);
  await mirror.put("facts", "{}");
  await mirror.delete("pending-2");
  await mirror.delete("never-there");
  expect(await sorted(mirror)).toEqual(["facts: {}", "pending-1: [1]"]);
  await mirror.delete("facts");
  await mirror.delete("pending-1");
  expect(await sorted(mirror)).toEqual([]);
}

/** WebKitGTK has the names and nothing behind them. What Safari has is the same engine with another back. */
const hasNone = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

test("[V37] files written by a worker are read back by a page, the last words of each", async () => {
  const write = workerWriter("by-worker", () => workerUrl);
  if (hasNone) await expect(write("facts", "{}")).rejects.toThrow(/does not support/);
  else await keeps(mirrorIn("by-worker", write));
});

test("[V37] a page that may write files itself leaves the same behind", async () => {
  const may = "createWritable" in FileSystemFileHandle.prototype;
  expect(may).toBe(!hasNone);
  if (may) await keeps(mirrorIn("by-page", pageWriter("by-page")));
});

test("[V37] a worker that does not start is told, and does not hold anything up", async () => {
  const write = workerWriter("nowhere", () => "/no-such-worker.js");
  await expect(write("facts", "{}")).rejects.toThrow(/was not written/);
});
