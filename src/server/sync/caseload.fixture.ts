// A rule that narrows, for tests: a record of the school names a device and the pupils it may hold. A device that no
// such record names holds all of them.

import { type RecordDefinition, defineRecord } from "#ledger/definition.ts";
import { items, line } from "#ledger/field.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { textOf } from "#ledger/view.ts";
import type { GrantRules } from "./grants.ts";

export const caseload: RecordDefinition = defineRecord({
  tier: 1,
  retention: "pupil-file",
  disclosure: "yes",
  slim: { fields: [], keep: 5 },
  type: "caseload",
  label: "Caseload",
  plural: "Caseloads",
  mode: "case",
  scope: "school",
  onSharedDevice: true,
  fields: {
    device: line({ label: "Device" }),
    level: line({ label: "How much" }),
    until: line({ label: "Until" }),
    pupils: items({ label: "Pupils" }),
  },
  layout: [{ title: "Caseload", fields: ["device", "level", "until", "pupils"] }],
});

const pupilsOf = (row: RecordRow): readonly string[] =>
  Object.values(row.lists["pupils"] ?? {}).map(({ value }) => value as string);

/** The level "names" is the pupils' own records and nothing about them; every other level is everything. */
export const caseloadRules: GrantRules = {
  name: "caseload/1",
  types: ["caseload"],
  timed: true,
  holds({ device }, { records, day }) {
    const own = records.filter((row) => !row.withdrawn && textOf(row, "device") === device.id);
    const running = own.filter((row) => (textOf(row, "until") || day) >= day);
    if (own.length === 0) return { rest: device.kind, held: [] };
    const pupils = running.flatMap((row) =>
      pupilsOf(row).map((pupil) => [pupil, textOf(row, "level") || device.kind] as [string, string]),
    );
    const held = [...new Map(pupils)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { rest: null, held: [["school", device.kind], ...held] };
  },
  mayRead: (level, definition) => level !== "names" || definition?.type === "pupil" || definition?.scope === "school",
  mayWrite: (level, _definition, its) => its?.ownerIsNew === true || level !== "names",
};
