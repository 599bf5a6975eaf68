import type { JsonObject } from "#base/json.ts";
import { expect, test } from "vitest";
import { createPreferences, preferencesFrom } from "./preferences.ts";

test("what stands in the store is parsed: anything odd counts as not chosen", () => {
  const asCome = { theme: "device", namesHidden: undefined, hand: "right", shortcuts: true, room: "", signal: true };
  expect(preferencesFrom(undefined)).toEqual(asCome);
  expect(
    preferencesFrom({ theme: "purple", namesHidden: "yes", hand: 2, shortcuts: 0, room: null, signal: 0 }),
  ).toEqual(asCome);
  expect(preferencesFrom({ theme: "dark", namesHidden: true, hand: "left", shortcuts: false, signal: false })).toEqual({
    ...asCome,
    theme: "dark",
    namesHidden: true,
    hand: "left",
    shortcuts: false,
    signal: false,
  });
});

test("every choice is kept, and nothing but choices", () => {
  const kept: JsonObject[] = [];
  const preferences = createPreferences(preferencesFrom(undefined), (next) => kept.push(next));
  preferences.getState().hideNames(true);
  preferences.getState().setTheme("dark");
  preferences.getState().setHand("left");
  preferences.getState().setShortcuts(false);
  preferences.getState().keepBoth("a+b");
  expect(kept.at(-1)).toEqual({
    theme: "dark",
    namesHidden: true,
    hand: "left",
    shortcuts: false,
    room: "",
    signal: true,
  });
  expect(preferencesFrom(kept.at(-1))).toMatchObject({ namesHidden: true });
});

test("[C48] showing names lasts until the lock; hiding them lasts until somebody shows them", () => {
  const kept: JsonObject[] = [];
  const preferences = createPreferences(preferencesFrom(undefined), (next) => kept.push(next));
  preferences.getState().hideNames(false);
  expect(preferencesFrom(kept.at(-1)).namesHidden).toBeUndefined();
  preferences.getState().endSitting();
  expect(preferences.getState().namesHidden).toBeUndefined();
  preferences.getState().hideNames(true);
  preferences.getState().endSitting();
  expect(preferences.getState().namesHidden).toBe(true);
});

test("whoever has the tablet next is shown the hints that somebody else put aside", () => {
  const preferences = createPreferences(preferencesFrom(undefined), () => undefined);
  preferences.getState().keepBoth("one|two");
  expect(preferences.getState().keptBoth).toEqual(["one|two"]);
  preferences.getState().endSitting();
  expect(preferences.getState().keptBoth).toEqual([]);
});
