// Waymark's own side: the production commit, vault and store, as a device puts them together.

import { bytesToBase64 } from "#base/bytes.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import { quickLog } from "#casework/commands/log-behaviour.ts";
import { schema } from "#casework/schema.ts";
import { createCommit } from "#device/commit.ts";
import type { Opened } from "#device/opened.ts";
import { createSchoolClock } from "#device/school-clock.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { applyPage } from "#device/sync/apply-page.ts";
import { createSender } from "#device/vault/envelope.ts";
import { createSealer } from "#device/vault/seal.ts";
import { createSigningKey } from "#device/vault/signing-key.ts";
import type { AdultId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import { WIRE } from "#protocol/version.ts";
import { NOTE } from "./bench-data.ts";

/** The base point of Curve25519: any point will do for a server that is never asked. */
const ANY_SERVER_KEY = bytesToBase64(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0)));

export interface WaymarkSide {
  commit(): Promise<void>;
  newest(pupil: ScopeId, limit: number): Promise<number>;
  fill(rows: readonly RecordRow[]): Promise<void>;
  destroy(): Promise<void>;
}

/** What a server would send: rows as the pages of a snapshot bring them, with nothing else in them. */
function snapshotPage(rows: readonly RecordRow[]): PullAnswer {
  const page: PullAnswer = {
    waymark: "pull",
    wire: WIRE,
    epoch: "0".repeat(26),
    kind: "snapshot",
    rows,
    entries: [],
    own: [],
    purge: [],
    cursor: null,
    after: rows.at(-1)?.id ?? "",
    more: true,
    horizon: 0,
  };
  return page;
}

export function createWaymarkSide(name: string, randomBytes: RandomBytes): WaymarkSide {
  const id = <Id extends string>(): Id => randomId<Id>(randomBytes);
  const store = createDexieStore({ name, schema });
  const sealer = createSealer(randomBytes(32), randomBytes);
  store.useSealer(sealer);
  const opened: Opened = {
    adult: id<AdultId>(),
    label: "Sam B",
    enrolled: {
      school: id(),
      schoolName: "Bench",
      device: id(),
      kind: "shared",
      epoch: id(),
      serverKey: ANY_SERVER_KEY,
      demo: false,
      clockOffset: 0,
    },
    authorKey: "key-1",
    author: createSigningKey(randomBytes(32)),
    sender: createSender(ANY_SERVER_KEY, randomBytes),
    sealer,
  };
  const commit = createCommit({
    store,
    schema,
    clock: createSchoolClock({ now: () => Date.now(), offsetMinutes: () => 60 }, () => 0),
    randomBytes,
    app: "bench",
    opened: () => opened,
    onCommitted: () => undefined,
    onTrouble: (sentence) => {
      if (sentence !== null) throw new Error(sentence);
    },
  });
  const pupil = id<ScopeId>();
  const category = id<RecordId>();
  return {
    async commit() {
      const made = await commit(quickLog, { pupil, category, more: { note: NOTE } });
      if (isRefusal(made)) throw new Error(made.sentence);
    },
    async newest(scope, limit) {
      const rows = await store.read((tx) => tx.rows({ scope, types: ["behaviour-log"], limit }));
      return rows.length;
    },
    async fill(rows) {
      const place = await store.read(async (tx) => ({
        epoch: (await tx.control("epoch")) ?? null,
        cursor: null,
        after: await tx.control("snapshotAfter"),
      }));
      const page = snapshotPage(rows);
      await store.write(
        "relaxed",
        (tx) => applyPage(tx, schema, place, page, 1),
        (touched) => touched,
      );
    },
    async destroy() {
      await store.destroy();
    },
  };
}
