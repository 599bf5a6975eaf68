// What the server says by itself, over a request that stays open: how far the school has come, and under which name
// stands what this device may hold. A device that stands behind that pulls. No id and no word of a record is in it.
//
//   answer  200, text/event-stream: "data: " and the JSON of one News, an empty line, and so on until one side ends it
//
// The same is said again every BEAT_MS, so a message that was lost is repaired by the next, and silence means that the
// connection is dead. Asked without a stream, the route answers with one News as any other route.

import * as v from "valibot";
import { id } from "./envelope.ts";

export const listenRequestShape = v.strictObject({
  wire: v.number(),
  /** True: also tell the version of the grants. Absent: an app that does not read it. */
  grants: v.optional(v.boolean()),
});
export type ListenRequest = v.InferOutput<typeof listenRequestShape>;

/** Under the time after which proxies cut a connection that says nothing (30 s and more). */
export const BEAT_MS = 20_000;

export const newsShape = v.strictObject({
  waymark: v.literal("news"),
  wire: v.number(),
  epoch: id,
  /** The school's last sequence number. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The version of what the device may hold now: another one than it keeps to means that something was given or taken. */
  grants: v.optional(v.pipe(v.string(), v.maxLength(60))),
});
export type News = v.InferOutput<typeof newsShape>;

/** One message of the stream. */
export function newsText(news: string): string {
  return `data: ${news}\n\n`;
}
