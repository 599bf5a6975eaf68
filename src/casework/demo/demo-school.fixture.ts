// One school of the demo, replayed, and ways to find in it what its stories are about.

import { merge } from "#ledger/merge.ts";
import type { DeviceId, RecordId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { textOf } from "#ledger/view.ts";
import { dayOf } from "../day.ts";
import { schema } from "../schema.ts";
import { type DemoSchool, demoSchool } from "./demo-school.ts";

export const school = demoSchool({ seed: 2026, today: "2026-06-10" });
export const today = dayOf(school.startsAt);
const device = "0".repeat(26) as DeviceId;

/** Its records as a server would hold them. Throws where a change is refused. */
export function replay({ changes }: DemoSchool): Map<RecordId, RecordRow> {
  const rows = new Map<RecordId, RecordRow>();
  for (const [i, { author, at, change }] of changes.entries()) {
    const merged = merge({
      row: rows.get(change.record),
      change,
      stamp: { author, device, at },
      seq: i + 1,
      schema: schema.version,
      definition: schema.definitions[change.type],
    });
    if (isRefusal(merged)) throw new Error(`${change.type} at ${at}: ${merged.sentence}`);
    rows.set(change.record, merged.row);
  }
  return rows;
}

export const rows = [...replay(school).values()];
export const ofType = (type: string): readonly RecordRow[] => rows.filter((row) => row.type === type);
export const pupilNamed = (given: string): RecordRow => {
  const found = ofType("pupil").filter((row) => textOf(row, "givenName") === given && row.created);
  const famous = found.find((row) => rows.some((other) => other.scope === row.scope && other.type === "plan"));
  if (!famous) throw new Error(`no pupil called ${given} has a plan`);
  return famous;
};
export const inScopeOf = (pupil: RecordRow, type: string): readonly RecordRow[] =>
  rows.filter((row) => row.scope === pupil.scope && row.type === type);
export const categoryLabelled = (label: string): RecordRow => {
  const found = ofType("category").find((row) => textOf(row, "label") === label);
  if (!found) throw new Error(`no category ${label}`);
  return found;
};
export const newest = (list: readonly RecordRow[], field: string): RecordRow =>
  [...list].sort((a, b) => (textOf(a, field) < textOf(b, field) ? 1 : -1))[0] as RecordRow;
