// Signing in on a device of the school: with login and password, or the first time with an invitation. What is told
// of a failure never says whether the login or the password was wrong, and takes as long either way.

import type { SignInRequest, SignedIn } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { AccountRow, CodeRow, SchoolTx } from "../storage/storage.ts";
import { adultOf } from "./adult-record.ts";
import { hashOfCode } from "./code.ts";
import { signedInOn } from "./enrol.ts";
import { firstNameOf } from "./first-name.ts";
import { hashPassword, isPassword, nobodysPassword, weaknessOf } from "./password.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { startSession } from "./session.ts";
import type { AccountDeps, WithCookie } from "./set-up.ts";
import { countAttempt, hashOfLogin } from "./tries.ts";

export async function signIn(
  deps: AccountDeps,
  { school, device }: Proven,
  request: SignInRequest,
  { secure, token }: { readonly secure: boolean; readonly token: string | undefined },
): Promise<WithCookie<SignedIn> | Problem> {
  const { storage, clock, randomBytes } = deps;
  const { login, password } = request;
  const attempted = hashOfLogin(login);
  const tries = { login: attempted, device: await storage.transact(school, (tx) => firstNameOf(tx, device)) };
  const late = await storage.transact(school, (tx) => countAttempt(tx, tries, clock.now()));
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
    // It may have been replaced while it was looked at (A44): what was right then is not right now.
    const replaced = (await tx.account(login))?.password !== account?.password;
    if (!account || !right || replaced) {
      await appendToAudit(tx, [{ ...line, what: "signInFailed" }]);
      return problem(401, "wrongPassword", "That login and password do not go together. Check both.", {
        field: "password",
      });
    }
    if (account.ended !== null)
      return problem(403, "accountEnded", "This account has ended. Ask an administrator of your school.");
    await tx.putAttempt({ ...tries, failures: 0, notBefore: 0 });
    await appendToAudit(tx, [{ ...line, what: "signedIn" }]);
    const who = { adult: account.adult, device: device.id };
    const cookie = await startSession(tx, who, { now, randomBytes, secure, before: token });
    return { cookie, answer: await signedInOn(tx, device.id, { id: account.adult, role: account.role }, randomBytes) };
  });
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
