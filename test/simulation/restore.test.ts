// A server put back to an old backup: whatever any device still keeps comes back, though the order between devices
// is gone.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runSchedule } from "./run-schedule.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-restore-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("[S9] [I12] after a restore every device offers again what it keeps, and nothing of it is lost", async () => {
  const failing: string[] = [];
  let undone = 0;
  for (let seed = 90_001; seed <= 90_008; seed += 1) {
    const { faults, counts } = await runSchedule({ seed, restoreIn: join(folder, `${seed}`) });
    undone += counts["undone"] ?? 0;
    if (faults.length > 0) failing.push(`seed ${seed}\n  ${faults.slice(0, 6).join("\n  ")}`);
  }
  expect(failing).toEqual([]);
  expect(undone).toBeGreaterThan(15);
});
