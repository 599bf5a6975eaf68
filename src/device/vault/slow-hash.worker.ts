// Argon2id in a worker of its own: it takes half a second and 64 MiB, and it is the one script that may run
// WebAssembly (its own Content-Security-Policy says so; the page's does not). It lives for one hash.

import { argon2id } from "hash-wasm";
import type { SlowHashAsked, SlowHashAnswer } from "./slow-hash.ts";

self.onmessage = async ({ data }: MessageEvent<SlowHashAsked>) => {
  const answer = (message: SlowHashAnswer): void => self.postMessage(message);
  try {
    const hash = await argon2id({
      password: data.secret,
      salt: data.salt,
      memorySize: data.memoryKib,
      iterations: data.passes,
      parallelism: 1,
      hashLength: 32,
      outputType: "binary",
    });
    answer({ hash });
  } catch (error) {
    answer({ failed: String(error) });
  }
};
