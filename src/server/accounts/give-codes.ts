// What an administrator in session can give out: a code for one more device, an invitation for an adult (A6).

import type { CodeAnswer, InvitationRequest } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { CodeRow, SchoolTx, ServerTx } from "../storage/storage.ts";
import { adultOf } from "./adult-record.ts";
import { CODE_LASTS, hashOfCode, makeCode } from "./code.ts";
import { administratorIn, type By } from "./in-charge.ts";
import { openInvitations } from "./oversee-accounts.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import type { AccountDeps } from "./set-up.ts";

export async function giveDeviceCode(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
): Promise<CodeAnswer | Problem> {
  return asAdministrator(deps, proven, token, (server, tx, by) =>
    give(deps, server, tx, by, { purpose: "device", adult: "", administrator: false }),
  );
}

export async function giveInvitation(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { adult, administrator = false }: InvitationRequest,
): Promise<CodeAnswer | Problem> {
  return asAdministrator(deps, proven, token, async (server, tx, by) => {
    if (!(await adultOf(tx, adult)))
      return problem(404, "noSuchAdult", "There is no such adult at this school. Add them first, then invite them.");
    // With the code a new password is chosen, without the old one: somebody else must have said that it is them (A44).
    if (adult === by.adult)
      return problem(422, "yourself", "You cannot invite yourself. Another administrator gives you a new code.");
    // One at a time: the one before ends.
    for (const code of await openInvitations(server, tx.school, deps.clock.now()))
      if (code.adult === adult) await server.deleteCode(code.hash);
    return give(deps, server, tx, by, { purpose: "invitation", adult, administrator });
  });
}

async function asAdministrator<T>(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  work: (server: ServerTx, tx: SchoolTx, by: By) => Promise<T | Problem>,
): Promise<T | Problem> {
  return deps.storage.transactServer(async (server) => {
    const tx = await server.inSchool(proven.school);
    // Whoever holds a code comes in with it: it is asked of the adult, and not of a tablet that was left open (A43).
    const by = await administratorIn(tx, { proven, token, now: deps.clock.now() }, "fresh");
    return isProblem(by) ? by : work(server, tx, by);
  });
}

async function give(
  deps: AccountDeps,
  server: ServerTx,
  tx: SchoolTx,
  by: By,
  what: Pick<CodeRow, "purpose" | "adult" | "administrator"> & { readonly purpose: "device" | "invitation" },
): Promise<CodeAnswer> {
  const now = deps.clock.now();
  const code = makeCode(deps.randomBytes);
  const expires = now + CODE_LASTS[what.purpose];
  await server.putCode({ hash: hashOfCode(code), school: tx.school, ...what, expires, usedFor: null });
  const facts = JSON.stringify({ administrator: what.administrator });
  const line = { at: now, who: by.adult, device: by.device, about: what.adult, facts };
  await appendToAudit(tx, [{ ...line, what: what.purpose === "device" ? "deviceCodeGiven" : "invited" }]);
  return { waymark: "code", code, expires: new Date(expires).toISOString() };
}
