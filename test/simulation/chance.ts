// Chance from a seed: the same seed gives the same schedule, the same bytes and the same faults, on every machine.

import type { RandomBytes } from "#base/id.ts";

export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number;
  /** A whole number from 0 up to and without `below`. */
  below(below: number): number;
  /** True in about this part of all cases. */
  hits(part: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Chance of its own for one part of the world, so that asking more here changes nothing there. */
  fork(name: string): Chance;
  readonly bytes: RandomBytes;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  // The first words of near seeds are alike.
  for (let i = 0; i < 4; i += 1) word();
  const chance: Chance = {
    next: () => word() / 2 ** 32,
    below: (below) => Math.floor(chance.next() * below),
    hits: (part) => chance.next() < part,
    pick: (from) => {
      if (from.length === 0) throw new RangeError("nothing to pick from");
      return from[chance.below(from.length)] as (typeof from)[number];
    },
    fork(name) {
      let hash = seed >>> 0;
      for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
      return createChance(hash ^ 0x9e3779b9);
    },
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i += 1) bytes[i] = word() & 255;
      return bytes;
    },
  };
  return chance;
}
