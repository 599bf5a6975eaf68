// Does every school's audit hang together from its first line to its last, and does it agree with what was signed on
// the days before? Read from one state of the database; nothing is changed.

import type { Kysely } from "kysely";
import { auditRows } from "../storage/audit-rows.ts";
import type { Dialect } from "../storage/dialect.ts";
import type { Tables } from "../storage/tables.ts";
import { firstBrokenLine } from "./chain.ts";
import { type Checkpoint, isSigned, readCheckpoint } from "./checkpoint.ts";

export interface AuditVerdict {
  /** A sentence for each school, whatever was found. */
  readonly told: readonly string[];
  /** What is not as it must be; empty when all is well. */
  readonly findings: readonly string[];
}

/** `dialect`: of that database; `publicKey`: the key the checkpoints must be signed with; undefined where this server has none. */
export async function verifyAudit(
  db: Kysely<Tables>,
  dialect: Pick<Dialect, "missingGuards">,
  lines: readonly string[],
  publicKey: string | undefined,
): Promise<AuditVerdict> {
  const told: string[] = [];
  const findings = (await dialect.missingGuards(db)).map(
    (name) => `What guards the database is not as it was made: ${name}. It stands again after the next start.`,
  );
  const bySchool = new Map<string, Checkpoint[]>();
  for (const [i, line] of lines.entries()) {
    const one = readCheckpoint(line);
    if ("sentence" in one) findings.push(`Checkpoint ${i + 1} cannot be read: ${one.sentence}.`);
    else if (publicKey === undefined || !isSigned(one, publicKey))
      findings.push(`Checkpoint ${i + 1} is not signed by this server's key.`);
    else bySchool.set(one.school, [...(bySchool.get(one.school) ?? []), one]);
  }
  const schools = await db.selectFrom("school").select(["id", "name", "epoch"]).where("demo", "=", 0).execute();
  for (const school of schools) {
    const rows = auditRows(db, school.id);
    const broken = await firstBrokenLine(rows);
    const { number } = await rows.auditHead();
    if (broken !== undefined) findings.push(`${school.name}: the audit does not hang together at line ${broken}.`);
    const checkpoints = bySchool.get(school.id) ?? [];
    bySchool.delete(school.id);
    const comparable = checkpoints.filter((one) => one.epoch === school.epoch);
    for (const one of comparable) {
      const [row] = await rows.auditAfter(one.number - 1, 1);
      if (row?.number !== one.number)
        findings.push(`${school.name}: line ${one.number} was there on ${dayOf(one)} and is gone.`);
      else if (row.hash !== one.hash)
        findings.push(`${school.name}: line ${one.number} or one before it is not what it was on ${dayOf(one)}.`);
    }
    const before = checkpoints.length - comparable.length;
    told.push(
      `${school.name}: ${count(number, "line")}, ${count(comparable.length, "checkpoint")} compared` +
        (before > 0 ? `, ${before} from before the last restore not compared.` : "."),
    );
  }
  if (schools.length === 0) told.push("No school stands here.");
  for (const [school, [first]] of bySchool)
    if (first) findings.push(`The school ${school}, which was there on ${dayOf(first)}, is gone.`);
  return { told, findings };
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
const dayOf = ({ at }: Checkpoint): string => at.slice(0, 10);
