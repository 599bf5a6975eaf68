import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { base64ToBytes, bytesToBase64, bytesToUtf8, concatBytes, utf8ToBytes } from "#base/bytes.ts";
import { canonicalJson, type Json } from "#base/json.ts";
import type { Envelope } from "#ledger/change.ts";
import {
  parseEnvelope,
  type SealedEnvelope,
  sealedContext,
  sealedEnvelopeShape,
  SIGNED_PREFIX,
  WIRE_KEY_INFO,
} from "#protocol/envelope.ts";
import { createSender, sealEnvelope } from "./envelope.ts";
import { createSigningKey } from "./signing-key.ts";

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const id = (letter: string): never => letter.repeat(26) as never;
const serverSecret = new Uint8Array(32).fill(8);
const serverPublic = x25519.getPublicKey(serverSecret);
const serverKey = bytesToBase64(serverPublic);
const author = createSigningKey(new Uint8Array(32).fill(3));

const envelope = (deviceSeq: number): Envelope => ({
  format: 1,
  id: id("e"),
  school: id("s"),
  device: id("d"),
  deviceSeq,
  author: id("a"),
  authorKey: "key-1",
  at: "2026-06-09T10:42:00+01:00",
  schema: 1,
  app: "0.1.0",
  changes: [
    { kind: "create", id: id("c"), record: id("r"), type: "note", scope: id("p"), fields: { text: "wält – “in”" } },
  ],
});

/** As protocol/envelope.ts says, and written apart from what seals. */
function openAsServer(sealed: SealedEnvelope): { readonly signature: Uint8Array; readonly text: string } {
  const sender = base64ToBytes(sealed.senderKey);
  const shared = x25519.getSharedSecret(serverSecret, sender);
  const key = hkdf(sha256, shared, concatBytes(sender, serverPublic), utf8ToBytes(WIRE_KEY_INFO), 32);
  const plain = xchacha20poly1305(key, base64ToBytes(sealed.nonce), utf8ToBytes(sealedContext(sealed))).decrypt(
    base64ToBytes(sealed.box),
  );
  return { signature: plain.slice(0, 64), text: bytesToUtf8(plain.slice(64)) };
}

describe("sealEnvelope", () => {
  test("[V18] the server opens it, and finds the author's signature over its one spelling", () => {
    const sealed = sealEnvelope({ envelope: envelope(4), sign: author.sign, randomBytes, sender: { serverKey } });
    expect(v.parse(sealedEnvelopeShape, sealed)).toEqual(sealed);
    const { signature, text } = openAsServer(sealed);
    expect(text).toBe(canonicalJson(envelope(4) as unknown as Json));
    expect(parseEnvelope(JSON.parse(text))).toEqual(envelope(4));
    const signed = utf8ToBytes(SIGNED_PREFIX + text);
    expect(ed25519.verify(signature, signed, base64ToBytes(author.publicKey))).toBe(true);
    expect(ed25519.verify(signature, utf8ToBytes(text), base64ToBytes(author.publicKey))).toBe(false);
  });

  test("[V19] what stands beside it is authenticated: none of it can be another", () => {
    const sealed = sealEnvelope({ envelope: envelope(4), sign: author.sign, randomBytes, sender: { serverKey } });
    const alterations: readonly Partial<SealedEnvelope>[] = [
      { deviceSeq: 5 },
      { id: id("f") },
      { school: id("t") },
      { device: id("b") },
      { nonce: bytesToBase64(randomBytes(24)) },
      { senderKey: createSender(serverKey, randomBytes).publicKey },
      { box: `${sealed.box.startsWith("A") ? "B" : "A"}${sealed.box.slice(1)}` },
    ];
    for (const alteration of alterations) expect(() => openAsServer({ ...sealed, ...alteration })).toThrow();
    expect(() => openAsServer(sealed)).not.toThrow();
  });

  test("[V18] one sender serves many envelopes, each with a nonce of its own; nothing in clear tells what is inside", () => {
    const sender = createSender(serverKey, randomBytes);
    const sealed = [1, 2, 3].map((n) =>
      sealEnvelope({ envelope: envelope(n), sign: author.sign, randomBytes, sender }),
    );
    expect(new Set(sealed.map((one) => one.nonce)).size).toBe(3);
    expect(new Set(sealed.map((one) => one.senderKey))).toEqual(new Set([sender.publicKey]));
    expect(sealed.map((one) => JSON.parse(openAsServer(one).text).deviceSeq)).toEqual([1, 2, 3]);
    for (const one of sealed)
      expect(Object.keys(one).sort()).toEqual("box cipher device deviceSeq id nonce school senderKey".split(" "));
  });

  test("[V18] a key of another server opens nothing, and a key that is none is refused", () => {
    const other = bytesToBase64(x25519.getPublicKey(new Uint8Array(32).fill(9)));
    const sealed = sealEnvelope({
      envelope: envelope(1),
      sign: author.sign,
      randomBytes,
      sender: { serverKey: other },
    });
    expect(() => openAsServer(sealed)).toThrow();
    // The point of order one, with which any secret would be shared.
    expect(() => createSender(bytesToBase64(new Uint8Array(32)), randomBytes)).toThrow();
    expect(() => createSender("AAAA", randomBytes)).toThrow();
  });
});
