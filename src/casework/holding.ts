// What a device may hold at all, before anybody's access is asked about.

import type { RecordDefinition } from "#ledger/definition.ts";

/**
 * May records of this type stand on a device of this kind? A tablet that several adults share never holds identifiers
 * and circumstances. An unknown type (from a newer app) stays off shared tablets: reads fail closed.
 */
export function mayHold(definition: RecordDefinition | undefined, deviceKind: "shared" | "personal"): boolean {
  return deviceKind === "personal" || definition?.onSharedDevice === true;
}
