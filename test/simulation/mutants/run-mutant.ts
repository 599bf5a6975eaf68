// Plays a few schedules with one mutant in place, in a process of its own.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./mutants.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** A line of player.ts that tells of faults. */
export const FOUND = /^\{"seed":(\d+),"faults":\["(.*?)"[,\]]/m;

export interface Met {
  readonly fits: boolean;
  readonly found: boolean;
  readonly says: string;
}

export function runMutant(mutant: Mutant, schedules: number, seed = mutant.seed): Promise<Met> {
  const loaded = ["--import", `${HERE}../quick/use-native-curves.ts`, "--import", `${HERE}apply-mutant.ts`];
  const args = [...loaded, `${HERE}../player.ts`, `${seed}`, `${schedules}`, "--first", ...(mutant.kind ?? [])];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, MUTANT: mutant.name },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let says = "";
  child.stdout.on("data", (data: Buffer) => (says += data.toString()));
  child.stderr.on("data", (data: Buffer) => (says += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => resolve({ fits: says.startsWith("patched"), found: FOUND.test(says), says }));
  });
}
