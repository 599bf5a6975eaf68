// A server whose database is a file that can be put back to how it was, and whose rows can be read from beside it: for
// whoever asks thousands of questions, each of the same school.

import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { randomId } from "#base/id.ts";
import { type ServerDeps, type WaymarkServer, createServer } from "#server/server.ts";
import { openSqliteStorage } from "#server/storage/sqlite-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import { SCHOOL_TABLES } from "#server/storage/tables.ts";
import { START, type World, seededBytes } from "#server/sync/device.fixture.ts";
import { whereToStand } from "../../tools/start-postgres.ts";

export interface WorldOnFile extends World {
  /** The state that `putBack` goes back to. */
  keep(): Promise<void>;
  putBack(): Promise<void>;
  /**
   * One value for everything the tables hold, but for what every request of a device leaves: when it was here and which
   * number it used. Tables can be left out.
   */
  state(but?: readonly string[]): string;
  /** How many rows a table has. */
  count(table: string): number;
  /** What waits to be filed, by its name, and how many changes each holds. */
  waiting(): ReadonlyMap<string, number>;
  end(): Promise<void>;
}

type Wanted = Pick<ServerDeps, "schema" | "mayHold"> & Partial<ServerDeps>;

/** What every request of a device changes, whatever becomes of it. */
const OF_CONTACT: { readonly [table: string]: readonly string[] } = {
  device: ["counter", "proof_window", "last_contact"],
  session: ["used_at"],
};

export async function createWorldOnFile(wanted: Wanted, seed = 7): Promise<WorldOnFile> {
  const folder = mkdtempSync(join(whereToStand(), "waymark-world-"));
  const file = join(folder, "waymark.sqlite");
  const kept = join(folder, "kept.sqlite");
  const randomBytes = seededBytes(seed);
  const log: string[] = [];
  let now = START;
  const clock = { now: () => now };
  let storage: Storage;
  let server: WaymarkServer;
  let beside: DatabaseSync;

  function start(schema = wanted.schema): WaymarkServer {
    return createServer({
      storage,
      clock,
      randomBytes,
      version: "0.0.0-test",
      // As cheap as argon2 allows: how slow it is does not matter here.
      passwordCost: { memoryKib: 8, passes: 1 },
      log: (text) => void log.push(text),
      ...wanted,
      schema,
    });
  }
  async function open(): Promise<void> {
    storage = await openSqliteStorage({ file, clock });
    server = start();
    beside = new DatabaseSync(file, { readOnly: true });
  }
  async function close(): Promise<void> {
    beside.close();
    await server.close();
  }
  // The tables never change while a world lasts: each is asked for its columns once.
  const columnsByTable = new Map<string, string>();
  const columnsOf = (table: string): string => {
    const known = columnsByTable.get(table);
    if (known !== undefined) return known;
    const rows = beside.prepare(`SELECT name FROM pragma_table_info('${table}') ORDER BY cid`).all();
    const names = rows.map((row) => String(row["name"])).filter((name) => !OF_CONTACT[table]?.includes(name));
    const columns = names.map((name) => `"${name}"`).join(", ");
    columnsByTable.set(table, columns);
    return columns;
  };

  await open();
  return {
    get server() {
      return server;
    },
    get storage() {
      return storage;
    },
    randomBytes,
    newId: () => randomId(randomBytes),
    log,
    pass: (milliseconds) => void (now += milliseconds),
    now: () => now,
    restart: start,
    async keep() {
      await close();
      copyFileSync(file, kept);
      await open();
    },
    async putBack() {
      await close();
      copyFileSync(kept, file);
      await open();
    },
    state(but = []) {
      const hash = createHash("sha256");
      for (const table of ["school", ...SCHOOL_TABLES].filter((name) => !but.includes(name))) {
        const columns = columnsOf(table);
        hash.update(
          `${table}${JSON.stringify(beside.prepare(`SELECT ${columns} FROM "${table}" ORDER BY ${columns}`).all())}`,
        );
      }
      return hash.digest("base64url");
    },
    count: (table) => Number(beside.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.["n"]),
    waiting() {
      const rows = beside.prepare("SELECT id, body FROM quarantine WHERE reason = 'waiting'").all();
      const changesIn = (body: unknown): number => (JSON.parse(String(body)) as { changes: unknown[] }).changes.length;
      return new Map(rows.map((row) => [String(row["id"]), changesIn(row["body"])]));
    },
    async end() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
