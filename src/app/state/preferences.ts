// How this tablet looks and is held, and whether names are hidden. Nothing of a record (F2). Kept in the clear part
// of the device's store, so that the lock screen has its theme; hidden names are shown again after a reload only
// when somebody shows them.

import type { Json, JsonObject } from "#base/json.ts";
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type Theme = "device" | "light" | "dark";
/** The hand that is free to tap: what is pressed most stands on its side. */
export type Hand = "right" | "left";

interface Kept {
  readonly theme: Theme;
  /** What was chosen on this tablet; undefined where the school's setting holds. Showing them ends with the lock or the hand-over. */
  readonly namesHidden: boolean | undefined;
  readonly hand: Hand;
  /** Keys that act by themselves, on a tablet with a keyboard. They can be switched off (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  /** The room this tablet lies in, where the school has several; "" for all of them. */
  readonly room: string;
  /** The demo's switch: a reload with the signal off stays without one. */
  readonly signal: boolean;
}

export interface Preferences extends Kept {
  /** Pairs of similar logs somebody looked at and left as they are. Not kept: after a reload the hint is there again. */
  readonly keptBoth: readonly string[];
  keepBoth(pair: string): void;
  setHand(hand: Hand): void;
  setShortcuts(on: boolean): void;
  setRoom(room: string): void;
  setTheme(theme: Theme): void;
  hideNames(hidden: boolean): void;
  /** Locked, or handed over: whoever comes next did not choose to show names, nor look at those pairs. */
  endSitting(): void;
  setSignal(on: boolean): void;
}

/** What stands in the store, parsed (E2): anything else counts as not chosen. */
export function preferencesFrom(stored: JsonObject | undefined): Kept {
  const theme: Json | undefined = stored?.["theme"];
  return {
    theme: theme === "light" || theme === "dark" ? theme : "device",
    namesHidden: stored?.["namesHidden"] === true ? true : undefined,
    hand: stored?.["hand"] === "left" ? "left" : "right",
    shortcuts: stored?.["shortcuts"] !== false,
    room: typeof stored?.["room"] === "string" ? stored["room"] : "",
    signal: stored?.["signal"] !== false,
  };
}

/** `keep` is told of every change. */
export function createPreferences(first: Kept, keep: (kept: JsonObject) => void) {
  const store = createStore<Preferences>()((set) => ({
    ...first,
    keptBoth: [],
    keepBoth: (pair) => set(({ keptBoth }) => ({ keptBoth: [...keptBoth, pair] })),
    setTheme: (theme) => set({ theme }),
    setHand: (hand) => set({ hand }),
    setShortcuts: (shortcuts) => set({ shortcuts }),
    setRoom: (room) => set({ room }),
    hideNames: (namesHidden) => set({ namesHidden }),
    endSitting: () =>
      set(({ namesHidden }) => ({ keptBoth: [], ...(namesHidden === false && { namesHidden: undefined }) })),
    setSignal: (signal) => set({ signal }),
  }));
  store.subscribe(({ theme, namesHidden, hand, shortcuts, room, signal }) =>
    keep({ theme, namesHidden: namesHidden === true, hand, shortcuts, room, signal }),
  );
  return store;
}

export type PreferencesStore = ReturnType<typeof createPreferences>;

export const PreferencesContext = createContext<PreferencesStore | null>(null);

export function usePreferences<T>(pick: (preferences: Preferences) => T): T {
  const store = useContext(PreferencesContext);
  if (store === null) throw new Error("usePreferences stands outside its provider");
  return useStore(store, pick);
}
