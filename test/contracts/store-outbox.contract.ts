// What waits and what is kept as sent, as every store must hold it: part of the store's contract.

import { expect } from "vitest";
import type { ScopeId } from "#ledger/names.ts";
import type { AcceptedRow, PendingRow } from "#device/ports.ts";
import type { ToyWorld } from "../arbitrary/toy-records.ts";
import { ids, type InStore, newSealer, pendingRow, write } from "./store-under-test.ts";

const keptRow = ({ deviceSeq, id, wire }: PendingRow, acceptedSeq = deviceSeq * 10): AcceptedRow => ({
  deviceSeq,
  id,
  acceptedSeq,
  at: 5,
  wire,
});
const numbers = (rows: readonly { readonly deviceSeq: number }[]): readonly number[] =>
  rows.map(({ deviceSeq }) => deviceSeq);
const waitingRows = (world: ToyWorld, count: number): readonly PendingRow[] =>
  Array.from({ length: count }, (_, n) => pendingRow(world, n + 1));

export function storeOutboxContract(inStore: InStore): void {
  inStore("[S4] [S12] how what waits stands is told alike by every question, locked or open", async (under) => {
    const { store, world, another } = under;
    const rows = waitingRows(world, 6);
    await write(store, async (tx) => {
      for (const row of rows) await tx.putPending(row);
    });
    const accepted = (deviceSeq: number, acceptedSeq: number) =>
      ({ deviceSeq, state: "accepted", acceptedSeq }) as const;
    store.useSealer(null);
    await write(store, async (tx) => {
      await tx.markPending([accepted(1, 11), accepted(2, 12), accepted(3, 13), accepted(9, 19)]);
      await tx.markPending([{ deviceSeq: 5, state: "refused", acceptedSeq: 0 }]);
    });
    const other = another();
    const states = (): Promise<unknown> => other.read((tx) => tx.pendingStates());
    const told = async (): Promise<unknown> =>
      (await other.read((tx) => tx.pendingOutside())).map(({ deviceSeq, state, acceptedSeq }) => [
        deviceSeq,
        state,
        acceptedSeq,
      ]);
    expect(await states()).toEqual({
      queued: [4, 6],
      refused: [5],
      accepted: [
        { deviceSeq: 1, acceptedSeq: 11 },
        { deviceSeq: 2, acceptedSeq: 12 },
        { deviceSeq: 3, acceptedSeq: 13 },
      ],
    });
    expect(await told()).toEqual([
      [1, "accepted", 11],
      [2, "accepted", 12],
      [3, "accepted", 13],
      [4, "queued", 0],
      [5, "refused", 0],
      [6, "queued", 0],
    ]);
    // What is brought back goes with its answer; what is queued again has none; what is answered again has the last.
    await write(store, async (tx) => {
      await tx.deletePending([1]);
      await tx.markPending([{ deviceSeq: 2, state: "queued", acceptedSeq: 0 }]);
      await tx.markPending([accepted(4, 14), accepted(3, 15)]);
      await tx.markPending([{ deviceSeq: 5, state: "queued", acceptedSeq: 0 }]);
    });
    const after = {
      queued: [2, 5, 6],
      refused: [],
      accepted: [
        { deviceSeq: 3, acceptedSeq: 15 },
        { deviceSeq: 4, acceptedSeq: 14 },
      ],
    };
    expect(await states()).toEqual(after);
    store.useSealer(newSealer());
    expect(await store.read((tx) => tx.pendingNamed([6, 4, 8]))).toEqual([
      rows[5],
      { ...rows[3], state: "accepted", acceptedSeq: 14 },
    ]);
    // Written anew, a row is as it was written.
    await write(store, (tx) => tx.putPending({ ...(rows[3] as PendingRow), state: "refused" }));
    await write(store, (tx) => tx.putPending(rows[2] as PendingRow));
    expect(await states()).toEqual({ queued: [2, 3, 5, 6], refused: [4], accepted: [] });
    expect((await under.everything()).filter(({ table }) => table === "answers")).toEqual([]);
  });

  inStore(
    "[S4] [S23] what was marked in the row itself counts; an answer that was damaged is asked for again",
    async (under) => {
      const { store, world } = under;
      await write(store, async (tx) => {
        for (const row of waitingRows(world, 3)) await tx.putPending(row);
        await tx.markPending([{ deviceSeq: 2, state: "accepted", acceptedSeq: 8 }]);
      });
      const first = (await under.everything()).find(
        ({ table, stored }) => table === "pending" && stored["deviceSeq"] === 1,
      );
      await under.plant("pending", { ...first?.stored, state: "accepted", acceptedSeq: 7 });
      expect(await store.read((tx) => tx.pendingStates())).toEqual({
        queued: [3],
        refused: [],
        accepted: [
          { deviceSeq: 1, acceptedSeq: 7 },
          { deviceSeq: 2, acceptedSeq: 8 },
        ],
      });
      for (const marks of [undefined, "no", [[2]], [["2", 8]]]) {
        await under.plant("answers", { deviceSeq: 2, marks });
        expect((await store.read((tx) => tx.pendingStates())).queued).toEqual([2, 3]);
      }
      await write(store, (tx) => tx.markPending([{ deviceSeq: 1, state: "queued", acceptedSeq: 0 }]));
      expect((await store.read((tx) => tx.pendingStates())).queued).toEqual([1, 2, 3]);
    },
  );

  inStore("[S9] [S17] what is kept as sent comes back in order, however it was put and taken out", async (under) => {
    const { store, world } = under;
    const rows = waitingRows(world, 80).map((row) => keptRow(row));
    const at = (...wanted: readonly number[]) => wanted.map((number) => rows[number - 1] as AcceptedRow);
    const span = (first: number, last: number) => rows.slice(first - 1, last);
    const kept = () => store.read((tx) => tx.accepted());
    expect(await kept()).toEqual([]);
    // As it stood before envelopes were kept together.
    await under.plant("accepted", { ...rows[0] });
    await write(store, (tx) => tx.putAccepted([...at(5), ...span(7, 75)]));
    const tables = (await under.everything()).filter(({ table }) => table === "accepted");
    expect(tables.length).toBeLessThan(8);
    expect(await kept()).toEqual([...at(1, 5), ...span(7, 75)]);
    expect(numbers(await store.read((tx) => tx.accepted(1)))).toEqual([1]);
    expect(numbers(await store.read((tx) => tx.accepted(3)))).toEqual([1, 5, 7]);
    await write(store, (tx) => tx.deleteAccepted([8, 20, 21, 60, 79]));
    const left = [...at(1, 5, 7), ...span(9, 19), ...span(22, 59), ...span(61, 75)];
    expect(await kept()).toEqual(left);
    // Put once more it takes the place of what was there, in the middle of a row too.
    const again = { ...(rows[29] as AcceptedRow), acceptedSeq: 1 };
    await write(store, async (tx) => {
      await tx.putAccepted([again, ...at(6, 8)]);
      await tx.deleteAccepted([7]);
      await tx.putAccepted(at(20));
    });
    const expected = [...left, ...at(6, 8, 20)]
      .filter(({ deviceSeq }) => deviceSeq !== 7)
      .map((row) => (row.deviceSeq === 30 ? again : row));
    expect(await kept()).toEqual(expected.sort((a, b) => a.deviceSeq - b.deviceSeq));
    await write(store, (tx) => tx.deleteAccepted(numbers(rows)));
    expect(await kept()).toEqual([]);
  });

  inStore(
    "[S8] [V27] much of one pupil goes straight into packs, little lies beside them; both are read alike",
    async (under) => {
      const { store, world } = under;
      const [much, little] = [world.id<ScopeId>(), world.id<ScopeId>()];
      const make = (scope: ScopeId, count: number) =>
        Array.from({ length: count }, (_, n) => world.row({ scope, seq: n + 1, fields: { text: `t${n}` } }));
      const first = [...make(much, 12), ...make(little, 2)];
      await write(store, (tx) => tx.putBrought(first, first.map(world.entry)));
      const beside = async () => (await under.everything()).filter(({ table }) => table === "rows").length;
      expect(await beside()).toBe(2);
      // One that came later lies beside; what comes after that with others is packed, and is the one that counts.
      const [one, two] = first as [(typeof first)[number], (typeof first)[number]];
      const later = { ...one, seq: 50 };
      await write(store, (tx) => tx.putBrought([later], [world.entry(later)]));
      expect(await beside()).toBe(3);
      expect(await store.read((tx) => tx.row(one.id, much))).toEqual(later);
      const last = first.slice(0, 6).map((row, n) => ({ ...row, seq: 60 + n }));
      await write(store, (tx) => tx.putBrought(last, last.map(world.entry)));
      expect(await beside()).toBe(3);
      expect(await store.read((tx) => tx.rowsNamed([one.id, two.id], much))).toEqual(last.slice(0, 2));
      expect(ids(await store.read((tx) => tx.rows({ scope: much }))).length).toBe(12);
      const entries = await store.read((tx) => tx.entriesOf(one.id, much));
      expect(entries.map(({ change }) => change.id)).toContain(world.entry(last[0]!).change.id);
      // Folded later, nothing of it changes.
      for (const name of await store.read((tx) => tx.scopesToFold(1))) await write(store, (tx) => tx.foldScope(name));
      expect(await beside()).toBe(0);
      expect(await store.read((tx) => tx.rowsNamed([one.id, two.id], much))).toEqual(last.slice(0, 2));
      expect(await store.read((tx) => tx.entriesOf(one.id, much))).toEqual(entries);
    },
  );
}
