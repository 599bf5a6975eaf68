// Believes that an adult has the device open (A47). A device's own key stands on it in clear, so that a locked one can
// deliver; whoever takes it from there must not be sent what the tablet itself keeps under seal. So what is read is asked
// for with a second signature, by the key that the same adult signs commits with and that only an open vault has.

import { base64ToBytes, utf8ToBytes } from "#base/bytes.ts";
import { READER_HEADER, parseReader, readerText } from "#protocol/device-proof.ts";
import type { SchoolTx, Storage } from "../storage/storage.ts";
import { coverOf } from "../sync/cover.ts";
import { isSigned } from "../sync/open.ts";
import { type Problem, problem } from "./problem.ts";

interface ToBelieve {
  readonly device: string;
  /** What the device signed. Its number was not used before, so neither was this. */
  readonly proven: string;
  readonly headers: { readonly [name: string]: string | undefined };
}

/** The adult who has it open, a cover adult included; undefined where nobody is shown to. */
export async function readerOf(tx: SchoolTx, { device, proven, headers }: ToBelieve): Promise<string | undefined> {
  const said = parseReader(headers[READER_HEADER]);
  if (!said) return undefined;
  const text = utf8ToBytes(readerText(device, proven));
  const keys = (await tx.authorKeys(said.adult, device)).map(({ key }) => key);
  if (keys.length === 0) {
    const cover = await coverOf(tx, undefined, said.adult);
    if (cover?.stands && cover.device === device) keys.push(cover.key);
  }
  const signature = signatureFrom(said.signature);
  return keys.some((key) => isSigned(key, text, signature)) ? said.adult : undefined;
}

/**
 * The refusal for a device that nobody is shown to have open; undefined where somebody is. It tells the epoch: a server
 * that was restored may have forgotten the key, and is to be offered what it lost before anybody signs in again (S21).
 */
export async function unlessOpen(
  { storage }: { readonly storage: Storage },
  { school, reader }: { readonly school: string; readonly reader?: string },
): Promise<Problem | undefined> {
  if (reader !== undefined) return undefined;
  const { epoch } = await storage.transact(school, (tx) => tx.row());
  return problem(
    403,
    "notOpen",
    "The server does not know who has this tablet open, so it sends nothing new. Sign in once with name and password.",
    { epoch },
  );
}

/** Nothing can be signed with what is no signature. */
export function signatureFrom(text: string): Uint8Array {
  try {
    return base64ToBytes(text);
  } catch {
    return new Uint8Array();
  }
}
