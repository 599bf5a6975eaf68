// The moments at which sending may work again: the page is seen, the window is at the front, the network is back.
// They are hints; whether there is a network is known only from an answer. A page that nobody sees does not listen.

import type { Device } from "#device/device.ts";

export function wakeDevice(device: Pick<Device, "nudge" | "shown">): () => void {
  const isShown = (): boolean => document.visibilityState === "visible";
  const nudge = (): void => {
    if (isShown()) device.nudge();
  };
  const look = (): void => {
    device.shown(isShown());
    nudge();
  };
  const stop = new AbortController();
  const { signal } = stop;
  look();
  document.addEventListener("visibilitychange", look, { signal });
  // Before the browser freezes the page: a frozen one would keep its stream, and the turn to listen.
  window.addEventListener("pagehide", () => device.shown(false), { signal });
  window.addEventListener("pageshow", look, { signal });
  for (const kind of ["focus", "online"]) window.addEventListener(kind, nudge, { signal });
  return () => stop.abort();
}
