// Runs single tests with one mutant's patches in the source (mutants.postgres.test.ts).

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { mutantNamed, patched } from "./patched.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const mutant = mutantNamed(process.env["MUTANT"]);

export default defineConfig({
  root: at("../../.."),
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      transform(code, id) {
        const source = patched(mutant, id, () => code);
        if (source !== undefined) process.stdout.write("patched\n");
        return source;
      },
    },
  ],
  test: {
    include: ["test/contracts/**/*.test.ts"],
    globalSetup: [at("../../tools/postgres-for-tests.ts")],
    testTimeout: 60_000,
  },
});
