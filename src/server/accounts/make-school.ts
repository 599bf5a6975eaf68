// A new school: its name, its epoch, and the key pair that envelopes are sealed to.

import { createPrivateKey, createPublicKey } from "node:crypto";
import { bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { SchoolRow } from "../storage/storage.ts";

// What stands before the 32 bytes of an X25519 key in PKCS #8 (RFC 8410).
const PKCS8_X25519 = Buffer.from("302e020100300506032b656e04220420", "hex");

export interface MakeSchool extends Pick<SchoolRow, "name" | "demo" | "clockOffset" | "personas"> {
  readonly now: number;
}

export function makeSchool({ now, ...school }: MakeSchool, newId: () => string, randomBytes: RandomBytes): SchoolRow {
  const secret = randomBytes(32);
  const der = Buffer.concat([PKCS8_X25519, secret]);
  const { x } = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" })).export({ format: "jwk" });
  return {
    id: newId(),
    ...school,
    epoch: newId(),
    seq: 0,
    horizon: 0,
    publicKey: x as string,
    privateKey: bytesToBase64(secret),
    madeAt: now,
    grants: 0,
  };
}
