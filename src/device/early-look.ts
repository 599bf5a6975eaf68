// The lock of a tablet that was used before, known before the device is there (early-device.ts).

import type { JsonObject } from "#base/json.ts";
import type { Standing, SyncStatus } from "./door.ts";
import { standingOf } from "./standing.ts";
import { firstFacts } from "./store/first-facts.ts";

export interface EarlyLook {
  readonly standing: Extract<Standing, { state: "locked" }>;
  readonly counts: Pick<SyncStatus, "counted" | "queued" | "refused" | "jots">;
  /** Milliseconds between the device's clock and its school's. */
  readonly clockOffset: number;
  readonly preferences: JsonObject | undefined;
}

/** Undefined unless it is known for certain who can open this device. `database` is there. */
export async function earlyLook(database: string, factory?: IDBFactory): Promise<EarlyLook | undefined> {
  const facts = await firstFacts(database, factory);
  if (!facts) return undefined;
  const { control, slots, states, jots } = facts;
  // No PIN is warm on a page that has just been loaded [V10].
  const standing = standingOf.shut(control.enrolled, slots, 0, undefined, control.schoolLock === true);
  if (standing.state !== "locked" || !control.enrolled) return undefined;
  return {
    standing,
    counts: { counted: true, queued: states.queued.length, refused: states.refused.length, jots },
    clockOffset: control.enrolled.clockOffset,
    preferences: control.preferences,
  };
}
