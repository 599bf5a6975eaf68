// Seals a commit for the wire: signed by its author, readable by the server alone [V18]. The form is that of
// protocol/envelope.ts. Synchronous: the number inside is given out by the transaction that keeps it (F6).

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64ToBytes, bytesToBase64, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import { canonicalJson, type Json } from "#base/json.ts";
import type { Envelope } from "#ledger/change.ts";
import { type SealedEnvelope, sealedContext, SIGNED_PREFIX, WIRE_KEY_INFO } from "#protocol/envelope.ts";

/** XChaCha20-Poly1305 (the wire's cipher 1). */
const NONCE_BYTES = 24;

/**
 * One end of the wire, made at each unlock: the costly part of X25519 is done once, and each envelope costs one
 * signature and one seal. What was sent under it stays shut when the device is opened later: its secret half is
 * never kept.
 */
export interface Sender {
  readonly publicKey: string;
  /** The key that seals to the server; zeroed by `shut`. */
  readonly key: Uint8Array;
  readonly serverKey: string;
}

/** `serverKey`: the server's X25519 key, base64url, from enrolment. Throws when it is no such key. */
export function createSender(serverKey: string, randomBytes: RandomBytes): Sender {
  const theirs = base64ToBytes(serverKey);
  const secret = Uint8Array.from(randomBytes(32));
  const ours = x25519.getPublicKey(secret);
  const shared = x25519.getSharedSecret(secret, theirs);
  const key = hkdf(sha256, shared, concatBytes(ours, theirs), utf8ToBytes(WIRE_KEY_INFO), 32);
  secret.fill(0);
  shared.fill(0);
  return { publicKey: bytesToBase64(ours), key, serverKey };
}

export interface EnvelopeToSeal {
  readonly envelope: Envelope;
  /** The author's signature over what it is given (SigningKey.sign). */
  readonly sign: (text: Uint8Array) => Uint8Array;
  readonly randomBytes: RandomBytes;
  /** The sender of this unlock; or the server's key, and a sender is made for this one envelope. */
  readonly sender: Sender | { readonly serverKey: string };
}

/** The bytes an author signs, and the part of them that travels. */
export function signedText(envelope: Envelope): { readonly whole: Uint8Array; readonly text: Uint8Array } {
  const whole = utf8ToBytes(SIGNED_PREFIX + canonicalJson(envelope as unknown as Json));
  return { whole, text: whole.subarray(SIGNED_PREFIX.length) };
}

export function sealEnvelope(input: EnvelopeToSeal): SealedEnvelope {
  const { envelope, randomBytes } = input;
  const sender = "key" in input.sender ? input.sender : createSender(input.sender.serverKey, randomBytes);
  const { whole, text } = signedText(envelope);
  const nonce = Uint8Array.from(randomBytes(NONCE_BYTES));
  const outside = {
    id: envelope.id,
    school: envelope.school,
    device: envelope.device,
    deviceSeq: envelope.deviceSeq,
  };
  const sealed = xchacha20poly1305(sender.key, nonce, utf8ToBytes(sealedContext(outside))).encrypt(
    concatBytes(input.sign(whole), text),
  );
  return {
    ...outside,
    cipher: 1,
    senderKey: sender.publicKey,
    nonce: bytesToBase64(nonce),
    box: bytesToBase64(sealed),
  };
}
