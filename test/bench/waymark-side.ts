// Waymark's own side: the production commit, vault and store, as a device puts them together.

import { bytesToBase64 } from "#base/bytes.ts";
import { type RandomBytes, randomId } from "#base/id.ts";
import { quickLog } from "#casework/commands/log-behaviour.ts";
import { schema } from "#casework/schema.ts";
import { createCommit } from "#device/commit.ts";
import { createMirror } from "#device/mirror.ts";
import type { Opened } from "#device/opened.ts";
import { createSchoolClock } from "#device/school-clock.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { createOpfsMirror } from "#device/store/opfs-mirror.ts";
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
  /** A page of the feed on what `fill` left: these records, each changed since. */
  feed(rows: readonly RecordRow[]): Promise<void>;
  /** Folds all that the feed brought into the packs. */
  tidy(): Promise<void>;
  destroy(): Promise<void>;
}

const EPOCH = "0".repeat(26);
/** Above every number of a record that was filled in. */
const FIRST_FEED = 10_000_000;

/** What a server would send, with nothing else in it. */
function pageOf(kind: "snapshot" | "feed", rows: readonly RecordRow[], cursor: number | null): PullAnswer {
  const page: PullAnswer = {
    waymark: "pull",
    wire: WIRE,
    epoch: EPOCH,
    kind,
    rows,
    entries: [],
    own: [],
    purge: [],
    cursor,
    more: true,
    horizon: 0,
  };
  return cursor === null ? { ...page, after: rows.at(-1)?.id ?? "" } : page;
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
  // The second copy of what waits follows the database, as on every tablet [V37].
  const files = createOpfsMirror(`${name}-outbox`);
  if (files === undefined) throw new Error("this browser keeps no second copy");
  const scheduler = {
    after(milliseconds: number, task: () => void) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  };
  const mirror = createMirror({ store, mirror: files, scheduler, onKept: () => undefined });
  const stopMirror = store.subscribe((touched) => mirror.touched(touched));
  const enrolled = store.write("strict", (tx) => tx.setControl("enrolled", opened.enrolled), {
    scopes: [],
    parts: ["control"],
  });
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
      await enrolled;
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
      const page = pageOf("snapshot", rows, null);
      await store.write(
        "relaxed",
        (tx) => applyPage(tx, schema, place, page, 1),
        (touched) => touched,
      );
    },
    async feed(rows) {
      const cursor = (await store.read((tx) => tx.control("cursor"))) ?? FIRST_FEED;
      const place = { epoch: EPOCH, cursor, after: undefined };
      const later = rows.map((row, n) => ({ ...row, seq: cursor + n + 1 }));
      const page = pageOf("feed", later, cursor + rows.length);
      await store.write(
        "relaxed",
        async (tx) => {
          await tx.setControl("cursor", cursor);
          await tx.setControl("snapshotAfter", undefined);
          return applyPage(tx, schema, place, page, 1);
        },
        (touched) => touched,
      );
    },
    async tidy() {
      const names = await store.read((tx) => tx.scopesToFold(1));
      for (const name of names)
        while (await store.write("strict", (tx) => tx.foldScope(name), { scopes: [], parts: [] }));
    },
    async destroy() {
      stopMirror();
      mirror.stop();
      await mirror.clear();
      await store.destroy();
    },
  };
}
