// Set-up schools, made once a process and used by many schedules. A handful of them: ids differ, and with them every
// order that rests on ids.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SchoolImage } from "./school-image.ts";
import { makeImage } from "./world.ts";

const DIFFERENT = 3;
/** Far from any schedule's seed: a school and a schedule of one seed would draw the same names. */
const FIRST_SEED = 4_000_000_000;

export interface Images {
  forSeed(seed: number, devices: number): Promise<SchoolImage>;
}

export function createImages(): Images {
  const made = new Map<string, Promise<SchoolImage>>();
  return {
    forSeed(seed, devices) {
      const which = seed % DIFFERENT;
      const name = `${devices} ${which}`;
      let image = made.get(name);
      if (!image) {
        image = makeIn(FIRST_SEED + which, devices);
        made.set(name, image);
      }
      return image;
    },
  };
}

async function makeIn(seed: number, devices: number): Promise<SchoolImage> {
  const data = mkdtempSync(join(tmpdir(), "waymark-school-"));
  try {
    return await makeImage({ seed, devices, data });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
