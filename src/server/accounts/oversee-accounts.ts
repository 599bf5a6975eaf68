// The school's accounts, for an administrator (A44): who can sign in, which invitations are out, who else administers.

import type { AccountsAnswer, AdministratorRequest, WithdrawInvitation } from "#protocol/people.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { CodeRow, SchoolTx, ServerTx } from "../storage/storage.ts";
import { type By, administratorIn } from "./in-charge.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import type { AccountDeps } from "./set-up.ts";

const DONE = { waymark: "done" } as const;
type Done = typeof DONE;

interface Here {
  readonly server: ServerTx;
  readonly tx: SchoolTx;
  readonly by: By;
  readonly now: number;
}

function asAdministrator<T>(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  work: (here: Here) => Promise<T | Problem>,
  how?: "fresh",
): Promise<T | Problem> {
  return deps.storage.transactServer(async (server) => {
    const tx = await server.inSchool(proven.school);
    const now = deps.clock.now();
    const by = await administratorIn(tx, { proven, token, now }, how);
    return isProblem(by) ? by : work({ server, tx, by, now });
  });
}

/** Invitations of a school that could still be used. */
export async function openInvitations(server: ServerTx, school: string, now: number): Promise<readonly CodeRow[]> {
  const codes = await server.codesOf(school);
  return codes.filter((code) => code.purpose === "invitation" && code.usedFor === null && code.expires >= now);
}

export function listAccounts(deps: AccountDeps, proven: Proven, token: string | undefined) {
  return asAdministrator(deps, proven, token, async ({ server, tx, now }): Promise<AccountsAnswer> => {
    const accounts = (await tx.accounts()).map(({ adult, login, administrator, ended }) => ({
      ...{ adult, login, administrator },
      ended: ended === null ? null : new Date(ended).toISOString(),
    }));
    const invitations = (await openInvitations(server, tx.school, now)).map(({ adult, administrator, expires }) => ({
      ...{ adult, administrator },
      expires: new Date(expires).toISOString(),
    }));
    return { waymark: "accounts", accounts, invitations };
  });
}

export function withdrawInvitation(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { adult }: WithdrawInvitation,
) {
  return asAdministrator(deps, proven, token, async ({ server, tx, by, now }): Promise<Done> => {
    const open = (await openInvitations(server, tx.school, now)).filter((code) => code.adult === adult);
    for (const { hash } of open) await server.deleteCode(hash);
    const line = { at: now, what: "invitationWithdrawn", who: by.adult, device: by.device, about: adult, facts: "{}" };
    if (open.length > 0) await appendToAudit(tx, [line]);
    return DONE;
  });
}

export function setAdministrator(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { adult, administrator }: AdministratorRequest,
) {
  return asAdministrator(
    deps,
    proven,
    token,
    async ({ tx, by, now }): Promise<Done | Problem> => {
      const account = await tx.accountOf(adult);
      if (!account) return problem(404, "noSuchAccount", "This adult has no account at this school.");
      // So there is always one left.
      if (adult === by.adult)
        return problem(422, "yourself", "You cannot change your own rights. Another administrator can.");
      if (account.administrator === administrator) return DONE;
      await tx.putAccount({ ...account, administrator });
      await tx.touchGrants();
      const what = administrator ? "madeAdministrator" : "noLongerAdministrator";
      await appendToAudit(tx, [{ at: now, what, who: by.adult, device: by.device, about: adult, facts: "{}" }]);
      return DONE;
    },
    "fresh",
  );
}
