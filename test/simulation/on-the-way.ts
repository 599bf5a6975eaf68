// What must hold at every moment, not only at the end: what is on its author's screen stays there, the count of what
// waits is the count in the store, and a cursor never goes back.

import type { Change } from "#ledger/change.ts";
import type { ViewRecord } from "#ledger/view.ts";
import type { PendingRow } from "#device/ports.ts";
import { type FinalState, nameOf } from "./final-state.ts";
import { type Playing, see } from "./play.ts";
import type { Tablet } from "./world.ts";

export interface Witness {
  readonly cursors: Map<Tablet, { readonly epoch: string; readonly cursor: number }>;
}

export function createWitness(): Witness {
  return { cursors: new Map() };
}

export async function brokenNow(
  { world, book }: Playing,
  witness: Witness,
  looked: readonly Tablet[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const tablet of looked) {
    if (tablet.crashed() || tablet.device().standing.get().state !== "open") continue;
    const { pending, epoch, cursor, numbers, deviceSeq } = await tablet.store().read(async (tx) => {
      const held = await tx.pending();
      const accepted = await tx.accepted();
      return {
        pending: held,
        epoch: (await tx.control("epoch")) ?? "",
        cursor: await tx.control("cursor"),
        numbers: [...held, ...accepted].length,
        deviceSeq: (await tx.control("deviceSeq")) ?? 0,
      };
    });
    if (numbers !== deviceSeq) faults.push(`[I9] ${tablet.name} gave out ${deviceSeq} numbers and keeps ${numbers}`);
    const last = witness.cursors.get(tablet);
    // Without a cursor it has begun anew: another word about what it may hold asks for that (A15).
    if (cursor !== undefined && last?.epoch === epoch && cursor < last.cursor)
      faults.push(`[I8] the cursor of ${tablet.name} went back`);
    if (cursor === undefined) witness.cursors.delete(tablet);
    else witness.cursors.set(tablet, { epoch, cursor });
    const queued = pending.filter((row) => row.state === "queued").length;
    const said = tablet.device().status.get();
    // While a long line is being sent, what was just answered may still be counted; never the other way round.
    const isSending = tablet.tabs.some((tab) => tab.status.get().sending);
    if (said.queued < queued || (said.queued > queued && !isSending))
      faults.push(`[S12] ${tablet.name} says ${said.queued} wait, and ${queued} do`);
    // What a restored server has not taken in again is kept on the tablet as it was sealed, and cannot be shown.
    if ((world.counts["undone"] ?? 0) === 0) faults.push(...(await vanished({ world, book, number: 0 }, tablet)));
  }
  return faults;
}

/** I5: until the feed has brought it back, what an adult wrote is what that adult sees. */
async function vanished({ world, book }: Playing, tablet: Tablet): Promise<string[]> {
  const n = world.tablets.indexOf(tablet);
  const lines = [...book.lines.values()].filter((line) => line.tablet === n);
  const away = await tablet.store().read(async (tx) => {
    const pending = new Map((await tx.pending()).map((row) => [row.id, row.state]));
    // Of what it may not hold any more, or is being sent anew, there is nothing to be seen for a while [I6].
    const holdings = await tx.holdings();
    const elsewhere = new Set<string>([...(holdings?.lost ?? []), ...(holdings?.wanted ?? [])]);
    const isLost = (scope: string): boolean => elsewhere.has(scope) || holdings?.levels[scope] === "thin";
    const found: { readonly change: Change; readonly state: PendingRow["state"] | undefined }[] = [];
    for (const { envelope, changes, letGo } of lines) {
      const state = pending.get(envelope);
      for (const change of changes) {
        if (isLost(change.scope)) continue;
        // Set aside while the tablet might not hold it; it lies at the server also when the pupil has come back (A15).
        if (state === undefined && Object.hasOwn(holdings?.levels ?? {}, change.scope)) continue;
        const row = await tx.row(change.record, change.scope);
        const entries = await tx.entriesOf(change.record, change.scope);
        if (row?.created === change.id || entries.some((entry) => entry.change.id === change.id)) continue;
        // Of what the server has thinned out a tablet that begins anew is sent no history. Of what was let go, the part
        // that was accepted is still on its way back.
        const isAside = letGo || world.remembered.has(change.id);
        found.push({ change, state: isAside ? "refused" : state });
      }
    }
    return found;
  });
  const faults: string[] = [];
  const views = new Map<string, ViewRecord | null | undefined>();
  const lost = (what: string): void => void faults.push(`[I5] ${what} left the screen of ${tablet.name}`);
  for (const [i, { change, state }] of away.entries()) {
    // Not looked for on the screen; what of it stands there may cover what was written before.
    if (state === "refused") continue;
    if (!views.has(change.record)) {
      const ask = { kind: "record", id: change.record, scope: change.scope } as const;
      views.set(change.record, await see(world, tablet.device(), ask));
    }
    const view = views.get(change.record);
    if (!view) {
      // A change of something that never was on this tablet has nowhere to be shown.
      if (change.kind === "create") lost(`a new ${change.type}`);
      continue;
    }
    if (state === "queued" && !view.unsent.includes(change.id)) lost(`the mark of an unsent ${change.kind}`);
    const later = away.slice(i + 1).flatMap((one) => (one.change.record === change.record ? [one.change] : []));
    if (!isShown(view, change, later)) lost(`${nameOf(change)}, ${state ?? "not waiting"}, not come back:`);
  }
  return faults;
}

/** I1: what is refused, or has come back, covers nothing: in the end a screen shows the values of the server. */
export async function coveredAtTheEnd({ world }: Playing, { rows, tablets }: FinalState): Promise<string[]> {
  const faults: string[] = [];
  for (const { tablet, pending } of tablets) {
    const named = new Set(pending.flatMap(({ inside }) => inside.envelope.changes.map((change) => change.record)));
    for (const id of named) {
      const row = rows.get(id);
      const view = row && (await see(world, tablet.device(), { kind: "record", id, scope: row.scope }));
      if (!row || !view) continue;
      const waits = pending.some(({ inside }) => inside.verdicts.some(({ verdict }) => verdict === "parked"));
      const others = Object.keys(row.fields).filter((field) => view.fields[field]?.by !== row.fields[field]?.by);
      if (!waits && others.length > 0) faults.push(`[I1] ${tablet.name} shows another ${others.join()} of ${row.type}`);
    }
  }
  return faults;
}

/** Unless its author wrote over it since. */
function isShown(view: ViewRecord, change: Change, later: readonly Change[]): boolean {
  switch (change.kind) {
    case "set": {
      const over = later.some((one) => one.kind === "settle" || (one.kind === "set" && one.field === change.field));
      return over || view.fields[change.field]?.by === change.id;
    }
    case "amend":
      return view.amendments.some((one) => one.change === change.id);
    case "add": {
      const over = later.some((one) => one.kind === "remove" && one.item === change.item);
      return over || view.lists[change.field]?.[change.item] !== undefined;
    }
    case "withdraw":
      return later.length > 0 || view.withdrawn?.change === change.id;
    default:
      return true;
  }
}
