// The audit as people read it (A45): a page, newest first, of one pupil, one adult, or some days. Whoever asks is in
// the audit before they are answered, in the same transaction, and once more as having taken it when they copy it.
// Who looked at which pupil is itself about the pupil: an administrator who sees no pupils' notes is told of accounts,
// devices and the school's own lists, and of nothing else.

import { AUDIT_COPY, AUDIT_PAGE, type AuditAnswer, type AuditRequest } from "#protocol/audit-page.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { AuditRow } from "../storage/storage.ts";
import { schoolMoment } from "../sync/school-day.ts";
import { responsibleIn } from "./in-charge.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { readerIn } from "./scope-of-reader.ts";
import type { AccountDeps } from "./set-up.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is done to accounts and devices: nothing in these lines is about a pupil. */
const OF_SCHOOL = [
  "backedUp",
  ...["signedIn", "signInFailed", "steppedUp", "stepUpFailed", "authorKeyRegistered"],
  ...["invited", "invitationUsed", "invitationWithdrawn", "accountEnded", "madeAdministrator", "noLongerAdministrator"],
  ...["deviceCodeGiven", "deviceEnrolled", "deviceLetInAgain", "deviceReadmitted", "deviceRenewed", "deviceRevoked"],
  ...[
    "deviceLocked",
    "deviceUnlocked",
    "deviceCleared",
    "storageLost",
    "numbersMissing",
    "grantsConfirmed",
    "witnessDiffers",
    "horizon",
    "restored",
  ],
];

export function readAudit(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  request: AuditRequest,
): Promise<AuditAnswer | Problem> {
  return deps.storage.transact(proven.school, async (tx): Promise<AuditAnswer | Problem> => {
    const now = deps.clock.now();
    const by = await responsibleIn(tx, { proven, token, now }, "fresh");
    if (isProblem(by)) return by;
    const { copy = false, before, pupil, adult, from, until } = request;
    const { everybody } = await readerIn(deps, tx, { adult: by.adult, now });
    if (!everybody && pupil !== undefined)
      return problem(
        403,
        "notYourPupils",
        "Who saw and changed a pupil’s records is for the designated safeguarding lead and the leaders to read.",
      );
    const limit = copy ? AUDIT_COPY : AUDIT_PAGE;
    const days = {
      from: from === undefined ? undefined : beginOf(from),
      until: until === undefined ? undefined : beginOf(until) + DAY,
    };
    const rows = await tx.auditPage(
      { before, pupil, adult, ...days, ofSchool: everybody ? undefined : OF_SCHOOL },
      limit + 1,
    );
    const facts = JSON.stringify({ pupil, adult, from, until, lines: Math.min(rows.length, limit) });
    const line = { at: now, who: by.adult, device: by.device, about: pupil ?? adult ?? "", facts };
    await appendToAudit(tx, [{ ...line, what: copy ? "auditCopied" : "auditRead" }]);
    const nameById = new Map((await tx.devices()).map(({ id, name }) => [id, name]));
    const { clockOffset } = await tx.row();
    const told = rows.slice(0, limit).map((row) => ({
      ...{ number: row.number, what: row.what, who: row.who, device: row.device, about: row.about },
      at: new Date(inSchoolTime(row, now, clockOffset)).toISOString(),
      deviceName: nameById.get(row.device) ?? "",
      aboutDevice: nameById.get(row.about) ?? "",
      facts: JSON.parse(row.facts) as Record<string, unknown>,
    }));
    return { waymark: "audit", lines: told, more: rows.length > limit, ofSchool: !everybody };
  });
}

/** When a day of the school begins: in summer an hour before it does in UTC. */
function beginOf(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  return schoolMoment(utc - HOUR).startsWith(day) ? utc - HOUR : utc;
}

/** A demo's changes are stamped with its own clock and its sessions with the real one: told by which is nearer. */
function inSchoolTime({ at }: Pick<AuditRow, "at">, now: number, offset: number): number {
  return Math.abs(at - now) < Math.abs(at - now - offset) ? at + offset : at;
}
