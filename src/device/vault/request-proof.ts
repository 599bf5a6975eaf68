// A device's signature under a request (protocol/device-proof.ts), with the credential of its own [V4]: it proves
// who asks and opens nothing, so a locked tablet can still deliver what waits on it. And the signature of whoever has it
// open, without which the server sends nothing of what is under seal here (A47).

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToBase64, utf8ToBytes } from "#base/bytes.ts";
import { proofHeader, provenText, readerHeader, readerText } from "#protocol/device-proof.ts";
import type { SigningKey } from "./signing-key.ts";

export interface RequestToProve {
  readonly device: string;
  readonly counter: number;
  readonly method: string;
  readonly path: string;
  /** The text as it is sent; absent counts as empty. */
  readonly body: string | undefined;
}

/** What is signed. The body is hashed for it: where both signatures are made, it is made once and handed to both. */
export function textToProve({ method, path, counter, body }: RequestToProve): string {
  return provenText(method, path, counter, bytesToBase64(sha256(utf8ToBytes(body ?? ""))));
}

/** The value of the device header for one request. */
export function proveRequest(key: SigningKey, request: RequestToProve, text = textToProve(request)): string {
  const signature = key.sign(utf8ToBytes(text));
  return proofHeader(request.device, request.counter, bytesToBase64(signature));
}

/** The value of the reader header for the same request. `key`: what the adult signs commits with. */
export function proveReader(
  { adult, key }: { readonly adult: string; readonly key: Pick<SigningKey, "sign"> },
  request: RequestToProve,
  text = textToProve(request),
): string {
  const signature = key.sign(utf8ToBytes(readerText(request.device, text)));
  return readerHeader(adult, bytesToBase64(signature));
}
