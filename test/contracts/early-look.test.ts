// The lock as it is looked up before the device is there says what the device itself says then, or nothing.

import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";
import { createDevice } from "#device/create-device.ts";
import { ENROLLED, idOf, seededBytes } from "#device/device.fixture.ts";
import { earlyLook } from "#device/early-look.ts";
import type { Slot, Store, StoreTx } from "#device/ports.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { DATABASE_VERSION } from "#device/store/tables.ts";
import type { AdultId } from "#ledger/names.ts";
import { createToyWorld, toySchema } from "../arbitrary/toy-records.ts";
import { newSealer, nothing, pendingRow } from "./store-under-test.ts";

const NAME = "early";
const clock = { now: () => Date.UTC(2026, 5, 9, 9, 42), offsetMinutes: () => 60 };
const [khan, cole] = [idOf<AdultId>("khan"), idOf<AdultId>("cole")];
const slot = (id: string, adult: AdultId | null, part: Partial<Slot> = {}): Slot => ({
  id,
  kind: "phrase",
  wraps: "both",
  adult,
  label: adult === khan ? "Sana K" : "Jo C",
  params: {},
  box: "AAAA",
  ...part,
});
const pin = { hash: "argon2id", memoryKib: 32_768, passes: 3, salt: "AAAA", digits: 5 };

let indexedDB = new IDBFactory();
beforeEach(() => {
  indexedDB = new IDBFactory();
});

async function kept(work: (tx: StoreTx) => Promise<void>): Promise<void> {
  const store = createDexieStore({ name: NAME, schema: toySchema, indexedDB, IDBKeyRange });
  store.useSealer(newSealer());
  await store.write(
    "strict",
    async (tx) => {
      await tx.setControl("enrolled", { ...ENROLLED, clockOffset: 60_000 });
      await tx.setControl("deviceKeys", { signing: "AAAA", secret: "AAAA" });
      await tx.putSlot(slot("1", khan));
      await tx.putSlot(slot("2", cole));
      await work(tx);
    },
    nothing,
  );
  store.close();
}

/** What the device itself shows of this database, when it has looked and counted. */
async function whole() {
  const store: Store = createDexieStore({ name: NAME, schema: toySchema, indexedDB, IDBKeyRange });
  const device = createDevice({
    ports: {
      store,
      transport: { send: async () => ({ reached: false, why: "offline" }) },
      clock,
      scheduler: { after: () => () => undefined },
      randomBytes: seededBytes(1),
      slowHash: { derive: async () => new Uint8Array(32) },
    },
    schema: toySchema,
    app: "test",
  });
  await expect.poll(() => device.standing.get().state).not.toBe("starting");
  await expect.poll(() => device.status.get().counted).toBe(true);
  const { counted, queued, refused, jots } = device.status.get();
  const seen = { standing: device.standing.get(), counts: { counted, queued, refused, jots } };
  device.close();
  return seen;
}

/** Past the store: as the database stands. */
async function plant(table: string, stored: object): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(NAME);
    request.onsuccess = () => resolve(request.result);
  });
  const tx = db.transaction(table, "readwrite");
  tx.objectStore(table).put(stored);
  await new Promise((resolve) => (tx.oncomplete = resolve));
  db.close();
}

describe("the early look", () => {
  test("[S12] says who can open the tablet and how much waits, as the device says it later", async () => {
    const world = createToyWorld();
    await kept(async (tx) => {
      await tx.putSlot(slot("3", khan, { kind: "pin", wraps: "author", params: pin }));
      await tx.putSlot(slot("4", null, { kind: "online", wraps: "vault" }));
      await tx.setControl("preferences", { theme: "dark" });
      for (const number of [1, 2, 3]) await tx.putPending(pendingRow(world, number));
      await tx.putPending({ ...pendingRow(world, 4), state: "refused" });
      // The server has taken the first: that stands beside it.
      await tx.markPending([{ deviceSeq: 1, state: "accepted", acceptedSeq: 9 }]);
    });
    const look = await earlyLook(NAME, indexedDB);
    expect(look).toMatchObject({ clockOffset: 60_000, preferences: { theme: "dark" } });
    expect(look?.counts).toEqual({ counted: true, queued: 2, refused: 1, jots: 0 });
    expect(look?.standing.people).toEqual([
      { adult: khan, label: "Sana K", digits: 5, warm: false },
      { adult: cole, label: "Jo C" },
    ]);
    expect({ standing: look?.standing, counts: look?.counts }).toEqual(await whole());
  });

  test("[A49] a tablet that the school has locked asks nobody for words", async () => {
    await kept((tx) => tx.setControl("schoolLock", true));
    const look = await earlyLook(NAME, indexedDB);
    expect(look?.standing.schoolLock).toBe(true);
    expect({ standing: look?.standing, counts: look?.counts }).toEqual(await whole());
  });

  test("[S23] it says nothing of a database of which anything is damaged", async () => {
    await kept(async () => undefined);
    expect(await earlyLook(NAME, indexedDB)).toBeDefined();
    await plant("control", { key: "deviceKeys", value: { signing: 3 } });
    expect(await earlyLook(NAME, indexedDB)).toBeUndefined();
  });

  test("[V37] nor of one that does not know whose it is, and nor where nobody can come in", async () => {
    await kept((tx) => tx.setControl("enrolled", undefined));
    expect(await earlyLook(NAME, indexedDB)).toBeUndefined();
    indexedDB = new IDBFactory();
    await kept(async (tx) => {
      for (const one of await tx.slots()) await tx.deleteSlot(one.id);
    });
    expect(await earlyLook(NAME, indexedDB)).toBeUndefined();
  });

  test("[V29] nor of one in another form; one that is gone is not made again; and nothing of it stays open", async () => {
    expect(await earlyLook(NAME, indexedDB)).toBeUndefined();
    expect(await indexedDB.databases()).toEqual([]);
    const older = indexedDB.open(NAME, DATABASE_VERSION * 10 - 10);
    await new Promise((resolve) => (older.onsuccess = resolve));
    older.result.close();
    expect(await earlyLook(NAME, indexedDB)).toBeUndefined();
    const gone = indexedDB.deleteDatabase(NAME);
    expect(
      await new Promise(
        (resolve) => ((gone.onsuccess = () => resolve("gone")), (gone.onblocked = () => resolve("held up"))),
      ),
    ).toBe("gone");
  });
});
