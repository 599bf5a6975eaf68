import { expect, test } from "vitest";
import { createDexieStore } from "#device/store/dexie-store.ts";
import type { Touched } from "#device/ports.ts";
import { toySchema } from "../arbitrary/toy-records.ts";

/** Chromium's storage buckets: a corner of the disk with little room of its own, so that no other test runs short. */
interface Buckets {
  open(name: string, options: { quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

const nothing: Touched = { scopes: [], parts: [] };

test("[V21] a full disk in a real browser: told in words, nothing half-written, and what fits still goes in", async () => {
  const buckets = (navigator as Navigator & { storageBuckets: Buckets }).storageBuckets;
  const { indexedDB } = await buckets.open("waymark-full", { quota: 3_000_000 });
  const store = createDexieStore({ name: "waymark-full", schema: toySchema, indexedDB });
  const fill = (n: number, bytes: number): Promise<void> =>
    store.write(
      "strict",
      async (tx) => {
        await tx.setControl("deviceSeq", n);
        await tx.setControl("preferences", { padding: crypto.randomUUID().repeat(bytes / 36) });
      },
      nothing,
    );
  const held = (): Promise<number | undefined> => store.read((tx) => tx.control("deviceSeq"));
  await fill(1, 1000);
  const trouble = await fill(2, 9_000_000).catch((error: unknown) => error);
  expect(trouble).toMatchObject({ kind: "full", sentence: expect.stringMatching(/no room left/) });
  expect(await held()).toBe(1);
  await fill(3, 1000);
  expect(await held()).toBe(3);
  store.close();
  await buckets.delete("waymark-full");
});
