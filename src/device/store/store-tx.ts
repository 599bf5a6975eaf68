// One transaction in the words of the port, over rows as they are stored. Dexie and the in-memory twin both stand
// under it, so they cannot differ in what is sealed, what is named and what comes first.
// Nothing is awaited here but the tables (F6); sealing is synchronous.

import type { Schema } from "#ledger/schema.ts";
import type { AcceptedRow, Control, DraftRow, JotRow, PendingOutside, PendingRow, StoreTx } from "../ports.ts";
import { parseControl, parseJots, parseSlots } from "./control-form.ts";
import type { Sealing } from "./sealing.ts";
import { createServerState } from "./server-state.ts";
import { StoreTrouble } from "./store-trouble.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

const draftName = (id: string): string => `drafts|${id}`;

const asStored = (value: object): Stored => value as Stored;

/** Neighbours together, as first and last: numbers of one device come in runs, and a run is one request. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

export function createStoreTx(tables: StoredTables, sealing: Sealing, schema: Schema): StoreTx {
  const blind = (text: string): string => sealing.sealer().blind(text);
  const outsideOf = ({ deviceSeq, id, state, acceptedSeq, wire }: Stored): PendingOutside =>
    ({ deviceSeq, id, state, acceptedSeq, wire }) as unknown as PendingOutside;

  /** From the copy that was kept at an update, where the row itself does not open [V29]. */
  const insideOf = async (stored: Stored): Promise<PendingRow["inside"]> => {
    try {
      return sealing.open("pending", stored);
    } catch (error) {
      const copy =
        error instanceof StoreTrouble ? await tables.get("outboxCopy", stored["deviceSeq"] as number) : undefined;
      if (copy === undefined || copy["id"] !== stored["id"]) throw error;
      return sealing.open("pending", copy);
    }
  };

  /** Counts what this transaction writes of what waits: a run of it that was read holds until the next. */
  let written = 0;
  let run:
    | { readonly at: number; readonly first: number; readonly last: number; readonly rows: readonly Stored[] }
    | undefined;
  const between = async (first: number, last: number): Promise<readonly Stored[]> => {
    if (!run || run.at !== written || first < run.first || last > run.last)
      run = { at: written, first, last, rows: await tables.range("pending", "deviceSeq", first, last) };
    return run.rows.filter(({ deviceSeq }) => (deviceSeq as number) >= first && (deviceSeq as number) <= last);
  };

  return {
    async control<K extends keyof Control>(key: K) {
      const stored = await tables.get("control", key);
      return stored && parseControl(key, stored["value"]);
    },
    async setControl(key, value) {
      if (value === undefined) await tables.delete("control", [key]);
      else await tables.put("control", [{ key, value }]);
    },
    async slots() {
      return parseSlots(await tables.all("slots"));
    },
    async putSlot(slot) {
      await tables.put("slots", [asStored(slot)]);
    },
    async deleteSlot(id) {
      await tables.delete("slots", [id]);
    },

    ...createServerState(tables, sealing, schema),

    async pending() {
      sealing.sealer();
      const stored = await tables.all("pending");
      const rows: PendingRow[] = [];
      for (const one of stored) rows.push({ ...outsideOf(one), inside: await insideOf(one) });
      return rows;
    },
    async pendingOutside() {
      return (await tables.all("pending")).map(outsideOf);
    },
    async pendingBetween(first, last) {
      return (await between(first, last)).map(outsideOf);
    },
    async damagedPending() {
      sealing.sealer();
      const damaged: PendingOutside[] = [];
      for (const one of await tables.all("pending")) {
        try {
          await insideOf(one);
        } catch (error) {
          if (!(error instanceof StoreTrouble)) throw error;
          damaged.push(outsideOf(one));
        }
      }
      return damaged;
    },
    async putPending({ inside, ...outside }) {
      sealing.sealer();
      written += 1;
      await tables.put("pending", [{ ...outside, plain: inside }]);
    },
    async markPending(marks) {
      const byNumber = new Map(marks.map((mark) => [mark.deviceSeq, mark]));
      const marked: Stored[] = [];
      for (const [first, last] of runsOf([...byNumber.keys()]))
        // A late answer: what the feed has brought back in the meantime is not there any more.
        for (const stored of await between(first, last)) {
          const { state, acceptedSeq } = byNumber.get(stored["deviceSeq"] as number) as (typeof marks)[number];
          marked.push({ ...stored, state, acceptedSeq });
        }
      written += 1;
      if (marked.length > 0) await tables.put("pending", marked);
    },
    async deletePending(deviceSeqs) {
      written += 1;
      for (const [first, last] of runsOf(deviceSeqs))
        await Promise.all([
          tables.deleteRange("pending", "deviceSeq", first, last),
          tables.deleteRange("outboxCopy", "deviceSeq", first, last),
        ]);
    },
    async accepted(limit) {
      return (await tables.all("accepted", limit)) as unknown as readonly AcceptedRow[];
    },
    async putAccepted(rows) {
      if (rows.length > 0) await tables.put("accepted", rows.map(asStored));
    },
    async deleteAccepted(deviceSeq) {
      await tables.delete("accepted", [deviceSeq]);
    },

    async jots() {
      return parseJots(await tables.all("jots"));
    },
    async putJot(row: JotRow) {
      await tables.put("jots", [asStored(row)]);
    },
    async deleteJot(id) {
      await tables.delete("jots", [id]);
    },

    async drafts() {
      sealing.sealer();
      const drafts = (await tables.all("drafts")).map((one) => sealing.open<DraftRow>("drafts", one));
      return drafts.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
    async putDraft(draft) {
      await tables.put("drafts", [{ key: blind(draftName(draft.id)), plain: draft }]);
    },
    async deleteDraft(id) {
      await tables.delete("drafts", [blind(draftName(id))]);
    },
    async deleteDamagedDrafts() {
      sealing.sealer();
      for (const one of await tables.all("drafts")) {
        try {
          sealing.open<DraftRow>("drafts", one);
        } catch (error) {
          if (!(error instanceof StoreTrouble)) throw error;
          await tables.delete("drafts", [one["key"] as string]);
        }
      }
    },
  };
}
