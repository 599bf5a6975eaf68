// The way in by five words [V6]: cold and without a network. It opens the vault and the adult's author key at once.

import * as v from "valibot";
import { base64ToBytes, bytesToBase64, concatBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { AdultId } from "#ledger/names.ts";
import { base64 } from "#protocol/envelope.ts";
import type { Slot, SlowHash } from "../ports.ts";
import { VAULT_KEY_BYTES } from "./seal.ts";
import { SEED_BYTES } from "./signing-key.ts";
import { emptySlot, fillSlot } from "./slot-box.ts";

const SALT_BYTES = 16;

/**
 * What stands in clear beside the box, and is sealed to it [V8]. The upper bounds keep a slot that was tampered
 * with from tying the tablet up for minutes.
 */
const paramsShape = v.strictObject({
  hash: v.literal("argon2id"),
  memoryKib: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1_048_576)),
  passes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  salt: base64,
});

export interface PhraseSlotInput {
  readonly id: string;
  readonly adult: AdultId;
  readonly label: string;
  readonly words: readonly string[];
  readonly vaultKey: Uint8Array;
  readonly authorSeed: Uint8Array;
  readonly cost: { readonly memoryKib: number; readonly passes: number };
  readonly slowHash: SlowHash;
  readonly randomBytes: RandomBytes;
}

/** As it goes into the hash: the words in order, one space between. */
const phraseOf = (words: readonly string[]): string => words.join(" ");

export async function makePhraseSlot(input: PhraseSlotInput): Promise<Slot> {
  const { id, adult, label, words, vaultKey, authorSeed, cost, slowHash, randomBytes } = input;
  const salt = Uint8Array.from(randomBytes(SALT_BYTES));
  const { memoryKib, passes } = cost;
  const params = { hash: "argon2id", memoryKib, passes, salt: bytesToBase64(salt) } as const;
  const hash = await slowHash.derive(phraseOf(words), salt, { memoryKib, passes });
  const both = concatBytes(vaultKey, authorSeed);
  const slot = fillSlot({ id, kind: "phrase", wraps: "both", adult, label, params }, hash, both, randomBytes);
  both.fill(0);
  hash.fill(0);
  return slot;
}

export interface PhraseKeys {
  readonly vaultKey: Uint8Array;
  readonly authorSeed: Uint8Array;
}

/**
 * The keys, or undefined when these are not the words or the slot was altered. It takes as long as the slot's cost
 * says. The caller zeroes both.
 */
export async function openPhraseSlot(
  slot: Slot,
  words: readonly string[],
  slowHash: SlowHash,
): Promise<PhraseKeys | undefined> {
  const params = v.safeParse(paramsShape, slot.params);
  if (slot.kind !== "phrase" || !params.success) return undefined;
  const { memoryKib, passes, salt } = params.output;
  const hash = await slowHash.derive(phraseOf(words), base64ToBytes(salt), { memoryKib, passes });
  const both = emptySlot(slot, hash);
  hash.fill(0);
  if (both?.length !== VAULT_KEY_BYTES + SEED_BYTES) return undefined;
  const keys = { vaultKey: both.slice(0, VAULT_KEY_BYTES), authorSeed: both.slice(VAULT_KEY_BYTES) };
  both.fill(0);
  return keys;
}
