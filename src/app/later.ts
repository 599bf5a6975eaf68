// What is fetched while the first screen is being looked at, so that it is there when it is needed.

export const fetchDevice = () => import("./make-device.ts");
export const fetchLock = () => import("./screens/lock/lock.tsx");
export const fetchOpen = () => import("./open.tsx");

/** Resolves when the browser has drawn what stands now: what is fetched from then on holds nothing up. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    // A page that is not seen is not drawn.
    if (document.visibilityState === "hidden") setTimeout(resolve, 0);
    else requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
