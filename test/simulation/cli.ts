// Plays schedules from the command line: npm run simulate -- --schedules 1000 --seed 1
// The first failing seed is told with the line that plays it again.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { replayLine, runSchedule } from "./run-schedule.ts";

const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    length: { type: "string", default: "60" },
    devices: { type: "string", default: "3" },
    /** Backs the server up on the way and puts it back later. */
    restore: { type: "boolean", default: false },
    /** Stops at the first failing seed. */
    first: { type: "boolean", default: false },
  },
});
const [schedules, first, length, devices] = [values.schedules, values.seed, values.length, values.devices].map(Number);

const totals: { [what: string]: number } = {};
const failing: number[] = [];
const start = performance.now();
for (let i = 0; i < (schedules ?? 0); i += 1) {
  const seed = (first ?? 1) + i;
  let faults: readonly string[];
  try {
    const restoreIn = values.restore ? { restoreIn: mkdtempSync(join(tmpdir(), "waymark-simulate-")) } : {};
    const outcome = await runSchedule({ seed, length: length ?? 60, devices: devices ?? 3, ...restoreIn });
    if (restoreIn.restoreIn) rmSync(restoreIn.restoreIn, { recursive: true, force: true });
    faults = outcome.faults;
    for (const [what, count] of Object.entries(outcome.counts)) totals[what] = (totals[what] ?? 0) + count;
  } catch (error) {
    faults = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
  if (faults.length === 0) continue;
  failing.push(seed);
  process.stdout.write(`\nseed ${seed}: ${faults.slice(0, 8).join("\n  ")}\n  again: ${replayLine(seed)}\n`);
  if (values.first) break;
}
const each = Math.round((performance.now() - start) / Math.max(1, schedules ?? 0));
process.stdout.write(`\n${schedules} schedules, ${failing.length} failing, ${each} ms each\n`);
for (const [what, count] of Object.entries(totals).sort()) process.stdout.write(`  ${what}: ${count}\n`);
process.exitCode = failing.length > 0 ? 1 : 0;
