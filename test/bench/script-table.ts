// The app as it is built for a school, and what of it a tablet has to fetch.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildSize, FIRST_SCRIPT_TARGET, kilobytes, todayScript } from "../tools/build-size.ts";
import type { Table } from "./figures.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds it apart from dist, which somebody may be using; gives the folder. */
export async function buildApp(): Promise<string> {
  const folder = join(root, ".cache/bench-app");
  await build({ root, logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
  return folder;
}

export async function scriptTable(): Promise<Table> {
  const dist = await buildApp();
  const { firstScript } = buildSize(dist);
  return {
    sides: ["compressed"],
    lines: [
      {
        what: `Script before the first screen of a first visit can be tapped, to ${kilobytes(FIRST_SCRIPT_TARGET)}`,
        cells: [kilobytes(firstScript)],
        ratio: firstScript / FIRST_SCRIPT_TARGET,
        limit: 1,
      },
      {
        what: "Script before Today can be used on a tablet that is opened again",
        cells: [kilobytes(todayScript(dist))],
      },
    ],
  };
}
