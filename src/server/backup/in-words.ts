import type { Checked } from "./check-rows.ts";

/** "1 school, 24 records, 310 changes and 350 lines of audit". */
export function inWords({ schools, records, changes, auditLines }: Checked): string {
  const some = (count: number, one: string, many: string): string =>
    `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
  const parts = [
    some(schools, "school", "schools"),
    some(records, "record", "records"),
    some(changes, "change", "changes"),
  ];
  return `${parts.join(", ")} and ${some(auditLines, "line of audit", "lines of audit")}`;
}
