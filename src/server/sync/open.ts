// Opens a sealed envelope and believes its author: the server's half of protocol/envelope.ts. What stands in clear
// beside the box is authenticated by it, and must agree with what is inside (A1).

import { type KeyObject, createPrivateKey, createPublicKey, diffieHellman, hash, hkdfSync, verify } from "node:crypto";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { base64ToBytes, bytesToUtf8, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import { type Json, canonicalJson } from "#base/json.ts";
import type { Envelope } from "#ledger/change.ts";
import { type SealedEnvelope, SIGNED_PREFIX, WIRE_KEY_INFO, parseEnvelope, sealedContext } from "#protocol/envelope.ts";

export interface ServerKeys {
  /** X25519, raw 32 bytes in base64url. */
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface Opened {
  readonly envelope: Envelope;
  /** Did the holder of this Ed25519 key (raw, base64url) sign it? */
  readonly signedBy: (publicKey: string) => boolean;
  /** Looks at it beside this thread, where that was handed in: `signedBy` of the same key then knows. */
  readonly look: (publicKey: string) => Promise<void>;
}

export type Opener = (sealed: SealedEnvelope) => Opened | { readonly sentence: string };

/** Does an Ed25519 signature hold? Found out beside the thread that asks. */
export type VerifyAside = (key: KeyObject, text: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** Deeper values are nobody's record: they only wear out whoever walks them. */
const DEEPEST = 12;
const SIGNATURE_BYTES = 64;

/** An opener for one school. It remembers the keys of each sender and author, so a batch of one costs one agreement. */
export function createOpener(keys: ServerKeys, aside?: VerifyAside): Opener {
  const open = createBoxOpener(keys, WIRE_KEY_INFO);
  const verifierByKey = new Map<string, KeyObject | undefined>();
  const verifierFor = (publicKey: string): KeyObject | undefined => {
    if (!verifierByKey.has(publicKey)) verifierByKey.set(publicKey, verifierOf(publicKey));
    return verifierByKey.get(publicKey);
  };
  return (sealed) => {
    let plain: Uint8Array;
    try {
      plain = open(sealed, utf8ToBytes(sealedContext(sealed)));
    } catch {
      return { sentence: "It could not be opened: it was altered on the way, or sealed for another server." };
    }
    return read(plain, sealed, { verifierFor, aside });
  };
}

type Box = Pick<SealedEnvelope, "senderKey" | "nonce" | "box">;

/** What is in a box that was sealed to the school's key. Throws where it does not open. */
export function createBoxOpener(keys: ServerKeys, info: string): (sealed: Box, context: Uint8Array) => Uint8Array {
  const privateKey = createPrivateKey({
    key: { kty: "OKP", crv: "X25519", d: keys.privateKey, x: keys.publicKey },
    format: "jwk",
  });
  const keyBySender = new Map<string, Uint8Array>();
  const keyFor = (sender: string): Uint8Array => {
    const held = keyBySender.get(sender);
    if (held) return held;
    const publicKey = createPublicKey({ key: { kty: "OKP", crv: "X25519", x: sender }, format: "jwk" });
    const shared = diffieHellman({ privateKey, publicKey });
    const salt = concatBytes(base64ToBytes(sender), base64ToBytes(keys.publicKey));
    const key = new Uint8Array(hkdfSync("sha256", shared, salt, info, 32));
    keyBySender.set(sender, key);
    return key;
  };
  return ({ senderKey, nonce, box }, context) =>
    xchacha20poly1305(keyFor(senderKey), base64ToBytes(nonce), context).decrypt(base64ToBytes(box));
}

function read(
  plain: Uint8Array,
  sealed: SealedEnvelope,
  { verifierFor, aside }: { readonly verifierFor: typeof verifierOf; readonly aside: VerifyAside | undefined },
): Opened | { readonly sentence: string } {
  const signature = plain.subarray(0, SIGNATURE_BYTES);
  const text = plain.subarray(SIGNATURE_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(bytesToUtf8(text));
  } catch {
    return { sentence: "What is inside it is not a text this server reads." };
  }
  if (isDeeperThan(value, DEEPEST)) return { sentence: "What is inside it is nested too deep to be a record." };
  const envelope = parseEnvelope(value);
  if ("sentence" in envelope) return envelope;
  const { id, school, device, deviceSeq } = envelope;
  if (id !== sealed.id || school !== sealed.school || device !== sealed.device || deviceSeq !== sealed.deviceSeq)
    return { sentence: "What is written on it and what is inside it do not agree." };
  const signed = concatBytes(utf8ToBytes(SIGNED_PREFIX), text);
  const looked = new Map<string, boolean>();
  return {
    envelope,
    signedBy: (publicKey) => looked.get(publicKey) ?? holds(verifierFor(publicKey), signed, signature),
    async look(publicKey) {
      const key = verifierFor(publicKey);
      if (!aside || !key || signature.length !== SIGNATURE_BYTES) return;
      looked.set(publicKey, await aside(key, signed, signature));
    },
  };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** Is it an Ed25519 signature by the holder of this raw key? False also where the key is none. */
export function isSigned(publicKey: string, text: Uint8Array, signature: Uint8Array): boolean {
  return holds(verifierOf(publicKey), text, signature);
}

function holds(key: KeyObject | undefined, text: Uint8Array, signature: Uint8Array): boolean {
  return key !== undefined && signature.length === SIGNATURE_BYTES && verify(null, text, key, signature);
}

function verifierOf(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  } catch {
    return undefined;
  }
}

/** One name for the bytes of a sealed envelope, to tell a repetition from another body under the same id. */
export function hashOfSealed(sealed: SealedEnvelope): string {
  return hash("sha256", canonicalJson(sealed as unknown as Json), "base64url");
}
