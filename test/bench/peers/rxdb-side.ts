// RxDB as its guide shows it: the free storage over Dexie, one collection, an index for the question that is asked.

import { createRxDatabase, type RxCollection, type RxDatabase } from "rxdb";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import type { RecordRow } from "#ledger/record-row.ts";
import type { BenchSide } from "../page-bench.ts";

interface Doc {
  readonly id: string;
  readonly pupil: string;
  readonly when: string;
  readonly row: RecordRow;
}

const text = (maxLength: number): object => ({ type: "string", maxLength });
const schema = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: { id: text(40), pupil: text(40), when: text(40), row: { type: "object" } },
  required: ["id", "pupil", "when", "row"],
  indexes: [["pupil", "when"]],
};

export async function openRxDatabase(name: string, durability: "strict" | "relaxed"): Promise<RxDatabase> {
  return createRxDatabase({
    name,
    storage: getRxStorageDexie({ chromeTransactionDurability: durability }),
    multiInstance: false,
  });
}

export async function createRxdbSide(name: string, durability: "strict" | "relaxed"): Promise<BenchSide> {
  const database = await openRxDatabase(name, durability);
  const { records } = (await database.addCollections({ records: { schema } })) as { records: RxCollection<Doc> };
  const docOf = (row: RecordRow): Doc => ({
    id: row.id,
    pupil: row.scope,
    when: String(row.fields.when?.value ?? ""),
    row,
  });
  return {
    async commit(row) {
      await records.insert(docOf(row));
    },
    async newest(pupil, limit) {
      const found = await records.find({ selector: { pupil }, sort: [{ when: "desc" }], limit }).exec();
      // A screen reads what it asked for.
      return found.map((doc) => doc.toJSON()).length;
    },
    async fill(rows) {
      const { error } = await records.bulkInsert(rows.map(docOf));
      if (error.length > 0) throw new Error(`RxDB did not take ${error.length}`);
    },
    async destroy() {
      await database.remove();
    },
  };
}
