// What a browser does to a transaction whose work waits for something else: it commits what was asked so far. The
// store lets none of that stand.

import { expect, test } from "vitest";
import type { Store } from "#device/ports.ts";
import { createToyWorld } from "../arbitrary/toy-records.ts";
import { dexieUnderTest } from "../contracts/dexie-under-test.ts";
import { newSealer, nothing, pendingRow } from "../contracts/store-under-test.ts";

/** Each settles in a task of the browser's own, long after the last request of the transaction has. */
const foreignWaits: { readonly [what: string]: () => Promise<unknown> } = {
  "a hash": () => crypto.subtle.digest("SHA-256", new Uint8Array(100_000)),
  "a key and a seal": async () => {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, new Uint8Array(1000));
  },
  "a timer": () => new Promise((done) => setTimeout(done, 20)),
  "the network": () => fetch(location.href),
  "another database": () => indexedDB.databases(),
};

for (const [what, wait] of Object.entries(foreignWaits)) {
  test(`[F6] a write that waits for ${what} is saved whole and told so, or not at all and not told`, async () => {
    const { store, finish } = await dexieUnderTest({ name: `half-a-write-${what}`, indexedDB, IDBKeyRange });
    store.useSealer(newSealer());
    try {
      const world = createToyWorld();
      const heard: unknown[] = [];
      store.subscribe((touched) => heard.push(touched));
      for (const [at, goesOn] of [true, false].entries()) {
        const before = await held(store);
        const pending = pendingRow(world, at + 1);
        const outcome = await store
          .write(
            "strict",
            async (tx) => {
              await tx.setControl("deviceSeq", at + 1);
              await tx.putPending(pending);
              await wait();
              if (goesOn) await tx.setControl("cursor", at + 1);
            },
            nothing,
          )
          .then(
            () => "saved",
            (error: Error) => error.message,
          );
        const after = await held(store);
        if (outcome === "saved") {
          // Chromium makes some of its cryptography at once: then nothing was waited for.
          expect(after).toEqual([at + 1, goesOn ? at + 1 : before[1], before[2] + 1]);
        } else {
          expect([outcome, after]).toEqual([
            expect.stringMatching(/something else than the store was awaited/),
            before,
          ]);
        }
        expect(heard.splice(0)).toHaveLength(outcome === "saved" ? 1 : 0);
      }
      await store.write("strict", (tx) => tx.setControl("deviceSeq", 7), nothing);
      expect((await held(store))[0]).toBe(7);
    } finally {
      await finish();
    }
  });
}

const held = (store: Store): Promise<readonly [number | undefined, number | undefined, number]> =>
  store.read(async (tx) => [await tx.control("deviceSeq"), await tx.control("cursor"), (await tx.pending()).length]);
