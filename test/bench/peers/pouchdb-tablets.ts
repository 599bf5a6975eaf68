// PouchDB's own replication with its defaults, against express-pouchdb with databases in memory.

import PouchDB from "pouchdb-browser";
import { randomId } from "#base/id.ts";
import { randomBytes } from "../page-bench.ts";
import type { TwoTablets } from "./two-tablets.ts";

export async function createPouchdbTablets(): Promise<TwoTablets> {
  const tablets = [new PouchDB("pouch-tablet-a"), new PouchDB("pouch-tablet-b")] as const;
  const remote = new URL("/couch/bench", location.href).href;
  let ids: readonly string[] = [];
  return {
    async create(texts) {
      const docs = texts.map((text) => ({ _id: randomId<string>(randomBytes), text }));
      await tablets[0].bulkDocs(docs);
      ids = docs.map(({ _id }) => _id);
    },
    async edit(tablet, texts) {
      for (const [n, id] of ids.entries()) {
        const doc = await tablets[tablet].get(id);
        await tablets[tablet].put({ ...doc, text: texts[n] });
      }
    },
    async sync(tablet) {
      // Both ways at once, as it does by itself.
      await PouchDB.sync(tablets[tablet], remote);
      return performance.now();
    },
    async found() {
      const texts = new Set<string>();
      for (const tablet of tablets)
        for (const id of ids) {
          // The winner alone is shown; what lost is there for whoever asks for it.
          const doc = await tablet.get(id, { conflicts: true });
          texts.add(String(doc.text));
          for (const rev of (doc._conflicts ?? []) as readonly string[])
            texts.add(String((await tablet.get(id, { rev })).text));
        }
      return { texts, flagged: 0 };
    },
  };
}
