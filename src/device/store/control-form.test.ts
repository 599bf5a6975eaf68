import { describe, expect, test } from "vitest";
import { defineSchema } from "#ledger/schema.ts";
import type { Slot } from "../ports.ts";
import { createMemoryDisk, createMemoryStore } from "./memory-store.ts";

/** Rows as someone with the tablet in hand may have left them. */
async function planted(table: "control" | "slots", row: { readonly [name: string]: unknown }) {
  const disk = createMemoryDisk();
  const past = disk.tables.of(
    [],
    (_, value) => value,
    () => undefined,
  );
  await past.put(table, [row]);
  return createMemoryStore({ schema: defineSchema(1, []), disk });
}

describe("what stands in clear", () => {
  test("a fact that is not in its form is damage, told in words", async () => {
    const changed = {
      deviceSeq: ["1", -1, 1.5, null, 2 ** 60],
      epoch: [7],
      enrolled: [{}, "x"],
      deviceKeys: [{ signing: 1 }],
    };
    for (const [key, values] of Object.entries(changed)) {
      for (const value of values) {
        const store = await planted("control", { key, value });
        await expect(
          store.read((tx) => tx.control(key as "epoch")),
          key,
        ).rejects.toMatchObject({
          kind: "damaged",
          sentence: expect.stringMatching(/damaged or altered/),
        });
      }
    }
    const store = await planted("control", { key: "deviceSeq", value: 41 });
    expect(await store.read((tx) => tx.control("deviceSeq"))).toBe(41);
  });

  test("what a transaction writes it reads again, though the rest was read before, and what it takes away is gone", async () => {
    const store = await planted("control", { key: "deviceSeq", value: 41 });
    const told = await store.write(
      "relaxed",
      async (tx) => {
        const first = [await tx.control("epoch"), await tx.control("deviceSeq"), await tx.control("cursor")];
        await tx.setControl("deviceSeq", 42);
        await tx.setControl("cursor", 7);
        const second = [await tx.control("deviceSeq"), await tx.control("cursor")];
        await tx.setControl("deviceSeq", undefined);
        return [first, second, [await tx.control("deviceSeq"), await tx.control("cursor")]];
      },
      { scopes: [], parts: [] },
    );
    expect(told).toEqual([
      [undefined, 41, undefined],
      [42, 7],
      [undefined, 7],
    ]);
    expect(await store.read(async (tx) => [await tx.control("cursor"), await tx.control("deviceSeq")])).toEqual([
      7,
      undefined,
    ]);
  });

  test("a fact that lost its value is damage, whether it is asked for first or later", async () => {
    const store = await planted("control", { key: "deviceSeq" });
    await expect(store.read((tx) => tx.control("deviceSeq"))).rejects.toMatchObject({ kind: "damaged" });
    const later = store.read(async (tx) => [await tx.control("epoch"), await tx.control("deviceSeq")]);
    await expect(later).rejects.toMatchObject({ kind: "damaged" });
  });

  test("[V5] [S23] a slot of a kind that is not known yet is passed over, and so is a damaged one: the other ways in stay", async () => {
    const slot: Slot = { id: "s", kind: "online", wraps: "vault", adult: null, label: "", params: {}, box: "AA" };
    const read = async (stored: { readonly [name: string]: unknown }) =>
      (await planted("slots", stored)).read((tx) => tx.slots());
    expect(await read({ ...slot })).toEqual([slot]);
    expect(await read({ ...slot, kind: "passkey", box: 7 })).toEqual([]);
    expect(await read({ ...slot, box: 7 })).toEqual([]);
  });
});
