// What a device would need to go on after its database was lost, as it is stored: what it knows of itself, the ways in,
// and what waits to be sent [V37]. Boxes stay shut; nothing here needs a key.

import { createAnswers } from "./answers.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

const TABLES = ["control", "slots", "jots", "pending"] as const;
type CopiedTable = (typeof TABLES)[number];

/** Everything else is told again by the server, or would be wrong of an empty database. */
const FACTS: readonly unknown[] = [
  "enrolled",
  "deviceKeys",
  "deviceName",
  "deviceSeq",
  "former",
  "epoch",
  "authorKeys",
  "keyEpochs",
  "jotKeys",
  "pinTries",
  "schoolLock",
  "preferences",
];

export type StoredCopy = { readonly [table in CopiedTable]: readonly Stored[] };

export async function copyRows(tables: StoredTables): Promise<StoredCopy> {
  const [[control, slots, jots, pending], taken] = await Promise.all([
    Promise.all(TABLES.map((table) => tables.all(table))),
    createAnswers(tables).all(),
  ]);
  return {
    control: (control ?? []).filter(({ key }) => FACTS.includes(key)),
    slots: slots ?? [],
    jots: jots ?? [],
    pending: (pending ?? []).filter(({ deviceSeq, state }) => state !== "accepted" && !taken.has(deviceSeq as number)),
  };
}

/** Into a database that knows nothing of itself. False, and nothing done, where it does. */
export async function bringBack(tables: StoredTables, copy: StoredCopy): Promise<boolean> {
  if ((await tables.get("control", "enrolled")) || (await tables.all("pending", 1)).length > 0) return false;
  for (const table of TABLES) await tables.put(table, copy[table]);
  return true;
}
