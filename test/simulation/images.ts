// Set-up schools, made once a process and used by many schedules. A handful of them: ids differ, and with them every
// order that rests on ids.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBook } from "./book.ts";
import { calm, play } from "./play.ts";
import type { SchoolImage, Written } from "./school-image.ts";
import { toyGrants } from "./toy-grants.ts";
import { makeImage, type World } from "./world.ts";

const DIFFERENT = 3;
/** Far from any schedule's seed: a school and a schedule of one seed would draw the same names. */
const FIRST_SEED = 3_999_999_990;

export interface Images {
  /** A school in which nothing was written. */
  forSeed(seed: number, devices: number): Promise<SchoolImage>;
  /** A school with one pupil and their plan, which every tablet holds; `shares`: under toyGrants. */
  begun(seed: number, devices: number, shares?: boolean): Promise<SchoolImage>;
}

type Making = Omit<Parameters<typeof makeImage>[0], "data">;

export function createImages(): Images {
  const made = new Map<string, Promise<SchoolImage>>();
  const once = (kind: string, options: Making): Promise<SchoolImage> => {
    const seed = FIRST_SEED + (options.seed % DIFFERENT);
    const name = `${kind} ${options.devices} ${seed}`;
    let image = made.get(name);
    if (!image) {
      image = makeIn({ ...options, seed });
      made.set(name, image);
    }
    return image;
  };
  return {
    forSeed: (seed, devices) => once("new", { seed, devices }),
    begun: (seed, devices, shares = false) =>
      once(shares ? "shared" : "begun", {
        seed,
        devices,
        write: onePupil,
        ...(shares ? { grantRules: toyGrants } : {}),
      }),
  };
}

async function onePupil(school: World): Promise<Written> {
  const playing = { world: school, book: createBook(), number: 0 };
  await play(playing, 0, { act: "makePupil" });
  await calm(playing);
  return { lines: [...playing.book.lines.values()], number: playing.number };
}

async function makeIn(options: Making): Promise<SchoolImage> {
  const data = mkdtempSync(join(tmpdir(), "waymark-school-"));
  try {
    return await makeImage({ ...options, data });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
