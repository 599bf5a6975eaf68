// Argon2id where there is no browser: Node's own, for tests and simulations.

import { argon2 } from "node:crypto";
import type { SlowHash } from "#device/ports.ts";

export function createNodeSlowHash(): SlowHash {
  return {
    derive: (secret, salt, { memoryKib, passes }) =>
      new Promise((resolve, reject) => {
        const cost = { memory: memoryKib, passes, parallelism: 1, tagLength: 32 };
        argon2("argon2id", { message: secret, nonce: salt, ...cost }, (error, hash) =>
          error ? reject(error) : resolve(Uint8Array.from(hash)),
        );
      }),
  };
}
