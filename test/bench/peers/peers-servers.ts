// The servers behind the tablets of the peers' bench, in one process on this machine: Waymark's production server over
// HTTP and SQLite, the small one for RxDB, and express-pouchdb.

import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import expressPouch from "express-pouchdb";
import memory from "pouchdb-adapter-memory";
import PouchCore from "pouchdb-core";
import mapReduce from "pouchdb-mapreduce";
import replication from "pouchdb-replication";
import { schema } from "#casework/schema.ts";
import { createHttp } from "#server/http/http.ts";
import { createServer } from "#server/server.ts";
import { verifyOnThreads } from "#server/sync/look-ahead.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import { createRxdbServer } from "./rxdb-server.ts";

export interface PeersServers {
  /** Where each path of the page is handed on to. */
  readonly proxy: { readonly [path: string]: string };
  /** For the one school that is set up. */
  readonly setUpCode: string;
  close(): Promise<void>;
}

export async function startPeersServers(say: (line: string) => void): Promise<PeersServers> {
  const folder = mkdtempSync(join(tmpdir(), "waymark-bench-peers-"));
  const waymark = createServer({
    storage: await openStorage({ data: join(folder, "waymark"), databaseUrl: undefined }, Date, say),
    schema,
    clock: Date,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    version: "bench",
    mayHold: () => true,
    verifyAside: verifyOnThreads,
    log: say,
  });
  const http = createHttp({ server: waymark, app: folder, tls: undefined });
  await http.listen({ port: 0, host: "127.0.0.1" });
  const rxdb = createRxdbServer(join(folder, "rxdb.sqlite"));
  const couch = couchServer(folder);
  await Promise.all([rxdb.server, couch].map(open));
  return {
    proxy: { "/api": addressOf(http.server), "/rxdb": addressOf(rxdb.server), "/couch": addressOf(couch) },
    setUpCode: (await waymark.newSetUpCode()) ?? "",
    async close() {
      await Promise.all([rxdb.server, couch].map(shut));
      await http.close();
      await waymark.close();
      rxdb.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function couchServer(folder: string): Server {
  const Pouch = PouchCore.plugin(memory).plugin(mapReduce).plugin(replication).defaults({ adapter: "memory" });
  const files = join(folder, "couch");
  mkdirSync(files);
  const app = expressPouch(Pouch, {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
    configPath: join(files, "config.json"),
    logPath: join(files, "log.txt"),
  });
  return createHttpServer((request, response) => {
    request.url = (request.url ?? "").replace(/^\/couch/, "") || "/";
    app(request, response);
  });
}

async function open(server: Server): Promise<void> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

async function shut(server: Server): Promise<void> {
  const gone = once(server, "close");
  server.close();
  server.closeAllConnections();
  await gone;
}

const addressOf = (server: Pick<Server, "address">): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
