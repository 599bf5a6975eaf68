import { expect, test } from "vitest";
import type { Summary } from "#ledger/slim.ts";
import { idleMinutes } from "./auto-lock.ts";

const school = (lockAfter?: unknown): Summary =>
  ({ scope: "school", slims: [{ type: "school-settings", fields: { lockAfter } }] }) as unknown as Summary;

test("[V36] a tablet locks after five minutes, or as many as the school says, never fewer than two or more than fifteen", () => {
  const chosen = [undefined, 2, 9, 15, 0, 1, 90, Number.NaN, "12"];
  expect(chosen.map((minutes) => idleMinutes(school(minutes)))).toEqual([5, 2, 9, 15, 2, 2, 15, 5, 5]);
  expect(idleMinutes(undefined)).toBe(5);
});
