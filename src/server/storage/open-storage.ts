// The storage the configuration names: PostgreSQL where an address is given, otherwise a file in the data folder.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA } from "./postgres-database.ts";
import { openPostgresStorage } from "./postgres-storage.ts";
import { openSqliteStorage } from "./sqlite-storage.ts";
import type { Storage } from "./storage.ts";

export interface Place {
  readonly data: string;
  readonly databaseUrl: string | undefined;
  /** Where Waymark's tables stand in a PostgreSQL database; "waymark" unless told. */
  readonly schema?: string;
}

export const databaseFile = ({ data }: Pick<Place, "data">): string => join(data, "waymark.sqlite");

export function openStorage(place: Place, clock: { now(): number }, log: (line: string) => void): Promise<Storage> {
  if (place.databaseUrl !== undefined)
    return openPostgresStorage({ url: place.databaseUrl, clock, log, schema: place.schema ?? SCHEMA });
  // Case notes: the folder is for the account the server runs under and nobody else.
  mkdirSync(place.data, { recursive: true, mode: 0o700 });
  return openSqliteStorage({ file: databaseFile(place), clock, breathe });
}

const breathe = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
