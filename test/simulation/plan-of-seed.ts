// What kind of schedule a seed stands for. Most are short: nearly every mistake shows within a dozen acts, and many
// short schedules begin in more different ways than a few long ones.

import { parseArgs } from "node:util";
import { createChance } from "./chance.ts";

export interface Plan {
  readonly length: number;
  readonly restores: boolean;
  readonly renews: boolean;
  readonly shares: boolean;
  /** Devices listen to the server. */
  readonly news: boolean;
  /** In the end something on a tablet is altered by hand. */
  readonly rots: boolean;
}

export function planOfSeed(seed: number): Plan {
  const chance = createChance(seed).fork("plan");
  const kind = chance.next();
  const length = kind < 0.55 ? 8 + chance.below(12) : kind < 0.9 ? 20 + chance.below(20) : 60;
  const special = chance.next();
  const renews = special > 0.85 || (special > 0.09 && special < 0.12);
  const news = chance.hits(0.25);
  const rots = chance.hits(0.08);
  return { length, restores: special < 0.12, renews, shares: special > 0.65 && special < 0.85, news, rots };
}

/** What a command line says instead of the seed: [--length 40] [--restores] [--renews] [--shares] [--news] [--rots] */
export function planFrom(args: readonly string[]): Partial<Plan> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      length: { type: "string" },
      restores: { type: "boolean" },
      renews: { type: "boolean" },
      shares: { type: "boolean" },
      news: { type: "boolean" },
      rots: { type: "boolean" },
      first: { type: "boolean" },
    },
  });
  const { length, restores, renews, shares, news, rots } = values;
  const isSaid = restores === true || renews === true || shares === true;
  return {
    ...(news === undefined ? {} : { news }),
    ...(rots === undefined ? {} : { rots }),
    ...(length === undefined ? {} : { length: Number(length) }),
    // Whatever is not said is off then: what is filed later than it came is not followed where pupils are shared.
    ...(isSaid ? { restores: restores === true, renews: renews === true, shares: shares === true } : {}),
  };
}
