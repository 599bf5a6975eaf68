// Loaded before everything else (node --import): the curves come from the machine's own library. Under vitest an
// alias of the simulation's project does the same.

import { registerHooks } from "node:module";
import { SLOW_CURVES } from "./slow-curves.ts";

registerHooks({
  resolve(specifier, context, next) {
    return specifier === SLOW_CURVES
      ? { url: new URL("./native-curves.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context);
  },
});
