// RxDB's own replication protocol with its default conflict handler, live, started and paused as the
// line comes and goes, with its default batch of 100, against the small server of rxdb-server.ts.

import type { RxCollection } from "rxdb";
import { replicateRxCollection } from "rxdb/plugins/replication";
import { randomId } from "#base/id.ts";
import { randomBytes } from "../page-bench.ts";
import { openRxDatabase } from "./rxdb-side.ts";
import type { Tablet, TwoTablets } from "./two-tablets.ts";

interface Doc {
  readonly id: string;
  readonly text: string;
  /** Another one at every edit: by it the server knows whether a state is the one it has. */
  readonly stamp: string;
}

const schema = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: { type: "string", maxLength: 40 },
    text: { type: "string" },
    stamp: { type: "string", maxLength: 40 },
  },
  required: ["id", "text", "stamp"],
};

export async function createRxdbTablets(): Promise<TwoTablets> {
  const tablets = [await open("rx-tablet-a"), await open("rx-tablet-b")] as const;
  const newId = (): string => randomId(randomBytes);
  let ids: readonly string[] = [];
  return {
    async create(texts) {
      const docs = texts.map((text) => ({ id: newId(), text, stamp: newId() }));
      await tablets[0].collection.bulkInsert(docs);
      ids = docs.map(({ id }) => id);
    },
    async edit(tablet, texts) {
      const docs = await tablets[tablet].collection.findByIds(ids).exec();
      if (docs.size !== ids.length) throw new Error(`${docs.size} of ${ids.length} records are there`);
      for (const [n, id] of ids.entries())
        await docs.get(id)?.incrementalPatch({ text: texts[n] as string, stamp: newId() });
    },
    sync: (tablet: Tablet) => tablets[tablet].sync(),
    async found() {
      const texts = new Set<string>();
      for (const tablet of tablets)
        for (const doc of (await tablet.collection.findByIds(ids).exec()).values()) texts.add(doc.toJSON().text);
      // Its default handler decides by itself and marks nothing.
      return { texts, flagged: 0 };
    },
  };
}

interface RxTablet {
  readonly collection: RxCollection<Doc>;
  /** From the line's coming back until both sides have the same; then the line is taken away again. */
  sync(): Promise<number>;
}

async function open(name: string): Promise<RxTablet> {
  const database = await openRxDatabase(name, "relaxed");
  const { notes } = (await database.addCollections({ notes: { schema } })) as { notes: RxCollection<Doc> };
  const faults: Error[] = [];
  const replication = replicateRxCollection({
    collection: notes,
    replicationIdentifier: "bench",
    live: true,
    autoStart: false,
    waitForLeadership: false,
    retryTime: 1_000,
    pull: { handler: (checkpoint: object | undefined, batchSize: number) => ask("pull", { checkpoint, batchSize }) },
    push: { handler: (rows: readonly object[]) => ask("push", { rows }) },
  });
  replication.error$.subscribe((error) => faults.push(error));
  return {
    collection: notes,
    async sync() {
      await replication.start();
      await replication.awaitInSync();
      const there = performance.now();
      await replication.pause();
      const [fault] = faults;
      if (fault) throw fault;
      return there;
    },
  };
}

async function ask(what: "pull" | "push", body: object): Promise<unknown> {
  const answer = await fetch(`/rxdb/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
}
