// What the server holds, read from its database file as somebody with a copy of it would read it. Never written to.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { RecordRow } from "#ledger/record-row.ts";
import type { School } from "./harness.ts";

export interface FiledChange {
  readonly kind: string;
  readonly type: string;
  readonly record: string;
  /** The adult's id. */
  readonly author: string;
  readonly outcome: string;
}

/** One line of the log: changes are never altered, renumbered or taken away. */
export interface Line {
  readonly seq: number;
  readonly change: string;
  readonly kind: string;
  readonly record: string;
  readonly device: string;
  readonly envelope: string;
  readonly outcome: string;
}

/** Where what was confirmed is now: one of the places it may be in for ever. */
export type Place = "current" | "withdrawn" | "decision" | "quarantined";

export interface ServerBook {
  /** The whole log, oldest first. */
  lines(): readonly Line[];
  /** The numbers of the envelopes that were taken in from a device, with their names, in order. */
  envelopesOf(device: string): readonly { readonly id: string; readonly deviceSeq: number }[];
  /** Every place in which a record that was made by this change stands. One on a good server. */
  placesOf(change: string): readonly Place[];
  /** The changes that gave a value with these words, oldest first. Changes are never altered: this is the history. */
  changesThatSay(words: string): readonly FiledChange[];
  /** How many records hold a value with these words now. */
  recordsThatSay(words: string): number;
  /** The records of a type as they stand now, withdrawn ones among them; of one pupil, or of all. */
  rows(type: string, of?: string): readonly RecordRow[];
  /** How many changes or envelopes stand set aside, and wait for somebody. */
  setAside(): number;
  /** How many records of a type there are. */
  count(type: string): number;
  /** Whose a record is: the id of a pupil, or the school. */
  scopeOf(record: string): string;
  /** The newest record of a type that a pupil owns, or the school. */
  record(type: string, of: string): string;
  /** The id of the pupil who is called so: "Amara", "Okafor". */
  pupil(given: string, family: string): string;
  /** The id of the adult who is called so: "Mrs Khan". */
  adult(shownAs: string): string;
  /** The names of all pupils as they are shown: "Amara Okafor". */
  pupilNames(): readonly string[];
  /** A pupil of the directory of whom nothing else is written, by a name that leads to nobody else. */
  neverInIap(): string;
  /** The number of the last change that was filed. */
  lastSeq(): number;
  /** What the clock of the one school is ahead of this machine's, in milliseconds: the demo's has a day of its own. */
  ahead(): number;
}

/** Milliseconds for which a file that is being opened or shut is waited for. */
const PATIENCE = 30_000;

export function openBook(school: Pick<School, "data">): ServerBook {
  // Opened for each question: the server may be killed and started between two of them.
  function ask<Row>(sql: string, ...values: readonly string[]): readonly Row[] {
    // A server that opens or shuts its file keeps everybody else out for a moment.
    const db = new DatabaseSync(join(school.data, "waymark.sqlite"), { readOnly: true, timeout: PATIENCE });
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
    lines: () =>
      ask<Line>("SELECT seq, id AS change, kind, record, device, envelope, outcome FROM change ORDER BY school, seq"),
    envelopesOf: (device) =>
      ask("SELECT id, device_seq AS deviceSeq FROM envelope WHERE device = ? ORDER BY device_seq", device),
    placesOf: (change) =>
      ask<{ readonly place: Place }>(
        `SELECT CASE WHEN json_array_length(body, '$.decisions') > 0 THEN 'decision'
           WHEN json_type(body, '$.withdrawn') IN ('true', 'object') THEN 'withdrawn' ELSE 'current' END AS place
         FROM record WHERE body ->> '$.created' = ?1
         UNION ALL SELECT 'quarantined' FROM quarantine WHERE settled IS NULL AND instr(body, ?1) > 0`,
        change,
      ).map(({ place }) => place),
    changesThatSay: (words) =>
      ask<FiledChange>(
        `SELECT kind, type, record, author, outcome FROM change
         WHERE instr(coalesce(body -> '$.fields', body -> '$.to', body -> '$.value'), ?) > 0
         ORDER BY seq`,
        inside(words),
      ),
    recordsThatSay: (words) => ask("SELECT id FROM record WHERE instr(body, ?) > 0", inside(words)).length,
    rows: (type, of) =>
      ask<{ readonly body: string }>(
        "SELECT body FROM record WHERE type = ? AND (? = '' OR scope = ?) ORDER BY seq",
        type,
        of ?? "",
        of ?? "",
      ).map(({ body }) => JSON.parse(body) as RecordRow),
    scopeOf: (record) =>
      ask<{ readonly scope: string }>("SELECT scope FROM record WHERE id = ?", record)[0]?.scope ?? "",
    setAside: () => ask("SELECT 1 FROM quarantine WHERE settled IS NULL").length,
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
    neverInIap: () => {
      const of = (where: string): readonly string[] =>
        ask<{ readonly name: string }>(
          `SELECT (body ->> '$.fields.givenName.value') || ' ' || (body ->> '$.fields.familyName.value') AS name
           FROM record WHERE type = 'pupil' ${where} ORDER BY seq`,
        ).map(({ name }) => name);
      const all = of("");
      const name = of("AND scope NOT IN (SELECT scope FROM record WHERE type <> 'pupil')").find(
        (one) => all.filter((other) => other.includes(one)).length === 1,
      );
      if (name === undefined) throw new Error("something is written of every pupil");
      return name;
    },
    ahead: () => ask<{ readonly ahead: number }>("SELECT clock_offset AS ahead FROM school")[0]?.ahead ?? 0,
    lastSeq: () => ask<{ readonly seq: number }>("SELECT max(seq) AS seq FROM change")[0]?.seq ?? 0,
  };
}
