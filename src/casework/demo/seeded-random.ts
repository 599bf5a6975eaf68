// Chance that repeats: the same seed gives the same school on every machine.

import { type RandomBytes, randomId } from "#base/id.ts";

export interface SeededRandom {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** So many different ones, in random order; all of them where there are fewer. */
  some<T>(list: readonly T[], count: number): readonly T[];
  /** A key of the object, as likely as its weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  newId<Id extends string>(): Id;
}

// sfc32: small, fast, and the same in every engine because it only uses 32-bit whole numbers.
function createWords(seed: number): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0];
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 20; i += 1) word();
  return word;
}

export function createSeededRandom(seed: number): SeededRandom {
  const word = createWords(seed);
  const next = (): number => word() / 2 ** 32;
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const randomBytes: RandomBytes = (length) => Uint8Array.from({ length }, () => word() & 255);
  const some = <T>(list: readonly T[], count: number): readonly T[] => {
    const left = [...list];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) taken.push(...left.splice(whole(0, left.length - 1), 1));
    return taken;
  };
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError("nothing to pick from");
      return list[whole(0, list.length - 1)] as (typeof list)[number];
    },
    some,
    weighted(weights) {
      const keys = Object.keys(weights) as (keyof typeof weights)[];
      let left = next() * keys.reduce((sum, key) => sum + weights[key], 0);
      for (const key of keys) {
        left -= weights[key];
        if (left < 0) return key;
      }
      return keys[keys.length - 1] as (typeof keys)[number];
    },
    newId: () => randomId(randomBytes),
  };
}
