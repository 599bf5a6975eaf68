// What stands where on a screen changes once no finger is at the glass; what a thing says changes at once (C49).

import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { createFingers, type Fingers } from "./fingers.ts";

/** The fingers at this page, for as long as the screen stands. */
export function useFingers(): Fingers {
  const [fingers] = useState(() =>
    createFingers((milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    }),
  );
  useEffect(() => {
    const down = ({ pointerId }: PointerEvent): void => fingers.down(pointerId);
    const up = ({ pointerId }: PointerEvent): void => fingers.up(pointerId);
    // Before anybody else hears of it: what a tap changes is already held.
    const heard = { capture: true, passive: true };
    addEventListener("pointerdown", down, heard);
    addEventListener("pointerup", up, heard);
    addEventListener("pointercancel", up, heard);
    return () => {
      removeEventListener("pointerdown", down, heard);
      removeEventListener("pointerup", up, heard);
      removeEventListener("pointercancel", up, heard);
    };
  }, [fingers]);
  return fingers;
}

/** The value as it was while a finger is near; the one that is, as soon as it is not, or something else was asked for. */
export function useAtRest(value: string, asked: string, fingers: Fingers): string {
  const [held, setHeld] = useState({ value, asked });
  const isOther = held.value !== value;
  const waits = isOther && held.asked === asked && fingers.near.get();
  if ((isOther && !waits) || held.asked !== asked) setHeld({ value, asked });
  useEffect(() => {
    if (!waits) return undefined;
    const look = (): void => {
      if (!fingers.near.get()) setHeld({ value, asked });
    };
    look();
    return fingers.near.subscribe(look);
  }, [waits, value, asked, fingers]);
  return waits ? held.value : value;
}

/** What goes from above a list leaves its room for as long as a finger is near: a second tap does not meet the list. */
export function useKeptHeight(block: RefObject<HTMLElement | null>, fingers: Fingers): void {
  useLayoutEffect(
    () =>
      fingers.near.subscribe(() => {
        const { current } = block;
        if (current) current.style.minBlockSize = fingers.near.get() ? `${current.offsetHeight}px` : "";
      }),
    [block, fingers],
  );
}
