// Loaded before everything else (node --import): puts one mutant's patches on their files as they are read. Nothing in
// the production code knows of it.

import { registerHooks } from "node:module";
import { mutantNamed, patched } from "./patched.ts";

const mutant = mutantNamed(process.env["MUTANT"]);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    // Types are stripped by the time it is here; what is left stands where it stood.
    const source = patched(mutant, url, () => String(loaded.source));
    if (source === undefined) return loaded;
    process.stdout.write("patched\n");
    return { ...loaded, source };
  },
});
