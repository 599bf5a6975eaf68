// A small schema and records of it, for what must work with any schema: stores, sync, devices.

import { randomId, type RandomBytes } from "#base/id.ts";
import type { JsonObject } from "#base/json.ts";
import type { Envelope, Stamp } from "#ledger/change.ts";
import { defineRecord } from "#ledger/definition.ts";
import { items, line, moment, prose } from "#ledger/field.ts";
import { merge } from "#ledger/merge.ts";
import {
  type AdultId,
  type ChangeId,
  type DeviceId,
  type EnvelopeId,
  type RecordId,
  SCHOOL_SCOPE,
  type SchoolId,
  type ScopeId,
} from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { defineSchema } from "#ledger/schema.ts";
import type { Entry } from "#protocol/pull.ts";

const common = {
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
} as const;

const person = defineRecord({
  ...common,
  type: "person",
  label: "Person",
  plural: "People",
  mode: "case",
  scope: "owner",
  fields: { name: line({ label: "Name" }), about: prose({ label: "About" }), tags: items({ label: "Tags" }) },
  layout: [{ title: "Person", fields: ["name", "about", "tags"] }],
  slim: { fields: ["name"], keep: 1 },
});

const note = defineRecord({
  ...common,
  type: "note",
  label: "Note",
  plural: "Notes",
  mode: "log",
  scope: "owned",
  fields: { occurred: moment({ label: "When" }), text: prose({ label: "What" }) },
  layout: [{ title: "Note", fields: ["occurred", "text"] }],
  when: "occurred",
  slim: { fields: ["occurred", "text"], keep: 5 },
});

const visit = defineRecord({
  ...common,
  type: "visit",
  label: "Visit",
  plural: "Visits",
  mode: "case",
  scope: "owned",
  fields: { on: moment({ label: "When" }), place: line({ label: "Where" }) },
  layout: [{ title: "Visit", fields: ["on", "place"] }],
  when: "on",
  slim: { fields: ["on"], keep: 5 },
});

const room = defineRecord({
  ...common,
  type: "room",
  label: "Room",
  plural: "Rooms",
  mode: "case",
  scope: "school",
  fields: { name: line({ label: "Name" }) },
  layout: [{ title: "Room", fields: ["name"] }],
  slim: { fields: ["name"], keep: 50 },
});

export const toySchema = defineSchema(1, [person, note, visit, room]);

/** The same bytes every time for a seed (mulberry32: a counter, well mixed, so that it does not come round early). */
export function seededBytes(seed: number): RandomBytes {
  let counter = seed >>> 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) {
      counter = (counter + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      bytes[i] = (mixed ^ (mixed >>> 14)) >>> 24;
    }
    return bytes;
  };
}

export interface ToyWorld {
  readonly school: SchoolId;
  readonly device: DeviceId;
  readonly author: AdultId;
  id<Id extends string>(): Id;
  stamp(at?: string): Stamp;
  /** A row as the server would fold it from one create. */
  row(input: {
    readonly type?: string;
    readonly id?: RecordId;
    readonly scope?: ScopeId;
    readonly seq?: number;
    readonly at?: string;
    readonly fields?: JsonObject;
  }): RecordRow;
  entry(row: RecordRow): Entry;
  envelope(deviceSeq: number, text: string): Envelope;
}

export function createToyWorld(seed = 1): ToyWorld {
  const randomBytes = seededBytes(seed);
  const id = <Id extends string>(): Id => randomId<Id>(randomBytes);
  const school = id<SchoolId>();
  const device = id<DeviceId>();
  const author = id<AdultId>();
  const stamp = (at = "2026-06-09T10:42:00+01:00"): Stamp => ({ author, device, at });
  let seq = 0;
  return {
    school,
    device,
    author,
    id,
    stamp,
    row(input) {
      const type = input.type ?? "note";
      const record = input.id ?? id<RecordId>();
      const merged = merge({
        row: undefined,
        change: {
          kind: "create",
          id: id<ChangeId>(),
          record,
          type,
          scope: input.scope ?? (type === "person" ? (record as string as ScopeId) : SCHOOL_SCOPE),
          fields: input.fields ?? {},
        },
        stamp: stamp(input.at),
        seq: input.seq ?? (seq += 1),
        schema: toySchema.version,
        definition: toySchema.definitions[type],
      });
      if (isRefusal(merged)) throw new Error(merged.sentence);
      return merged.row;
    },
    entry: (row) => ({
      seq: row.seq,
      change: { kind: "create", id: row.created, record: row.id, type: row.type, scope: row.scope, fields: {} },
      author,
      device,
      at: stamp().at,
      received: "2026-06-09T09:42:00Z",
      outcome: "applied",
    }),
    envelope: (deviceSeq, text) => ({
      format: 1,
      id: id<EnvelopeId>(),
      school,
      device,
      deviceSeq,
      author,
      authorKey: "key-1",
      at: stamp().at,
      schema: toySchema.version,
      app: "0.1.0",
      changes: [
        {
          kind: "create",
          id: id<ChangeId>(),
          record: id<RecordId>(),
          type: "note",
          scope: id<ScopeId>(),
          fields: { occurred: "2026-06-09T10:40", text },
        },
      ],
    }),
  };
}
