// Plays a few schedules with one mutant in place, in a process of its own.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./mutants.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const MOST_MS = 600_000;

/** A line of player.ts that tells of faults. */
export const FOUND = /^\{"seed":(\d+),"faults":\["(.*?)"[,\]]/m;

export interface Met {
  readonly fits: boolean;
  readonly found: boolean;
  readonly says: string;
}

export function runMutant(mutant: Mutant, schedules: number, seed = mutant.seed ?? 1): Promise<Met> {
  const loaded = ["--import", `${HERE}../quick/use-native-curves.ts`, "--import", `${HERE}apply-mutant.ts`];
  const args = [...loaded, `${HERE}../player.ts`, `${seed}`, `${schedules}`, "--first", ...(mutant.kind ?? [])];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, MUTANT: mutant.name },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let says = "";
  child.stdout.on("data", (data: Buffer) => (says += data.toString()));
  child.stderr.on("data", (data: Buffer) => (says += data.toString()));
  // A mistake may also be one that never comes to rest; then nothing was found in time.
  const timer = setTimeout(() => child.kill("SIGKILL"), MOST_MS);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => {
      clearTimeout(timer);
      resolve({ fits: says.startsWith("patched"), found: FOUND.test(says), says });
    });
  });
}
