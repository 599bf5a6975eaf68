// A school that was set up once, to begin many schedules with: the rows of the server's database, what is on each
// tablet's disk, and who can open it. Setting up takes longer than a schedule.

import { readFileSync } from "node:fs";
import { createMemoryDisk, type MemoryDisk } from "#device/store/memory-store.ts";
import type { Stored } from "#device/store/stored-tables.ts";
import type { TableName } from "#device/store/tables.ts";
import type { Line } from "./book.ts";
import { rowsOf, type TableImage } from "./database-rows.ts";
import { createLastingDatabase, type LastingDatabase } from "./lasting-database.ts";
import type { Cookies } from "./network.ts";
import type { Person } from "./tablet.ts";

export interface SchoolImage {
  readonly school: string;
  /** When it was ready. */
  readonly at: number;
  readonly database: DatabaseImage;
  readonly tablets: readonly TabletImage[];
  /** What was written in it already; absent: nothing was. */
  readonly written?: Written;
}

export interface Written {
  readonly lines: readonly Line[];
  /** Texts and ids up to here are used. */
  readonly number: number;
}

export interface DatabaseImage {
  readonly rows: readonly TableImage[];
  /** The whole file. */
  readonly file: Uint8Array;
  /** The same rows in memory, not in use by another. */
  inMemory(): Promise<LastingDatabase>;
}

export interface TabletImage {
  readonly people: readonly Person[];
  readonly disk: readonly { readonly table: TableName; readonly stored: Stored }[];
  readonly cookies: Cookies;
}

/** A database that nobody has open. */
export function imageOfDatabase(file: string, at: number): DatabaseImage {
  const rows = rowsOf(file);
  const inMemory: LastingDatabase[] = [];
  return {
    rows,
    file: readFileSync(file),
    async inMemory() {
      let free = inMemory.find((one) => !one.isInUse());
      if (!free) inMemory.push((free = await createLastingDatabase(rows, at)));
      return free;
    },
  };
}

export function imageOfDisk(disk: MemoryDisk): TabletImage["disk"] {
  return disk.tables.everything().map(({ table, stored }) => ({ table, stored: structuredClone(stored) }));
}

export async function diskFrom(image: TabletImage["disk"]): Promise<MemoryDisk> {
  const disk = createMemoryDisk();
  const tables = disk.tables.of(
    [],
    (_table, stored) => stored,
    () => undefined,
  );
  for (const { table, stored } of image) await tables.put(table, [{ ...stored }]);
  return disk;
}
