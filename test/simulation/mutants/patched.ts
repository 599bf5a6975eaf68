// A file with a mutant's mistakes in it.

import { ALL_MUTANTS } from "./all-mutants.ts";
import type { Mutant } from "./mutants.ts";

export function mutantNamed(name: string | undefined): Mutant {
  const mutant = ALL_MUTANTS.find((one) => one.name === name);
  if (!mutant) throw new Error(`there is no mutant called ${name}`);
  return mutant;
}

/** The text of the file at this address with its patches, or undefined where the mutant leaves it alone. */
export function patched(mutant: Mutant, address: string, text: () => string): string | undefined {
  const patches = mutant.patches.filter(({ file }) => address.endsWith(`/${file}`));
  if (patches.length === 0) return undefined;
  let source = text();
  for (const { from, to } of patches) {
    if (source.split(from).length !== 2) throw new Error(`the mutant "${mutant.name}" does not fit any more`);
    source = source.replace(from, () => to);
  }
  return source;
}
