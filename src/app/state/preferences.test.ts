import type { JsonObject } from "#base/json.ts";
import { expect, test } from "vitest";
import { createPreferences, preferencesFrom } from "./preferences.ts";

test("what stands in the store is parsed: anything odd counts as not chosen", () => {
  const asCome = { theme: "device", namesHidden: false, signal: true };
  expect(preferencesFrom(undefined)).toEqual(asCome);
  expect(preferencesFrom({ theme: "purple", namesHidden: "yes", signal: 0 })).toEqual(asCome);
  expect(preferencesFrom({ theme: "dark", namesHidden: true, signal: false })).toEqual({
    theme: "dark",
    namesHidden: true,
    signal: false,
  });
});

test("every choice is kept, and nothing but choices", () => {
  const kept: JsonObject[] = [];
  const preferences = createPreferences(preferencesFrom(undefined), (next) => kept.push(next));
  preferences.getState().hideNames(true);
  preferences.getState().setTheme("dark");
  expect(kept.at(-1)).toEqual({ theme: "dark", namesHidden: true, signal: true });
  expect(preferencesFrom(kept.at(-1))).toMatchObject({ namesHidden: true });
});
