// A device's signature under a request (protocol/device-proof.ts), with the credential of its own [V4]: it proves
// who asks and opens nothing, so a locked tablet can still deliver what waits on it.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToBase64, utf8ToBytes } from "#base/bytes.ts";
import { proofHeader, provenText } from "#protocol/device-proof.ts";
import type { SigningKey } from "./signing-key.ts";

/** The value of the device header for one request. `body`: the text as it is sent; absent counts as empty. */
export function proveRequest(
  key: SigningKey,
  request: {
    readonly device: string;
    readonly counter: number;
    readonly method: string;
    readonly path: string;
    readonly body: string | undefined;
  },
): string {
  const bodyHash = bytesToBase64(sha256(utf8ToBytes(request.body ?? "")));
  const text = provenText(request.method, request.path, request.counter, bodyHash);
  return proofHeader(request.device, request.counter, bytesToBase64(key.sign(utf8ToBytes(text))));
}
