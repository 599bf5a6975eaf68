// The device's clock as a value that screens follow: periods change and ages grow while nobody touches anything.

import { createContext, useContext, useEffect, useState } from "react";
import { useDevice } from "./binding.ts";

export interface Moment {
  /** Milliseconds by the school's clock. */
  readonly now: number;
  /** "2026-06-09T10:42" */
  readonly localNow: string;
  /** "2026-06-09" */
  readonly today: string;
}

/** Often enough for a tablet that slept, or whose clock was set. */
const BEAT = 15_000;
const MINUTE = 60_000;
/** A timer may come a little early. */
const JUST_AFTER = 20;

export const MomentContext = createContext<Moment | null>(null);

/** One clock for the whole tree; screens read it with `useMoment`. */
export function useClock(): Moment {
  const device = useDevice();
  const [moment, setMoment] = useState<Moment>(() => read(device));
  useEffect(() => {
    const look = (): void => setMoment((held) => (held.localNow === device.localNow() ? held : read(device)));
    // With the minute itself: what is written in it is of a later moment than a clock that lags behind, and would be
    // left out of where a pupil is now.
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      look();
      timer = setTimeout(tick, Math.min(BEAT, MINUTE - (device.now() % MINUTE) + JUST_AFTER));
    };
    document.addEventListener("visibilitychange", look);
    const stop = device.standing.subscribe(look);
    tick();
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
      stop();
    };
  }, [device]);
  return moment;
}

function read(clock: { now(): number; localNow(): string }): Moment {
  const localNow = clock.localNow();
  return { now: clock.now(), localNow, today: localNow.slice(0, 10) };
}

export function useMoment(): Moment {
  const moment = useContext(MomentContext);
  if (moment === null) throw new Error("useMoment stands outside its provider");
  return moment;
}
