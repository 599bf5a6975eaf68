// A part of the app that is fetched when it is first wanted. Until the worker keeps every screen, the line may go in the
// middle of that. React remembers a failure for as long as the page stands, so none reaches it before it was asked for a
// good while: whoever waits sees that it is opening, and it comes with the signal.

import { type ComponentType, lazy, type LazyExoticComponent } from "react";

/** Milliseconds between two tries; a line that is away for longer than all of them is told as a screen that stopped. */
const WAITS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000];

type Chunk<Props> = { readonly default: ComponentType<Props> };

export function fetched<Props>(load: () => Promise<Chunk<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => untilFetched(load, pause));
}

/** Asks again after each wait; what the last try throws is thrown. */
export async function untilFetched<T>(
  load: () => Promise<T>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<T> {
  for (const milliseconds of WAITS) {
    try {
      return await load();
    } catch {
      await wait(milliseconds);
    }
  }
  return load();
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
