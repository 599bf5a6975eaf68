import * as node from "node:crypto";
import { expect, test } from "vitest";
import { createChance } from "../chance.ts";
import { createPrivateKey, createPublicKey, verify } from "./native-crypto.ts";
import { ed25519, x25519 } from "./native-curves.ts";

const { bytes } = createChance(6);
const base64 = (raw: Uint8Array): string => Buffer.from(raw).toString("base64url");
const publicJwk = (raw: Uint8Array, crv = "Ed25519") =>
  ({ key: { kty: "OKP", crv, x: base64(raw) }, format: "jwk" }) as const;

test("a signature is believed where node believes it, whether it was made here or not", () => {
  let [good, bad] = [0, 0];
  for (let length = 1; length < 30; length += 1) {
    const [seed, other, text] = [bytes(32), bytes(32), bytes(length * 5)];
    const signature = ed25519.sign(text, seed);
    const foreign = new Uint8Array(
      node.sign(null, text, node.createPrivateKey({ key: pkcs8(other), format: "der", type: "pkcs8" })),
    );
    const changed = (of: Uint8Array, at: number): Uint8Array =>
      of.map((byte, i) => (i === at % of.length ? byte ^ 1 : byte));
    for (const sig of [signature, foreign, changed(signature, length), changed(foreign, length), signature.subarray(1)])
      for (const what of [text, changed(text, length), text.subarray(1)])
        for (const who of [seed, other]) {
          const jwk = publicJwk(ed25519.getPublicKey(who));
          const believed = verify(null, what, createPublicKey(jwk), sig);
          expect(believed).toBe(node.verify(null, what, node.createPublicKey(jwk), sig));
          if (believed) good += 1;
          else bad += 1;
        }
  }
  // Each text with each of the two signatures, and nothing else.
  expect([good, bad]).toEqual([29 * 2, 29 * 28]);
});

test("a key that is remembered is the key that is read anew", () => {
  const [secret, theirs] = [bytes(32), bytes(32)];
  const x = x25519.getPublicKey(secret);
  const jwk = { key: { kty: "OKP", crv: "X25519", x: base64(x), d: base64(secret) }, format: "jwk" } as const;
  const other = publicJwk(x25519.getPublicKey(theirs), "X25519");
  for (let i = 0; i < 3; i += 1) {
    const agreed = node.diffieHellman({ privateKey: createPrivateKey(jwk), publicKey: createPublicKey(other) });
    expect(new Uint8Array(agreed)).toEqual(x25519.getSharedSecret(theirs, x));
    expect(createPublicKey(other).equals(node.createPublicKey(other))).toBe(true);
  }
  expect(() => createPublicKey(publicJwk(bytes(31)))).toThrow(/./);
  expect(() => createPublicKey(publicJwk(bytes(31)))).toThrow(/./);
});

const pkcs8 = (seed: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.from(seed)]);
