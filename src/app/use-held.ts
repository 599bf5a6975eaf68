// What this device may hold of a pupil: so that no screen says "nothing is written" of what is only not kept here.

import { grantRules } from "#casework/grant-rules.ts";
import { mayHold } from "#casework/holding.ts";
import type { ScopeId } from "#ledger/names.ts";
import { useDevice, useOpen, useWatch } from "./binding.ts";

export interface Held {
  /** True while the notes about this pupil are on their way to this device. */
  readonly arriving: boolean;
  /** May records of this type about this pupil stand on this device? */
  readonly mayRead: (type: string) => boolean;
}

/** Undefined before the first answer. */
export function useHeld(scope: ScopeId): Held | undefined {
  const { schema } = useDevice();
  const { deviceKind } = useOpen();
  const holdings = useWatch({ kind: "holdings" });
  if (holdings === undefined) return undefined;
  // Nothing was told yet: what has come is all there is to go by.
  if (holdings === null) return { arriving: false, mayRead: () => true };
  const level = Object.hasOwn(holdings.levels, scope) ? holdings.levels[scope] : holdings.rest;
  return {
    arriving: holdings.wanted.includes(scope),
    mayRead(type) {
      const definition = schema.definitions[type];
      return (
        mayHold(definition, deviceKind) &&
        level !== null &&
        level !== undefined &&
        grantRules.mayRead(level, definition)
      );
    },
  };
}
