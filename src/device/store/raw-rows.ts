// What a finder of the tablet would read, for the page that shows it. The device's own facts are left out: they hold
// its secret, which no screen has any business to show.

import type { Stored, StoredTables } from "./stored-tables.ts";
import { TABLE_NAMES } from "./tables.ts";

export async function rawRowsOf(
  tables: StoredTables,
  limit: number,
): Promise<readonly { readonly table: string; readonly stored: Stored }[]> {
  const shown = TABLE_NAMES.filter((table) => table !== "control");
  const perTable = await Promise.all(shown.map((table) => tables.all(table, limit)));
  // One of each table before the second of any: a few are to show what kinds of thing there are.
  const turns = perTable.flatMap((rows, i) =>
    rows.map((stored, turn) => ({ turn, table: shown[i] as string, stored })),
  );
  return turns
    .sort((a, b) => a.turn - b.turn)
    .slice(0, limit)
    .map(({ table, stored }) => ({ table, stored }));
}
