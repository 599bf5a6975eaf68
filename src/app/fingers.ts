// Fingers at the glass. While a finger is down, and for a moment after it was lifted, what can be tapped keeps its place:
// the next tap of a series meets what the adult aims at.

import { createSource, type Signal } from "#base/signal.ts";

/** Milliseconds after the last finger was lifted: the taps down a list come closer together than this. */
export const AT_REST = 1_000;
/** Milliseconds: a palm on the glass, or a finger whose lifting nobody told of, does not hold a list back for longer. */
export const AT_MOST = 10_000;

export interface Fingers {
  readonly near: Signal<boolean>;
  /** A pointer came down; its number is the browser's. */
  down(pointer: number): void;
  /** It was lifted, or went on to move the page. */
  up(pointer: number): void;
}

/** `after` runs a task once, after so many milliseconds, and gives back the way to call it off. */
export function createFingers(after: (milliseconds: number, task: () => void) => () => void): Fingers {
  const near = createSource(false);
  const held = new Set<number>();
  let callOff = (): void => undefined;
  const leave = (): void => {
    held.clear();
    near.set(false);
  };
  const stay = (): void => {
    callOff();
    callOff = after(held.size > 0 ? AT_MOST : AT_REST, leave);
    near.set(true);
  };
  return {
    near,
    down(pointer) {
      held.add(pointer);
      stay();
    },
    up(pointer) {
      if (held.delete(pointer)) stay();
    },
  };
}
