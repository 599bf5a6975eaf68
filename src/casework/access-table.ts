// The access table as a text that people review: a line for each role and type of record.

import type { RecordDefinition } from "#ledger/definition.ts";
import type { Schema } from "#ledger/schema.ts";
import { IN_EMERGENCY, accessActions, ruleFor } from "./access.ts";
import { COVER_SEES } from "./cover-view.ts";
import { everyRole, roleLabel } from "./roles.ts";

/** Every role with every type of record, in a fixed order, one line each. */
export function accessTable(schema: Schema): string {
  const definitions = Object.values(schema.definitions).sort(byTierAndType);
  const lines = everyRole.flatMap((role) => [
    roleLabel(role),
    ...definitions.map((definition) => {
      const rule = ruleFor(role, definition);
      const rights = accessActions.map((action) => `${action} ${rule[action]}`.padEnd(15));
      return `  ${tierOf(definition).padEnd(7)} ${definition.type.padEnd(24)} ${rights.join(" ")}`.trimEnd();
    }),
    "",
  ]);
  const emergency = everyRole.filter((role) => IN_EMERGENCY.has(role)).map(roleLabel);
  lines.push(`In an emergency one pupil, for half an hour, read as on their caseload: ${emergency.join(", ")}`);
  for (const [type, fields] of Object.entries(COVER_SEES))
    lines.push(`Of a ${type} a cover adult sees: ${fields.join(", ")}`);
  return `${lines.join("\n").trimEnd()}\n`;
}

const tierOf = (definition: RecordDefinition): string =>
  definition.scope === "school" ? "school" : `tier ${definition.tier}`;

function byTierAndType(a: RecordDefinition, b: RecordDefinition): number {
  return tierOf(b).localeCompare(tierOf(a)) || (a.type < b.type ? -1 : 1);
}
