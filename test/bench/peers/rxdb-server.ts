// The least a server of RxDB's replication protocol must do, and no less than ours does for the disk: node:sqlite with
// every batch one transaction that is waited for. A push names the state it was made from; where the server has another
// one the write is turned away and the server's state sent back. It opens, signs and authorises nothing.

import { createServer, type Server } from "node:http";
import { DatabaseSync } from "node:sqlite";

interface Doc {
  readonly id: string;
  readonly stamp: string;
}
interface PushRow {
  readonly newDocumentState: Doc;
  readonly assumedMasterState?: Doc;
}
interface Pull {
  readonly checkpoint?: { readonly seq: number };
  readonly batchSize: number;
}

export function createRxdbServer(file: string): { readonly server: Server; close(): void } {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE doc (id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, stamp TEXT NOT NULL, body TEXT NOT NULL);
  `);
  const stands = database.prepare("SELECT stamp, body FROM doc WHERE id = ?");
  const highest = database.prepare("SELECT coalesce(max(seq), 0) AS seq FROM doc");
  const put = database.prepare(
    `INSERT INTO doc (id, seq, stamp, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, stamp = excluded.stamp, body = excluded.body`,
  );
  const after = database.prepare("SELECT seq, body FROM doc WHERE seq > ? ORDER BY seq LIMIT ?");

  function push(rows: readonly PushRow[]): readonly unknown[] {
    const clashes: unknown[] = [];
    database.exec("BEGIN IMMEDIATE");
    try {
      let { seq } = highest.get() as { seq: number };
      for (const { newDocumentState, assumedMasterState } of rows) {
        const row = stands.get(newDocumentState.id) as { stamp: string; body: string } | undefined;
        if (row?.stamp !== assumedMasterState?.stamp) clashes.push(JSON.parse((row as { body: string }).body));
        else put.run(newDocumentState.id, (seq += 1), newDocumentState.stamp, JSON.stringify(newDocumentState));
      }
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
    return clashes;
  }

  function pull({ checkpoint, batchSize }: Pull): object {
    const rows = after.all(checkpoint?.seq ?? 0, batchSize) as { seq: number; body: string }[];
    const last = rows.at(-1);
    return {
      documents: rows.map(({ body }) => JSON.parse(body) as unknown),
      checkpoint: last ? { seq: last.seq } : checkpoint,
    };
  }

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      try {
        const body = JSON.parse(Buffer.concat(pieces).toString()) as Pull & { readonly rows: readonly PushRow[] };
        const answer = request.url === "/rxdb/push" ? push(body.rows) : pull(body);
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    });
  });
  return { server, close: () => database.close() };
}
