import { describe, expect, test } from "vitest";
import { MUTANTS } from "./mutants/mutants.ts";
import { runMutant } from "./mutants/run-mutant.ts";

// What makes the simulation worth believing: it finds each of these. A seed that no longer does is searched anew with
// test/simulation/mutants/search.ts.
describe("seeded mistakes", () => {
  test.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    "is found: %s",
    async (_name, mutant) => {
      const met = await runMutant(mutant, 12);
      expect(met.fits, met.says).toBe(true);
      expect(met.found, met.says).toBe(true);
    },
    120_000,
  );
});
