// The one choke point (A2): what an adult on a device may read and write. Push and pull ask here and nowhere else.
// For now every adult of a school may read and write all of it; what a device of its kind may hold is settled (A4).

import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";

export interface Scope {
  /** May the device be sent records and histories of this type, in this scope? */
  mayRead(record: { readonly type: string; readonly scope: string }): boolean;
  /** May the adult make this change? What may not be written is set aside for a responsible adult, never dropped. */
  mayWrite(change: Change): boolean;
}

export interface ScopeRules {
  readonly schema: Schema;
  readonly mayHold: (definition: RecordDefinition, deviceKind: "shared" | "personal") => boolean;
}

export interface WhoAsks {
  readonly device: { readonly kind: "shared" | "personal"; readonly revoked: boolean };
  /** The author of what is written; absent where a device asks for itself. `ended`: their right to write has ended. */
  readonly adult?: { readonly id: string; readonly ended: boolean };
}

export function scopeFor({ schema, mayHold }: ScopeRules, { device, adult }: WhoAsks): Scope {
  const holdable = new Map<string, boolean>();
  return {
    mayRead({ type }) {
      let may = holdable.get(type);
      if (may === undefined) {
        const definition = schema.definitions[type];
        // A type nobody here knows stays off shared devices: reads fail closed.
        may = !device.revoked && (definition ? mayHold(definition, device.kind) : device.kind === "personal");
        holdable.set(type, may);
      }
      return may;
    },
    mayWrite: () => !device.revoked && adult?.ended !== true,
  };
}
