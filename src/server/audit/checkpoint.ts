// A signed note of how far a school's audit had come, and with which hash. It is kept outside the database: whoever
// cuts off the end of the chain, or works the whole of it out anew, cannot make the notes of the days before agree.

import { type KeyObject, createPublicKey, sign, verify } from "node:crypto";
import * as v from "valibot";
import { canonicalJson } from "#base/json.ts";
import type { AuditRow } from "../storage/storage.ts";

const checkpointShape = v.strictObject({
  school: v.string(),
  /** A restore begins another epoch: what was noted before it may lie beyond the end of the chain. */
  epoch: v.string(),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  hash: v.string(),
  /** ISO 8601 UTC. */
  at: v.string(),
  /** Ed25519, raw 32 bytes in base64url. */
  key: v.string(),
  signature: v.string(),
});
export type Checkpoint = v.InferOutput<typeof checkpointShape>;

export interface AuditHead extends Pick<AuditRow, "number" | "hash"> {
  readonly school: string;
  readonly epoch: string;
}

/** Signs how far an audit has come. `at`: milliseconds since 1970. */
export function makeCheckpoint(head: AuditHead, at: number, key: KeyObject): Checkpoint {
  const { school, epoch, number, hash } = head;
  const told = { school, epoch, number, hash, at: new Date(at).toISOString(), key: publicKeyOf(key) };
  return { ...told, signature: sign(null, bytesOf(told), key).toString("base64url") };
}

/** The checkpoint in a line of a file, or a sentence that says what is wrong with it. */
export function readCheckpoint(line: string): Checkpoint | { readonly sentence: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { sentence: "it is not JSON" };
  }
  const parsed = v.safeParse(checkpointShape, value);
  return parsed.success ? parsed.output : { sentence: "it has not the form of a checkpoint" };
}

/** Was it signed by that key, as it stands? */
export function isSigned({ signature, ...told }: Checkpoint, publicKey: string): boolean {
  if (told.key !== publicKey) return false;
  try {
    const key = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: publicKey } });
    return verify(null, bytesOf(told), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

/** Raw, base64url: what a school writes down once and compares. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: "jwk" }).x ?? "";
}

const bytesOf = (told: Omit<Checkpoint, "signature">): Buffer => Buffer.from(`waymark audit ${canonicalJson(told)}`);
