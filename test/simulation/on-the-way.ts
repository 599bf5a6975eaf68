// What must hold at every moment, not only at the end: what is on its author's screen stays there, the count of what
// waits is the count in the store, and a cursor never goes back.

import type { ViewRecord } from "#ledger/view.ts";
import type { PendingRow } from "#device/ports.ts";
import type { Playing } from "./play.ts";
import { see } from "./play.ts";
import type { Tablet, World } from "./world.ts";

export interface Witness {
  readonly cursors: Map<Tablet, number>;
}

export function createWitness(_world: World): Witness {
  return { cursors: new Map() };
}

export async function brokenNow(
  { world }: Playing,
  witness: Witness,
  looked: readonly Tablet[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const tablet of looked) {
    if (tablet.crashed() || tablet.device().standing.get().state !== "open") continue;
    const { pending, cursor, numbers, deviceSeq } = await tablet.store().read(async (tx) => {
      const held = await tx.pending();
      const accepted = await tx.accepted();
      return {
        pending: held,
        cursor: (await tx.control("cursor")) ?? 0,
        numbers: [...held, ...accepted].length,
        deviceSeq: (await tx.control("deviceSeq")) ?? 0,
      };
    });
    if (numbers !== deviceSeq) faults.push(`[I9] ${tablet.name} gave out ${deviceSeq} numbers and keeps ${numbers}`);
    if (cursor < (witness.cursors.get(tablet) ?? 0)) faults.push(`[I8] the cursor of ${tablet.name} went back`);
    witness.cursors.set(tablet, cursor);
    const queued = pending.filter((row) => row.state === "queued").length;
    const said = tablet.device().status.get();
    if (said.queued !== queued) faults.push(`[S12] ${tablet.name} says ${said.queued} wait, and ${queued} do`);
    faults.push(...(await vanished(world, tablet, pending)));
  }
  return faults;
}

/** I5: until the feed has brought it back, what an adult wrote is what that adult sees. */
async function vanished(world: World, tablet: Tablet, pending: readonly PendingRow[]): Promise<string[]> {
  const changes = pending
    .filter((row) => row.state !== "refused")
    .flatMap((row) => row.inside.envelope.changes.map((change) => ({ change, row })));
  const faults: string[] = [];
  const views = new Map<string, ViewRecord | null | undefined>();
  for (const [i, { change, row }] of changes.entries()) {
    const after = changes
      .slice(i + 1)
      .map((one) => one.change)
      .filter((one) => one.record === change.record);
    if (!views.has(change.record)) {
      const ask = { kind: "record", id: change.record, scope: change.scope } as const;
      views.set(change.record, await see(world, tablet.device(), ask));
    }
    const view = views.get(change.record);
    if (!view) {
      // A change of something that is not on this tablet at all.
      if (change.kind === "create") faults.push(`[I5] a new ${change.type} is not on the screen of ${tablet.name}`);
      continue;
    }
    if (
      row.state === "queued" &&
      !view.unsent.includes(change.id) &&
      !(await arrived(tablet, change.record, change.id))
    )
      faults.push(`[I5] ${tablet.name} does not say that a ${change.kind} was not sent`);
    const covered = after.some(
      (one) => one.kind === "settle" || (one.kind === "set" && change.kind === "set" && one.field === change.field),
    );
    if (
      change.kind === "set" &&
      !covered &&
      view.fields[change.field]?.by !== change.id &&
      !(await arrived(tablet, change.record, change.id))
    )
      faults.push(`[I5] an edit of ${change.field} left the screen of ${tablet.name} before its verdict`);
    if (change.kind === "amend" && !view.amendments.some((one) => one.change === change.id))
      faults.push(`[I5] an amendment left the screen of ${tablet.name} before its verdict`);
  }
  return faults;
}

/** The feed has brought it already, and its answer was lost. */
async function arrived(tablet: Tablet, record: string, id: string): Promise<boolean> {
  return tablet.store().read(async (tx) => {
    const row = await tx.row(record as never);
    return row?.created === id || (await tx.entriesOf(record as never)).some((entry) => entry.change.id === id);
  });
}
