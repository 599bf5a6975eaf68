// The quick database holds what the real one holds: the same schedules on a file of their own, opened as a server opens
// it, come out the same to the byte.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canonicalJson, type Json } from "#base/json.ts";
import { createImages } from "./images.ts";
import { planOfSeed } from "./plan-of-seed.ts";
import { runSchedule } from "./run-schedule.ts";

test("a schedule on the lasting database and one on a file say and keep the same", async () => {
  const images = createImages();
  for (let seed = 60_001; seed <= 60_012; seed += 1) {
    const plan = { ...planOfSeed(seed), restores: false };
    const image = await images.begun(seed, 3, plan.shares);
    const folder = mkdtempSync(join(tmpdir(), "waymark-file-"));
    try {
      const quick = await runSchedule({ seed, image, ...plan });
      const onFile = await runSchedule({ seed, image, ...plan, folder });
      expect(quick.faults).toEqual([]);
      expect(onFile.counts).toEqual(quick.counts);
      expect(onFile.met).toEqual(quick.met);
      const { log, rows, seq, epoch, horizon } = quick.state;
      const told = canonicalJson([log, [...rows.values()], seq, epoch, horizon] as unknown as Json);
      const { state } = onFile;
      const there = [state.log, [...state.rows.values()], state.seq, state.epoch, state.horizon];
      expect(canonicalJson(there as unknown as Json)).toBe(told);
      expect(rows.size).toBeGreaterThan(2);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

test("it is lent to one schedule at a time, rolls back what fails, and forgets what was done", async () => {
  const { school, database } = await createImages().begun(1, 2);
  const lasting = await database.inMemory();
  const first = lasting.open();
  expect(() => lasting.open()).toThrow("another schedule");
  const was = await first.transact(school, (tx) => tx.row());
  await first.transact(school, (tx) => tx.setEpoch("another"));
  const failing = first.transact(school, async (tx) => {
    await tx.setEpoch("a third");
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect((await first.transact(school, (tx) => tx.row())).epoch).toBe("another");
  await first.close();
  const second = lasting.open();
  expect(await second.transact(school, (tx) => tx.row())).toEqual(was);
  await second.close();
});
