// The slow hash of the browser: each one in a worker that is made for it and gone with it, so that nothing of the
// secret stays in a memory that lives on.

import type { SlowHash } from "../ports.ts";

/** What the page and the worker say to each other. */
export interface SlowHashAsked {
  readonly secret: string;
  readonly salt: Uint8Array;
  readonly memoryKib: number;
  readonly passes: number;
}
export type SlowHashAnswer = { readonly hash: Uint8Array; readonly failed?: never } | { readonly failed: string };

/**
 * `workerUrl` gives the address of slow-hash.worker.ts as built. A page whose policy asks for Trusted Types makes it
 * through that policy; such an address is a string to TypeScript.
 */
export function createSlowHash(workerUrl: () => string | URL): SlowHash {
  return {
    derive: (secret, salt, { memoryKib, passes }) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(workerUrl(), { type: "module", name: "slow-hash" });
        const fail = (why: string): void => reject(new Error(`the slow hash failed: ${why}`));
        worker.onmessage = ({ data }: MessageEvent<SlowHashAnswer>) => {
          worker.terminate();
          if (data.failed === undefined) resolve(data.hash);
          else fail(data.failed);
        };
        worker.onerror = (event) => {
          worker.terminate();
          fail(event.message || "its worker did not start");
        };
        const asked: SlowHashAsked = { secret, salt, memoryKib, passes };
        worker.postMessage(asked);
      }),
  };
}
