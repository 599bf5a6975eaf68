import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ALL_MUTANTS } from "./mutants/all-mutants.ts";
import { createImages } from "./images.ts";
import { planFrom } from "./plan-of-seed.ts";
import { playSeed } from "./play-seed.ts";
import { runMutant } from "./mutants/run-mutant.ts";

/** A few beyond the one that is known to find it: what is patched goes on changing, and seeds with it. */
const SCHEDULES = 10;

// What makes the simulation worth believing: it finds each of these. A seed that no longer does is searched anew with
// test/simulation/mutants/search.ts.
describe("seeded mistakes", () => {
  test("where there is no mistake, the same schedules find none", async () => {
    const images = createImages();
    const failing: string[] = [];
    for (const { name, seed, kind = [] } of ALL_MUTANTS) {
      if (seed === undefined) continue;
      const { faults } = await playSeed(images, seed, planFrom(kind));
      if (faults.length > 0) failing.push(`${name}: ${seed} ${kind.join(" ")}: ${faults[0]}`);
    }
    expect(failing).toEqual([]);
  });

  test("each is named in the list of what must be found, and nothing else is", () => {
    const [, list = ""] =
      /## Mistakes it must find\n([\s\S]*?)\n## /.exec(readFileSync("docs/spec/sync.md", "utf8")) ?? [];
    const named = [...list.matchAll(/^\| [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, names = ""]) => names.split("; "));
    const listed = named.filter((name) => name !== "the mistake, by its name");
    expect(listed.sort()).toEqual(ALL_MUTANTS.map(({ name }) => name).sort());
  });

  const played = ALL_MUTANTS.filter((mutant) => mutant.test === undefined);
  test.concurrent.each(played.map((mutant) => [mutant.name, mutant] as const))(
    "is found: %s",
    async (_name, mutant) => {
      const met = await runMutant(mutant, SCHEDULES);
      expect(met.fits, met.says).toBe(true);
      // That it fell over is not enough: a rule must have been seen broken.
      expect(met.found?.rules ?? [], met.says.slice(0, 2_000)).not.toEqual([]);
      process.stdout.write(`${mutant.name}: ${met.found?.rules.join(" ")} at ${met.found?.seed}\n`);
    },
    240_000,
  );
});
