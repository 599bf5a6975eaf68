// What Waymark is measured against: Dexie as one would use it, in clear, with an outbox row beside each record.

import { Dexie } from "dexie";
import type { RecordRow } from "#ledger/record-row.ts";

interface PlainRow {
  readonly id: string;
  readonly pupil: string;
  readonly when: string;
  readonly row: RecordRow;
}

export interface PlainSide {
  commit(row: RecordRow): Promise<void>;
  newest(pupil: string, limit: number): Promise<number>;
  fill(rows: readonly RecordRow[]): Promise<void>;
  destroy(): Promise<void>;
}

export function createPlainSide(name: string, durability: "strict" | "relaxed"): PlainSide {
  const db = new Dexie(name, { chromeTransactionDurability: durability });
  db.version(1).stores({ records: "id,[pupil+when]", outbox: "++n" });
  const records = db.table<PlainRow>("records");
  const outbox = db.table("outbox");
  const plain = (row: RecordRow): PlainRow => ({
    id: row.id,
    pupil: row.scope,
    when: String(row.fields.when?.value ?? ""),
    row,
  });
  return {
    async commit(row) {
      await db.transaction("rw", [records, outbox], async () => {
        await records.put(plain(row));
        await outbox.add({ record: row.id, body: row });
      });
    },
    async newest(pupil, limit) {
      const found = await records
        .where("[pupil+when]")
        .between([pupil, Dexie.minKey], [pupil, Dexie.maxKey])
        .reverse()
        .limit(limit)
        .toArray();
      return found.length;
    },
    async fill(rows) {
      await records.bulkPut(rows.map(plain));
    },
    async destroy() {
      await db.delete();
    },
  };
}
