// Signing in on a device of the school: with login and password, or the first time with an invitation. What is told
// of a failure never says whether the login or the password was wrong, and takes as long either way.

import { createHash } from "node:crypto";
import type { SignInRequest, SignedIn } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { AccountRow, CodeRow, SchoolTx } from "../storage/storage.ts";
import { adultOf } from "./adult-record.ts";
import { hashOfCode } from "./code.ts";
import { signedInOn } from "./enrol.ts";
import { hashPassword, isPassword, nobodysPassword, weaknessOf } from "./password.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { startSession } from "./session.ts";
import type { AccountDeps, WithCookie } from "./set-up.ts";

/** Slips of the finger cost nothing; then the wait doubles, up to five minutes. Nobody is shut out for good (A8). */
const FREE_FAILURES = 4;
const LONGEST_WAIT = 300;

export function waitAfter(failures: number): number {
  return failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, 2 ** (failures - FREE_FAILURES));
}

export async function signIn(
  deps: AccountDeps,
  { school, device }: Proven,
  request: SignInRequest,
  { secure, token }: { readonly secure: boolean; readonly token: string | undefined },
): Promise<WithCookie<SignedIn> | Problem> {
  const { storage, clock, randomBytes } = deps;
  const { login, password } = request;
  const attempted = hashOfLogin(login);
  const late = await storage.transact(school, (tx) => countAttempt(tx, attempted, device.id, clock.now()));
  if (late) return late;
  if (request.invitation !== undefined) {
    const refused = await acceptInvitation(deps, school, request, request.invitation);
    if (refused) return refused;
  }
  const account = await storage.transact(school, (tx) => tx.account(login));
  const right = await isPassword(password, account?.password ?? nobodysPassword(deps.passwordCost));
  return storage.transact(school, async (tx) => {
    const now = clock.now();
    // A login nobody has is not written down: it may be a password that was typed into the wrong field.
    const line = { at: now, who: account?.adult ?? "", device: device.id, about: account?.login ?? "", facts: "{}" };
    if (!account || !right) {
      await appendToAudit(tx, [{ ...line, what: "signInFailed" }]);
      return problem(401, "wrongPassword", "That login and password do not go together. Check both.", {
        field: "password",
      });
    }
    if (account.ended !== null)
      return problem(403, "accountEnded", "This account has ended. Ask an administrator of your school.");
    await tx.putAttempt({ login: attempted, device: device.id, failures: 0, notBefore: 0 });
    await appendToAudit(tx, [{ ...line, what: "signedIn" }]);
    const who = { adult: account.adult, device: device.id };
    const cookie = await startSession(tx, who, { now, randomBytes, secure, before: token });
    return { cookie, answer: await signedInOn(tx, device.id, { id: account.adult, role: account.role }, randomBytes) };
  });
}

/** Attempts are kept under this, for the same reason. */
export function hashOfLogin(login: string): string {
  return createHash("sha256").update(`waymark/login/1\n${login}`).digest("base64url");
}

/** Counts before the password is looked at, so that many guesses at once do not all slip through. */
export async function countAttempt(
  tx: SchoolTx,
  login: string,
  device: string,
  now: number,
): Promise<Problem | undefined> {
  const { failures = 0, notBefore = 0 } = (await tx.attempt(login, device)) ?? {};
  if (now < notBefore) {
    const retryAfter = Math.ceil((notBefore - now) / 1000);
    return problem(429, "tooManyAttempts", `Too many wrong tries. Wait ${retryAfter} seconds, then try again.`, {
      retryAfter,
    });
  }
  await tx.putAttempt({ login, device, failures: failures + 1, notBefore: now + waitAfter(failures + 1) * 1000 });
  return undefined;
}

/** Makes the account of an invited adult, or gives one that exists a new password. */
async function acceptInvitation(
  deps: AccountDeps,
  school: string,
  { login, password }: SignInRequest,
  invitation: string,
): Promise<Problem | undefined> {
  const found = await deps.storage.transactServer(async (server) => {
    const code = await server.code(hashOfCode(invitation));
    return usable(code, school, deps.clock.now())
      ? { code, school: await (await server.inSchool(school)).row() }
      : undefined;
  });
  if (!found) return wrongInvitation();
  // Its answer was lost and it is sent again: the account is there, and the password decides.
  if (found.code.usedFor !== null) return undefined;
  if (login.length < 3) return problem(422, "shortLogin", "A login has at least 3 characters.", { field: "login" });
  const weak = weaknessOf(password, [found.school.name, login, ...(await namesOf(deps, school, found.code.adult))]);
  if (weak !== undefined) return problem(422, "weakPassword", weak, { field: "password" });
  const kept = await hashPassword(password, deps.randomBytes, deps.passwordCost);
  return deps.storage.transactServer(async (server) => {
    const code = await server.code(hashOfCode(invitation));
    if (!usable(code, school, deps.clock.now()) || code.usedFor !== null) return wrongInvitation();
    const tx = await server.inSchool(school);
    const account = await accountFor(tx, code, login, kept);
    if (isProblem(account)) return account;
    const before = await tx.accountOf(account.adult);
    await tx.putAccount(account);
    await tx.touchGrants();
    // Whoever knew the old password is not in any more (A44).
    await tx.deleteSessionsOf(account.adult);
    await server.putCode({ ...code, usedFor: account.adult });
    const line = { at: deps.clock.now(), what: "invitationUsed", who: account.adult, device: "", about: login };
    await appendToAudit(tx, [{ ...line, facts: JSON.stringify({ newPassword: before !== undefined }) }]);
    return undefined;
  });
}

async function namesOf({ storage }: AccountDeps, school: string, adult: string): Promise<readonly string[]> {
  const known = await storage.transact(school, (tx) => adultOf(tx, adult));
  return known ? [known.givenName, known.familyName] : [];
}

async function accountFor(tx: SchoolTx, code: CodeRow, login: string, password: string): Promise<AccountRow | Problem> {
  const adult = await adultOf(tx, code.adult);
  if (!adult) return wrongInvitation();
  const own = await tx.accountOf(code.adult);
  if (own && own.login !== login)
    return problem(422, "otherLogin", "You have a login already. Use that one with your new password.", {
      field: "login",
    });
  const taken = await tx.account(login);
  if (taken && taken.adult !== code.adult)
    return problem(422, "loginTaken", "Somebody else has this login. Choose another.", { field: "login" });
  const administrator = code.administrator || own?.administrator === true;
  return { login, adult: code.adult, password, role: adult.role, administrator, ended: null };
}

function usable(code: CodeRow | undefined, school: string, now: number): code is CodeRow {
  return code?.purpose === "invitation" && code.school === school && code.expires >= now;
}

const wrongInvitation = (): Problem =>
  problem(403, "wrongCode", "That invitation is not right, or no longer. Ask an administrator for a new one.", {
    field: "invitation",
  });
