// Rows as a server keeps them, for the storage contract.

import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { AuditRow, ChangeRow, DeviceRow, SchoolRow, SchoolTx } from "#server/storage/storage.ts";

export const id = (name: string): string => name.padEnd(26, "0");
export const A = id("a");
export const B = id("b");
export const DEMO = id("d");

export const school = (of: string, demo = false): SchoolRow => ({
  id: of,
  name: `School ${of.charAt(0)}`,
  demo,
  epoch: id("ep"),
  seq: 0,
  horizon: 0,
  publicKey: "pub",
  privateKey: "priv",
  clockOffset: -86_400_000,
  personas: demo ? { room: id("au") } : {},
  madeAt: 1_780_000_000_000,
  grants: 0,
});

export const record = (name: string, scope: string, seq: number, text = "x"): RecordRow =>
  ({
    id: id(name),
    type: "note",
    scope,
    seq,
    schema: 1,
    created: id(`c${name}`),
    fields: { text },
  }) as unknown as RecordRow;

export const change = (
  seq: number,
  more: Partial<ChangeRow> & { readonly kind?: string; readonly scope?: string } = {},
): ChangeRow => {
  const { kind = "create", scope = "school", ...rest } = more;
  return {
    seq,
    change: {
      kind,
      id: id(`c${seq}`),
      record: id(`r${seq}`),
      type: "note",
      scope,
      fields: { a: "ä\n😀" },
    } as unknown as Change,
    author: id("au"),
    device: id("dv"),
    envelope: id(`e${seq}`),
    at: "2026-06-09T10:00:00+01:00",
    received: "2026-06-09T09:00:00.000Z",
    outcome: "applied",
    schema: 1,
    ...rest,
  };
};

export const device = (name: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  id: id(name),
  name: "Room tablet",
  kind: "shared",
  publicKey: `key-${name}`,
  lastSeq: 0,
  counter: 0,
  window: "",
  revoked: false,
  lastContact: 1_780_000_000_000,
  unsent: 0,
  app: "",
  enrolledAt: 1_780_000_000_000,
  former: "",
  lostAt: null,
  lockedAt: null,
  lockedBy: "",
  secondCopy: null,
  ...more,
});

export const auditRow = (number: number): AuditRow => ({
  number,
  at: 1_780_000_000_000,
  what: "change",
  who: id("au"),
  device: id("dv"),
  about: id("r"),
  facts: "{}",
  previous: `h${number - 1}`,
  hash: `h${number}`,
});

/** Works in a transaction of one school. */
export type InSchool = <T>(work: (tx: SchoolTx) => Promise<T>) => Promise<T>;
