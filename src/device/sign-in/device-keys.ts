// The device's own credential and secret, made before it first speaks to a server: if the answer to its enrolment is
// lost, it asks again as the same device.

import { bytesToBase64, base64ToBytes } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { Control, Store } from "../ports.ts";
import { createSigningKey } from "../vault/signing-key.ts";

export interface DeviceKeys {
  readonly kept: Control["deviceKeys"];
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
}

export async function deviceKeys(store: Store, randomBytes: RandomBytes): Promise<DeviceKeys> {
  const kept = await store.write(
    "strict",
    async (tx) => {
      const held = await tx.control("deviceKeys");
      if (held) return held;
      const made = { signing: bytesToBase64(randomBytes(32)), secret: bytesToBase64(randomBytes(32)) };
      await tx.setControl("deviceKeys", made);
      return made;
    },
    { scopes: [], parts: [] },
  );
  return { kept, publicKey: createSigningKey(base64ToBytes(kept.signing)).publicKey };
}
