import { describe, expect, test } from "vitest";
import type { Entry } from "#protocol/pull.ts";
import { handTime, idOf, insides, newNote, PUPIL, rest, serverRow, withId } from "./device.fixture.ts";
import type { Store, Touched } from "./ports.ts";
import { Crashed, type MemoryStore } from "./store/memory-store.ts";
import { createTidying } from "./tidy.ts";

const quietly: Touched = { scopes: [], parts: [] };
const brought: Touched = { scopes: [PUPIL], parts: ["rows"] };

const notes = (count: number, from = 0, scope = PUPIL) =>
  Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const when = `2026-06-${String((n % 28) + 1).padStart(2, "0")}T10:42`;
    return serverRow([withId(newNote(`n${n}x`, `note ${n}`, scope, when), `c${n}x`)], n + 1);
  });

async function tidied(count: number) {
  const { store, sealer } = await insides();
  await store.write("relaxed", (tx) => tx.putRows(notes(count)), quietly);
  const time = handTime();
  const errors: unknown[] = [];
  let isOpen = true;
  const tidying = createTidying({ store, scheduler: time, isOpen: () => isOpen, onError: (e) => errors.push(e) });
  store.subscribe(tidying.written);
  return { store, sealer, time, tidying, errors, shut: () => void (isOpen = false) };
}

const beside = async (store: Store): Promise<number> =>
  (await store.rawRows(10_000)).filter(({ table }) => table === "rows" || table === "entries").length;

describe("tidying", () => {
  test("[V27] it waits until nothing has been written for a while", async () => {
    const { store, time, tidying, errors } = await tidied(10);
    tidying.opened();
    for (let n = 0; n < 5; n += 1) {
      await time.pass(15_000);
      await store.write("strict", (tx) => tx.setControl("lastContact", n), { scopes: [], parts: ["control"] });
      await rest();
      expect(await beside(store)).toBe(10);
    }
    await time.pass(30_000);
    await rest();
    expect(await beside(store)).toBe(0);
    // What nobody brought needs no folding: nothing is looked for again.
    await store.write("strict", (tx) => tx.setControl("lastContact", 9), { scopes: [], parts: ["control"] });
    await store.write("relaxed", (tx) => tx.putRows(notes(9, 20)), quietly);
    await time.pass(300_000);
    expect(await beside(store)).toBe(9);
    await store.write("relaxed", (tx) => tx.putRows(notes(1, 40)), brought);
    await rest();
    await time.pass(30_000);
    await rest();
    expect(await beside(store)).toBe(0);
    expect(await store.read((tx) => tx.rows({ scope: PUPIL }))).toHaveLength(20);
    expect(errors).toEqual([]);
  });

  test("[V27] a few rows are left where they are, until all are asked for", async () => {
    const { store, time, tidying } = await tidied(7);
    tidying.opened();
    await time.pass(60_000);
    expect(await beside(store)).toBe(7);
    await tidying.all();
    expect(await beside(store)).toBe(0);
  });

  test("[V20] a vault that shuts stops it, and is no trouble", async () => {
    const { store, sealer, time, tidying, errors, shut } = await tidied(10);
    tidying.opened();
    shut();
    sealer.shut();
    store.useSealer(null);
    await time.pass(60_000);
    await tidying.all();
    tidying.stop();
    expect(await beside(store)).toBe(10);
    expect(errors).toEqual([]);
  });

  test("[V27] while one tab is at it another does not begin, and a tab that died holds nobody up", async () => {
    const { store, tidying } = await tidied(10);
    let finish: (() => void) | undefined;
    const busy = store.alone(() => new Promise((done) => void (finish = done)));
    await tidying.all();
    expect(await beside(store)).toBe(10);
    finish?.();
    await busy;
    await expect(store.alone(() => Promise.reject(new Error("died")))).rejects.toThrow("died");
    await tidying.all();
    expect(await beside(store)).toBe(0);
  });

  test("[V27] what is damaged in one scope does not keep the others from being folded, and is told", async () => {
    const { store, sealer, tidying } = await tidied(10);
    const [raw] = (await store.rawRows(1)) as unknown as { stored: { box: Uint8Array } }[];
    const box = Uint8Array.from(raw?.stored.box ?? []);
    box[50] = (box[50] as number) ^ 1;
    const past = store.disk.tables.of(
      [],
      (_, value) => value,
      () => undefined,
    );
    await past.put("rows", [{ ...raw?.stored, box }]);
    await store.write("relaxed", (tx) => tx.putRows(notes(9, 20, idOf("pp2"))), quietly);
    store.useSealer(null);
    store.useSealer(sealer);
    await expect(tidying.all()).rejects.toMatchObject({ kind: "damaged" });
    expect(await beside(store)).toBe(10);
    expect(await store.read((tx) => tx.rows({ scope: idOf("pp2") }))).toHaveLength(9);
  });
});

test("[V27] a device that stops at any commit of a folding, also by a power cut, holds the same records as before", async () => {
  const scopes = [PUPIL, idOf<typeof PUPIL>("pp2"), idOf<typeof PUPIL>("pp3")] as const;
  const rows = scopes.flatMap((scope, i) => notes(12, i * 20, scope));
  const entries = rows.map((row): Entry => {
    const change = withId(newNote(row.id.replace(/0+$/, ""), "", row.scope), `e${row.seq}x`);
    return { seq: row.seq, change, author: "a", device: "d", at: "t", received: "r", outcome: "applied" };
  });
  const held = (store: Store) =>
    store.read(async (tx) => ({
      rows: await Promise.all(scopes.map((scope) => tx.rows({ scope }))),
      one: await Promise.all(rows.map((row) => tx.row(row.id, row.scope))),
      entries: await Promise.all(rows.map((row) => tx.entriesOf(row.id, row.scope))),
      cursor: await tx.control("cursor"),
    }));
  for (const powerCut of [false, true]) {
    let stops = 0;
    for (let nth = 1; stops === nth - 1; nth += 1) {
      let asked = -1;
      const crash = (): boolean => asked >= 0 && (asked += 1) === nth;
      const { store, sealer } = await insides({ crash });
      await store.write(
        "strict",
        async (tx) => {
          await tx.putPacked(rows.slice(0, 6), entries.slice(0, 6));
          await tx.putRows(rows.slice(6));
          await tx.putEntries(entries.slice(6));
          await tx.setControl("cursor", 99);
        },
        quietly,
      );
      const before = await held(store);
      const tidyingOf = (of: MemoryStore) =>
        createTidying({ store: of, scheduler: handTime(), isOpen: () => true, onError: () => undefined });
      asked = 0;
      try {
        await tidyingOf(store).all();
      } catch (error) {
        if (!(error instanceof Crashed)) throw error;
        stops += 1;
      }
      asked = -1;
      const again = store.reopen({ powerCut });
      again.useSealer(sealer);
      expect(await held(again), `stopped at ${nth}`).toEqual(before);
      await tidyingOf(again).all();
      expect(await held(again)).toEqual(before);
      expect(await beside(again)).toBe(0);
    }
    // Each of the three scopes before and after its commit.
    expect(stops).toBe(6);
  }
});
