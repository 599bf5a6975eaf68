// Is what stands in a backup one whole? The audit is a chain to its head, the log has no gap up to the school's last
// number, and the records are what the log says. Told in sentences: a school with a fault is still worth a copy.

import { type Json, canonicalJson } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, DeviceId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { Schema } from "#ledger/schema.ts";
import { followsFrom } from "../audit/chain.ts";
import type { AuditRow } from "../storage/storage.ts";
import type { Tables } from "../storage/tables.ts";
import type { CopiedRow } from "./copy-file.ts";

export interface Checked {
  readonly schools: number;
  readonly records: number;
  readonly changes: number;
  readonly auditLines: number;
  /** What is not as it must be; empty when all is well. */
  readonly findings: readonly string[];
}

interface UnderCheck {
  readonly row: Tables["school"];
  readonly folded: Map<string, RecordRow>;
  /** Records of which a change was filed under another schema: what merged them then may have merged otherwise. */
  readonly older: Set<string>;
  head: Pick<AuditRow, "number" | "hash">;
  broken: number | undefined;
  seq: number;
  records: number;
  unlike: number;
}

/** Takes rows in the order of a backup; `finish` says what was found. */
export function createRowCheck(schema: Schema): { take(row: CopiedRow): void; finish(): Checked } {
  let school: UnderCheck | undefined;
  const findings: string[] = [];
  const sum = { schools: 0, records: 0, changes: 0, auditLines: 0 };

  function begin(row: Tables["school"]): void {
    end();
    sum.schools += 1;
    const head = { number: 0, hash: "" };
    const counts = { seq: 0, records: 0, unlike: 0, broken: undefined };
    school = { row, folded: new Map(), older: new Set(), head, ...counts };
  }

  function end(): void {
    if (!school) return;
    const { row, head, broken, seq, records, unlike, folded } = school;
    const about = (sentence: string): void => void findings.push(`${row.name}: ${sentence}`);
    if (broken !== undefined) about(`the audit is broken at line ${broken}.`);
    else if (head.number !== row.audit_number || head.hash !== row.audit_hash)
      about(`the audit ends at line ${head.number}, and should end at ${row.audit_number}.`);
    if (seq !== row.seq) about(`the log is whole up to change ${seq}, and should be up to ${row.seq}.`);
    if (unlike > 0) about(`${unlike} of ${records} records are not what the log says.`);
    if (records < folded.size) about(`${folded.size - records} records of the log are missing.`);
    school = undefined;
  }

  function fold(under: UnderCheck, row: Tables["change"]): void {
    sum.changes += 1;
    if (row.seq === under.seq + 1) under.seq = row.seq;
    // What was merged under another schema may have been merged otherwise; what has no body says nothing.
    if (row.schema !== schema.version || row.body === "") under.older.add(row.record);
    if (row.body === "") return;
    const change = JSON.parse(row.body) as Change;
    const merged = merge({
      row: under.folded.get(row.record),
      change,
      stamp: { author: row.author as AdultId, device: row.device as DeviceId, at: row.at },
      seq: row.seq,
      schema: row.schema,
      definition: schema.definitions[row.type],
    });
    if (!isRefusal(merged)) under.folded.set(row.record, merged.row);
  }

  function compare(under: UnderCheck, row: Tables["record"]): void {
    sum.records += 1;
    under.records += 1;
    if (under.older.has(row.id) || row.body === "") return;
    const folded = under.folded.get(row.id);
    const same = folded !== undefined && canonicalJson(plain(folded)) === canonicalJson(JSON.parse(row.body) as Json);
    if (!same) under.unlike += 1;
  }

  return {
    take({ table, row: copied }) {
      const row: unknown = copied;
      if (table === "school") return begin(row as Tables["school"]);
      if (!school) throw new Error("a row stands before its school");
      if (table === "change") fold(school, row as Tables["change"]);
      if (table === "record") compare(school, row as Tables["record"]);
      if (table !== "audit") return undefined;
      sum.auditLines += 1;
      const line = row as Tables["audit"];
      if (!followsFrom(line, school.head)) school.broken ??= line.number;
      school.head = line;
    },
    finish() {
      end();
      return { ...sum, findings };
    },
  };
}

/** As it is when it has been stored. */
function plain(row: RecordRow): Json {
  return JSON.parse(JSON.stringify(row)) as Json;
}
