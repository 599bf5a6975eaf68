// How this tablet looks in this sitting: theme, hand, hidden names, the sheet that is open. Nothing of a record (F2).

import { createStore } from "zustand/vanilla";
import { useStore } from "zustand";
import { createContext, useContext } from "react";

export type Theme = "device" | "light" | "dark";
export type Hand = "right" | "left";

export interface Preferences {
  readonly theme: Theme;
  readonly hand: Hand;
  readonly namesHidden: boolean;
  setTheme(theme: Theme): void;
  setHand(hand: Hand): void;
  hideNames(hidden: boolean): void;
}

export function createPreferences() {
  return createStore<Preferences>()((set) => ({
    theme: "device",
    hand: "right",
    namesHidden: false,
    setTheme: (theme) => set({ theme }),
    setHand: (hand) => set({ hand }),
    hideNames: (namesHidden) => set({ namesHidden }),
  }));
}

export type PreferencesStore = ReturnType<typeof createPreferences>;

export const PreferencesContext = createContext<PreferencesStore | null>(null);

export function usePreferences<T>(pick: (preferences: Preferences) => T): T {
  const store = useContext(PreferencesContext);
  if (store === null) throw new Error("usePreferences stands outside its provider");
  return useStore(store, pick);
}
