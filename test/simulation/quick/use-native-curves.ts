// Loaded before everything else (node --import): the curves come from the machine's own library, and what the server
// has just checked is not checked anew. Under vitest a plugin of the simulation's project does the same.

import { registerHooks } from "node:module";
import { OPENS_ENVELOPES, SLOW_CURVES } from "./slow-curves.ts";

registerHooks({
  resolve(specifier, context, next) {
    const quick =
      specifier === SLOW_CURVES
        ? "./native-curves.ts"
        : specifier === "node:crypto" && context.parentURL?.endsWith(OPENS_ENVELOPES)
          ? "./native-crypto.ts"
          : undefined;
    return quick === undefined
      ? next(specifier, context)
      : { url: new URL(quick, import.meta.url).href, shortCircuit: true };
  },
});
