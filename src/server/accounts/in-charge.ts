// Who may do what only those in charge of a school may: an administrator, and for what was set aside also the
// designated safeguarding lead. Asked of the session, in the transaction that does it.

import type { SchoolTx } from "../storage/storage.ts";
import { adultOf } from "./adult-record.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { sessionOf } from "./session.ts";

export interface By {
  readonly adult: string;
  readonly device: string;
}

interface Asking {
  readonly proven: Proven;
  readonly token: string | undefined;
  readonly now: number;
}

/** The role, of the adult's record, that answers for what was set aside. */
const RESPONSIBLE_ROLE = "dsl";

export async function administratorIn(tx: SchoolTx, { proven, token, now }: Asking): Promise<By | Problem> {
  const session = await sessionOf(tx, token, proven.device.id, now);
  if (isProblem(session)) return session;
  if ((await tx.accountOf(session.adult))?.administrator !== true)
    return problem(403, "notAnAdministrator", "Only an administrator of the school can do this.");
  return { adult: session.adult, device: proven.device.id };
}

export async function responsibleIn(tx: SchoolTx, asking: Asking): Promise<By | Problem> {
  const { proven, token, now } = asking;
  const session = await sessionOf(tx, token, proven.device.id, now);
  if (isProblem(session)) return session;
  const by = { adult: session.adult, device: proven.device.id };
  if ((await adultOf(tx, session.adult))?.role === RESPONSIBLE_ROLE) return by;
  if ((await tx.accountOf(session.adult))?.administrator === true) return by;
  return problem(
    403,
    "notResponsible",
    "Only the designated safeguarding lead or an administrator of the school can do this.",
  );
}
