// One transaction in the words of the port, over rows as they are stored. Dexie and the in-memory twin both stand
// under it, so they cannot differ in what is sealed, what is named and what comes first.
// Nothing is awaited here but the tables (F6); sealing is synchronous.

import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Summary } from "#ledger/slim.ts";
import type { AcceptedRow, Control, DraftRow, PendingOutside, PendingRow, StoreTx } from "../ports.ts";
import { parseControl, parseSlots } from "./control-form.ts";
import { newestRows } from "./newest-rows.ts";
import { createRecordForms } from "./record-forms.ts";
import type { Sealing } from "./sealing.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";
import { LAST_WEEK } from "./week.ts";

const summaryName = (scope: string): string => `summaries|${scope}`;
const draftName = (id: string): string => `drafts|${id}`;

const asStored = (value: object): Stored => value as Stored;

export function createStoreTx(tables: StoredTables, sealing: Sealing, schema: Schema): StoreTx {
  const blind = (text: string): string => sealing.sealer().blind(text);
  const openAll = <T>(table: "summaries" | "drafts", stored: readonly Stored[]): T[] =>
    stored.map((one) => sealing.open<T>(table, one));

  const forms = createRecordForms(sealing, schema);
  const outsideOf = ({ deviceSeq, id, state, acceptedSeq, wire }: Stored): PendingOutside =>
    ({ deviceSeq, id, state, acceptedSeq, wire }) as unknown as PendingOutside;

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

    async row(id, scope) {
      sealing.sealer();
      const stored = await tables.get("rows", id);
      const row = stored && forms.openRow(stored).row;
      return row?.scope === scope ? row : undefined;
    },
    async rows(wanted) {
      return newestRows(tables, forms, wanted);
    },
    async putRows(rows) {
      sealing.sealer();
      if (rows.length === 0) return;
      const newest = new Map<string, RecordRow>();
      for (const row of rows) if ((newest.get(row.id)?.seq ?? 0) <= row.seq) newest.set(row.id, row);
      const held = await tables.getMany("rows", [...newest.keys()]);
      for (const stored of held) {
        const id = stored?.["id"] as string;
        if (stored && (stored["v"] as number) > (newest.get(id) as RecordRow).seq) newest.delete(id);
      }
      if (newest.size > 0) await tables.put("rows", [...newest.values()].map(forms.rowToStore));
    },
    async entriesOf(record, _scope) {
      const name = forms.entryRecord(record);
      const entries = (await tables.range("entries", "r", name, name)).map(forms.openEntry);
      return entries.sort((a, b) => a.seq - b.seq);
    },
    async putEntries(entries) {
      sealing.sealer();
      if (entries.length === 0) return;
      await tables.put("entries", entries.map(forms.entryToStore));
    },
    async summary(scope) {
      const stored = await tables.get("summaries", blind(summaryName(scope)));
      return stored && sealing.open<Summary>("summaries", stored);
    },
    async summaries() {
      sealing.sealer();
      return openAll<Summary>("summaries", await tables.all("summaries"));
    },
    async putSummary(summary) {
      const v = summary.slims.reduce((highest, slim) => Math.max(highest, slim.seq), 0);
      await tables.put("summaries", [{ key: blind(summaryName(summary.scope)), v, plain: summary }]);
    },
    async purgeScope(scope) {
      const rows = forms.scope(scope);
      const entries = forms.entryScope(scope);
      await Promise.all([
        tables.deleteRange("rows", "[o+w]", [rows, -LAST_WEEK], [rows, 0]),
        tables.deleteRange("entries", "o", entries, entries),
        tables.delete("summaries", [blind(summaryName(scope))]),
      ]);
    },
    async clearState() {
      sealing.sealer();
      await Promise.all([tables.clear("rows"), tables.clear("entries"), tables.clear("summaries")]);
    },

    async pending() {
      sealing.sealer();
      const stored = await tables.all("pending");
      return stored.map((one) => ({ ...outsideOf(one), inside: sealing.open<PendingRow["inside"]>("pending", one) }));
    },
    async pendingOutside() {
      return (await tables.all("pending")).map(outsideOf);
    },
    async putPending({ inside, ...outside }) {
      sealing.sealer();
      await tables.put("pending", [{ ...outside, plain: inside }]);
    },
    async markPending(deviceSeq, outside) {
      const stored = await tables.get("pending", deviceSeq);
      // A late answer: the feed has brought the envelope back in the meantime.
      if (!stored) return;
      await tables.put("pending", [{ ...stored, state: outside.state, acceptedSeq: outside.acceptedSeq }]);
    },
    async deletePending(deviceSeq) {
      await tables.delete("pending", [deviceSeq]);
    },
    async accepted() {
      return (await tables.all("accepted")) as unknown as readonly AcceptedRow[];
    },
    async putAccepted(row) {
      await tables.put("accepted", [asStored(row)]);
    },
    async deleteAccepted(deviceSeq) {
      await tables.delete("accepted", [deviceSeq]);
    },

    async drafts() {
      sealing.sealer();
      const drafts = openAll<DraftRow>("drafts", await tables.all("drafts"));
      return drafts.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
    async putDraft(draft) {
      await tables.put("drafts", [{ key: blind(draftName(draft.id)), plain: draft }]);
    },
    async deleteDraft(id) {
      await tables.delete("drafts", [blind(draftName(id))]);
    },
  };
}
