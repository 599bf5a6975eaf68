// How a device proves that a request is its own: an Ed25519 signature over what is asked, with a number that rises.
//
//   header  waymark-device: <device id>.<counter>.<signature, base64url>
//   signed  "waymark/request/1\n" METHOD "\n" path "\n" counter "\n" sha256(body) in base64url
//
// The server remembers the highest counter of each device and a window of 64 below it: a repeated or older
// number is refused as a replay. A device that lost count learns the number to go on from in the refusal.
//
// That key stands on the device in clear, so that a locked one can deliver. Whoever has the device open says so beside
// it, with the key they sign commits with, which a locked device does not have:
//
//   header  waymark-reader: <adult id>.<signature, base64url>
//   signed  "waymark/reader/1\n" device id "\n" and what the device signed

export const DEVICE_HEADER = "waymark-device";
/** Who stands at the device, as it says itself: a session of somebody else's is not theirs to use (A36). */
export const ADULT_HEADER = "waymark-adult";
/** Who has the device open, shown by their key (A47). */
export const READER_HEADER = "waymark-reader";
export const PROOF_WINDOW = 64;

export function provenText(method: string, path: string, counter: number, bodyHash: string): string {
  return `waymark/request/1\n${method.toUpperCase()}\n${path}\n${counter}\n${bodyHash}`;
}

export function proofHeader(device: string, counter: number, signature: string): string {
  return `${device}.${counter}.${signature}`;
}

export function parseProof(header: unknown): { device: string; counter: number; signature: string } | undefined {
  if (typeof header !== "string" || header.length > 300) return undefined;
  const [device, number, signature, ...rest] = header.split(".");
  const counter = Number(number);
  if (!device || !signature || rest.length > 0 || !Number.isSafeInteger(counter) || counter < 1) return undefined;
  return { device, counter, signature };
}

/** `proven`: the text of the device's own signature, so that this one holds for the same request and once. */
export function readerText(device: string, proven: string): string {
  return `waymark/reader/1\n${device}\n${proven}`;
}

export function readerHeader(adult: string, signature: string): string {
  return `${adult}.${signature}`;
}

export function parseReader(header: unknown): { adult: string; signature: string } | undefined {
  if (typeof header !== "string" || header.length > 200) return undefined;
  const [adult, signature, ...rest] = header.split(".");
  return adult && signature && rest.length === 0 ? { adult, signature } : undefined;
}
