// The whole of what can be recorded, as one value that the two roots hand to device and server.

import type { Change } from "./change.ts";
import type { RecordDefinition } from "./definition.ts";

/** Rewrites one change from version n to n + 1. Fields it does not know stay as they are. */
export type UpgradeStep = (change: Change) => Change;

export interface Schema {
  /** Rises by one with every change of a definition that older apps could misread. */
  readonly version: number;
  readonly definitions: { readonly [type: string]: RecordDefinition };
  /** Step n turns what version n wrote into version n + 1; kept for the whole support window. */
  readonly upgrades: { readonly [from: number]: UpgradeStep };
}

export function defineSchema(
  version: number,
  definitions: readonly RecordDefinition[],
  upgrades: { readonly [from: number]: UpgradeStep } = {},
): Schema {
  const byType: { [type: string]: RecordDefinition } = {};
  for (const definition of definitions) {
    if (byType[definition.type]) throw new Error(`schema: ${definition.type} is defined twice`);
    byType[definition.type] = definition;
  }
  return { version, definitions: byType, upgrades };
}
