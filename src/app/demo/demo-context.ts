// What the demo's bar works: handed in by the root.

import { createContext, useContext } from "react";
import type { SignalSwitch } from "./signal-switch.ts";

export interface Demo {
  readonly signal: SignalSwitch;
  /** Leaves the demo, removes every trace of it here, and goes back to the beginning. */
  startAgain(): Promise<void>;
}

export const DemoContext = createContext<Demo | null>(null);

export function useDemo(): Demo {
  const demo = useContext(DemoContext);
  if (demo === null) throw new Error("useDemo stands outside its provider");
  return demo;
}
