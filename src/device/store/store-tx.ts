// One transaction in the words of the port, over rows as they are stored. Dexie and the in-memory twin both stand
// under it, so they cannot differ in what is sealed, what is named and what comes first.
// Nothing is awaited here but the tables (F6); sealing is synchronous.

import type { Schema } from "#ledger/schema.ts";
import type { Control, DraftRow, JotRow, StoreTx } from "../ports.ts";
import { parseControl, parseJots, parseSlots } from "./control-form.ts";
import { createKeptAsSent } from "./kept-as-sent.ts";
import { createOutbox } from "./outbox.ts";
import type { Sealing } from "./sealing.ts";
import { createServerState } from "./server-state.ts";
import { StoreTrouble } from "./store-trouble.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

const draftName = (id: string): string => `drafts|${id}`;

const asStored = (value: object): Stored => value as Stored;

export function createStoreTx(tables: StoredTables, sealing: Sealing, schema: Schema): StoreTx {
  const blind = (text: string): string => sealing.sealer().blind(text);

  /** All of it, from the second question on: it is little, and a transaction that asks twice goes on asking. */
  let everyControl: Promise<ReadonlyMap<unknown, Stored>> | undefined;
  let controlsAsked = 0;
  async function storedControl(key: string): Promise<Stored | undefined> {
    controlsAsked += 1;
    if (controlsAsked === 1) return tables.get("control", key);
    everyControl ??= tables.all("control").then((all) => new Map(all.map((one) => [one["key"], one])));
    return (await everyControl).get(key);
  }
  /** What is asked for from now on finds it, also where the rest was read before. */
  function noteControl(key: string, value: unknown): void {
    everyControl = everyControl?.then((all) => {
      const next = new Map(all);
      if (value === undefined) next.delete(key);
      else next.set(key, { key, value });
      return next;
    });
  }

  return {
    async control<K extends keyof Control>(key: K) {
      const stored = await storedControl(key);
      return stored && parseControl(key, stored["value"]);
    },
    async setControl(key, value) {
      noteControl(key, value);
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
    ...createOutbox(tables, sealing),
    ...createKeptAsSent(tables),

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
