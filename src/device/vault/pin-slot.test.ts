import { argon2id } from "@noble/hashes/argon2.js";
import { describe, expect, test } from "vitest";
import { bytesToBase64 } from "#base/bytes.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Slot, SlowHash } from "../ports.ts";
import { createBoxes } from "./box.ts";
import { pinRefused } from "./pin-rules.ts";
import { digitsOf } from "./pin-params.ts";
import { hashPin, openWarmPin, pinSlotOf, type WarmPin, warmPin } from "./pin-slot.ts";
import { emptySlot } from "./slot-box.ts";

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const adult = "a".repeat(26) as AdultId;
const other = "b".repeat(26) as AdultId;
const cost = { memoryKib: 32, passes: 2 };
const slowHash: SlowHash = {
  derive: async (secret, salt, { memoryKib, passes }) =>
    argon2id(secret, salt, { m: memoryKib, t: passes, p: 1, dkLen: 32 }),
};
const keys = { vaultKey: bytes(1), authorSeed: bytes(2) };
const make = async (over: Partial<Parameters<typeof hashPin>[0]> = {}): Promise<Slot> => {
  const input = { id: "n1", adult, label: "Sam P", pin: "8305", cost, slowHash, randomBytes, ...over };
  return pinSlotOf(await hashPin(input), keys, randomBytes);
};
const warmed = (slot: Slot): WarmPin => {
  const warm = warmPin(slot, keys.vaultKey, randomBytes);
  if (!warm) throw new Error("it did not warm");
  return warm;
};

describe("PIN slot", () => {
  test("[V10] warm, the PIN gives the vault key and the adult's own author key; another PIN gives nothing", async () => {
    const slot = await make();
    expect(slot).toMatchObject({ kind: "pin", wraps: "author", adult });
    expect(digitsOf(slot)).toBe(4);
    const warm = warmed(slot);
    expect(await openWarmPin(warm, "8305", slowHash)).toEqual(keys);
    for (const pin of ["8306", "0000", "", "83050", " 8305"])
      expect(await openWarmPin(warm, pin, slowHash)).toBeUndefined();
  });

  test("[V10] what is stored has nothing to try PINs on: without the vault key every PIN looks alike", async () => {
    const slot = await make();
    // Whoever has the disk knows the salt and can hash every PIN. The box opens with none of it.
    const hash = await slowHash.derive("8305", randomBytes(16), cost);
    for (const guess of [hash, bytes(0), bytes(2), bytes(9)]) expect(warmPin(slot, guess, randomBytes)).toBeUndefined();
  });

  test("[V10] whoever has the vault open does not have another adult's author key with it", async () => {
    const slot = await make();
    // With the vault key comes the warm key, which opens what they have already, and not what lies beside it.
    const both = emptySlot(slot, keys.vaultKey);
    if (!both) throw new Error("the outer box did not open");
    const boxes = createBoxes(both.subarray(0, 32));
    expect(boxes.open("waymark/pin/1/warm", warmed(slot).box)).toEqual(keys.vaultKey);
    for (const key of [both.subarray(0, 32), keys.vaultKey])
      expect(() => createBoxes(key).open("waymark/pin/1/author", both.subarray(32))).toThrow();
  });

  test("[V8] a PIN slot whose cost was turned down, or that was put in another's place, does not warm", async () => {
    const slot = await make();
    const alterations: readonly Partial<Slot>[] = [
      { params: { ...slot.params, memoryKib: 8 } },
      { params: { ...slot.params, passes: 1 } },
      { params: { ...slot.params, digits: 6 } },
      { params: { ...slot.params, salt: bytesToBase64(bytes(9).slice(0, 16)) } },
      { params: { ...slot.params, memoryKib: 10 ** 9 } },
      { params: { ...slot.params, hash: "md5" } },
      { params: {} },
      { id: "n2" },
      { adult: other },
      { wraps: "vault" },
      { kind: "phrase" },
      { box: slot.box.slice(0, -4) },
      { box: "" },
    ];
    for (const alteration of alterations)
      expect([alteration, warmPin({ ...slot, ...alteration }, keys.vaultKey, randomBytes)]).toEqual([
        alteration,
        undefined,
      ]);
    expect(warmPin({ ...slot, label: "Sam Q" }, keys.vaultKey, randomBytes)).toBeDefined();
  });

  test("[V10] the same PIN of two adults makes nothing alike", async () => {
    const [one, two] = [await make(), await make({ id: "n2", adult: other })];
    expect(one.params["salt"]).not.toBe(two.params["salt"]);
    expect(await openWarmPin({ slot: one, box: warmed(two).box }, "8305", slowHash)).toBeUndefined();
    expect(await openWarmPin({ slot: two, box: warmed(one).box }, "8305", slowHash)).toBeUndefined();
  });
});

test("[V10] PINs that somebody who watched would try first are refused with a sentence; the others are taken", () => {
  const refused = [
    ...["0000", "1111", "1212", "123123", "1122", "112233", "1234", "4321", "8901", "345678", "987654"],
    ...["1987", "2012", "0906", "2512", "311299", "0609", "990112"],
    ...["123", "1234567", "12a4", "", "１２３９"],
  ];
  for (const pin of refused) expect([pin, pinRefused(pin)?.sentence]).toEqual([pin, expect.stringMatching(/\.$/)]);
  for (const pin of ["2468", "8305", "7614", "93571", "807264"])
    expect([pin, pinRefused(pin)]).toEqual([pin, undefined]);
});
