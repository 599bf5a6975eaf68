import { argon2id } from "@noble/hashes/argon2.js";
import { describe, expect, test } from "vitest";
import { base64ToBytes, bytesToBase64 } from "#base/bytes.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Slot, SlowHash } from "../ports.ts";
import { makeOnlineSlot, openOnlineSlot } from "./online-slot.ts";
import { makePhraseSlot, openPhraseSlot } from "./phrase-slot.ts";

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const adult = "a".repeat(26) as AdultId;
const other = "b".repeat(26) as AdultId;
const bytes = (value: number): Uint8Array => new Uint8Array(32).fill(value);

/** Argon2id, as cheap as it goes; counts what is asked of it. */
function createSlowHash(): SlowHash & { readonly asked: { memoryKib: number; passes: number }[] } {
  const asked: { memoryKib: number; passes: number }[] = [];
  return {
    asked,
    async derive(secret, salt, cost) {
      asked.push(cost);
      return argon2id(secret, salt, { m: cost.memoryKib, t: cost.passes, p: 1, dkLen: 32 });
    },
  };
}

const words = ["rabbit", "kettle", "mountain", "yellow", "zoom"];
const cost = { memoryKib: 32, passes: 2 };
const phrase = (slowHash: SlowHash, changed: { readonly words?: readonly string[] } = {}): Promise<Slot> =>
  makePhraseSlot({
    id: "p1",
    adult,
    label: "Sam P",
    words,
    vaultKey: bytes(1),
    authorSeed: bytes(2),
    cost,
    slowHash,
    randomBytes,
    ...changed,
  });
const online = (): Slot =>
  makeOnlineSlot({
    id: "o1",
    wraps: "author",
    adult,
    label: "Sam P",
    share: bytes(3),
    secret: bytes(4),
    key: bytes(5),
    randomBytes,
  });

describe("phrase slot", () => {
  test("[V6] the five words open the vault and the author key, at the cost the slot was made with", async () => {
    const slowHash = createSlowHash();
    const slot = await phrase(slowHash);
    expect(slot).toMatchObject({ kind: "phrase", wraps: "both", adult, label: "Sam P" });
    expect(slot.params).toMatchObject({ hash: "argon2id", memoryKib: 32, passes: 2 });
    expect(await openPhraseSlot(slot, words, slowHash)).toEqual({ vaultKey: bytes(1), authorSeed: bytes(2) });
    expect(slowHash.asked).toEqual([cost, cost]);
    // What is stored tells neither key and no word.
    const stored = base64ToBytes(slot.box);
    expect(holds(stored, bytes(1)) || holds(stored, bytes(2))).toBe(false);
    expect(JSON.stringify(slot)).not.toMatch(/rabbit|zoom/);
  });

  test("[V6] other words, fewer words or another order do not", async () => {
    const slowHash = createSlowHash();
    const slot = await phrase(slowHash);
    const wrong = [["rabbit", "kettle", "mountain", "yellow", "zone"], words.slice(0, 4), [...words].reverse(), []];
    for (const tried of wrong) expect([tried, await openPhraseSlot(slot, tried, slowHash)]).toEqual([tried, undefined]);
  });

  test("[V6] the same words make another slot each time", async () => {
    const slowHash = createSlowHash();
    const [first, second] = [await phrase(slowHash), await phrase(slowHash)];
    expect(first.params["salt"]).not.toBe(second.params["salt"]);
    expect(first.box).not.toBe(second.box);
  });

  test("[V8] a slot whose cost was turned down does not open, even for one who knows the words", async () => {
    const slowHash = createSlowHash();
    const slot = await phrase(slowHash);
    const alterations: readonly Partial<Slot>[] = [
      { params: { ...slot.params, memoryKib: 8 } },
      { params: { ...slot.params, passes: 1 } },
      { params: { ...slot.params, salt: bytesToBase64(bytes(9).slice(0, 16)) } },
      { params: { ...slot.params, hash: "md5" } },
      { params: { ...slot.params, memoryKib: 10 ** 9 } },
      { params: { ...slot.params, passes: 0 } },
      { params: { ...slot.params, more: 1 } },
      { params: {} },
      { id: "p2" },
      { adult: other },
      { wraps: "vault" },
      { kind: "online" },
      { box: slot.box.slice(0, -4) },
      { box: "" },
      { box: "not base64!" },
    ];
    for (const alteration of alterations)
      expect([alteration, await openPhraseSlot({ ...slot, ...alteration }, words, slowHash)]).toEqual([
        alteration,
        undefined,
      ]);
    // The name on the lock screen is not part of it: it may change.
    expect(await openPhraseSlot({ ...slot, label: "Sam Q" }, words, slowHash)).toBeDefined();
  });

  test("[V8] an attacker who makes the slot anew at a lower cost needs the keys for it", async () => {
    // The cost is sealed to the box, not only used by the hash: the same hash under other parameters does not open.
    const slot = await phrase({ derive: async () => bytes(7) });
    const cheap = { ...slot, params: { ...slot.params, memoryKib: 8, passes: 1 } };
    expect(await openPhraseSlot(slot, words, { derive: async () => bytes(7) })).toBeDefined();
    expect(await openPhraseSlot(cheap, words, { derive: async () => bytes(7) })).toBeUndefined();
  });

  test("[V6] a hash that fails is an error, not wrong words", async () => {
    const slot = await phrase(createSlowHash());
    const broken: SlowHash = { derive: async () => Promise.reject(new Error("out of memory")) };
    await expect(openPhraseSlot(slot, words, broken)).rejects.toThrow("out of memory");
  });
});

describe("online slot", () => {
  test("[V7] the server's share and the device's secret open it together, neither alone", () => {
    const slot = online();
    expect(openOnlineSlot(slot, { share: bytes(3), secret: bytes(4) })).toEqual(bytes(5));
    expect(openOnlineSlot(slot, { share: bytes(3), secret: bytes(0) })).toBeUndefined();
    expect(openOnlineSlot(slot, { share: bytes(0), secret: bytes(4) })).toBeUndefined();
    expect(openOnlineSlot(slot, { share: bytes(4), secret: bytes(3) })).toBeUndefined();
    expect(() => openOnlineSlot(slot, { share: new Uint8Array(), secret: bytes(4) })).toThrow(/32 bytes/);
  });

  test("[V7] one adult's slot does not stand in for another's, nor an author's for the vault's", () => {
    const slot = online();
    const halves = { share: bytes(3), secret: bytes(4) };
    const alterations: readonly Partial<Slot>[] = [
      { adult: other },
      { adult: null },
      { wraps: "vault" },
      { kind: "phrase" },
      { id: "o2" },
      { params: { cost: 1 } },
    ];
    for (const alteration of alterations)
      expect([alteration, openOnlineSlot({ ...slot, ...alteration }, halves)]).toEqual([alteration, undefined]);
  });
});

function holds(whole: Uint8Array, part: Uint8Array): boolean {
  return [...whole.keys()].some((at) => part.every((byte, i) => whole[at + i] === byte));
}
