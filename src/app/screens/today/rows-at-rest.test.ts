import { expect, test } from "vitest";
import type { RoomRow } from "./room-rows.ts";
import { heldWords, scopesOf, standing, tallKey } from "./rows-at-rest.ts";

const row = (scope: string, unsent = 0): RoomRow => ({ entry: { scope }, unsent }) as unknown as RoomRow;

test("[C49] rows stand as they stood, say what is said of them now, and whoever may not be seen any more is gone", () => {
  const held = scopesOf([row("ada"), row("ben"), row("zoe")]);
  const now = [row("zoe"), row("kofi"), row("ada", 1)];
  expect(standing(now, held)).toEqual([row("ada", 1), row("zoe")]);
  expect(standing(now, scopesOf(now))).toEqual(now);
  expect(standing(now, scopesOf([]))).toEqual([]);
});

test("[C49] of a row whose lines changed the lines before are held, and of no other", () => {
  const before = [row("ada"), row("ben"), row("left")].map((one) => ({ ...one, milestone: "2 of 3" }));
  const now = [{ ...row("ada", 1), milestone: "2 of 3" }, { ...row("ben"), milestone: "3 of 3" }, row("kofi")];
  expect([...heldWords(now, before)]).toMatchObject([["ben", { milestone: "2 of 3" }]]);
  expect(tallKey([row("ada", 1)])).toBe(tallKey([row("ada")]));
  expect(tallKey([{ ...row("ada"), milestone: "3 of 3" }])).not.toBe(tallKey([row("ada")]));
});
