// The records of the pupil whose page is open, by type.

import type { RecordDefinition } from "#ledger/definition.ts";
import type { ScopeId } from "#ledger/names.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { useDevice, useWatch } from "../../binding.ts";
import { currentPlacement } from "./standing.ts";

export interface Wanted {
  readonly limit?: number;
  readonly withdrawn?: boolean;
}

/** Newest first by what happened when; undefined before the first answer. */
export function useRecords(
  scope: ScopeId,
  types: readonly string[],
  { limit, withdrawn }: Wanted = {},
): readonly ViewRecord[] | undefined {
  return useWatch({
    kind: "records",
    scope,
    types,
    ...(limit === undefined ? {} : { limit }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  });
}

export const ofType = (records: readonly ViewRecord[] | undefined, type: string): readonly ViewRecord[] =>
  records?.filter((record) => record.type === type) ?? [];

/** Throws for a type the app was not built with: a screen names its types in its own code. */
export function useDefinition(type: string): RecordDefinition {
  const definition = useDevice().schema.definitions[type];
  if (!definition) throw new Error(`no record type ${type}`);
  return definition;
}

/** The placement the pages speak of. */
export function placementNow(records: readonly ViewRecord[] | undefined): ViewRecord | undefined {
  const placements = ofType(records, "placement");
  const now = currentPlacement(
    placements.map((one) => ({
      id: one.id,
      fields: { stage: textOf(one, "stage"), start: textOf(one, "start"), endedOn: textOf(one, "endedOn") },
    })),
  );
  return placements.find((one) => one.id === now?.id);
}

/** The plan in force: the newest that has not ended. */
export function planNow(records: readonly ViewRecord[] | undefined): ViewRecord | undefined {
  const plans = ofType(records, "plan");
  return plans.find((plan) => textOf(plan, "endedOn") === "") ?? plans[0];
}
