import { expect, test } from "vitest";
import type { RoomRow } from "./room-rows.ts";
import { scopesOf, standing } from "./rows-at-rest.ts";

const row = (scope: string, unsent = 0): RoomRow => ({ entry: { scope }, unsent }) as unknown as RoomRow;

test("[C49] rows stand as they stood, say what is said of them now, and whoever may not be seen any more is gone", () => {
  const held = scopesOf([row("ada"), row("ben"), row("zoe")]);
  const now = [row("zoe"), row("kofi"), row("ada", 1)];
  expect(standing(now, held)).toEqual([row("ada", 1), row("zoe")]);
  expect(standing(now, scopesOf(now))).toEqual(now);
  expect(standing(now, scopesOf([]))).toEqual([]);
});
