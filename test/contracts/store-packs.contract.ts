// What every store of a device must do with packs: the part of the contract (store.contract.ts) about records that
// stand many to a box, and about what came later and lies beside them.

import { expect } from "vitest";
import type { ChangeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Entry } from "#protocol/pull.ts";
import type { Store, StoreTx } from "#device/ports.ts";
import type { ToyWorld } from "../arbitrary/toy-records.ts";
import { findsText } from "./finds-text.ts";
import { ids, type InStore, newSealer, type Stored, write } from "./store-under-test.ts";

const PACK_TABLES = ["packs", "histories", "directories"];

export function storePacksContract(inStore: InStore): void {
  inStore("[V27] what is packed is answered as if it stood by itself", async ({ store, world }) => {
    const { scope, rows, entries } = pupil(world, 120);
    const other = pupil(world, 3);
    await write(store, (tx) => tx.putPacked([...rows, ...other.rows], [...entries, ...other.entries]));
    await store.read(async (tx) => {
      expect(ids(await tx.rows({ scope }))).toEqual(ids(rows));
      // Over the border of a pack, and every other place to stop at.
      for (const limit of [1, 2, 24, 25, 26, 27, 28, 29, 49, 50, 51, 75, 119, 120, 121])
        expect(ids(await tx.rows({ scope, limit }))).toEqual(ids(rows).slice(0, limit));
      for (const at of [0, 1, 26, 27, 60, 119]) {
        const row = rows[at] as RecordRow;
        expect(await tx.row(row.id, scope)).toEqual(row);
        expect(await tx.entriesOf(row.id, scope)).toEqual([entries[at]]);
        expect(await tx.row(row.id, other.scope)).toBeUndefined();
        expect(await tx.entriesOf(row.id, other.scope)).toEqual([]);
        const before = row.fields["occurred"]?.value as string;
        expect(ids(await tx.rows({ scope, before, limit: 30 }))).toEqual(ids(rows).slice(at + 1, at + 31));
      }
      expect(await tx.row(world.id<RecordId>(), scope)).toBeUndefined();
      expect(ids(await tx.rows({ scope: other.scope }))).toEqual(ids(other.rows));
    });
  });

  inStore("[V27] a pupil's newest fifty open little, however much is held", async (under) => {
    const { store, world } = under;
    const { scope, rows } = pupil(world, 400);
    await write(store, (tx) => tx.putPacked(rows, []));
    const stored = await under.everything();
    const packs = stored.filter(({ table }) => table === "packs");
    const whole = packs.reduce((sum, one) => sum + boxOf(one.stored).length, 0);
    let opened = 0;
    store.useSealer({
      ...newSealer(),
      open(context, box) {
        if (context.includes("|packs|")) opened += box.length;
        return newSealer().open(context, box);
      },
    });
    expect(await store.read((tx) => tx.rows({ scope, limit: 50 }))).toHaveLength(50);
    expect(opened).toBeLessThan(whole / 4);
  });

  inStore("[V27] what came later counts, wherever it lies and whatever it moved", async ({ store, world }) => {
    const { scope, rows, entries } = pupil(world, 60);
    await write(store, (tx) => tx.putPacked(rows, entries));
    const edited = changed(world, rows[40] as RecordRow, { text: "edited" });
    const toTop = changed(world, rows[50] as RecordRow, { occurred: "2030-01-01T10:00" });
    const toEnd = changed(world, rows[2] as RecordRow, { occurred: "2001-01-01T10:00" });
    const fresh = world.row({ scope, seq: 9000, fields: { occurred: whenAt(30, 1), text: "new" } });
    const late: RecordRow = { ...(rows[7] as RecordRow), seq: 0, fields: {} };
    const later = [edited, toTop, toEnd, fresh];
    const entry = { ...world.entry(edited), change: { ...world.entry(edited).change, id: world.id<ChangeId>() } };
    const expected = newestFirst([...rows.filter((row) => !ids(later).includes(row.id)), ...later]);
    const look = async (): Promise<void> =>
      store.read(async (tx) => {
        for (const limit of [1, 2, 10, 30, 31, 59, 60, 61, 99])
          expect(await tx.rows({ scope, limit })).toEqual(expected.slice(0, limit));
        expect(await tx.rows({ scope, types: ["note"] })).toEqual(expected);
        for (const row of later) expect(await tx.row(row.id, scope)).toEqual(row);
        expect(await tx.row(late.id, scope)).toEqual(rows[7]);
        expect(await tx.entriesOf(edited.id, scope)).toEqual([entries[40], entry]);
      });
    await write(store, async (tx) => {
      await tx.putRows([...later, late]);
      await tx.putEntries([entry, entries[40] as Entry]);
    });
    await look();
    expect(await foldAll(store)).toBe(1);
    await look();
    expect(await foldAll(store)).toBe(0);
    // Brought once more, as after an answer that was lost.
    await write(store, (tx) => tx.putPacked(rows, entries));
    await look();
    await write(store, (tx) => tx.putRows(later));
    await look();
    await foldAll(store);
    await look();
  });

  inStore(
    "[V27] folding leaves nothing beside the packs, and records of every kind and week in order",
    async (under) => {
      const { store, world } = under;
      const scope = world.id<ScopeId>();
      let all: RecordRow[] = [];
      // Month after month: packs are cut, again and again.
      for (let round = 0; round < 8; round += 1) {
        const more = Array.from({ length: 23 }, (_, i) => {
          const when = whenAt((i * 37) % 90, round * 20 + i);
          const fields = i % 3 ? { occurred: when, text: "x".repeat((i * 97) % 1500) } : { on: when };
          return world.row({ scope, type: i % 3 ? "note" : "visit", fields });
        });
        const older = all.filter((_, i) => i % 9 === round).map((row) => changed(world, row, { text: "again" }));
        await write(store, (tx) => tx.putRows([...more, ...older]));
        all = newestFirst([...all.filter((row) => !ids(older).includes(row.id)), ...older, ...more]);
        if (round % 2) await foldAll(store);
        expect(await store.read((tx) => tx.rows({ scope }))).toEqual(all);
        const visits = all.filter((row) => row.type === "visit");
        expect(await store.read((tx) => tx.rows({ scope, types: ["visit"], limit: 20 }))).toEqual(visits.slice(0, 20));
        expect(await store.read((tx) => tx.rows({ scope, types: ["room"] }))).toEqual([]);
      }
      const disk = await under.everything();
      expect(disk.filter(({ table }) => table === "rows")).toEqual([]);
      expect(disk.filter(({ table }) => table === "packs").length).toBeLessThan(all.length / 8);
    },
  );

  inStore("[V27] a scope with too few rows beside it is left for later", async ({ store, world }) => {
    const few = pupil(world, 3);
    const many = pupil(world, 9);
    await write(store, (tx) => tx.putRows([...few.rows, ...many.rows]));
    expect(await store.read((tx) => tx.scopesToFold(4))).toHaveLength(1);
    expect(await foldAll(store, 4)).toBe(1);
    expect(await store.read((tx) => tx.scopesToFold(4))).toEqual([]);
    expect(await store.read((tx) => tx.scopesToFold(1))).toHaveLength(1);
    expect(ids(await store.read((tx) => tx.rows({ scope: few.scope })))).toEqual(ids(few.rows));
  });

  inStore("[V27] history of a record that is not here waits beside the packs", async ({ store, world }) => {
    const { scope, rows, entries } = pupil(world, 2);
    const [here, away] = rows as [RecordRow, RecordRow];
    await write(store, (tx) => tx.putPacked([here], entries));
    expect(await store.read((tx) => tx.entriesOf(away.id, scope))).toEqual([entries[1]]);
    await write(store, (tx) => tx.putRows([away]));
    await foldAll(store);
    expect(await store.read((tx) => tx.entriesOf(away.id, scope))).toEqual([entries[1]]);
    expect(await store.read((tx) => tx.entriesOf(here.id, scope))).toEqual([entries[0]]);
  });

  inStore("[V27] a pack that nothing is left in goes, and so does its history", async (under) => {
    const { store, world } = under;
    const scope = world.id<ScopeId>();
    const rows = [0, 10, 20].map((day) =>
      world.row({ scope, fields: { occurred: whenAt(day, 0), text: "x".repeat(day ? 30_000 : 10) } }),
    );
    const [newest, middle, oldest] = rows as [RecordRow, RecordRow, RecordRow];
    await write(store, (tx) => tx.putPacked(rows, rows.map(world.entry)));
    const count = async (table: string) => (await under.everything()).filter((one) => one.table === table).length;
    expect([await count("packs"), await count("histories")]).toEqual([3, 3]);
    const moved = changed(world, oldest, { occurred: "2030-01-01T10:00", text: "short" });
    await write(store, (tx) => tx.putRows([moved]));
    await foldAll(store);
    expect([await count("packs"), await count("histories")]).toEqual([2, 2]);
    expect(await store.read((tx) => tx.rows({ scope }))).toEqual([moved, newest, middle]);
    expect(await store.read((tx) => tx.entriesOf(oldest.id, scope))).toHaveLength(1);
  });

  inStore(
    "[V27] a purge takes packs, histories and what lies beside them, and a scope can come again",
    async (under) => {
      const { store, world } = under;
      const gone = pupil(world, 60);
      const stays = pupil(world, 60);
      await write(store, async (tx) => {
        await tx.putPacked([...gone.rows, ...stays.rows], [...gone.entries, ...stays.entries]);
        await tx.putRows([changed(world, gone.rows[3] as RecordRow, { text: "later" })]);
      });
      const before = await under.everything();
      await write(store, (tx) => tx.purgeScope(gone.scope));
      const after = await under.everything();
      for (const table of PACK_TABLES) {
        const count = (disk: typeof before) => disk.filter((one) => one.table === table).length;
        expect([table, count(after)]).toEqual([table, count(before) / 2]);
      }
      expect(await store.read((tx) => tx.rows({ scope: gone.scope }))).toEqual([]);
      expect(await store.read((tx) => tx.row((gone.rows[9] as RecordRow).id, gone.scope))).toBeUndefined();
      expect(await store.read((tx) => tx.rows({ scope: stays.scope }))).toEqual(stays.rows);
      await foldAll(store);
      await write(store, (tx) => tx.putPacked(gone.rows, gone.entries));
      expect(await store.read((tx) => tx.rows({ scope: gone.scope }))).toEqual(gone.rows);
      await write(store, (tx) => tx.clearState());
      expect(await under.everything()).toEqual([]);
    },
  );

  inStore("[V27] a folding that fails changes nothing, and the next one does it", async (under) => {
    const { store, world } = under;
    const { scope, rows, entries } = pupil(world, 60);
    await write(store, async (tx) => {
      await tx.putPacked(rows.slice(20), entries.slice(20));
      await tx.putRows(rows.slice(0, 20));
      await tx.putEntries(entries.slice(0, 20));
    });
    const before = await under.everything();
    const [name = ""] = await store.read((tx) => tx.scopesToFold(1));
    const failed = write(store, async (tx) => {
      await tx.foldScope(name);
      throw new Error("the power went");
    });
    await expect(failed).rejects.toThrow("the power went");
    expect(await under.everything()).toEqual(before);
    // Two tabs that do it at the same time.
    const other = under.another();
    other.useSealer(newSealer());
    await Promise.all([foldAll(store), foldAll(other), write(other, (tx) => tx.setControl("cursor", 4))]);
    expect(await other.read((tx) => tx.rows({ scope }))).toEqual(rows);
    expect(await store.read((tx) => tx.entriesOf((rows[5] as RecordRow).id, scope))).toEqual([entries[5]]);
    expect((await under.everything()).filter(({ table }) => table === "rows" || table === "entries")).toEqual([]);
  });

  inStore(
    "[V12][V28] a pack that was altered, moved, taken away or put back as it was does not open",
    async (under) => {
      const { store, world } = under;
      const { scope, rows, entries } = pupil(world, 60);
      const other = pupil(world, 60);
      const [row] = rows as [RecordRow];
      await write(store, (tx) => tx.putPacked([...rows, ...other.rows], [...entries, ...other.entries]));
      const old = await under.everything();
      await write(store, (tx) => tx.putRows([changed(world, row, { text: "later" })]));
      await foldAll(store);
      const now = await under.everything();
      const same =
        ({ table, stored }: Kept) =>
        (one: Kept) =>
          one.table === table && (one.stored["id"] ?? one.stored["key"]) === (stored["id"] ?? stored["key"]);
      const present = (table: string) => now.filter((one) => one.table === table);
      const changedSince = (table: string) =>
        old.find((was) => was.table === table && !bytesEqual(was, present(table).find(same(was)))) as Kept;
      const reads: { readonly [table: string]: (tx: StoreTx) => Promise<unknown> } = {
        packs: (tx) => tx.row(row.id, scope),
        histories: (tx) => tx.entriesOf(row.id, scope),
        directories: (tx) => tx.rows({ scope }),
      };
      for (const table of PACK_TABLES) {
        const was = changedSince(table);
        const is = present(table).find(same(was)) as Kept;
        const ofAnother = (one: Kept): boolean =>
          one !== is && (one.stored["o"] !== is.stored["o"] || table === "directories");
        const another = present(table).find(ofAnother) as Kept;
        const neighbour = present(table).find((one) => one !== is && !ofAnother(one));
        const altered = Uint8Array.from(boxOf(is.stored));
        altered[60] = (altered[60] as number) ^ 1;
        const forgeries: { readonly [what: string]: Stored } = {
          "an altered byte": { ...is.stored, box: altered },
          "another's box": { ...is.stored, box: boxOf(another.stored) },
          "another's box and version": { ...another.stored, ...keysOf(is.stored) },
          ...(neighbour && { "its neighbour's box": { ...neighbour.stored, ...keysOf(is.stored) } }),
          "the box of before": { ...is.stored, box: boxOf(was.stored) },
          "another version": { ...is.stored, v: 77 },
          "no box": { ...is.stored, box: undefined },
          "put back as it was": was.stored,
          ...(table !== "directories" && { "another scope": { ...is.stored, o: another.stored["o"] } }),
        };
        for (const [what, forged] of Object.entries(forgeries)) {
          await under.plant(table, forged);
          // A device that was restarted: nothing of it is in memory.
          store.useSealer(newSealer());
          const read = store.read(async (tx) => {
            await (reads[table] as (tx: StoreTx) => Promise<unknown>)(tx);
            // A directory that was put back is another's word against the packs': they do not open.
            return tx.rows({ scope });
          });
          await expect(read, `${table}: ${what}`).rejects.toMatchObject({ kind: "damaged" });
        }
        await under.plant(table, is.stored);
      }
      store.useSealer(newSealer());
      expect(await store.read((tx) => tx.rows({ scope }))).toHaveLength(60);
    },
  );

  inStore(
    "[V13][V15][V28] beside a pack stands only what the list of tables says, and lengths are rounded",
    async (under) => {
      const { store, world } = under;
      const { scope, rows, entries } = pupil(world, 60);
      const word = "hedgehog-lantern";
      const [first, ...others] = rows as [RecordRow, ...RecordRow[]];
      await write(store, (tx) => tx.putPacked([changed(world, first, { text: word }), ...others], entries));
      const disk = await under.everything();
      expect(new Set(disk.map(({ table }) => table))).toEqual(new Set(PACK_TABLES));
      const clear: { readonly [table: string]: readonly string[] } = {
        packs: ["box", "id", "o", "v"],
        histories: ["box", "id", "o", "v"],
        directories: ["box", "key", "v"],
      };
      for (const { table, stored } of disk) expect(Object.keys(stored).sort()).toEqual(clear[table]);
      for (const text of [word, scope, first.id, others[20]?.id ?? "", "note", "occurred", world.author, "2026"])
        expect([text, findsText(disk, text)]).toEqual([text, []]);
      // No name of one table is a name in another: a finder cannot join them.
      const named = disk.map(({ table, stored }) => [table, [stored["id"], stored["key"], stored["o"]]] as const);
      const tableByName = new Map(named.flatMap(([table, names]) => names.map((name) => [name, table])));
      for (const [table, names] of named)
        for (const name of names) if (name !== undefined) expect(tableByName.get(name)).toBe(table);
      for (const { stored } of disk) {
        const text = boxOf(stored).length - 41;
        expect(text % (text < 2048 ? 128 : 2 ** (Math.floor(Math.log2(text)) - 3))).toBe(0);
      }
    },
  );
}

interface Kept {
  readonly table: string;
  readonly stored: Stored;
}

const boxOf = (stored: Stored): Uint8Array => stored["box"] as Uint8Array;
const keysOf = (stored: Stored): Stored =>
  stored["key"] === undefined ? { id: stored["id"], o: stored["o"] } : { key: stored["key"] };
const bytesEqual = (a: Kept, b: Kept | undefined): boolean =>
  b !== undefined && boxOf(a.stored).join() === boxOf(b.stored).join();

/** Folds every scope with this many rows beside its packs; how many there were. */
async function foldAll(store: Store, least = 1): Promise<number> {
  const names = await store.read((tx) => tx.scopesToFold(least));
  for (const name of names) while (await store.write("strict", (tx) => tx.foldScope(name), NOTHING_SEEN));
  return names.length;
}

const NOTHING_SEEN = { scopes: [], parts: [] } as const;

/** The minute `minute` of the day `day`, backwards from the end of a year. */
const whenAt = (day: number, minute: number): string =>
  new Date(Date.UTC(2026, 11, 31 - day, 15, 0) - minute * 60_000).toISOString().slice(0, 16);

/** A pupil with this many notes of about a kilobyte, newest first, and an entry of each. */
function pupil(world: ToyWorld, count: number) {
  const scope = world.id<ScopeId>();
  const rows = Array.from({ length: count }, (_, i) =>
    world.row({ scope, fields: { occurred: whenAt(i, 0), text: `${i} ${"calm and kind ".repeat(50)}` } }),
  );
  return { scope, rows, entries: rows.map(world.entry) };
}

/** As the server folds it after a later change. */
function changed(world: ToyWorld, row: RecordRow, values: { readonly [field: string]: string }): RecordRow {
  const by = world.id<ChangeId>();
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, by }]));
  return {
    ...row,
    seq: row.seq + 5000,
    fields: { ...row.fields, ...fields },
    stamps: { ...row.stamps, [by]: world.stamp("2026-07-01T10:00:00+01:00") },
  };
}

const whenOfToy = (row: RecordRow): string => String(row.fields["occurred"]?.value ?? row.fields["on"]?.value);

function newestFirst(rows: readonly RecordRow[]): RecordRow[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].sort((a, b) => compare(whenOfToy(b), whenOfToy(a)) || compare(a.id, b.id));
}
