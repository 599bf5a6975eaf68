// Server to device: first a snapshot, scope by scope, then the feed of what changed since the cursor; and the backfill
// of what a device may hold from now on (A14, A15).
// Everything the device may hold comes this way and no other (F3).

import * as v from "valibot";
import { changeShape, id, scope } from "./envelope.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Change } from "#ledger/change.ts";

/** So many scopes are asked for at a time: each is a name of 26 characters. */
export const MOST_WANTED = 200;

export const pullRequestShape = v.strictObject({
  wire: v.number(),
  epoch: v.nullable(id),
  /** The sequence up to which the device holds everything in its scope; null: nothing yet, send a snapshot. */
  cursor: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Within a snapshot: where the page before ended, as the server gave it. */
  after: v.optional(v.pipe(v.string(), v.maxLength(400))),
  /** The number of the device's schema. */
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The version of the grants the device keeps to; null: none yet. Absent: an app that knows nothing of grants. */
  grants: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60)))),
  /** Scopes it may hold and was not sent yet. */
  want: v.optional(v.pipe(v.array(scope), v.maxLength(MOST_WANTED))),
  /** Whether the device's browser keeps a second copy of what waits (V37). Absent: not tried yet, or an app that does not say. */
  copy: v.optional(v.boolean()),
  /**
   * The number of the last line of the school's audit that the device was told of in this epoch; null: none yet. Absent:
   * an app that is no witness. With the hash it was told then, where it has not said yet that they differ.
   */
  witness: v.optional(
    v.nullable(
      v.strictObject({
        number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        hash: v.optional(v.pipe(v.string(), v.maxLength(60))),
      }),
    ),
  ),
});
export type PullRequest = v.InferOutput<typeof pullRequestShape>;

const stamp = { author: id, device: id, at: v.string() };

/**
 * A change in the history of its record. The body of a create is left out (the record carries it) unless
 * a later change replaced one of its values, which then stands in that change's `from`.
 */
export const entryShape = v.strictObject({
  seq: v.number(),
  change: changeShape,
  ...stamp,
  /** Server time it was accepted, ISO 8601 UTC. */
  received: v.string(),
  outcome: v.picklist(["applied", "same", "decision"]),
});
export interface Entry {
  readonly seq: number;
  readonly change: Change;
  readonly author: string;
  readonly device: string;
  readonly at: string;
  readonly received: string;
  readonly outcome: "applied" | "same" | "decision";
}

export const rowShape = v.looseObject({
  id,
  type: v.string(),
  scope: v.string(),
  schema: v.number(),
  seq: v.number(),
  created: id,
  fields: v.record(v.string(), v.any()),
  lists: v.record(v.string(), v.any()),
  amendments: v.array(v.any()),
  withdrawn: v.any(),
  decisions: v.array(v.any()),
  stamps: v.record(v.string(), v.any()),
});

/** Of the school's audit: its last line, and the line the device named as it stands now; null: it is not there. */
const headShape = v.object({
  number: v.number(),
  hash: v.string(),
  witnessed: v.nullable(v.object({ number: v.number(), hash: v.string() })),
});
export type AuditSeen = v.InferOutput<typeof headShape>;

const level = v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(60)));

/**
 * What a device may hold. A level says how much of a scope; devices only compare it: another level is another holding,
 * thrown away and sent anew.
 */
export const heldShape = v.object({
  /** The level of every scope that is not named; null: none of them. */
  rest: level,
  held: v.array(v.tuple([scope, level])),
});
export type Held = v.InferOutput<typeof heldShape>;

export const grantsShape = v.object({
  version: v.string(),
  ...heldShape.entries,
  /** Adults with a key on this device whose accounts have ended: it opens for them no more (A18). */
  ended: v.optional(v.array(id)),
});
export type GrantsTold = v.InferOutput<typeof grantsShape>;

export const pullAnswerShape = v.strictObject({
  waymark: v.literal("pull"),
  wire: v.number(),
  epoch: id,
  /** backfill: whole scopes that were wanted, as they stand now. The cursor stays: the feed goes on from there. */
  kind: v.picklist(["snapshot", "feed", "backfill"]),
  rows: v.array(rowShape),
  entries: v.array(entryShape),
  /** The ids of this page's accepted changes that came from the asking device: they leave its outbox. */
  own: v.array(id),
  /** Scopes to throw away whole; those that the device may still hold it then asks for anew. */
  purge: v.array(v.string()),
  /** Where the device stands after this page; within a snapshot it stays null until the last page. */
  cursor: v.nullable(v.number()),
  after: v.optional(v.string()),
  more: v.boolean(),
  /** Cursors below it need a new snapshot. */
  horizon: v.number(),
  /** When the request named another version. */
  grants: v.optional(grantsShape),
  /** For a witness. */
  audit: v.optional(headShape),
  /** Of a backfill: the scopes that are in it whole, also those of which there is nothing. */
  filled: v.optional(v.array(scope)),
});

export interface PullAnswer {
  readonly waymark: "pull";
  readonly wire: number;
  readonly epoch: string;
  readonly kind: "snapshot" | "feed" | "backfill";
  readonly rows: readonly RecordRow[];
  readonly entries: readonly Entry[];
  readonly own: readonly string[];
  readonly purge: readonly string[];
  readonly cursor: number | null;
  readonly after?: string;
  readonly more: boolean;
  readonly horizon: number;
  readonly grants?: GrantsTold;
  readonly audit?: AuditSeen;
  readonly filled?: readonly string[];
}

/** The answer in what came over the wire, or undefined: then it was not our server that spoke. */
export function parsePullAnswer(value: unknown): PullAnswer | undefined {
  const parsed = v.safeParse(pullAnswerShape, value);
  return parsed.success ? (parsed.output as unknown as PullAnswer) : undefined;
}
