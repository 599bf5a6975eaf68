// How this tablet looks and is held, told to the style sheets. Light or dark: as the tablet is set, unless somebody
// chose for this tablet; print is always light (tokens.css). The hand: what is pressed most stands on its side.

import { useEffect } from "react";
import { usePreferences } from "../state/preferences.ts";

export function ThemeKeeper() {
  const theme = usePreferences((preferences) => preferences.theme);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const apply = (): void => {
      document.documentElement.dataset["theme"] = theme === "device" ? (dark.matches ? "dark" : "light") : theme;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme]);
  const hand = usePreferences((preferences) => preferences.hand);
  useEffect(() => {
    document.documentElement.dataset["hand"] = hand;
  }, [hand]);
  return null;
}
