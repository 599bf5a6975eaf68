// The school's clock on this device. It is shown and stamped; it decides nothing [M6].

import type { Clock } from "./ports.ts";

export interface SchoolClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** The local moment, "2026-06-09T10:42". */
  localNow(): string;
  /** The local day of a moment of this clock, "2026-06-09". */
  dayOf(at: number): string;
  /** ISO 8601 with offset, for stamps. */
  stamp(): string;
}

/** `offset`: what a demo's clock is ahead of this device's, in milliseconds. */
export function createSchoolClock(clock: Clock, offset: () => number): SchoolClock {
  const now = (): number => clock.now() + offset();
  const local = (at: number): string => new Date(at + clock.offsetMinutes(at) * 60_000).toISOString();
  return {
    now,
    localNow: () => local(now()).slice(0, -8),
    // Years beyond 9999 have a sign and six digits.
    dayOf: (at) => local(at).split("T", 1)[0] as string,
    stamp() {
      const at = now();
      const east = clock.offsetMinutes(at);
      const sign = east < 0 ? "-" : "+";
      const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
      return `${local(at).slice(0, -1)}${sign}${two(Math.abs(east) / 60)}:${two(Math.abs(east) % 60)}`;
    },
  };
}
