// Plays a few schedules with one mutant in place, in a process of its own.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./mutants.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const MOST_MS = 600_000;

/** A fault that names the rule it breaks. That something fell over shows that the code ran, and no more. */
const NAMED = /^(?:Error: )?\[([A-Z]\d+[a-z]?)\]/;

/** Where a fault names one: the rule that is broken. */
export const ruleIn = (fault: string): string | undefined => NAMED.exec(fault)?.[1];

export interface Met {
  readonly fits: boolean;
  readonly says: string;
  /** The first seed that breaks a rule, with what was said of it; undefined where none does. */
  readonly found?: { readonly seed: number; readonly rules: readonly string[]; readonly fault: string };
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
      const found = foundIn(says);
      resolve({ fits: says.startsWith("patched"), says, ...(found && { found }) });
    });
  });
}

function foundIn(says: string): Met["found"] {
  for (const line of says.split("\n")) {
    if (!line.startsWith('{"seed":')) continue;
    const { seed, faults } = JSON.parse(line) as { readonly seed: number; readonly faults: readonly string[] };
    const rules = [...new Set(faults.flatMap((fault) => ruleIn(fault) ?? []))];
    const fault = faults.find((one) => ruleIn(one) !== undefined);
    if (fault !== undefined) return { seed, rules, fault };
  }
  return undefined;
}
