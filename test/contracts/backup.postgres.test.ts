// A school moves between a SQLite file and PostgreSQL, and back into the database it came from.

import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { Place } from "#server/storage/open-storage.ts";
import { backupContract, moveContract, sqlitePlace } from "./backup.contract.ts";

const url = inject("postgres") as string;
const postgresPlace = (): Place => ({
  data: "",
  databaseUrl: url,
  schema: `b_${randomUUID().replaceAll("-", "").slice(0, 12)}`,
});

moveContract("from PostgreSQL to PostgreSQL", () => ({ from: postgresPlace(), to: postgresPlace() }));
moveContract("from SQLite to PostgreSQL", () => ({ from: sqlitePlace(), to: postgresPlace() }));
moveContract("from PostgreSQL to SQLite", () => ({ from: postgresPlace(), to: sqlitePlace() }));
backupContract("PostgreSQL", () => ({ from: postgresPlace(), to: postgresPlace() }));
