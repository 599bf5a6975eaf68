// PouchDB with the id that suits the question best: pupil, then when. No index of its own has to be built for it.

import PouchDB from "pouchdb-browser";
import type { RecordRow } from "#ledger/record-row.ts";
import type { BenchSide } from "../page-bench.ts";

export function createPouchdbSide(name: string): BenchSide {
  const database = new PouchDB(name);
  const docOf = (row: RecordRow): object => ({
    _id: `${row.scope} ${String(row.fields.when?.value ?? "")} ${row.id}`,
    row,
  });
  return {
    async commit(row) {
      await database.put(docOf(row));
    },
    async newest(pupil, limit) {
      const bounds = { startkey: `${pupil} \ufff0`, endkey: `${pupil} ` };
      const { rows } = await database.allDocs({ ...bounds, descending: true, include_docs: true, limit });
      return rows.length;
    },
    async fill(rows) {
      const done = await database.bulkDocs(rows.map(docOf));
      if (done.some(({ error }) => error)) throw new Error("PouchDB did not take everything");
    },
    async destroy() {
      await database.destroy();
    },
  };
}
