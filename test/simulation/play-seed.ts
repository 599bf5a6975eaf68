// One seed, from what it stands for to what came of it. Whatever is thrown on the way is a fault like any other.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Images } from "./images.ts";
import type { Counts } from "./network.ts";
import { type Plan, planOfSeed } from "./plan-of-seed.ts";
import { runSchedule } from "./run-schedule.ts";

export interface Played {
  readonly seed: number;
  readonly faults: readonly string[];
  readonly counts: Counts;
}

const DEVICES = 3;
/** One schedule in so many begins before the first pupil; the others have more to do from the first act on. */
const BEGIN_WITH_NOTHING = 8;
/** Where there is a disk in memory it is taken: these databases live for some milliseconds. */
const QUICK_DISK = "/dev/shm";

export async function playSeed(images: Images, seed: number, other: Partial<Plan> = {}): Promise<Played> {
  const plan = { ...planOfSeed(seed), ...other };
  const above = existsSync(QUICK_DISK) ? QUICK_DISK : tmpdir();
  const folder = plan.restores ? mkdtempSync(join(above, "waymark-schedule-")) : undefined;
  try {
    const image =
      seed % BEGIN_WITH_NOTHING === 0
        ? await images.forSeed(seed, DEVICES)
        : await images.begun(seed, DEVICES, plan.shares);
    return await runSchedule({ seed, devices: DEVICES, image, ...plan, ...(folder === undefined ? {} : { folder }) });
  } catch (error) {
    return { seed, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)], counts: {} };
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** The line that plays a failing schedule again. */
export const replayLine = (seed: number): string => `npm run simulate -- --schedules 1 --seed ${seed}`;
