import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToBase64, utf8ToBytes } from "#base/bytes.ts";

/** SHA-256 of a text in UTF-8, base64url. */
export function textHash(text: string): string {
  return bytesToBase64(sha256(utf8ToBytes(text)));
}
