// Everything there is at the end, read once: what the server holds, and what each tablet holds.

import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Summary } from "#ledger/slim.ts";
import type { Entry } from "#protocol/pull.ts";
import type { PendingRow } from "#device/ports.ts";
import type { ChangeRow, QuarantineRow, SetAside } from "#server/storage/storage.ts";
import type { Tablet, World } from "./world.ts";

export interface TabletState {
  readonly tablet: Tablet;
  readonly rows: ReadonlyMap<string, RecordRow>;
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly summaries: readonly Summary[];
  readonly pending: readonly PendingRow[];
  readonly numbers: readonly number[];
  readonly deviceSeq: number;
  readonly cursor: number | undefined;
  readonly rowCount: number;
}

export interface FinalState {
  /** Every accepted change, in the order the server gave. */
  readonly log: readonly ChangeRow[];
  readonly rows: ReadonlyMap<string, RecordRow>;
  readonly seq: number;
  readonly epoch: string;
  /** Up to here the server has let go what changes said. */
  readonly horizon: number;
  readonly lastSeqByDevice: ReadonlyMap<string, number>;
  /** The ids of changes that the server keeps and has not filed. */
  readonly setAside: ReadonlySet<string>;
  /** So many pieces wait for a newer server, though this one could read them. */
  readonly unread: number;
  /** What waits for other records, a piece each: it is filed together or not at all. */
  readonly waiting: readonly (readonly Change[])[];
  readonly tablets: readonly TabletState[];
}

export async function finalState(world: World): Promise<FinalState> {
  const server = await world.look(async (tx) => {
    const log = (await tx.changesAfter(0, 1_000_000)).map((row) => whole(row, world));
    const scopes = [...new Set(log.map(({ change }) => change.scope as string))];
    const rows = await tx.recordsIn(scopes);
    const devices = await tx.devices();
    const { seq, epoch, horizon } = await tx.row();
    return { log, rows, seq, epoch, horizon, devices, setAside: await tx.quarantined() };
  });
  const rows = new Map(server.rows.map((row) => [row.id as string, row]));
  const tablets: TabletState[] = [];
  for (const tablet of world.tablets) tablets.push(await tabletState(tablet, server.rows));
  return {
    log: server.log,
    rows,
    seq: server.seq,
    epoch: server.epoch,
    horizon: server.horizon,
    unread: server.setAside.filter((one) => isUnread(one, world)).length,
    waiting: server.setAside.flatMap((one) =>
      one.reason === "waiting" ? [(JSON.parse(one.body) as SetAside).changes as readonly Change[]] : [],
    ),
    setAside: new Set(server.setAside.flatMap(idsIn)),
    lastSeqByDevice: new Map(server.devices.map((device) => [device.id, device.lastSeq])),
    tablets,
  };
}

async function tabletState(tablet: Tablet, server: readonly RecordRow[]): Promise<TabletState> {
  const store = tablet.store();
  const state = await store.read(async (tx) => {
    const rows = new Map<string, RecordRow>();
    const entries = new Map<string, readonly Entry[]>();
    for (const { id, scope } of server) {
      const row = await tx.row(id, scope);
      if (row) rows.set(id, row);
      entries.set(id, await tx.entriesOf(id, scope));
    }
    // What it lists, scope by scope: also of records that the server does not have.
    let rowCount = 0;
    const scopes = new Set([...server.map(({ scope }) => scope), ...(await tx.summaries()).map(({ scope }) => scope)]);
    for (const scope of scopes) rowCount += (await tx.rows({ scope })).length;
    const pending = await tx.pending();
    const accepted = await tx.accepted();
    const numbers = [...pending, ...accepted].map((row) => row.deviceSeq).sort((a, b) => a - b);
    return {
      rows,
      rowCount,
      entries,
      summaries: await tx.summaries(),
      pending,
      numbers,
      deviceSeq: (await tx.control("deviceSeq")) ?? 0,
      cursor: await tx.control("cursor"),
    };
  });
  return { tablet, ...state };
}

/** It waits for a newer server, which this one is. */
export const isUnread = ({ reason, schema }: QuarantineRow, world: World): boolean =>
  reason === "newerSchema" && schema <= world.schema().version;

/** With what it said, where the server has let that go. */
function whole(row: ChangeRow, world: World): ChangeRow {
  const { change } = world.remembered.get(row.change.id) ?? row;
  if (!row.bodiless) return row;
  const { bodiless: _bodiless, ...rest } = row;
  return { ...rest, change };
}

/** What of a quarantined piece could be read. */
function idsIn({ reason, body }: QuarantineRow): readonly string[] {
  if (reason === "unreadable") return [];
  return (JSON.parse(body) as SetAside).changes.map((change) => (change as { readonly id: string }).id);
}

/** What a change said it is about, for messages. */
export const nameOf = (change: Change): string =>
  `${change.kind} ${change.id.slice(0, 6)} of ${change.type} ${change.record.slice(-6)}`;
