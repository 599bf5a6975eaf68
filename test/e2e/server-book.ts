// What the server holds, read from its database file as somebody with a copy of it would read it. Never written to.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { School } from "./harness.ts";

export interface FiledChange {
  readonly kind: string;
  readonly type: string;
  readonly record: string;
  /** The adult's id. */
  readonly author: string;
  readonly outcome: string;
}

export interface ServerBook {
  /** The changes that gave a value with these words, oldest first. Changes are never altered: this is the history. */
  changesThatSay(words: string): readonly FiledChange[];
  /** How many records hold a value with these words now. */
  recordsThatSay(words: string): number;
  /** How many records of a type there are. */
  count(type: string): number;
  /** The newest record of a type that a pupil owns, or the school. */
  record(type: string, of: string): string;
  /** The id of the pupil who is called so: "Amara", "Okafor". */
  pupil(given: string, family: string): string;
  /** The id of the adult who is called so: "Mrs Khan". */
  adult(shownAs: string): string;
  /** The names of all pupils as they are shown: "Amara Okafor". */
  pupilNames(): readonly string[];
  /** The number of the last change that was filed. */
  lastSeq(): number;
}

export function openBook(school: Pick<School, "data">): ServerBook {
  // Opened for each question: the server may be killed and started between two of them.
  function ask<Row>(sql: string, ...values: readonly string[]): readonly Row[] {
    const db = new DatabaseSync(join(school.data, "waymark.sqlite"), { readOnly: true });
    try {
      return db.prepare(sql).all(...values) as unknown as readonly Row[];
    } finally {
      db.close();
    }
  }
  function oneId(sql: string, ...values: readonly string[]): string {
    const id = ask<{ readonly id: string }>(sql, ...values)[0]?.id;
    if (id === undefined) throw new Error(`the server holds no ${values.join(" ")}`);
    return id;
  }
  /** As the words stand inside a JSON text. */
  const inside = (words: string): string => JSON.stringify(words).slice(1, -1);
  return {
    changesThatSay: (words) =>
      ask<FiledChange>(
        `SELECT kind, type, record, author, outcome FROM change
         WHERE instr(coalesce(body -> '$.fields', body -> '$.to', body -> '$.value'), ?) > 0
         ORDER BY seq`,
        inside(words),
      ),
    recordsThatSay: (words) => ask("SELECT id FROM record WHERE instr(body, ?) > 0", inside(words)).length,
    count: (type) => ask("SELECT id FROM record WHERE type = ?", type).length,
    record: (type, of) =>
      oneId("SELECT id FROM record WHERE type = ? AND scope = ? ORDER BY seq DESC LIMIT 1", type, of),
    pupil: (given, family) =>
      oneId(
        `SELECT id FROM record WHERE type = 'pupil' AND body ->> '$.fields.givenName.value' = ?
         AND body ->> '$.fields.familyName.value' = ?`,
        given,
        family,
      ),
    adult: (shownAs) =>
      oneId("SELECT id FROM record WHERE type = 'adult' AND body ->> '$.fields.shownAs.value' = ?", shownAs),
    pupilNames: () =>
      ask<{ readonly known: string | null; readonly given: string; readonly family: string }>(
        `SELECT json_extract(body, '$.fields.knownAs.value') AS known,
           json_extract(body, '$.fields.givenName.value') AS given, json_extract(body, '$.fields.familyName.value') AS family
         FROM record WHERE type = 'pupil'`,
      ).map(({ known, given, family }) => `${known === null || known === "" ? given : known} ${family}`),
    lastSeq: () => ask<{ readonly seq: number }>("SELECT max(seq) AS seq FROM change")[0]?.seq ?? 0,
  };
}
