// A device for the tests of this room: the in-memory store, a network and a clock that do what a test says, and a
// server that is nothing but the answers the test hands it.

import { bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { Change, Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { defineRecord } from "#ledger/definition.ts";
import { items, line, moment, prose } from "#ledger/field.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, DeviceId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { defineSchema } from "#ledger/schema.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import type { Enrolled } from "#protocol/session.ts";
import { createCommit } from "./commit.ts";
import type { Opened } from "./opened.ts";
import { ownStore } from "./own-store.ts";
import type { Answer, PendingRow, Scheduler, Store, Transport } from "./ports.ts";
import { createSchoolClock } from "./school-clock.ts";
import { createMemoryStore, type MemoryStoreOptions } from "./store/memory-store.ts";
import { createSender } from "./vault/envelope.ts";
import { createSealer } from "./vault/seal.ts";
import { createSigningKey } from "./vault/signing-key.ts";

const common = { tier: 1, onSharedDevice: true, retention: "pupil-file", disclosure: "yes" } as const;

const plan = defineRecord({
  ...common,
  type: "plan",
  label: "Plan",
  plural: "Plans",
  mode: "case",
  scope: "owned",
  fields: {
    review: line({ label: "Review", required: true }),
    reason: prose({ label: "Reason" }),
    helps: items({ label: "What helps" }),
  },
  layout: [{ title: "Plan", fields: ["review", "reason", "helps"] }],
  slim: { fields: ["review"], keep: 1 },
});
const note = defineRecord({
  ...common,
  type: "note",
  label: "Note",
  plural: "Notes",
  mode: "log",
  scope: "owned",
  fields: { occurred: moment({ label: "When" }), text: prose({ label: "What happened", required: true }) },
  layout: [{ title: "Note", fields: ["occurred", "text"] }],
  when: "occurred",
  slim: { fields: ["text"], keep: 2 },
});

export const schema = defineSchema(1, [plan, note]);

export const idOf = <Id extends string>(name: string): Id => name.padEnd(26, "0") as Id;

/** Bytes from a seed, the same every time. */
export function seededBytes(seed: number): RandomBytes {
  let state = seed >>> 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      bytes[i] = (t ^ (t >>> 14)) & 255;
    }
    return bytes;
  };
}

/** The base point of Curve25519: any point will do for a server that opens nothing. */
const ANY_SERVER_KEY = bytesToBase64(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0)));

export const EPOCH = idOf<string>("ep1");
export const ENROLLED: Enrolled = {
  school: idOf("sch"),
  schoolName: "Fell Road School",
  device: idOf("dev"),
  kind: "shared",
  epoch: EPOCH,
  serverKey: ANY_SERVER_KEY,
  demo: false,
  clockOffset: 0,
};

export const PUPIL = idOf<ScopeId>("pp1");
export const OTHER_PUPIL = idOf<ScopeId>("pp2");
const START = Date.UTC(2026, 5, 9, 9, 42);

/** Writes what it is handed. */
export const write = defineCommand<readonly Draft[]>("write", (drafts) => drafts);

export const newNote = (name: string, text: string, scope = PUPIL, occurred = "2026-06-09T10:42"): Draft => ({
  kind: "create",
  record: idOf(name),
  type: "note",
  scope,
  fields: { occurred, text },
});
export const newPlan = (name: string, review: string, scope = PUPIL): Draft => ({
  kind: "create",
  record: idOf(name),
  type: "plan",
  scope,
  fields: { review },
});
export const setReview = (name: string, to: string, base: string, from: string | null = null): Draft => ({
  kind: "set",
  record: idOf(name),
  type: "plan",
  scope: PUPIL,
  field: "review",
  to,
  from,
  base: idOf(base),
});

/** A device's insides, open and enrolled. */
export async function insides(options: Partial<MemoryStoreOptions> = {}) {
  const randomBytes = seededBytes(1);
  const store = createMemoryStore({ schema, ...options });
  const sealer = createSealer(randomBytes(32), randomBytes);
  store.useSealer(sealer);
  await store.write(
    "strict",
    async (tx) => {
      await tx.setControl("enrolled", ENROLLED);
      await tx.setControl("epoch", EPOCH);
      await tx.setControl("offeredEpoch", EPOCH);
      const keys = { signing: bytesToBase64(randomBytes(32)), secret: bytesToBase64(randomBytes(32)) };
      await tx.setControl("deviceKeys", keys);
    },
    { scopes: [], parts: [] },
  );
  const opened: Opened = {
    adult: idOf<AdultId>("ad1"),
    label: "Ada H",
    enrolled: ENROLLED,
    authorKey: idOf("key"),
    author: createSigningKey(randomBytes(32)),
    sender: createSender(ANY_SERVER_KEY, randomBytes),
    sealer,
  };
  return { randomBytes, store, sealer, opened, ...committing({ store, opened, randomBytes }) };
}

export function committing(from: { store: Store; opened: Opened | undefined; randomBytes: RandomBytes }) {
  const committed: PendingRow[] = [];
  const troubles: (string | null)[] = [];
  let opened = from.opened;
  const commit = createCommit({
    store: ownStore(from.store, () => opened),
    schema,
    clock: createSchoolClock({ now: () => START, offsetMinutes: () => 60 }, () => 0),
    randomBytes: from.randomBytes,
    app: "test",
    opened: () => opened,
    onCommitted: (row) => void committed.push(row),
    onTrouble: (sentence) => void troubles.push(sentence),
  });
  return { commit, committed, troubles, shut: () => void (opened = undefined) };
}

/** The server's row of some changes, written by somebody else; `seq` is the number of the last. */
export function serverRow(changes: readonly Change[], seq: number): RecordRow {
  let row: RecordRow | undefined;
  for (const change of changes) {
    const stamp = { author: idOf<AdultId>("ad2"), device: idOf<DeviceId>("dv2"), at: "2026-06-09T10:00:00+01:00" };
    const definition = schema.definitions[change.type];
    const merged = merge({ row, change, stamp, seq, schema: 1, definition });
    if (isRefusal(merged)) throw new Error(merged.code);
    ({ row } = merged);
  }
  return row as RecordRow;
}

export const withId = (draft: Draft, id: string): Change => ({ ...draft, id: idOf(id) }) as Change;

export function feedPage(over: Partial<PullAnswer>): PullAnswer {
  return {
    waymark: "pull",
    wire: 1,
    epoch: EPOCH,
    kind: "feed",
    rows: [],
    entries: [],
    own: [],
    purge: [],
    cursor: 0,
    more: false,
    horizon: 0,
    ...over,
  };
}

export interface Sent {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: { readonly [name: string]: string };
}

/** A network whose far end is the answers a test gives, in order; the last one stays. */
export function network(...answers: readonly ((sent: Sent) => Answer)[]): Transport & { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    async send(_method, path, body, headers) {
      const one = { path, body: JSON.parse(body ?? "{}") as Record<string, unknown>, headers };
      sent.push(one);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return answer ? answer(one) : { reached: false, why: "offline" };
    },
  };
}

export const ok = (body: unknown): Answer => ({ reached: true, status: 200, body });

/** Timers that run when the test lets time pass. */
export function handTime(): Scheduler & { now(): number; pass(milliseconds: number): Promise<void> } {
  let now = START;
  let timers: { at: number; task: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, task) {
      const timer = { at: now + milliseconds, task };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        await rest();
        const next = timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.task();
      }
      now = end;
    },
  };
}

/** Everything that needs no time comes to rest. */
export const rest = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
