// How high the head of the screen stands, for what stays in sight below it: a strip in it takes away from the page and
// covers nothing.

import { type RefObject, useLayoutEffect } from "react";

/** Kept as `--head` on the root of the page, in pixels. */
export function useHeadHeight(head: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = head;
    if (!current) return undefined;
    const { style } = document.documentElement;
    const tell = (): void => style.setProperty("--head", `${current.offsetHeight}px`);
    const watch = new ResizeObserver(tell);
    watch.observe(current);
    return () => {
      watch.disconnect();
      style.removeProperty("--head");
    };
  }, [head]);
}
