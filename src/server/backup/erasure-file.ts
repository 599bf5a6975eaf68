// What was erased is remembered beside the database too, in a file that is only ever added to: a backup that is older
// than an erasure does not know of it, and the database that does may be the one that was lost [A21]. Random names and
// kinds of records stand in it, and nothing that anybody wrote.

import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { Place } from "../storage/open-storage.ts";
import { readSnapshot } from "../storage/read-snapshot.ts";
import type { ErasureRow } from "../storage/storage.ts";

export interface Erasure extends ErasureRow {
  readonly school: string;
}

const lineShape = v.object({
  school: v.string(),
  record: v.string(),
  scope: v.string(),
  type: v.string(),
  at: v.number(),
});

export const erasureFile = (data: string): string => join(data, "erasures.jsonl");

export function appendErasures(data: string, school: string, erasures: readonly ErasureRow[]): void {
  const lines = erasures.map((one) => `${JSON.stringify({ school, ...one })}\n`).join("");
  appendFileSync(erasureFile(data), lines, { mode: 0o600, flush: true });
}

/** From the file, and from the database that stands, as far as either can be read. Each record once. */
export async function rememberedErasures(place: Place): Promise<readonly Erasure[]> {
  const found = new Map<string, Erasure>();
  for (const one of [...fromFile(place.data), ...(await fromDatabase(place))])
    found.set(`${one.school} ${one.record}`, one);
  return [...found.values()];
}

function fromFile(data: string): readonly Erasure[] {
  let text: string;
  try {
    text = readFileSync(erasureFile(data), "utf8");
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ENOENT") return [];
    throw error;
  }
  return text.split("\n").flatMap((line) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lineShape), line);
    // A line that was cut off when the power went names nothing.
    return parsed.success ? [parsed.output] : [];
  });
}

/** None, where there is no database, or one that is damaged or from before erasures were remembered. */
async function fromDatabase(place: Place): Promise<readonly Erasure[]> {
  try {
    let rows: readonly Erasure[] = [];
    await readSnapshot(place, async (db, migrations) => {
      if (migrations.includes("004-set-aside")) rows = await db.selectFrom("erasure").selectAll().execute();
    });
    return rows;
  } catch {
    return [];
  }
}
