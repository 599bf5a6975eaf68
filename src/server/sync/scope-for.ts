// The one choke point (A2): what an adult on a device may read and write. Push and pull ask here and nowhere else.
// Two walls, one behind the other: what a device of its kind may ever hold (A4), and what was granted (A14).

import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Held } from "#protocol/pull.ts";
import { type Grants, levelsOf } from "./grants.ts";

export interface Scope {
  /** Is anything of this scope held at all? */
  holds(scope: string): boolean;
  /** May the device be sent records and histories of this type, in this scope? */
  mayRead(record: { readonly type: string; readonly scope: string }): boolean;
  /** The types of record that are not sent of this scope, so that they need not be read. `mayRead` decides all the same. */
  hides(scope: string): readonly string[];
  /**
   * May the adult make this change? What may not be written is set aside for a responsible adult, never dropped.
   * `ownerIsNew`: its owner is not here yet, or is being made with it, so nobody has been granted that. `own`: the
   * record is made now, or was made by the adult who writes.
   */
  mayWrite(change: Change, its?: { readonly own: boolean; readonly ownerIsNew: boolean }): boolean;
  /** Would it be written, had its author just given their password (A48)? Absent: no change wants it. */
  wantsWord?(change: Change): boolean;
}

export interface ScopeRules {
  readonly schema: Schema;
  readonly mayHold: (definition: RecordDefinition, deviceKind: "shared" | "personal") => boolean;
  readonly grants: Grants;
}

export interface WhoAsks {
  readonly device: { readonly kind: "shared" | "personal"; readonly revoked: boolean };
  /** The author of what is written; absent where a device asks for itself. `ended`: their right to write has ended. */
  readonly adult?: { readonly id: string; readonly ended: boolean };
  /** What is granted to whoever asks. */
  readonly held: Held;
}

export function scopeFor({ schema, mayHold, grants }: ScopeRules, { device, adult, held }: WhoAsks): Scope {
  const levelOf = levelsOf(held);
  const { rules } = grants;
  const readable = new Map<string, boolean>();
  const stands = !device.revoked && adult?.ended !== true;
  function mayRead({ type, scope }: { readonly type: string; readonly scope: string }): boolean {
    const level = levelOf(scope);
    if (device.revoked || level === null) return false;
    const key = `${type}|${level}`;
    let may = readable.get(key);
    if (may === undefined) {
      const definition = schema.definitions[type];
      // A type nobody here knows stays off shared devices: reads fail closed.
      const byKind = definition ? mayHold(definition, device.kind) : device.kind === "personal";
      may = byKind && rules.mayRead(level, definition);
      readable.set(key, may);
    }
    return may;
  }

  return {
    holds: (scope) => !device.revoked && levelOf(scope) !== null,
    hides: (scope) => Object.keys(schema.definitions).filter((type) => !mayRead({ type, scope })),
    mayRead,
    mayWrite(change, its = { own: false, ownerIsNew: false }) {
      if (!stands) return false;
      const level = levelOf(change.scope);
      return level === null ? its.ownerIsNew : rules.mayWrite(level, schema.definitions[change.type], its);
    },
  };
}
