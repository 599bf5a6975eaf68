// Loaded before everything else (node --import): puts one mutant's patch on its file as it is read. Nothing in the
// production code knows of it.

import { registerHooks } from "node:module";
import { MUTANTS } from "./mutants.ts";

const name = process.env["MUTANT"];
const mutant = MUTANTS.find((one) => one.name === name);
if (!mutant) throw new Error(`there is no mutant called ${name}`);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(`/${mutant.file}`)) return loaded;
    // Types are stripped by the time it is here; what is left stands where it stood.
    const source = String(loaded.source);
    if (source.split(mutant.from).length !== 2) throw new Error(`the mutant "${mutant.name}" does not fit any more`);
    process.stdout.write("patched\n");
    return { ...loaded, source: source.replace(mutant.from, () => mutant.to) };
  },
});
