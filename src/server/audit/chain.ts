// The audit as a chain: each line carries the hash of the one before, so that a line changed or taken out of the
// middle shows. Written in the transaction of what it tells of (A9); it never holds what anybody wrote (A10).

import { createHash } from "node:crypto";
import { canonicalJson } from "#base/json.ts";
import type { AuditLine, AuditRow, SchoolTx } from "../storage/storage.ts";

/** Adds lines at the end of the school's audit. */
export async function appendToAudit(tx: SchoolTx, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return;
  let { number, hash } = await tx.auditHead();
  const rows: AuditRow[] = [];
  for (const line of lines) {
    const row: AuditRow = { ...line, number: number + 1, previous: hash, hash: hashOf(line, number + 1, hash) };
    rows.push(row);
    ({ number, hash } = row);
  }
  await tx.appendAudit(rows);
}

/** The number of the first line that does not follow from the one before it; undefined when all do. */
export async function firstBrokenLine(tx: Pick<SchoolTx, "auditAfter" | "auditHead">): Promise<number | undefined> {
  let number = 0;
  let hash = "";
  for (;;) {
    const rows = await tx.auditAfter(number, 500);
    for (const row of rows) {
      if (!followsFrom(row, { number, hash })) return row.number;
      ({ number, hash } = row);
    }
    if (rows.length > 0) continue;
    const head = await tx.auditHead();
    return head.number === number && head.hash === hash ? undefined : number + 1;
  }
}

/** Is this the line after that one, and as it was written? */
export function followsFrom(row: AuditRow, { number, hash }: Pick<AuditRow, "number" | "hash">): boolean {
  return row.number === number + 1 && row.previous === hash && row.hash === hashOf(row, row.number, hash);
}

function hashOf(line: AuditLine, number: number, previous: string): string {
  const { at, what, who, device, about, facts } = line;
  const text = canonicalJson({ number, previous, at, what, who, device, about, facts });
  return createHash("sha256").update(text).digest("base64url");
}
