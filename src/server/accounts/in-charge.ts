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

export interface Asking {
  readonly proven: Proven;
  readonly token: string | undefined;
  readonly now: number;
}

/** The password must have been given a short while ago: what is asked for cannot be taken back (A43). */
type How = "fresh" | undefined;

const MINUTE = 60_000;
/** Long enough for one piece of work, short enough that a tablet that was left has forgotten it. */
const FRESH = 10 * MINUTE;

/** Whose session it is, if it stands. */
export async function adultIn(tx: SchoolTx, { proven, token, now }: Asking, how?: How): Promise<By | Problem> {
  const session = await sessionOf(tx, token, proven.device.id, now);
  if (isProblem(session)) return session;
  const by = { adult: session.adult, device: proven.device.id };
  if (how === undefined || now - session.startedAt <= FRESH) return by;
  // Nobody in the demo has a password.
  return (await tx.row()).demo
    ? by
    : problem(
        403,
        "stepUp",
        "Give your password once more. It is asked for before something that cannot be taken back.",
      );
}

/** The role, of the adult's record, that answers for what was set aside. */
const RESPONSIBLE_ROLE = "dsl";

export async function administratorIn(tx: SchoolTx, asking: Asking, how?: How): Promise<By | Problem> {
  const by = await adultIn(tx, asking);
  if (isProblem(by)) return by;
  if ((await tx.accountOf(by.adult))?.administrator !== true)
    return problem(403, "notAnAdministrator", "Only an administrator of the school can do this.");
  return adultIn(tx, asking, how);
}

export async function responsibleIn(tx: SchoolTx, asking: Asking, how?: How): Promise<By | Problem> {
  const by = await adultIn(tx, asking);
  if (isProblem(by)) return by;
  const responsible =
    (await adultOf(tx, by.adult))?.role === RESPONSIBLE_ROLE || (await tx.accountOf(by.adult))?.administrator === true;
  if (responsible) return adultIn(tx, asking, how);
  return problem(
    403,
    "notResponsible",
    "Only the designated safeguarding lead or an administrator of the school can do this.",
  );
}
