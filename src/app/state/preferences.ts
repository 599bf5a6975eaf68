// How this tablet looks and is held, and whether names are hidden. Nothing of a record (F2). Kept in the clear part
// of the device's store, so that the lock screen has its theme; hidden names are shown again after a reload only
// when somebody shows them.

import type { Json, JsonObject } from "#base/json.ts";
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type Theme = "device" | "light" | "dark";

interface Kept {
  readonly theme: Theme;
  readonly namesHidden: boolean;
  /** The demo's switch: a reload with the signal off stays without one. */
  readonly signal: boolean;
}

export interface Preferences extends Kept {
  setTheme(theme: Theme): void;
  hideNames(hidden: boolean): void;
  setSignal(on: boolean): void;
}

/** What stands in the store, parsed (E2): anything else counts as not chosen. */
export function preferencesFrom(stored: JsonObject | undefined): Kept {
  const theme: Json | undefined = stored?.["theme"];
  return {
    theme: theme === "light" || theme === "dark" ? theme : "device",
    namesHidden: stored?.["namesHidden"] === true,
    signal: stored?.["signal"] !== false,
  };
}

/** `keep` is told of every change. */
export function createPreferences(first: Kept, keep: (kept: JsonObject) => void) {
  const store = createStore<Preferences>()((set) => ({
    ...first,
    setTheme: (theme) => set({ theme }),
    hideNames: (namesHidden) => set({ namesHidden }),
    setSignal: (signal) => set({ signal }),
  }));
  store.subscribe(({ theme, namesHidden, signal }) => keep({ theme, namesHidden, signal }));
  return store;
}

export type PreferencesStore = ReturnType<typeof createPreferences>;

export const PreferencesContext = createContext<PreferencesStore | null>(null);

export function usePreferences<T>(pick: (preferences: Preferences) => T): T {
  const store = useContext(PreferencesContext);
  if (store === null) throw new Error("usePreferences stands outside its provider");
  return useStore(store, pick);
}
