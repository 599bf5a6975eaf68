import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { accessAnswers } from "./access/access-answers.ts";
import { createTwoSchools } from "./access/two-schools.ts";

test("[A2] [A3] every role, every route, own, other, another school's and absent: the answers that were reviewed, none else", async () => {
  const schools = await createTwoSchools();
  const { text, answers, faults } = await accessAnswers(schools);
  await schools.world.end();
  expect(faults).toEqual([]);
  expect(text).toBe(readFileSync(join(import.meta.dirname, "../golden/access-answers.txt"), "utf8"));
  expect(answers).toBeGreaterThan(800);
}, 600_000);
