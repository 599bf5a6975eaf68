// The audit as a chain: each line carries the hash of the one before, so that a line changed or taken out of the
// middle shows. Written in the transaction of what it tells of (A9); it never holds what anybody wrote (A10).

import { hash } from "node:crypto";
import { canonicalJson } from "#base/json.ts";
import type { AuditLine, AuditRow, SchoolTx } from "../storage/storage.ts";

/** Adds lines at the end of the school's audit. */
export async function appendToAudit(tx: SchoolTx, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return;
  let last: Pick<AuditRow, "number" | "hash"> = await tx.auditHead();
  const rows: AuditRow[] = [];
  for (const line of lines) {
    const number = last.number + 1;
    const previous = last.hash;
    const row: AuditRow = { ...line, number, previous, hash: hashOf(line, number, previous) };
    rows.push(row);
    last = row;
  }
  await tx.appendAudit(rows);
}

/** The number of the first line that does not follow from the one before it; undefined when all do. */
export async function firstBrokenLine(tx: Pick<SchoolTx, "auditAfter" | "auditHead">): Promise<number | undefined> {
  let last: Pick<AuditRow, "number" | "hash"> = { number: 0, hash: "" };
  // Also what somebody put before the first line.
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await tx.auditAfter(after, 500);
    for (const row of rows) {
      if (!followsFrom(row, last)) return row.number;
      last = row;
    }
    after = last.number;
    if (rows.length > 0) continue;
    const head = await tx.auditHead();
    return head.number === last.number && head.hash === last.hash ? undefined : last.number + 1;
  }
}

/** Is this the line after that one, and as it was written? */
export function followsFrom(row: AuditRow, last: Pick<AuditRow, "number" | "hash">): boolean {
  return (
    row.number === last.number + 1 && row.previous === last.hash && row.hash === hashOf(row, row.number, last.hash)
  );
}

function hashOf(line: AuditLine, number: number, previous: string): string {
  const { at, what, who, device, about, facts } = line;
  const text = canonicalJson({ number, previous, at, what, who, device, about, facts });
  return hash("sha256", text, "base64url");
}
