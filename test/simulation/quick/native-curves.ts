// Ed25519 and X25519 by the machine's own library, in the form of the pure package that the app ships. To the byte
// the same (native-curves.test.ts holds the two together), and some forty times as quick: signing would be a third
// of what a simulated school costs.

import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  sign as signWith,
  verify as verifyWith,
} from "node:crypto";

/** What stands before 32 raw bytes in the DER form of a key: node imports that form far more quickly than a JWK. */
const PRIVATE = { ed25519: "302e020100300506032b657004220420", x25519: "302e020100300506032b656e04220420" } as const;
const PUBLIC = { ed25519: "302a300506032b6570032100", x25519: "302a300506032b656e032100" } as const;
type Curve = keyof typeof PRIVATE;

const MOST_KEYS = 4096;

function keysOf(curve: Curve, kind: "private" | "public"): (raw: Uint8Array) => KeyObject {
  const kept = new Map<string, KeyObject>();
  const head = Buffer.from((kind === "private" ? PRIVATE : PUBLIC)[curve], "hex");
  return (raw) => {
    const name = latin1(raw);
    let key = kept.get(name);
    if (!key) {
      if (raw.length !== 32) throw new RangeError("a key has 32 bytes");
      const der = Buffer.concat([head, raw]);
      key =
        kind === "private"
          ? createPrivateKey({ key: der, format: "der", type: "pkcs8" })
          : createPublicKey({ key: der, format: "der", type: "spki" });
      if (kept.size >= MOST_KEYS) kept.clear();
      kept.set(name, key);
    }
    return key;
  };
}

const latin1 = (raw: Uint8Array): string => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");

/** By signature: the text that was signed, and the public key of who did. */
const made = new Map<string, { readonly text: string; readonly key: string }>();
const MOST_SIGNATURES = 20_000;

/** Was this signature made here, over this text and with the key to this public one? */
export function wasMadeHere(signature: Uint8Array, text: Uint8Array, publicKey: string): boolean {
  const known = made.get(latin1(signature));
  return known !== undefined && known.key === publicKey && known.text === latin1(text);
}

const bytes = (buffer: Buffer): Uint8Array => Uint8Array.from(buffer);

const publicOf = new WeakMap<KeyObject, Uint8Array>();

function rawPublic(key: KeyObject): Uint8Array {
  let raw = publicOf.get(key);
  if (!raw) {
    raw = bytes(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32));
    publicOf.set(key, raw);
  }
  return raw.slice();
}

const signing = keysOf("ed25519", "private");
const verifying = keysOf("ed25519", "public");
const agreeing = keysOf("x25519", "private");
const theirs = keysOf("x25519", "public");

export const ed25519 = {
  getPublicKey: (seed: Uint8Array): Uint8Array => rawPublic(signing(seed)),
  sign: (text: Uint8Array, seed: Uint8Array): Uint8Array => {
    const key = signing(seed);
    const signature = bytes(signWith(null, text, key));
    if (made.size >= MOST_SIGNATURES) made.clear();
    made.set(latin1(signature), { text: latin1(text), key: latin1(rawPublic(key)) });
    return signature;
  },
  verify: (signature: Uint8Array, text: Uint8Array, key: Uint8Array): boolean =>
    verifyWith(null, text, verifying(key), signature),
};

export const x25519 = {
  getPublicKey: (secret: Uint8Array): Uint8Array => rawPublic(agreeing(secret)),
  getSharedSecret: (secret: Uint8Array, publicKey: Uint8Array): Uint8Array =>
    bytes(diffieHellman({ privateKey: agreeing(secret), publicKey: theirs(publicKey) })),
};
