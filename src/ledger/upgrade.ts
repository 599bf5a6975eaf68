// Changes written by older apps, told in today's schema. Pure, one step a version, kept for the support window.

import type { Change } from "./change.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Schema } from "./schema.ts";

/**
 * The change in today's schema. Refuses ("newerSchema") a change from a version this side does not know yet:
 * it is parked until this side is updated, never misread (docs/spec/sync.md).
 */
export function upgradeChange(schema: Schema, from: number, change: Change): Change | Refusal {
  if (from > schema.version) {
    return refuse(
      "newerSchema",
      "This was written by a newer version of Waymark. It is kept, and filed when this side is updated.",
    );
  }
  let current = change;
  for (let version = from; version < schema.version; version += 1) {
    const step = schema.upgrades[version];
    if (!step)
      return refuse("schemaTooOld", `This was written by a version of Waymark that is no longer supported (${from}).`);
    current = step(current);
  }
  return current;
}
