import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStorage } from "#server/storage/open-storage.ts";

test("[S26] a long line of transactions lets timers and sockets have their turn between them", async () => {
  const data = mkdtempSync(join(tmpdir(), "waymark-breathes-"));
  const storage = await openStorage({ data, databaseUrl: undefined }, { now: () => 1 }, () => undefined);
  let done = 0;
  const line = Promise.all(
    Array.from({ length: 50 }, () => storage.readServer((tx) => tx.schools().then(() => (done += 1)))),
  );
  const seen = new Set<number>();
  let over = false;
  void line.then(() => (over = true));
  while (!over) {
    await new Promise((resolve) => void setImmediate(resolve));
    seen.add(done);
  }
  // Without a breath there would be nothing to see but the beginning and the end.
  expect(seen.size).toBeGreaterThan(20);
  await storage.close();
  rmSync(data, { recursive: true });
});
