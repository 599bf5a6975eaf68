// When a device that has not reached its server for too long shows nothing any more (V35). What an adult writes is taken
// down all the same: the way in is never shut, and what was written waits like everything else. The rule is handed in.
//
// The clock of a tablet can be set back. So the latest moment that was seen since the last contact is kept, and counts.

import { SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import type { Summary } from "#ledger/slim.ts";
import type { DeviceOptions } from "./door.ts";
import type { Store, StoreTx } from "./ports.ts";
import type { SchoolClock } from "./school-clock.ts";

/** A verdict holds for so long; a contact ends it at once. */
const LOOK_EVERY_MS = 60_000;
/** So far apart are the moments that are written down: nobody needs it to the minute. */
const NOTE_EVERY_MS = 600_000;

export interface Lease {
  /** Inside a reading transaction: may what it reads be shown? */
  isOver(tx: StoreTx): Promise<boolean>;
  /** Something may be another than it was: the next question is answered anew. */
  spoil(): void;
  /** Writes down how late it is, and gives the verdict. */
  look(): Promise<boolean>;
}

export function createLease(deps: {
  readonly store: Store;
  readonly clock: SchoolClock;
  readonly rule: DeviceOptions["lease"];
}): Lease {
  const { store, clock, rule } = deps;
  let held: { readonly over: boolean; readonly at: number } | undefined;

  async function latest(tx: StoreTx, contact: number): Promise<number> {
    const seen = await tx.control("latestSeen");
    return seen?.contact === contact ? Math.max(seen.at, clock.now()) : clock.now();
  }

  async function isOver(tx: StoreTx): Promise<boolean> {
    if (!rule) return false;
    const now = clock.now();
    if (held && now >= held.at && now - held.at < LOOK_EVERY_MS) return held.over;
    const contact = await tx.control("lastContact");
    // Nothing has come yet, so there is nothing to show.
    const over =
      contact !== undefined &&
      rule({
        since: clock.dayOf(contact),
        today: clock.dayOf(await latest(tx, contact)),
        school: await tx.summary(SCHOOL_SCOPE),
      });
    held = { over, at: now };
    return over;
  }

  return {
    isOver,
    spoil() {
      held = undefined;
    },
    async look() {
      if (!rule) return false;
      held = undefined;
      const now = clock.now();
      const found = await store.read(async (tx) => {
        const contact = await tx.control("lastContact");
        const seen = await tx.control("latestSeen");
        const isNoted = contact === undefined || (seen?.contact === contact && now < seen.at + NOTE_EVERY_MS);
        return { over: await isOver(tx), contact, isNoted };
      });
      const { contact } = found;
      if (contact !== undefined && !found.isNoted)
        await store.write("relaxed", (tx) => tx.setControl("latestSeen", { at: now, contact }), {
          scopes: [],
          parts: [],
        });
      return found.over;
    },
  };
}

/** Of a pupil's summary the pupil alone: enough to say whom a note is about. What belongs to the school stays. */
export function namesOnly(summary: Summary): Summary {
  if (summary.scope === SCHOOL_SCOPE) return summary;
  return { ...summary, slims: summary.slims.filter(({ id }) => (id as string as ScopeId) === summary.scope) };
}
