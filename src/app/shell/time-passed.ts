// How long something is ago, for locks. A steady clock stands still while the machine sleeps with its lid closed; the
// clock on the wall can be set back. What one of them misses the other has, so the longer time counts: a tablet locks
// too early rather than too late.

/** Milliseconds, each from a beginning of its own. */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

export const momentNow = (): Moment => ({ steady: performance.now(), wall: Date.now() });

export function passedBetween(before: Moment, after: Moment): number {
  return Math.max(0, after.steady - before.steady, after.wall - before.wall);
}
