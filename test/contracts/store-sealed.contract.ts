// What every store of a device keeps to itself: the part of the contract (store.contract.ts) about the vault.

import { expect } from "vitest";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Slim } from "#ledger/slim.ts";
import { Locked, type PendingRow, type StoreTx } from "#device/ports.ts";
import { createSealer } from "#device/vault/seal.ts";
import { findsText } from "./finds-text.ts";
import {
  type InStore,
  newSealer,
  pendingRow,
  randomBytes,
  type Stored,
  type StoreUnderTest,
  write,
} from "./store-under-test.ts";

export function storeSealedContract(inStore: InStore): void {
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
      seq: 6,
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
        store.read((tx) => tx.row(one.id, scope)),
        what,
      ).rejects.toMatchObject({ kind: "damaged" });
    }
    await under.plant("rows", newOne);
    store.useSealer(newSealer());
    expect(await store.read((tx) => tx.row(one.id, scope))).toEqual({ ...one, seq: 6 });
  });

  inStore("[V12] an injected row does not open, and no key but the vault's opens any", async (under) => {
    const { store, world } = under;
    const scope = world.id<ScopeId>();
    const row = world.row({ scope, fields: { text: "mine" } });
    store.useSealer(createSealer(new Uint8Array(32).fill(66), randomBytes));
    await write(store, (tx) => tx.putRows([row]));
    const foreign = await storedRow(under, row.id);
    expect(await store.read((tx) => tx.row(row.id, scope))).toEqual(row);
    store.useSealer(newSealer());
    await expect(store.read((tx) => tx.row(row.id, scope))).rejects.toMatchObject({ kind: "damaged" });
    // Its names are another's too: no list of the pupil ever meets it.
    expect(await store.read((tx) => tx.rows({ scope }))).toEqual([]);
    const mine = world.row({ scope, fields: { text: "real" } });
    await write(store, (tx) => tx.putRows([mine]));
    await under.plant("rows", { ...(await storedRow(under, mine.id)), id: row.id, box: foreign["box"] });
    store.useSealer(newSealer());
    await expect(store.read((tx) => tx.rows({ scope }))).rejects.toMatchObject({ kind: "damaged" });
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
    await store.read((tx) => tx.row(row.id, scope));
    store.useSealer(null);

    const sealed: readonly ((tx: StoreTx) => Promise<unknown>)[] = [
      (tx) => tx.row(row.id, scope),
      (tx) => tx.row(world.id<RecordId>(), scope),
      (tx) => tx.rows({ scope }),
      (tx) => tx.rows({ scope, types: [] }),
      (tx) => tx.putRows([row]),
      (tx) => tx.putRows([]),
      (tx) => tx.entriesOf(row.id, scope),
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
      await tx.markPending([{ deviceSeq: 1, state: "accepted", acceptedSeq: 44 }]);
      await tx.markPending([{ deviceSeq: 99, state: "accepted", acceptedSeq: 44 }]);
      await tx.deletePending([2]);
      await tx.putAccepted([{ deviceSeq: 2, id: pending.id, acceptedSeq: 1, at: 1, wire: pending.wire }]);
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

  inStore("a value in clear beside a seal is refused", async ({ store, world }) => {
    const pending = pendingRow(world, 1);
    const leaky = { ...pending, note: "in clear" } as PendingRow;
    await expect(write(store, (tx) => tx.putPending(leaky))).rejects.toThrow(/in clear/);
    expect(await store.read((tx) => tx.pendingOutside())).toEqual([]);
  });
}

function slimLike(row: RecordRow): Slim {
  return { id: row.id, type: row.type, seq: row.seq, when: "", by: undefined, fields: {}, open: 0, unsent: false };
}

async function storedRow(under: StoreUnderTest, id: string): Promise<Stored> {
  const found = (await under.everything()).find(({ table, stored }) => table === "rows" && stored["id"] === id);
  if (!found) throw new Error(`no stored row ${id}`);
  return found.stored;
}

async function storedBox(under: StoreUnderTest, table: string): Promise<unknown> {
  return (await under.everything()).find((one) => one.table === table)?.stored["box"];
}
