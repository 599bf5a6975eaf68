// What a device could not send, as a file (S24): envelopes as they were sealed to the server, and which device they are
// of. Nothing in it can be read by whoever finds it, but the names of the school's server and of the tablet.

import * as v from "valibot";
import { id, sealedEnvelopeShape } from "./envelope.ts";

export const unsentFileShape = v.object({
  waymark: v.literal("unsent"),
  format: v.literal(1),
  /** As the tablet is called; empty where that is not known any more. */
  tablet: v.string(),
  /** ISO 8601, by the device's clock. */
  saved: v.string(),
  school: id,
  /** In the order of the device. Refused ones too: only what the server accepted is left out. */
  envelopes: v.array(sealedEnvelopeShape),
});
export type UnsentFile = v.InferOutput<typeof unsentFileShape>;

/** The file in a text, or the sentence that says why it is none. */
export function parseUnsentFile(text: string): UnsentFile | { readonly sentence: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { sentence: "This is no copy of unsent work, or a part of it is missing." };
  }
  const parsed = v.safeParse(unsentFileShape, value);
  if (parsed.success) return parsed.output;
  return { sentence: "This is no copy of unsent work of this version of Waymark." };
}
