/// <reference types="vite/client" />

import { expect, test } from "vitest";
import workerUrl from "#device/vault/slow-hash.worker.ts?worker&url";
import { createSlowHash } from "#device/vault/slow-hash.ts";

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const salt = new Uint8Array(16).map((_, i) => i);

test("[V6] the browser's Argon2id comes to what any other does", async () => {
  const slowHash = createSlowHash(() => workerUrl);
  // From Node's own: argon2id, 64 MiB and 3 passes, then 256 KiB and 2.
  expect(hex(await slowHash.derive("rabbit kettle mountain yellow zoom", salt, { memoryKib: 65_536, passes: 3 }))).toBe(
    "47d890390abba15f7faac8c91d9b26c7007b95440f274ecd5984b63e611bbc55",
  );
  expect(hex(await slowHash.derive("rabbit", salt, { memoryKib: 256, passes: 2 }))).toBe(
    "5e950abc0d6ac8fb2b6a46354393e14498c105cb26400fc0b3b779db705cc139",
  );
});

test("a hash that cannot be is an error", async () => {
  const slowHash = createSlowHash(() => workerUrl);
  await expect(slowHash.derive("rabbit", salt, { memoryKib: 0, passes: 1 })).rejects.toThrow(/slow hash failed/);
  await expect(
    createSlowHash(() => "/no-such-worker.js").derive("rabbit", salt, { memoryKib: 256, passes: 1 }),
  ).rejects.toThrow(/slow hash failed/);
});
