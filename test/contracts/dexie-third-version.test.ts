// A database as the third version of the store left it, with packs, and with the state of what waits in each of its rows:
// what the present version makes of it at one update.

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, test } from "vitest";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { createSealing } from "#device/store/sealing.ts";
import { emptySummary } from "#device/summary-of-scope.ts";
import type { AcceptedRow, PendingRow, Store } from "#device/ports.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { type Summary, summarise } from "#ledger/slim.ts";
import { createToyWorld, toySchema } from "../arbitrary/toy-records.ts";
import { type Stored, newSealer, nothing, pendingRow } from "./store-under-test.ts";

const NAME = "third";
const PACKED = ["packs", "histories", "directories"];

/** Its tables, their keys and indexes. */
const THIRD_VERSION: { readonly [table: string]: readonly [key: string, ...indexes: string[][]] } = {
  rows: ["id", ["o", "w"], ["t", "w"]],
  entries: ["id", ["o"], ["r"]],
  packs: ["id", ["o"]],
  histories: ["id", ["o"]],
  directories: ["key"],
  summaries: ["key"],
  pending: ["deviceSeq"],
  holdings: ["key"],
  drafts: ["key"],
  control: ["key"],
  slots: ["id"],
  accepted: ["deviceSeq"],
  outboxCopy: ["deviceSeq"],
  jots: ["id"],
};

const world = createToyWorld();
const scope = world.id<ScopeId>();
const rows = Array.from({ length: 40 }, (_, i) =>
  world.row({ scope, fields: { occurred: `2026-0${(i % 9) + 1}-11T10:40`, text: "calm ".repeat(200) } }),
);
const people = Array.from({ length: 3 }, () => {
  const id = world.id<RecordId>();
  return world.row({ type: "person", id, scope: id as string as ScopeId, fields: { name: "Ruby" } });
});
const summaries = [rows, ...people.map((one) => [one])].map((theirs): Summary =>
  summarise(toySchema, emptySummary((theirs[0] as (typeof rows)[number]).scope), theirs),
);
/** Taken and not come back yet, waiting, refused, waiting. */
const waiting: readonly PendingRow[] = [
  { ...pendingRow(world, 4), state: "accepted", acceptedSeq: 90 },
  pendingRow(world, 5),
  { ...pendingRow(world, 6), state: "refused" },
  pendingRow(world, 7),
];
const sent = [1, 2, 3].map((deviceSeq): AcceptedRow => {
  const { id, wire } = pendingRow(world, deviceSeq);
  return { deviceSeq, id, wire, acceptedSeq: 80 + deviceSeq, at: 1 };
});

test("[V29] a tablet of the version before: all it held and all that waits is there, in the words of this one", async () => {
  const indexedDB = new IDBFactory();
  await fillThirdVersion(indexedDB);
  // A tab of the older version that is still open makes room at once.
  const oldTab = await settled(indexedDB.open(NAME));
  oldTab.addEventListener("versionchange", () => oldTab.close());

  const store = storeOn(indexedDB);
  expect(await store.read((tx) => tx.pending())).toEqual(waiting);
  const states = () => store.read((tx) => tx.pendingStates());
  expect(await states()).toEqual({ queued: [5, 7], refused: [6], accepted: [{ deviceSeq: 4, acceptedSeq: 90 }] });
  expect(await store.read((tx) => tx.accepted())).toEqual(sent);
  expect(await store.read((tx) => tx.control("cursor"))).toBe(88);
  const newest = await store.read((tx) => tx.rows({ scope, limit: 50 }));
  expect(new Set(newest.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
  expect(await store.read((tx) => tx.entriesOf((rows[7] as (typeof rows)[number]).id, scope))).toHaveLength(1);
  const byScope = (all: readonly Summary[]) => new Map(all.map((one) => [one.scope, one]));
  expect(byScope(await store.read((tx) => tx.summaries()))).toEqual(byScope(summaries));

  // The copy of what waited is the boxes as they stood; each goes with what it is a copy of.
  const copied = async () =>
    (await store.rawRows(1000)).flatMap(({ table, stored }) =>
      table === "outboxCopy" ? [(stored as Stored)["deviceSeq"]] : [],
    );
  expect(await copied()).toEqual([4, 5, 6, 7]);
  await store.write("strict", (tx) => tx.deletePending([4]), nothing);
  expect(await copied()).toEqual([5, 6, 7]);

  // An answer of the server is laid over a row of the older version; a later one takes it back.
  const mark = (state: PendingRow["state"], acceptedSeq: number) =>
    store.write("strict", (tx) => tx.markPending([{ deviceSeq: 5, state, acceptedSeq }]), nothing);
  await mark("accepted", 91);
  expect(await states()).toEqual({ queued: [7], refused: [6], accepted: [{ deviceSeq: 5, acceptedSeq: 91 }] });
  await mark("queued", 0);
  expect((await states()).queued).toEqual([5, 7]);

  // A summary that is written anew stands in the short form, and says the same.
  const [first] = summaries as [Summary];
  const lengthOf = async (): Promise<number> => {
    const found = (await store.rawRows(1000)).filter(({ table }) => table === "summaries");
    return Math.max(...found.map(({ stored }) => ((stored as Stored)["box"] as Uint8Array).length));
  };
  const before = await lengthOf();
  await store.write("strict", (tx) => tx.putSummary(first), nothing);
  expect(await lengthOf()).toBeLessThan(before);
  store.useSealer(newSealer());
  expect(byScope(await store.read((tx) => tx.summaries()))).toEqual(byScope(summaries));

  // What was sent stands one to a row there, and many to a row here: a part of it goes all the same.
  await store.write("strict", (tx) => tx.deleteAccepted([2]), nothing);
  expect(await store.read((tx) => tx.accepted())).toEqual(sent.filter(({ deviceSeq }) => deviceSeq !== 2));
  store.close();
});

function storeOn(indexedDB: globalThis.IDBFactory): Store {
  const store = createDexieStore({ name: NAME, schema: toySchema, indexedDB, IDBKeyRange });
  store.useSealer(newSealer());
  return store;
}

async function fillThirdVersion(indexedDB: globalThis.IDBFactory): Promise<void> {
  const packed = await packedNow();
  const request = indexedDB.open(NAME, 30);
  request.addEventListener("upgradeneeded", () => {
    for (const [name, [key, ...indexes]] of Object.entries(THIRD_VERSION)) {
      const table = request.result.createObjectStore(name, { keyPath: key });
      for (const parts of indexes) {
        if (parts.length === 1) table.createIndex(parts[0] as string, parts[0] as string);
        else table.createIndex(`[${parts.join("+")}]`, parts);
      }
    }
  });
  const db = await settled(request);
  const sealer = newSealer();
  const sealing = createSealing(NAME);
  sealing.useSealer(sealer);
  const tx = db.transaction(Object.keys(THIRD_VERSION), "readwrite");
  const put = (table: string, value: Stored) => tx.objectStore(table).put(sealing.toStored(table, value));
  for (const { table, stored } of packed) tx.objectStore(table).put(stored);
  for (const one of summaries) {
    const v = one.slims.reduce((highest, { seq }) => Math.max(highest, seq), 0);
    put("summaries", { key: sealer.blind(`summaries|${one.scope}`), v, plain: one });
  }
  for (const { inside, ...outside } of waiting) put("pending", { ...outside, plain: inside });
  for (const one of sent) put("accepted", { ...one });
  put("control", { key: "cursor", value: 88 });
  await new Promise((done) => tx.addEventListener("complete", done));
  db.close();
}

/** What is packed has had this form since there were packs. */
async function packedNow(): Promise<readonly { readonly table: string; readonly stored: unknown }[]> {
  const store = storeOn(new IDBFactory());
  await store.write("relaxed", (tx) => tx.putPacked([...rows, ...people], rows.map(world.entry)), nothing);
  const all = (await store.rawRows(1000)).filter(({ table }) => PACKED.includes(table));
  store.close();
  return all;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => failed(request.error));
  });
}
