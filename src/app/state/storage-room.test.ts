import { expect, test } from "vitest";
import { nearlyFull } from "./storage-room.ts";

test("a browser that is nearly full is told from four fifths on, and one that does not tell is believed to have room", () => {
  const share = (used: number | undefined, quota: number | undefined) =>
    nearlyFull({ used, quota, persisted: undefined });
  expect(share(799, 1000)).toBeUndefined();
  expect(share(800, 1000)).toBe(80);
  expect(share(1200, 1000)).toBe(100);
  expect(share(5, 0)).toBeUndefined();
  expect(share(undefined, 1000)).toBeUndefined();
  expect(share(5, undefined)).toBeUndefined();
});
