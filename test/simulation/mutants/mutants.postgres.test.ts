// Mistakes that only several servers over one PostgreSQL show: for each, the test that must find it is run with the
// mistake in place, and has to fail.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { DATABASE_MUTANTS } from "./database-mutants.ts";
import type { Mutant } from "./mutants.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function runTest(
  file: string,
  mutant: Mutant | undefined,
): Promise<{ readonly code: number | null; readonly says: string }> {
  const args = [at("../../../node_modules/vitest/vitest.mjs"), "run", "--config", at("with-mutant.vitest.ts"), file];
  const child = spawn(process.execPath, args, {
    cwd: at("../../.."),
    env: {
      ...process.env,
      TEST_DATABASE_URL: inject("postgres"),
      MUTANT: mutant?.name,
      NO_COLOR: "1",
      // Of the run this one is started from.
      VITEST_POOL_ID: undefined,
      VITEST_WORKER_ID: undefined,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let says = "";
  child.stdout.on("data", (data: Buffer) => (says += data.toString()));
  child.stderr.on("data", (data: Buffer) => (says += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, says }));
  });
}

test.each(DATABASE_MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
  "is found: %s",
  async (_name, mutant) => {
    const { code, says } = await runTest(mutant.test as string, mutant);
    expect(says).toContain("patched");
    expect(code, says).not.toBe(0);
    expect(says).toMatch(/\d+ failed/);
  },
  180_000,
);
