// What every store of a device must do, whatever holds its bytes: run by the in-memory twin, by Dexie over a
// stand-in for IndexedDB, and by Dexie in a real browser.

import { describe, expect, test } from "vitest";
import type { JsonObject } from "#base/json.ts";
import type { ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { summarise } from "#ledger/slim.ts";
import { Locked, type PendingRow, type Slot, type Store, type StoreTx, type Touched } from "#device/ports.ts";
import { createSealer } from "#device/vault/seal.ts";
import { createSender, sealEnvelope } from "#device/vault/envelope.ts";
import { createSigningKey } from "#device/vault/signing-key.ts";
import { createToyWorld, toySchema, type ToyWorld } from "../arbitrary/toy-records.ts";
import { findsText } from "./finds-text.ts";

/** A store to test, and what a thief with the disk in hand could do to it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Another tab on the same database. */
  another(): Store;
  /** Every byte of every table, as it is stored. */
  everything(): Promise<readonly { readonly table: string; readonly stored: { readonly [name: string]: unknown } }[]>;
  /** Writes past the store. */
  plant(table: string, stored: { readonly [name: string]: unknown }): Promise<void>;
  finish(): Promise<void>;
}

const vaultKey = new Uint8Array(32).map((_, i) => i * 7 + 1);
const serverKey = createSender("CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", (n) =>
  new Uint8Array(n).fill(9),
).publicKey;
const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const newSealer = () => createSealer(vaultKey, randomBytes);
const nothing: Touched = { scopes: [], parts: [] };

export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  const inStore = (
    title: string,
    run: (under: StoreUnderTest & { readonly world: ToyWorld }) => Promise<void>,
  ): void => {
    test(title, async () => {
      const under = await open();
      under.store.useSealer(newSealer());
      try {
        await run({ ...under, world: createToyWorld() });
      } finally {
        await under.finish();
      }
    });
  };
  const write = <T>(store: Store, work: (tx: StoreTx) => Promise<T>): Promise<T> =>
    store.write("relaxed", work, nothing);
  const ids = (rows: readonly RecordRow[]): readonly string[] => rows.map((row) => row.id);
  const pendingRow = (world: ToyWorld, deviceSeq: number, text = "walked in calmly"): PendingRow => {
    const envelope = world.envelope(deviceSeq, text);
    const key = createSigningKey(new Uint8Array(32).fill(3));
    const wire = sealEnvelope({ envelope, sign: key.sign, randomBytes, sender: { serverKey } });
    return { deviceSeq, id: envelope.id, state: "queued", acceptedSeq: 0, wire, inside: { envelope, verdicts: [] } };
  };

  describe(name, () => {
    inStore("gives back what was put, in every table", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const row = world.row({ scope, fields: { occurred: "2026-06-09T10:40", text: "ä note – “quoted”" } });
      const entry = world.entry(row);
      const summary = summarise(toySchema, { scope, slims: [] }, [row]);
      const pending = pendingRow(world, 1);
      const draft = { id: "note:new", author: world.author, at: 5, body: { text: "half a sent" } };
      const slot: Slot = {
        id: "s1",
        kind: "phrase",
        wraps: "both",
        adult: world.author,
        label: "Sam P",
        params: { memoryKib: 1 },
        box: "AA",
      };
      const accepted = { deviceSeq: 7, id: pending.id, acceptedSeq: 3, at: 11, wire: pending.wire };
      await write(store, async (tx) => {
        await tx.putRows([row]);
        await tx.putEntries([entry]);
        await tx.putSummary(summary);
        await tx.putPending(pending);
        await tx.putDraft(draft);
        await tx.putSlot(slot);
        await tx.putAccepted(accepted);
        await tx.setControl("cursor", 12);
      });
      await store.read(async (tx) => {
        expect(await tx.row(row.id)).toEqual(row);
        expect(await tx.rows({ scope })).toEqual([row]);
        expect(await tx.entriesOf(row.id)).toEqual([entry]);
        expect(await tx.summary(scope)).toEqual(summary);
        expect(await tx.summaries()).toEqual([summary]);
        expect(await tx.pending()).toEqual([pending]);
        expect(await tx.drafts()).toEqual([draft]);
        expect(await tx.slots()).toEqual([slot]);
        expect(await tx.accepted()).toEqual([accepted]);
        expect(await tx.control("cursor")).toBe(12);
        expect(await tx.control("epoch")).toBeUndefined();
        expect(await tx.row(world.id<RecordId>())).toBeUndefined();
        expect(await tx.summary(world.id<ScopeId>())).toBeUndefined();
      });
      await write(store, async (tx) => {
        await tx.deletePending(1);
        await tx.deleteDraft(draft.id);
        await tx.deleteSlot(slot.id);
        await tx.deleteAccepted(7);
        await tx.setControl("cursor", undefined);
      });
      await store.read(async (tx) => {
        const left = await Promise.all([tx.pending(), tx.drafts(), tx.slots(), tx.accepted(), tx.control("cursor")]);
        expect(left).toEqual([[], [], [], [], undefined]);
      });
    });

    inStore("a write that throws leaves nothing behind, and the next one works", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const held = world.row({ scope, fields: { text: "first" } });
      await write(store, (tx) => tx.putRows([held]));
      const before = await store.read((tx) => tx.rows({ scope }));
      const failed = write(store, async (tx) => {
        await tx.putRows([{ ...held, seq: held.seq + 1 }, world.row({ scope })]);
        await tx.setControl("deviceSeq", 1);
        await tx.putPending(pendingRow(world, 1));
        await tx.purgeScope(scope);
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      await store.read(async (tx) => {
        expect(await tx.rows({ scope })).toEqual(before);
        expect(await tx.control("deviceSeq")).toBeUndefined();
        expect(await tx.pending()).toEqual([]);
      });
      await write(store, (tx) => tx.setControl("deviceSeq", 1));
      expect(await store.read((tx) => tx.control("deviceSeq"))).toBe(1);
    });

    inStore("a read never sees half of a write", async ({ store, another, world }) => {
      const other = another();
      other.useSealer(newSealer());
      const seen: string[] = [];
      let writing = true;
      const watch = async (from: Store): Promise<void> => {
        while (writing) {
          await from.read(async (tx) => {
            const number = (await tx.control("deviceSeq")) ?? 0;
            seen.push(`${number}:${(await tx.pending()).length}`);
          });
        }
      };
      const watching = [watch(store), watch(other)];
      for (let n = 1; n <= 6; n += 1) {
        await store.write(
          n % 2 ? "strict" : "relaxed",
          async (tx) => {
            await tx.setControl("deviceSeq", n);
            await tx.putPending(pendingRow(world, n));
          },
          nothing,
        );
      }
      writing = false;
      await Promise.all(watching);
      expect(seen.length).toBeGreaterThan(6);
      expect(seen.filter((pair) => pair.split(":")[0] !== pair.split(":")[1])).toEqual([]);
    });

    inStore("two writes at once count on from each other", async ({ store, another, world }) => {
      const other = another();
      other.useSealer(newSealer());
      const commit = (tab: Store): Promise<number> =>
        tab.write(
          "strict",
          async (tx) => {
            const next = ((await tx.control("deviceSeq")) ?? 0) + 1;
            await Promise.all([tx.putPending(pendingRow(world, next)), tx.setControl("deviceSeq", next)]);
            return next;
          },
          nothing,
        );
      const numbers = await Promise.all([commit(store), commit(other), commit(store), commit(other)]);
      expect([...numbers].sort()).toEqual([1, 2, 3, 4]);
      expect((await store.read((tx) => tx.pending())).map((p) => p.deviceSeq)).toEqual([1, 2, 3, 4]);
    });

    inStore("a transaction is closed when its work is done", async ({ store }) => {
      const escaped = await store.read(async (tx) => ({ tx }));
      await expect((async () => escaped.tx.control("cursor"))()).rejects.toThrow();
    });

    inStore("[V13][V14] none of the words typed are on the disk, in any table", async (under) => {
      const { store, world } = under;
      const words = ["hedgehog-lantern", "Çelik Ğökhan", "bramble cove"];
      const scope = world.id<ScopeId>();
      const [first = "", second = "", third = ""] = words;
      const row = world.row({ scope, type: "visit", fields: { on: "2026-06-09T10:40", place: first } });
      const draftId = `note:${second}`;
      await write(store, async (tx) => {
        await tx.putRows([row]);
        await tx.putEntries([{ ...world.entry(row), change: { ...world.entry(row).change, reason: second } as never }]);
        await tx.putSummary({ scope, slims: [{ ...slimLike(row), fields: { place: third } }] });
        await tx.putPending(pendingRow(world, 1, second));
        await tx.putDraft({ id: draftId, author: world.author, at: 1, body: { text: third } });
        await tx.setControl("cursor", 1);
      });
      const disk = await under.everything();
      expect(new Set(disk.map((one) => one.table))).toEqual(
        new Set(["rows", "entries", "summaries", "pending", "drafts", "control"]),
      );
      // Neither words nor what kind of record it is, nor whose.
      for (const word of [...words, draftId, "visit", "occurred", world.author, "walked"])
        expect([word, findsText(disk, word)]).toEqual([word, []]);
      // The owner's id is in clear once, as the key of the owner's own row; never beside another row.
      expect(findsText(disk, scope)).toEqual([]);
      // The scan can find one: the same row, planted in clear.
      await under.plant("control", { key: "planted", value: { note: `a ${first} b` } });
      expect(findsText(await under.everything(), first)).toEqual(["control"]);
    });

    inStore("[V15] lengths are rounded", async (under) => {
      const { store, world } = under;
      const lengths = new Set<number>();
      const scope = world.id<ScopeId>();
      await write(store, (tx) =>
        tx.putRows(Array.from({ length: 40 }, (_, i) => world.row({ scope, fields: { text: "x".repeat(i * 3) } }))),
      );
      for (const { table, stored } of await under.everything())
        if (table === "rows") lengths.add((stored["box"] as Uint8Array).length);
      expect(lengths.size).toBeLessThanOrEqual(2);
    });

    inStore("[V12] a box does not open in another row, table, version or scope", async (under) => {
      const { store, world } = under;
      const scope = world.id<ScopeId>();
      const one = world.row({ scope, seq: 4, at: "2026-06-01T09:00:00Z", fields: { text: "one" } });
      const two = world.row({
        scope: world.id<ScopeId>(),
        seq: 5,
        at: "2026-06-20T09:00:00Z",
        fields: { text: "two" },
      });
      await write(store, (tx) => tx.putRows([one]));
      const oldOne = await storedRow(under, one.id);
      await write(store, async (tx) => {
        await tx.putRows([{ ...one, seq: 6 }, two]);
        await tx.putEntries([world.entry(one)]);
      });
      const newOne = await storedRow(under, one.id);
      const storedTwo = await storedRow(under, two.id);
      const altered = Uint8Array.from(newOne["box"] as Uint8Array);
      altered[40] = (altered[40] as number) ^ 1;
      const forgeries: { readonly [what: string]: { readonly [name: string]: unknown } } = {
        "another row's box": { ...newOne, box: storedTwo["box"] },
        "the box of an older version": { ...newOne, box: oldOne["box"] },
        "an older version number": { ...newOne, v: 4 },
        "another pupil's scope": { ...newOne, o: storedTwo["o"] },
        "another kind": { ...newOne, t: storedTwo["t"] },
        "another week": { ...newOne, w: storedTwo["w"] },
        "an altered byte": { ...newOne, box: altered },
        "an entry's box": { ...newOne, box: await storedBox(under, "entries") },
        "another cipher": { ...newOne, box: Uint8Array.from([2, ...(newOne["box"] as Uint8Array).slice(1)]) },
        "no box": { id: newOne["id"], o: newOne["o"], t: newOne["t"], w: newOne["w"], v: 6 },
        "a text in clear": { ...newOne, box: JSON.stringify(one) },
      };
      for (const [what, forged] of Object.entries(forgeries)) {
        await under.plant("rows", forged);
        // A device that was restarted: nothing of it is in memory.
        store.useSealer(newSealer());
        await expect(
          store.read((tx) => tx.row(one.id)),
          what,
        ).rejects.toMatchObject({ kind: "damaged" });
      }
      await under.plant("rows", newOne);
      store.useSealer(newSealer());
      expect(await store.read((tx) => tx.row(one.id))).toEqual({ ...one, seq: 6 });
    });

    inStore("[V12] an injected row does not open, and no key but the vault's opens any", async (under) => {
      const { store, world } = under;
      const scope = world.id<ScopeId>();
      const row = world.row({ scope, fields: { text: "mine" } });
      store.useSealer(createSealer(new Uint8Array(32).fill(66), randomBytes));
      await write(store, (tx) => tx.putRows([row]));
      const foreign = await storedRow(under, row.id);
      store.useSealer(newSealer());
      await expect(store.read((tx) => tx.row(row.id))).rejects.toMatchObject({ kind: "damaged" });
      // Its names are another's too: no list of the pupil ever meets it.
      expect(await store.read((tx) => tx.rows({ scope }))).toEqual([]);
      const mine = world.row({ scope, fields: { text: "real" } });
      await write(store, (tx) => tx.putRows([mine]));
      await under.plant("rows", { ...(await storedRow(under, mine.id)), id: row.id, box: foreign["box"] });
      store.useSealer(newSealer());
      await expect(store.read((tx) => tx.rows({ scope }))).rejects.toMatchObject({ kind: "damaged" });
    });

    inStore("a row older than the one held is left out", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const newer = world.row({ scope, seq: 9, fields: { text: "newer" } });
      const older: RecordRow = { ...newer, seq: 8, fields: {} };
      const other = world.row({ scope, seq: 3, fields: { text: "other" } });
      await write(store, (tx) => tx.putRows([newer]));
      await write(store, (tx) => tx.putRows([older, other]));
      expect(await store.read((tx) => tx.row(newer.id))).toEqual(newer);
      expect(await store.read((tx) => tx.row(other.id))).toEqual(other);
      // In one page too, in whatever order.
      const again: RecordRow = { ...newer, seq: 11 };
      await write(store, (tx) => tx.putRows([again, { ...newer, seq: 10 }]));
      expect((await store.read((tx) => tx.row(newer.id)))?.seq).toBe(11);
    });

    inStore("rows come newest first, whatever the limit, the types and the week", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const rows: RecordRow[] = [];
      // Busy weeks, empty weeks, a turn of the year, equal moments, no moment at all.
      const days = [
        1, 1, 1, 2, 3, 9, 9, 30, 31, 45, 45, 45, 45, 45, 45, 45, 45, 45, 45, 45, 45, 300, 301, 366, 367, 800,
      ];
      for (const [i, day] of days.entries()) {
        const occurred = new Date(Date.UTC(2025, 0, day, 8 + (i % 5), 30)).toISOString().slice(0, 16);
        const isNote = i % 3 !== 0;
        rows.push(
          world.row({ scope, type: isNote ? "note" : "visit", fields: isNote ? { occurred } : { on: occurred } }),
        );
      }
      rows.push(world.row({ scope, type: "person", at: "2020-01-01T00:00:00Z" }));
      rows.push({ ...world.row({ scope, type: "note" }), stamps: {} });
      const elsewhere = world.row({ scope: world.id<ScopeId>(), fields: { occurred: "2025-02-01T10:00" } });
      await write(store, (tx) => tx.putRows([...shuffled(rows), elsewhere]));
      const when = (row: RecordRow): string =>
        String(
          row.fields["occurred"]?.value ?? row.fields["on"]?.value ?? row.stamps[row.created]?.at.slice(0, 16) ?? "",
        );
      const expected = (types?: readonly string[], before?: string): readonly string[] =>
        rows
          .filter((row) => (!types || types.includes(row.type)) && (before === undefined || when(row) < before))
          .sort((a, b) => (when(a) === when(b) ? (a.id < b.id ? -1 : 1) : when(a) > when(b) ? -1 : 1))
          .map((row) => row.id);
      const asks = [undefined, ["note"], ["visit", "note"], ["note", "visit", "note", "person"], ["nothing"], []];
      for (const types of asks) {
        for (const before of [undefined, "2025-02-14T09:30", "2025-02-14", "2019-01-01", "2030-01-01T00:00", ""]) {
          for (const limit of [undefined, 0, 1, 2, 3, 5, 8, 13, 26, 28, 50]) {
            const wanted = {
              scope,
              ...(types && { types }),
              ...(before !== undefined && { before }),
              ...(limit !== undefined && { limit }),
            };
            const found = await store.read((tx) => tx.rows(wanted));
            expect([wanted, ids(found)]).toEqual([wanted, expected(types, before).slice(0, limit)]);
          }
        }
      }
    });

    inStore("a purge takes everything of one scope and nothing of another", async ({ store, world }) => {
      const gone = world.id<ScopeId>();
      const stays = world.id<ScopeId>();
      const rows = [gone, stays].map((scope) => world.row({ scope, fields: { text: "t" } }));
      const [goneRow, staysRow] = rows as [RecordRow, RecordRow];
      const pending = pendingRow(world, 1);
      await write(store, async (tx) => {
        await tx.putRows(rows);
        await tx.putEntries(rows.map(world.entry));
        for (const scope of [gone, stays]) await tx.putSummary({ scope, slims: [] });
        await tx.putPending(pending);
      });
      await write(store, (tx) => tx.purgeScope(gone));
      await store.read(async (tx) => {
        expect(await tx.rows({ scope: gone })).toEqual([]);
        expect(await tx.row(goneRow.id)).toBeUndefined();
        expect(await tx.entriesOf(goneRow.id)).toEqual([]);
        expect(await tx.summary(gone)).toBeUndefined();
        expect(ids(await tx.rows({ scope: stays }))).toEqual([staysRow.id]);
        expect(await tx.entriesOf(staysRow.id)).toHaveLength(1);
        expect(await tx.summaries()).toEqual([{ scope: stays, slims: [] }]);
        expect(await tx.pending()).toEqual([pending]);
      });
    });

    inStore("[F4] forgetting the server's state keeps pending, accepted, drafts, slots and control", async (under) => {
      const { store, world } = under;
      const scope = world.id<ScopeId>();
      const row = world.row({ scope });
      const pending = pendingRow(world, 1);
      await write(store, async (tx) => {
        await tx.putRows([row]);
        await tx.putEntries([world.entry(row)]);
        await tx.putSummary({ scope, slims: [] });
        await tx.putPending(pending);
        await tx.putAccepted({ deviceSeq: 2, id: pending.id, acceptedSeq: 2, at: 1, wire: pending.wire });
        await tx.putDraft({ id: "d", author: world.author, at: 1, body: {} });
        await tx.setControl("deviceSeq", 1);
      });
      await write(store, (tx) => tx.clearState());
      const tables = new Set((await under.everything()).map((one) => one.table));
      expect(tables).toEqual(new Set(["pending", "accepted", "drafts", "control"]));
      // After a restore of the server its numbers start lower: a row held before does not stand in their way.
      await write(store, (tx) => tx.putRows([{ ...row, seq: 0 }]));
      expect((await store.read((tx) => tx.row(row.id)))?.seq).toBe(0);
    });

    inStore("[V18][V20] while locked, what delivers unsent work goes on and what is sealed does not", async (under) => {
      const { store, world } = under;
      const scope = world.id<ScopeId>();
      const row = world.row({ scope });
      const pending = pendingRow(world, 1);
      const draft = { id: "d", author: world.author, at: 1, body: {} };
      await write(store, async (tx) => {
        await tx.putRows([row]);
        await tx.putPending(pending);
        await tx.putPending(pendingRow(world, 2));
        await tx.putDraft(draft);
      });
      await store.read((tx) => tx.row(row.id));
      store.useSealer(null);

      const sealed: readonly ((tx: StoreTx) => Promise<unknown>)[] = [
        (tx) => tx.row(row.id),
        (tx) => tx.row(world.id<RecordId>()),
        (tx) => tx.rows({ scope }),
        (tx) => tx.rows({ scope, types: [] }),
        (tx) => tx.putRows([row]),
        (tx) => tx.putRows([]),
        (tx) => tx.entriesOf(row.id),
        (tx) => tx.putEntries([world.entry(row)]),
        (tx) => tx.summary(scope),
        (tx) => tx.summaries(),
        (tx) => tx.putSummary({ scope, slims: [] }),
        (tx) => tx.purgeScope(scope),
        (tx) => tx.clearState(),
        (tx) => tx.pending(),
        (tx) => tx.putPending(pending),
        (tx) => tx.drafts(),
        (tx) => tx.putDraft(draft),
        (tx) => tx.deleteDraft("d"),
      ];
      for (const [i, work] of sealed.entries())
        await expect(write(store, work), `sealed ${i}`).rejects.toBeInstanceOf(Locked);

      const { inside: _, ...outside } = pending;
      await write(store, async (tx) => {
        expect((await tx.pendingOutside())[0]).toEqual(outside);
        await tx.markPending(1, { state: "accepted", acceptedSeq: 44 });
        await tx.markPending(99, { state: "accepted", acceptedSeq: 44 });
        await tx.deletePending(2);
        await tx.putAccepted({ deviceSeq: 2, id: pending.id, acceptedSeq: 1, at: 1, wire: pending.wire });
        await tx.setControl("requestCounter", 8);
        expect(await tx.control("requestCounter")).toBe(8);
        expect(await tx.accepted()).toHaveLength(1);
        expect(await tx.slots()).toEqual([]);
      });
      store.useSealer(newSealer());
      const after = await store.read((tx) => tx.pending());
      expect(after).toEqual([{ ...pending, state: "accepted", acceptedSeq: 44 }]);
    });

    inStore("[V20] a vault that shuts in the middle of a write leaves nothing of it", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const sealer = newSealer();
      store.useSealer(sealer);
      const failed = write(store, async (tx) => {
        await tx.putRows([world.row({ scope })]);
        await tx.setControl("cursor", 5);
        sealer.shut();
        await tx.putRows([world.row({ scope })]);
      });
      await expect(failed).rejects.toBeInstanceOf(Locked);
      store.useSealer(newSealer());
      expect(await store.read((tx) => tx.rows({ scope }))).toEqual([]);
      expect(await store.read((tx) => tx.control("cursor"))).toBeUndefined();
    });

    inStore("every completed write is heard, in this tab and in the other", async ({ store, another, world }) => {
      const other = another();
      const scope = world.id<ScopeId>();
      const heard: { readonly here: Touched[]; readonly there: Touched[] } = { here: [], there: [] };
      const stop = store.subscribe((touched) => heard.here.push(touched));
      const reached = new Promise<void>((done) => {
        other.subscribe((touched) => {
          heard.there.push(touched);
          if (heard.there.length === 2) done();
        });
      });
      await expect(
        store.write("strict", async () => Promise.reject(new Error("no")), { scopes: "all", parts: ["rows"] }),
      ).rejects.toThrow("no");
      await store.write("strict", async (tx) => tx.setControl("cursor", 1), { scopes: [], parts: ["control"] });
      await store.write(
        "relaxed",
        async (tx) => {
          await tx.putRows([world.row({ scope })]);
          return scope;
        },
        (touched) => ({ scopes: [touched], parts: ["rows", "pending"] }),
      );
      const expected = [
        { scopes: [], parts: ["control"] },
        { scopes: [scope], parts: ["rows", "pending"] },
      ];
      expect(heard.here).toEqual(expected);
      await reached;
      expect(heard.there).toEqual(expected);
      stop();
      await store.write("strict", async (tx) => tx.setControl("cursor", 2), { scopes: [], parts: ["control"] });
      expect(heard.here).toHaveLength(2);
    });

    inStore("what one tab writes the other reads at once", async ({ store, another, world }) => {
      const other = another();
      other.useSealer(newSealer());
      const scope = world.id<ScopeId>();
      const row = world.row({ scope, seq: 3, fields: { text: "one" } });
      await write(store, (tx) => tx.putRows([row]));
      expect(await other.read((tx) => tx.row(row.id))).toEqual(row);
      // The same number with other words, as after a restore: what was opened before is not shown again.
      const changed: RecordRow = { ...row, fields: { text: { value: "two", by: world.id<ChangeId>() } } };
      await write(store, (tx) => tx.putRows([changed]));
      expect(await other.read((tx) => tx.row(row.id))).toEqual(changed);
    });

    inStore("[V11] a finder is shown boxes, open or locked, and never the device's own keys", async (under) => {
      const { store, world } = under;
      const row = world.row({ scope: world.id<ScopeId>(), fields: { text: "hedgehog" } });
      await write(store, async (tx) => {
        await tx.putRows([row, world.row({}), world.row({})]);
        await tx.putPending(pendingRow(world, 1));
        await tx.setControl("deviceKeys", { signing: "signing-seed", secret: "device-secret" });
      });
      store.useSealer(null);
      const shown = await store.rawRows(50);
      expect(shown.map((one) => one.table).sort()).toEqual(["pending", "rows", "rows", "rows"]);
      expect(await store.rawRows(2)).toHaveLength(2);
      const first = shown.find((one) => one.table === "rows")?.stored as { box: Uint8Array };
      expect(first.box[0]).toBe(1);
    });

    inStore("destroying leaves nothing, and a new, empty database takes its place", async (under) => {
      const { store, world } = under;
      const other = under.another();
      other.useSealer(newSealer());
      await other.read((tx) => tx.control("cursor"));
      await write(store, async (tx) => {
        await tx.putRows([world.row({})]);
        await tx.setControl("cursor", 3);
      });
      await store.destroy();
      expect(await store.read((tx) => tx.control("cursor"))).toBeUndefined();
      expect(await under.everything()).toEqual([]);
      await expect(other.read((tx) => tx.control("cursor"))).rejects.toMatchObject({ kind: "replaced" });
    });

    inStore("a closed store answers no more", async ({ store }) => {
      store.close();
      await expect(store.read((tx) => tx.control("cursor"))).rejects.toThrow();
    });

    inStore("a value in clear beside a seal is refused", async ({ store, world }) => {
      const pending = pendingRow(world, 1);
      const leaky = { ...pending, note: "in clear" } as PendingRow;
      await expect(write(store, (tx) => tx.putPending(leaky))).rejects.toThrow(/in clear/);
      expect(await store.read((tx) => tx.pendingOutside())).toEqual([]);
    });
  });
}

function slimLike(row: RecordRow) {
  const fields: JsonObject = {};
  return { id: row.id, type: row.type, seq: row.seq, when: "", by: undefined, fields, open: 0, unsent: false };
}

async function storedRow(under: StoreUnderTest, id: string): Promise<{ readonly [name: string]: unknown }> {
  const found = (await under.everything()).find(({ table, stored }) => table === "rows" && stored["id"] === id);
  if (!found) throw new Error(`no stored row ${id}`);
  return found.stored;
}

async function storedBox(under: StoreUnderTest, table: string): Promise<unknown> {
  return (await under.everything()).find((one) => one.table === table)?.stored["box"];
}

/** The same order every time, and not the order of making. */
function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value, i) => ({ value, at: ((i * 7919) % 104_729) % 31 }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
