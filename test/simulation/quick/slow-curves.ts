/** What the app imports its curves from; the simulation puts native-curves.ts in its place. */
export const SLOW_CURVES = "@noble/curves/ed25519.js";

/** The one file whose node:crypto is native-crypto.ts in the simulation. */
export const OPENS_ENVELOPES = "/src/server/sync/open.ts";
