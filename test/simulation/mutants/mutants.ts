// Mistakes that have cost real systems their users' work, as patches to the source. The gate must find each; a patch
// that no longer fits fails it, so the lists cannot rot. Few words of context: what they patch goes on changing.

export interface Patch {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** A seed that finds it, known from a search: the gate plays that one and a few more. Absent: no schedule does. */
  readonly seed?: number;
  /** What the schedules must be made to meet, for player.ts. */
  readonly kind?: readonly string[];
  /** Found by this test instead, with a real PostgreSQL. */
  readonly test?: string;
}

/** One patch, found from `seed` on. */
export function mutant(
  name: string,
  seed: number,
  file: string,
  from: string,
  to: string,
  kind?: Mutant["kind"],
): Mutant {
  return { name, seed, patches: [{ file, from, to }], ...(kind ? { kind } : {}) };
}
