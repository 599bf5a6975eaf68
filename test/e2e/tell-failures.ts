// Stands before every end-to-end file: a test that fails tells what its tablets showed, before they are closed.

import { afterEach, beforeEach } from "vitest";
import { lastLook, openTablets } from "./last-look.ts";

beforeEach(() => {
  openTablets.testsBegan = true;
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  console.error(`\n“${task.name}” failed. What its tablets showed:`);
  for (const tablet of openTablets.all) console.error(await lastLook(tablet));
}, 120_000);
