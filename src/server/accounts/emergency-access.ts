// Opens one pupil's notes to an adult who does not work with them, in an emergency (A42): online only, with a reason,
// for half an hour, to be read and not kept. It is a record of the school that nobody but the server makes, so that the
// designated safeguarding lead hears of it by the feed at once; and a line of the audit.

import type { Change } from "#ledger/change.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { createdBy, textOf } from "#ledger/view.ts";
import {
  type EmergencyAnswer,
  type EmergencyRequest,
  type EmergencySeen,
  SHORTEST_REASON,
} from "#protocol/read-through.ts";
import type { SchoolTx } from "../storage/storage.ts";
import { openFiling } from "../sync/filing.ts";
import { schoolMoment } from "../sync/school-day.ts";
import { serverStamp } from "./adult-record.ts";
import { type By, adultIn } from "./in-charge.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { notThere, ownerOf, scopeOfReader } from "./scope-of-reader.ts";
import type { AccountDeps } from "./set-up.ts";

const EMERGENCY_TYPE = "emergency-access";
const HALF_AN_HOUR = 30 * 60_000;
const DONE = { waymark: "done" } as const;
type Done = typeof DONE;

/** Until when this adult reads this pupil's notes in an emergency, in milliseconds; undefined: not now. */
export async function emergencyUntil(
  tx: SchoolTx,
  adult: string,
  pupil: string,
  now: number,
): Promise<number | undefined> {
  for (const row of await madeHere(tx)) {
    const until = endOf(row);
    if (textOf(row, "adult") === adult && row.scope === (pupil as ScopeId) && until > now) return until;
  }
  return undefined;
}

/** Only what the server made itself counts: whatever a device sends under this type opens nothing. */
async function madeHere(tx: SchoolTx): Promise<readonly RecordRow[]> {
  const rows = await tx.recordsOfTypes([EMERGENCY_TYPE]);
  return rows.filter((row) => createdBy(row)?.device === (tx.school as DeviceId));
}

const madeAt = (row: RecordRow): number => Date.parse(createdBy(row)?.at ?? "");
const endOf = (row: RecordRow): number => madeAt(row) + HALF_AN_HOUR;

export function openEmergency(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { pupil, reason }: EmergencyRequest,
): Promise<Done | Problem> {
  return deps.storage.transact(proven.school, async (tx): Promise<Done | Problem> => {
    const now = deps.clock.now();
    const by = await adultIn(tx, { proven, token, now }, "fresh");
    if (isProblem(by)) return by;
    const school = await tx.row();
    const clock = now + school.clockOffset;
    const { held, inEmergency } = await deps.grants.readableBy(tx, { school, adult: by.adult, now });
    if (inEmergency === null || !deps.schema.definitions[EMERGENCY_TYPE])
      return problem(403, "notInEmergency", "Your role does not open notes in an emergency. Ask the DSL in person.");
    if (reason.length < SHORTEST_REASON)
      return problem(422, "reasonNeeded", "Write why you need to see these notes now. The DSL reads it.", {
        field: "reason",
      });
    if ((await ownerOf(deps, tx, pupil, scopeOfReader(deps, held))) === undefined) return notThere();
    if ((await emergencyUntil(tx, by.adult, pupil, clock)) !== undefined) return DONE;
    const fields = { adult: by.adult, reason, when: schoolMoment(clock) };
    const change: Change = {
      kind: "create",
      id: deps.newId() as ChangeId,
      record: deps.newId() as RecordId,
      type: EMERGENCY_TYPE,
      scope: pupil as ScopeId,
      fields,
    };
    const until = new Date(clock + HALF_AN_HOUR).toISOString();
    await fileHere(deps, tx, { by, clock, change, what: "emergencyOpened", about: pupil, facts: { until } });
    return DONE;
  });
}

export function listEmergency(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
): Promise<EmergencyAnswer | Problem> {
  return deps.storage.transact(proven.school, async (tx): Promise<EmergencyAnswer | Problem> => {
    const by = await mayOversee(deps, tx, { proven, token });
    if (isProblem(by)) return by;
    const opened = (await madeHere(tx))
      .toSorted((a, b) => madeAt(b) - madeAt(a))
      .map((row) => ({
        id: row.id as string,
        adult: textOf(row, "adult"),
        pupil: row.scope as string,
        reason: textOf(row, "reason"),
        at: new Date(madeAt(row)).toISOString(),
        until: new Date(endOf(row)).toISOString(),
        seenBy: textOf(row, "seenBy") || null,
      }));
    return { waymark: "emergency", opened };
  });
}

export function seeEmergency(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { id }: EmergencySeen,
): Promise<Done | Problem> {
  return deps.storage.transact(proven.school, async (tx): Promise<Done | Problem> => {
    const by = await mayOversee(deps, tx, { proven, token });
    if (isProblem(by)) return by;
    const row = (await madeHere(tx)).find((one) => one.id === (id as RecordId));
    if (!row) return problem(404, "noSuchEmergency", "This is not on the list.");
    if (textOf(row, "seenBy") !== "") return DONE;
    if (textOf(row, "adult") === by.adult)
      return problem(422, "yourself", "Somebody else looks at what you opened yourself.");
    const clock = deps.clock.now() + (await tx.row()).clockOffset;
    const change: Change = {
      kind: "set",
      id: deps.newId() as ChangeId,
      record: row.id,
      type: EMERGENCY_TYPE,
      scope: row.scope,
      field: "seenBy",
      from: null,
      to: by.adult,
      base: row.fields["seenBy"]?.by ?? row.created,
    };
    await fileHere(deps, tx, { by, clock, change, what: "emergencySeen", about: row.scope, facts: { record: row.id } });
    return DONE;
  });
}

/** Those who may read such records: asked of the one choke point, for whoever is in session (A2). */
async function mayOversee(
  deps: AccountDeps,
  tx: SchoolTx,
  { proven, token }: { readonly proven: Proven; readonly token: string | undefined },
): Promise<By | Problem> {
  const now = deps.clock.now();
  const by = await adultIn(tx, { proven, token, now });
  if (isProblem(by)) return by;
  const { held } = await deps.grants.readableBy(tx, { school: await tx.row(), adult: by.adult, now });
  const scope = scopeOfReader(deps, held);
  // Of any pupil: nobody answers for some of it.
  return deps.schema.definitions[EMERGENCY_TYPE] && scope.mayRead({ type: EMERGENCY_TYPE, scope: "" })
    ? by
    : problem(403, "notResponsible", "Only the designated safeguarding lead and school leaders see this.");
}

interface ToFile {
  readonly by: By;
  /** Milliseconds, by the school's clock. */
  readonly clock: number;
  readonly change: Change;
  readonly what: string;
  readonly about: string;
  readonly facts: object;
}

/** Files what the server writes in the name of whoever asked, with its own line of the audit, in this transaction. */
async function fileHere(deps: AccountDeps, tx: SchoolTx, { by, clock, change, what, about, facts }: ToFile) {
  const { schema, newId, log } = deps;
  const filing = await openFiling({ tx, rules: deps.grants.rules, schema, newId, log });
  const [verdict] = await filing.file({
    stamp: { ...serverStamp(tx.school, by.adult as AdultId, new Date(clock).toISOString()) },
    envelope: newId(),
    schema: schema.version,
    received: clock,
    changes: [change],
    scope: { holds: () => true, hides: () => [], mayRead: () => true, mayWrite: () => true },
  });
  if (verdict?.verdict !== "accepted") throw new Error(`emergency access was not filed: ${verdict?.sentence}`);
  const line = { at: deps.clock.now(), who: by.adult, device: by.device, about, facts: JSON.stringify(facts) };
  filing.note({ ...line, what });
  await filing.write();
}
