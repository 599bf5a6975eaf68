import { describe, expect, test } from "vitest";
import { defineSchema } from "#ledger/schema.ts";
import type { StoreTx, Touched } from "../ports.ts";
import { Crashed, createMemoryDisk, createMemoryStore, type CrashPoint } from "./memory-store.ts";

const schema = defineSchema(1, []);
const nothing: Touched = { scopes: [], parts: [] };
const count = async (tx: StoreTx): Promise<void> =>
  tx.setControl("deviceSeq", ((await tx.control("deviceSeq")) ?? 0) + 1);
const seen = (tx: StoreTx): Promise<number | undefined> => tx.control("deviceSeq");

/** Crashes at the nth time it is asked. */
function crashAt(nth: number): { readonly asked: CrashPoint[]; crash(point: CrashPoint): boolean } {
  const asked: CrashPoint[] = [];
  return {
    asked,
    crash(point) {
      asked.push(point);
      return asked.length === nth;
    },
  };
}

describe("the in-memory store as a device that crashes", () => {
  test("[V21] before the commit nothing of it is there after a restart, after it everything is", async () => {
    for (const [nth, kept] of [
      [3, 1],
      [4, 2],
    ] as const) {
      const { asked, crash } = crashAt(nth);
      const store = createMemoryStore({ schema, crash });
      const heard: Touched[] = [];
      store.subscribe((touched) => heard.push(touched));
      await store.write("strict", count, nothing);
      await expect(store.write("strict", count, nothing)).rejects.toBeInstanceOf(Crashed);
      // It is gone: nothing is answered any more, and nobody is told of the commit it died in.
      await expect(store.read(seen)).rejects.toBeInstanceOf(Crashed);
      await expect(store.write("strict", count, nothing)).rejects.toBeInstanceOf(Crashed);
      expect(heard).toHaveLength(1);
      expect(asked).toEqual(["before-commit", "after-commit", "before-commit", "after-commit"].slice(0, nth));
      const again = store.reopen();
      expect(await again.read(seen)).toBe(kept);
      await again.write("strict", count, nothing);
      expect(await again.read(seen)).toBe(kept + 1);
    }
  });

  test("a restart in the middle of a write finds nothing of it, and the write that was cut off changes nothing", async () => {
    const store = createMemoryStore({ schema });
    await store.write("strict", count, nothing);
    let cutOff: (() => void) | undefined;
    const writing = store.write(
      "strict",
      async (tx) => {
        await count(tx);
        await new Promise<void>((go) => {
          cutOff = go;
          queueMicrotask(() => undefined);
        });
        await count(tx);
      },
      nothing,
    );
    const failed = expect(writing).rejects.toThrow();
    await Promise.resolve();
    await Promise.resolve();
    while (!cutOff) await Promise.resolve();
    const again = store.reopen();
    cutOff();
    await failed;
    expect(await again.read(seen)).toBe(1);
  });

  test("a power cut may take what was written relaxed, and nothing that was written strictly", async () => {
    const store = createMemoryStore({ schema });
    await store.write("relaxed", count, nothing);
    await store.write("strict", count, nothing);
    await store.write("relaxed", count, nothing);
    await store.write("relaxed", count, nothing);
    expect(await store.read(seen)).toBe(4);
    const again = store.reopen({ powerCut: true });
    expect(await again.read(seen)).toBe(2);
    expect(await again.reopen().read(seen)).toBe(2);
  });

  test("[V17] awaiting anything but the store inside a transaction is an error, and nothing of it stays", async () => {
    const store = createMemoryStore({ schema });
    const wandering = store.write(
      "strict",
      async (tx) => {
        await count(tx);
        await new Promise((later) => setTimeout(later, 5));
        await count(tx);
      },
      nothing,
    );
    await expect(wandering).rejects.toThrow(/something else than the store was awaited/);
    expect(await store.read(seen)).toBeUndefined();
  });

  test("a reading transaction writes nothing", async () => {
    const store = createMemoryStore({ schema });
    await expect(store.read(count)).rejects.toThrow(/writes nothing/);
  });

  test("what was put in clear cannot be changed behind the store's back", async () => {
    const disk = createMemoryDisk();
    const store = createMemoryStore({ schema, disk });
    const preferences = { theme: "dark" };
    await store.write("strict", (tx) => tx.setControl("preferences", preferences), nothing);
    preferences.theme = "light";
    const read = (await store.read((tx) => tx.control("preferences"))) as { theme: string };
    read.theme = "loud";
    expect(await store.read((tx) => tx.control("preferences"))).toEqual({ theme: "dark" });
  });
});
