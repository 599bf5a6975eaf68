// Registers the service worker and says when a newer version of the app is waiting. It never updates by itself:
// a reload in the middle of a form would lose what was typed, so an adult says when.
//
// Workbox registers and listens. It guesses by the clock which page found an update, and sends to the worker it
// guessed; so what waits is looked up where the browser keeps it, and the message goes to that one.

import { createSource, type Signal } from "#base/signal.ts";
import { messageSW, Workbox } from "workbox-window";
import { firstInstallation, type Tried } from "./first-installation.ts";
import type { ScriptUrls } from "./script-urls.ts";

/**
 * Milliseconds. A browser lets a new version in once the old one has answered all it was asked; Chromium gives it five
 * minutes. Whoever asked looks at the screen for this long, and a page that is loaded again later would surprise them.
 */
const LOOKED_FOR = 10_000;
/** An hour: a tablet that is never closed still hears of a new version the same morning. */
const CHECK_EVERY = 60 * 60 * 1000;

const KEPT_BY: { readonly [How in Tried]: AppUpdate["kept"] } = { kept: "yes", lost: "not-yet", refused: "refused" };

export interface AppUpdate {
  /** A newer version has been fetched and waits to be let in. */
  readonly waiting: boolean;
  /** It was asked in and is not there yet. */
  readonly entering: boolean;
  /** Another tab let it in: this page still runs the old one, and must be reloaded before it opens a new screen. Or it came in late. */
  readonly replaced: boolean;
  /**
   * Whether every screen is kept, so that the app works without a signal: "never" where the browser cannot, "refused"
   * where it can and does not.
   */
  readonly kept: "yes" | "not-yet" | "refused" | "never";
}

export interface AppWorker {
  readonly update: Signal<AppUpdate>;
  /**
   * Lets the waiting version in and reloads this page; where that takes long, the page goes on and says that it was
   * replaced once it is. Does nothing while none is waiting.
   */
  applyUpdate(): void;
  /** Asks the server now whether there is a newer version. */
  check(): void;
  close(): void;
}

/** `reload` is called in the page that asked, after the new version has taken over. */
export function registerWorker(scriptUrls: ScriptUrls, reload: () => void): AppWorker {
  const update = createSource<AppUpdate>({ waiting: false, entering: false, replaced: false, kept: "not-yet" });
  const change = (part: Partial<AppUpdate>): void => update.set({ ...update.get(), ...part });
  const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (container === undefined) {
    change({ kept: "never" });
    return { update, applyUpdate: () => undefined, check: () => undefined, close: () => undefined };
  }

  let registration: ServiceWorkerRegistration | undefined;
  /** Somebody looks at this page and expects it to be loaded again. */
  let asked = false;
  let looking: ReturnType<typeof setTimeout> | undefined;
  let served = container.controller;
  let workbox: Workbox | undefined;
  /** Asked in vain so far; one that has registered cannot do it again. */
  let untried: Workbox | undefined;

  // A worker that waits beside an active one is a newer version; alone it is the first and goes straight in.
  const look = (): void => {
    const waiting = Boolean(registration?.waiting && registration.active);
    if (waiting !== update.get().waiting) change({ waiting });
  };
  const check = (): void => {
    // Without a network it fails; the next look is soon enough. Of several updates Workbox tells the first.
    if (registration) workbox?.update().then(look, () => undefined);
  };
  const checkIfSeen = (): void => {
    if (document.visibilityState !== "visible") return;
    check();
    first.hurry();
  };
  const takenOver = (): void => {
    const before = served;
    served = container.controller;
    // Only the page that was told to update reloads; the others learn that they are old. The first worker of all
    // taking this page on is no change of version.
    if (before === served) return;
    if (asked) reload();
    else if (before !== null) change({ waiting: false, entering: false, replaced: true });
  };

  const heard = (): Workbox => {
    // updateViaCache "none": an installed app on iOS otherwise goes on believing an old copy of sw.js.
    const made = new Workbox(scriptUrls.trusted("/sw.js"), { updateViaCache: "none" });
    for (const moment of ["waiting", "installed", "activated"] as const) made.addEventListener(moment, look);
    made.addEventListener("controlling", takenOver);
    return made;
  };
  const register = async (): Promise<ServiceWorkerRegistration | undefined> => {
    untried ??= heard();
    // After the page has loaded: keeping everything for offline does not hold up the first screen.
    const held = await untried.register();
    if (held === undefined) return undefined;
    workbox = untried;
    untried = undefined;
    registration = held;
    look();
    takenOver();
    return held;
  };
  const first = firstInstallation(register, (how) => change({ kept: KEPT_BY[how] }));

  const stop = new AbortController();
  const { signal } = stop;
  const timer = setInterval(check, CHECK_EVERY);
  document.addEventListener("visibilitychange", checkIfSeen, { signal });
  window.addEventListener("online", () => first.hurry(), { signal });
  window.addEventListener("focus", check, { signal });
  window.addEventListener("pageshow", check, { signal });

  return {
    update,
    applyUpdate() {
      const waiting = registration?.waiting;
      if (waiting === null || waiting === undefined) return;
      asked = true;
      change({ entering: true });
      clearTimeout(looking);
      looking = setTimeout(() => (asked = false), LOOKED_FOR);
      // Not awaited: the worker answers by taking over.
      void messageSW(waiting, { type: "update-now" });
    },
    check,
    close() {
      clearInterval(timer);
      clearTimeout(looking);
      stop.abort();
      first.stop();
    },
  };
}
