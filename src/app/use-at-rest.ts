// What stands where on a screen changes once no finger is at the glass; what a thing says changes at once (C49).

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
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
export const useAtRest = (value: string, asked: string, fingers: Fingers): string =>
  useHeldAtRest(value, value, asked, fingers);

/** The same of anything: two values are one while they have one key. */
export function useHeldAtRest<T>(value: T, key: string, asked: string, fingers: Fingers): T {
  const [held, setHeld] = useState({ value, key, asked });
  const isOther = held.key !== key;
  const waits = isOther && held.asked === asked && fingers.near.get();
  if ((isOther && !waits) || held.asked !== asked) setHeld({ value, key, asked });
  const now = useRef(value);
  useLayoutEffect(() => {
    now.current = value;
  }, [value]);
  useEffect(() => {
    if (!waits) return undefined;
    const look = (): void => {
      if (!fingers.near.get()) setHeld({ value: now.current, key, asked });
    };
    look();
    return fingers.near.subscribe(look);
  }, [waits, key, asked, fingers]);
  return waits ? held.value : value;
}

/**
 * A block above a list is as high as it was for as long as a finger is near: what comes into it or goes from it meets no
 * second tap on the list. A tap on the block itself asks for something, and what it asked for is shown at once.
 */
export function useKeptHeight(block: RefObject<HTMLElement | null>, fingers: Fingers): void {
  useLayoutEffect(() => {
    let height = "";
    const look = (): void => {
      height = `${block.current?.offsetHeight ?? 0}px`;
    };
    const keep = ({ target }: PointerEvent): void => {
      const { current } = block;
      if (!current) return;
      const isAsked = target instanceof Node && current.contains(target);
      current.style.minBlockSize = height;
      current.style.maxBlockSize = isAsked ? "" : height;
      current.style.overflow = isAsked ? "" : "clip";
    };
    const letGo = (): void => {
      const { current } = block;
      if (!current || fingers.near.get()) return;
      current.style.minBlockSize = "";
      current.style.maxBlockSize = "";
      current.style.overflow = "";
    };
    const heard = { capture: true, passive: true };
    // Every block is looked at before the first is changed: the page is not laid out anew for each of them.
    addEventListener("pointerdown", look, heard);
    document.addEventListener("pointerdown", keep, heard);
    const unwatch = fingers.near.subscribe(letGo);
    return () => {
      removeEventListener("pointerdown", look, heard);
      document.removeEventListener("pointerdown", keep, heard);
      unwatch();
    };
  }, [block, fingers]);
}
