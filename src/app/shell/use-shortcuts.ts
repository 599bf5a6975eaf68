// Keys that act by themselves: "/" to search, N for a new log, 1 to 9 for chips. They are off while somebody types,
// with a modifier, behind an open sheet, and where they are switched off for this tablet (WCAG 2.1.4).

import { useEffect, useEffectEvent } from "react";
import { usePreferences } from "../state/preferences.ts";

const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/** True where a key is part of what somebody types. */
const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest(FIELDS) !== null;

/**
 * Calls `act` with a key ("/", "n", "3") that nobody types; it answers whether the key meant something. `inSheet`: the
 * screen stands in a sheet; those behind it are not called.
 */
export function useShortcuts(act: (key: string) => boolean, inSheet = false): void {
  const on = usePreferences((preferences) => preferences.shortcuts);
  const hear = useEffectEvent((press: KeyboardEvent) => {
    if (press.defaultPrevented || press.altKey || press.ctrlKey || press.metaKey || isTyping(press.target)) return;
    if (!inSheet && document.querySelector("dialog[open]") !== null) return;
    if (act(press.key.toLowerCase())) press.preventDefault();
  });
  useEffect(() => {
    if (!on) return;
    const listener = (press: KeyboardEvent): void => hear(press);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [on]);
}
