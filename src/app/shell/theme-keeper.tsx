// Light or dark: as the tablet is set, unless somebody chose for this tablet. Print is always light (tokens.css).

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
  return null;
}
