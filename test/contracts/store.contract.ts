// What every store of a device must do, whatever holds its bytes: run by the in-memory twin, by Dexie over a
// stand-in for IndexedDB, and by Dexie in a real browser.

import { describe, expect } from "vitest";
import type { AdultId, ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { summarise } from "#ledger/slim.ts";
import type { Slot, Store, Touched } from "#device/ports.ts";
import { toySchema } from "../arbitrary/toy-records.ts";
import { storeOutboxContract } from "./store-outbox.contract.ts";
import { storePacksContract } from "./store-packs.contract.ts";
import { storeSealedContract } from "./store-sealed.contract.ts";
import { ids, inStoreOf, newSealer, nothing, type OpenStore, pendingRow, write } from "./store-under-test.ts";

export function storeContract(name: string, open: OpenStore): void {
  const inStore = inStoreOf(open);

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
        await tx.putAccepted([accepted]);
        await tx.setControl("cursor", 12);
      });
      await store.read(async (tx) => {
        expect(await tx.row(row.id, scope)).toEqual(row);
        expect(await tx.rows({ scope })).toEqual([row]);
        expect(await tx.entriesOf(row.id, scope)).toEqual([entry]);
        expect(await tx.summary(scope)).toEqual(summary);
        expect(await tx.summaries()).toEqual([summary]);
        expect(await tx.pending()).toEqual([pending]);
        expect(await tx.drafts()).toEqual([draft]);
        expect(await tx.slots()).toEqual([slot]);
        expect(await tx.accepted()).toEqual([accepted]);
        expect(await tx.control("cursor")).toBe(12);
        expect(await tx.control("epoch")).toBeUndefined();
        expect(await tx.row(world.id<RecordId>(), scope)).toBeUndefined();
        expect(await tx.summary(world.id<ScopeId>())).toBeUndefined();
      });
      await write(store, async (tx) => {
        await tx.deletePending([1]);
        await tx.deleteDraft(draft.id);
        await tx.deleteSlot(slot.id);
        await tx.deleteAccepted([7]);
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

    inStore("a row older than the one held is left out", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const newer = world.row({ scope, seq: 9, fields: { text: "newer" } });
      const older: RecordRow = { ...newer, seq: 8, fields: {} };
      const other = world.row({ scope, seq: 3, fields: { text: "other" } });
      await write(store, (tx) => tx.putRows([newer]));
      await write(store, (tx) => tx.putRows([older, other]));
      expect(await store.read((tx) => tx.row(newer.id, scope))).toEqual(newer);
      expect(await store.read((tx) => tx.row(other.id, scope))).toEqual(other);
      // In one page too, in whatever order.
      const again: RecordRow = { ...newer, seq: 11 };
      await write(store, (tx) => tx.putRows([again, { ...newer, seq: 10 }]));
      expect((await store.read((tx) => tx.row(newer.id, scope)))?.seq).toBe(11);
    });

    inStore("[S4] [S8] what a transaction has read holds until it writes there itself", async ({ store, world }) => {
      const scope = world.id<ScopeId>();
      const held = [7, 8, 9].map((seq) => world.row({ scope, seq }));
      const names = held.map(({ id }) => id);
      const waits = pendingRow(world, 1);
      await write(store, (tx) => tx.putRows(held));
      await write(store, async (tx) => {
        await tx.putPending(waits);
        await tx.rowsNamed(names, scope);
        await tx.putRows(held.map((row) => ({ ...row, seq: 10 })));
        // Newer by now than what was read first.
        await tx.putRows(held);
        expect((await tx.rowsNamed(names, scope)).map((row) => row?.seq)).toEqual([10, 10, 10]);
        await tx.purgeScope(scope);
        await tx.putRows(held);
        expect(await tx.pendingBetween(1, 1)).toHaveLength(1);
        await tx.markPending([{ deviceSeq: 1, state: "accepted", acceptedSeq: 4 }]);
        expect(await tx.pendingBetween(1, 1)).toMatchObject([{ state: "accepted", acceptedSeq: 4 }]);
        await tx.deletePending([1]);
        await tx.markPending([{ deviceSeq: 1, state: "queued", acceptedSeq: 0 }]);
        expect(await tx.pendingBetween(1, 1)).toEqual([]);
      });
      expect(await store.read((tx) => tx.rowsNamed(names, scope))).toEqual(held);
      expect(await store.read((tx) => tx.pendingOutside())).toEqual([]);
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
        expect(await tx.row(goneRow.id, gone)).toBeUndefined();
        expect(await tx.entriesOf(goneRow.id, gone)).toEqual([]);
        expect(await tx.summary(gone)).toBeUndefined();
        expect(ids(await tx.rows({ scope: stays }))).toEqual([staysRow.id]);
        expect(await tx.entriesOf(staysRow.id, stays)).toHaveLength(1);
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
        await tx.putAccepted([{ deviceSeq: 2, id: pending.id, acceptedSeq: 2, at: 1, wire: pending.wire }]);
        await tx.putDraft({ id: "d", author: world.author, at: 1, body: {} });
        await tx.setControl("deviceSeq", 1);
      });
      await write(store, (tx) => tx.clearState());
      const tables = new Set((await under.everything()).map((one) => one.table));
      expect(tables).toEqual(new Set(["pending", "accepted", "drafts", "control"]));
      // After a restore of the server its numbers start lower: a row held before does not stand in their way.
      await write(store, (tx) => tx.putRows([{ ...row, seq: 0 }]));
      expect((await store.read((tx) => tx.row(row.id, scope)))?.seq).toBe(0);
    });

    inStore("[V25] who is here is heard in the other tab and not in this one", async ({ store, another, world }) => {
      const other = another();
      const ada = world.id<AdultId>();
      const heard: { readonly here: (AdultId | null)[]; readonly there: (AdultId | null)[] } = { here: [], there: [] };
      const touched: Touched[] = [];
      store.onWho((adult) => heard.here.push(adult));
      other.subscribe((what) => touched.push(what));
      const reached = new Promise<void>((done) => {
        other.onWho((adult) => {
          heard.there.push(adult);
          if (heard.there.length === 2) done();
        });
      });
      store.tellWho(ada);
      store.tellWho(null);
      await reached;
      expect(heard).toEqual({ here: [], there: [ada, null] });
      expect(touched).toEqual([]);
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
      expect(await other.read((tx) => tx.row(row.id, scope))).toEqual(row);
      // The same number with other words, as after a restore: what was opened before is not shown again.
      const changed: RecordRow = { ...row, fields: { text: { value: "two", by: world.id<ChangeId>() } } };
      await write(store, (tx) => tx.putRows([changed]));
      expect(await other.read((tx) => tx.row(row.id, scope))).toEqual(changed);
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

    inStore("a write that is complete when its tab closes has not failed", async ({ store, another }) => {
      const other = another();
      const writing = store.write(
        "strict",
        (tx) => tx.setControl("cursor", 7),
        () => {
          store.close();
          return nothing;
        },
      );
      await writing;
      expect(await other.read((tx) => tx.control("cursor"))).toBe(7);
    });

    inStore("a closed store answers no more", async ({ store }) => {
      store.close();
      await expect(store.read((tx) => tx.control("cursor"))).rejects.toThrow();
    });
  });
  describe(`${name}, packed`, () => storePacksContract(inStore));
  describe(`${name}, waiting and sent`, () => storeOutboxContract(inStore));
  describe(`${name}, sealed`, () => storeSealedContract(inStore));
}

/** The same order every time, and not the order of making. */
function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value, i) => ({ value, at: ((i * 7919) % 104_729) % 31 }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
