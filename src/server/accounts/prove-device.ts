// Believes a request to be a device's own (A5): its signature over what it asks, and a number that was not used
// before. The number is marked as used in the same transaction, so a copy of the request finds it taken.

import { createHash } from "node:crypto";
import { base64ToBytes, bytesToBase64, utf8ToBytes } from "#base/bytes.ts";
import { DEVICE_HEADER, PROOF_WINDOW, parseProof, provenText } from "#protocol/device-proof.ts";
import { type DeviceRow, NoSuchSchool, type Storage } from "../storage/storage.ts";
import { isSigned } from "../sync/open.ts";
import { type Problem, problem } from "./problem.ts";
import { readerOf, signatureFrom } from "./prove-reader.ts";

export interface Proven {
  readonly school: string;
  readonly device: DeviceRow;
  /** The adult who has it open, as their key showed; absent: it may be locked, and is sent nothing (A47). */
  readonly reader?: string;
}

/** To a device that is locked from afar (A49): it is sent nothing, whoever asks at it, and nobody signs in. */
export const LOCKED_FROM_AFAR = problem(
  423,
  "deviceLocked",
  "Your school has locked this device. An administrator can let it be opened again.",
);

interface ToProve {
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string | undefined;
}

/** The device that signed the request, or the problem to answer with: unknownDevice, badProof, counter. */
export async function proveDevice(storage: Storage, request: ToProve, now: number): Promise<Proven | Problem> {
  const proof = parseProof(request.headers[DEVICE_HEADER]);
  if (!proof) return problem(401, "noProof", "This page is for devices that belong to a school.");
  const unknown = problem(
    401,
    "unknownDevice",
    "This server does not know this device. Ask an administrator for a code to enrol it again.",
  );
  const school = await storage.readServer((server) => server.schoolOfDevice(proof.device));
  if (school === undefined) return unknown;
  const look = storage.transact(school, async (tx): Promise<Proven | Problem> => {
    const device = await tx.device(proof.device);
    if (!device) return unknown;
    const bodyHash = createHash("sha256")
      .update(request.body ?? "")
      .digest("base64url");
    const text = provenText(request.method, request.path, proof.counter, bodyHash);
    if (!isSigned(device.publicKey, utf8ToBytes(text), signatureFrom(proof.signature)))
      return problem(401, "badProof", "This request was not signed by the device it names.");
    const window = markUsed(device, proof.counter);
    if (!window)
      return problem(409, "counter", "This request was here before, or is too old.", { counter: device.counter });
    const seen = { ...device, ...window, lastContact: now };
    await tx.putDevice(seen);
    const reader = await readerOf(tx, { device: device.id, proven: text, headers: request.headers });
    return { school, device: seen, ...(reader !== undefined && { reader }) };
  });
  return look.catch((error: unknown) => {
    // A demo school that was left between the two questions.
    if (error instanceof NoSuchSchool) return unknown;
    throw error;
  });
}

/** The counter and window with this number marked, or undefined when it was used or lies below the window. */
export function markUsed(
  { counter, window }: Pick<DeviceRow, "counter" | "window">,
  number: number,
): Pick<DeviceRow, "counter" | "window"> | undefined {
  const size = BigInt(PROOF_WINDOW);
  const all = (1n << size) - 1n;
  // Bit n stands for the number n below the highest.
  const used = window === "" ? 0n : base64ToBytes(window).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  if (number > counter) {
    const shift = BigInt(number - counter);
    const moved = shift >= size ? 0n : (used << shift) & all;
    return { counter: number, window: windowText(moved | 1n) };
  }
  // Before the shift: far below, the bit would stand beyond what a number can be.
  if (counter - number >= PROOF_WINDOW) return undefined;
  const bit = 1n << BigInt(counter - number);
  if ((used & bit) !== 0n) return undefined;
  return { counter, window: windowText(used | bit) };
}

function windowText(bits: bigint): string {
  const bytes = new Uint8Array(PROOF_WINDOW / 8);
  for (let i = 0; i < bytes.length; i += 1) bytes[bytes.length - 1 - i] = Number((bits >> BigInt(8 * i)) & 255n);
  return bytesToBase64(bytes);
}
