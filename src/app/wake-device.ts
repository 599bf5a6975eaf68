// The moments at which sending may work again: the page is seen, the window is at the front, the network is back.
// They are hints; whether there is a network is known only from an answer.

import type { Device } from "#device/device.ts";

export function wakeDevice(device: Pick<Device, "nudge">): () => void {
  const nudge = (): void => {
    if (document.visibilityState === "visible") device.nudge();
  };
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener("visibilitychange", nudge, { signal });
  for (const kind of ["focus", "pageshow", "online"]) window.addEventListener(kind, nudge, { signal });
  return () => stop.abort();
}
