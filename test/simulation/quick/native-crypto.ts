// What the server asks of node's cryptography, with what never changes remembered: a key once read from its text, and
// a signature that was made here a moment ago and now comes in at the other end. Whatever is not remembered is asked
// of node itself, so that the answers are the same (native-crypto.test.ts).

import * as node from "node:crypto";
import { wasMadeHere } from "./native-curves.ts";

export * from "node:crypto";

const MOST_KEYS = 4096;

type Jwk = { readonly key: node.JsonWebKey; readonly format: "jwk" };

function remembering(read: (jwk: Jwk) => node.KeyObject): (jwk: Jwk) => node.KeyObject {
  const kept = new Map<string, node.KeyObject>();
  return (jwk) => {
    const name = JSON.stringify(jwk);
    let key = kept.get(name);
    if (!key) {
      key = read(jwk);
      if (kept.size >= MOST_KEYS) kept.clear();
      kept.set(name, key);
    }
    return key;
  };
}

export const createPublicKey = remembering((jwk) => node.createPublicKey(jwk));
export const createPrivateKey = remembering((jwk) => node.createPrivateKey(jwk));

const rawOf = new WeakMap<node.KeyObject, string>();

/** The 32 bytes of a public key. */
function raw(key: node.KeyObject): string {
  let known = rawOf.get(key);
  if (known === undefined) {
    known = key.export({ format: "der", type: "spki" }).subarray(-32).toString("latin1");
    rawOf.set(key, known);
  }
  return known;
}

export function verify(algorithm: null, text: Uint8Array, key: node.KeyObject, signature: Uint8Array): boolean {
  if (key.asymmetricKeyType === "ed25519" && wasMadeHere(signature, text, raw(key))) return true;
  return node.verify(algorithm, text, key, signature);
}
