import { expect, test } from "vitest";
import { passedBetween } from "./time-passed.ts";

const AT = { steady: 1_000, wall: 1_780_000_000_000 };
const HOUR = 3_600_000;

test("[V36] an hour in which the machine slept has passed: its steady clock stood still, the clock on the wall did not", () => {
  expect(passedBetween(AT, { steady: 1_005, wall: AT.wall + HOUR })).toBe(HOUR);
});

test("[V36] a clock that is set back takes nothing of the time that has passed", () => {
  expect(passedBetween(AT, { steady: 1_000 + HOUR, wall: AT.wall - 30 * HOUR })).toBe(HOUR);
  expect(passedBetween(AT, { steady: 1_000, wall: AT.wall - HOUR })).toBe(0);
});
