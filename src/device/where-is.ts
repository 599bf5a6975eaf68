// The five words for where a change is, told of a record.

import type { Decision } from "#ledger/record-row.ts";
import type { RecordId } from "#ledger/names.ts";
import type { WhereChange } from "./door.ts";
import type { Waiting } from "./overlay.ts";

interface Asked {
  readonly id: RecordId;
  readonly decisions?: readonly Decision[];
  /** Of a summary: how many of its decisions are open. */
  readonly open?: number;
}

/** What most needs to be known comes first; undefined when all of it is on the server and settled. */
export function whereIs(
  record: Asked,
  waiting: Waiting,
  isSending: (deviceSeq: number) => boolean,
): WhereChange | undefined {
  const rows = waiting.byRecord.has(record.id)
    ? waiting.rows.filter((row) => row.inside.envelope.changes.some((change) => change.record === record.id))
    : [];
  if (rows.some((row) => row.state === "refused")) return "could-not-send";
  const queued = rows.filter((row) => row.state === "queued");
  if (queued.length > 0) return queued.some((row) => isSending(row.deviceSeq)) ? "sending" : "saved";
  const open = record.open ?? record.decisions?.filter((decision) => decision.state === "open").length ?? 0;
  if (open > 0) return "needs-decision";
  return rows.length > 0 ? "sent" : undefined;
}
