// What is fetched while the first screen is being looked at, so that it is there when it is needed.

import type { Signal } from "#base/signal.ts";
import type { Standing } from "#device/device.ts";
import { ScreenWaits } from "./fetched.tsx";
import { createLatePart } from "./late-part.tsx";

export const fetchDevice = () => import("./make-device.ts");
export const lockScreen = createLatePart(() => import("./screens/lock/lock.tsx").then(({ Lock }) => Lock), {
  Waiting: ScreenWaits,
});
export const openScreens = createLatePart(() => import("./open.tsx").then(({ Open }) => Open), {
  Waiting: ScreenWaits,
});

/** A page that is not seen is not drawn, and some browsers do not tell. */
const LONGEST = 1_000;

/** Resolves when the first screen can be seen: what is fetched from then on holds nothing up. */
export function drawn(longest = LONGEST): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longest);
    new PerformanceObserver((list, observer) => {
      // Before it comes "first-paint": the colour of an empty page.
      if (!list.getEntries().some(({ name }) => name === "first-contentful-paint")) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    }).observe({ type: "paint", buffered: true });
  });
}

/** Of a device that is there: so long the first screen waits for it to be known who can open it. */
const KNOWN_AT_MOST = 1_000;

/** Resolves when it is known who is at the device, so that nothing has to stand in the place of that for a moment. */
export function known(standing: Signal<Standing>): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (standing.get().state === "starting") return;
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(resolve, KNOWN_AT_MOST);
    const stop = standing.subscribe(look);
    look();
  });
}

/** A browser whose storage does not answer by then shows what it waits for, and no empty page. */
const LOOKED_AT_MOST = 2_000;

/** What was looked up before the first screen; undefined where that is not known in time. */
export function inTime<T>(looked: Promise<T>, longest = LOOKED_AT_MOST): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), longest);
    looked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
