import { expect, test } from "vitest";
import { createSecondTap, SECOND_TAP } from "./second-tap.ts";

/** One place of a screen, and what stands there. */
function start(stands: string) {
  const place = { stands };
  const isSecond = createSecondTap(() => place.stands);
  const tap = (at: number, control: string | undefined, x = 100) => isSecond({ at, x, y: 100, control });
  return { place, tap };
}

test("C53: the second tap of a finger does not press what the first one brought there", () => {
  const { place, tap } = start("Could they leave?");
  expect(tap(0, "Could they leave?")).toBe(false);
  place.stands = "No";
  expect(tap(150, "No", 110)).toBe(true);
  // Nor does a third.
  expect(tap(300, "No", 105)).toBe(true);
  expect(tap(301 + SECOND_TAP, "No")).toBe(false);
});

test("C53: what came is pressed by whoever has read it, or taps elsewhere", () => {
  const { place, tap } = start("Parents told");
  tap(0, "Parents told");
  place.stands = "By phone";
  expect(tap(SECOND_TAP + 1, "By phone")).toBe(false);
  place.stands = "Something else";
  expect(tap(SECOND_TAP + 100, "Not now", 300)).toBe(false);
});

test("C53: what stood there all along is tapped as fast as fingers can", () => {
  const { tap } = start("1");
  expect([tap(0, "1"), tap(80, "1"), tap(160, "2", 130)]).toEqual([false, false, false]);
});

test("C53: a tap that met nothing to press makes no second of the next", () => {
  const { place, tap } = start("");
  tap(0, undefined);
  place.stands = "Undo";
  expect([tap(100, "Undo"), tap(150, undefined)]).toEqual([false, false]);
});

test("C53: a button that says another thing now is not pressed by the second tap: Undo does not bring back", () => {
  const isSecond = createSecondTap(() => "button");
  const tap = (at: number, says: string) => isSecond({ at, x: 100, y: 100, control: "button", says });
  expect(tap(0, "Undo")).toBe(false);
  expect(tap(150, "Bring it back")).toBe(true);
  expect(tap(300, "Bring it back")).toBe(true);
  expect(tap(301 + SECOND_TAP, "Bring it back")).toBe(false);
  expect(tap(320 + SECOND_TAP, "Bring it back")).toBe(false);
});
