// The password once more, in a session that stands (A43): what cannot be taken back is asked of the adult and not of a
// tablet that was left open. The session goes on under another token.

import type { StepUpRequest } from "#protocol/session.ts";
import { appendToAudit } from "../audit/chain.ts";
import { adultIn } from "./in-charge.ts";
import { isPassword, nobodysPassword } from "./password.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { startSession } from "./session.ts";
import type { AccountDeps, WithCookie } from "./set-up.ts";
import { firstNameOf } from "./first-name.ts";
import { countAttempt, hashOfLogin } from "./tries.ts";

const DONE = { waymark: "done" } as const;

/** Was the password given a short while ago? Asked before something is saved that wants it (A48). */
export function isSteppedUp(
  { storage, clock }: AccountDeps,
  proven: Proven,
  token: string | undefined,
): Promise<typeof DONE | Problem> {
  return storage.transact(proven.school, async (tx) => {
    const by = await adultIn(tx, { proven, token, now: clock.now() }, "fresh");
    return isProblem(by) ? by : DONE;
  });
}

export async function stepUp(
  deps: AccountDeps,
  proven: Proven,
  { password }: StepUpRequest,
  { secure, token }: { readonly secure: boolean; readonly token: string | undefined },
): Promise<WithCookie<typeof DONE> | Problem> {
  const { storage, clock, randomBytes } = deps;
  const { school, device } = proven;
  const asking = () => ({ proven, token, now: clock.now() });
  const found = await storage.transact(school, async (tx) => {
    const by = await adultIn(tx, asking());
    if (isProblem(by)) return by;
    const account = await tx.accountOf(by.adult);
    // Counted with the tries at sign-in: both are guesses at the same password.
    const tries = { login: hashOfLogin(account?.login ?? ""), device: await firstNameOf(tx, device) };
    const late = account && (await countAttempt(tx, tries, clock.now()));
    return late ?? { by, account, tries };
  });
  if (isProblem(found)) return found;
  const { account, tries } = found;
  const right = await isPassword(password, account?.password ?? nobodysPassword(deps.passwordCost));
  return storage.transact(school, async (tx) => {
    const by = await adultIn(tx, asking());
    if (isProblem(by)) return by;
    const now = clock.now();
    const line = { at: now, who: by.adult, device: device.id, about: by.adult, facts: "{}" };
    if (!account || !right || account.adult !== by.adult) {
      await appendToAudit(tx, [{ ...line, what: "stepUpFailed" }]);
      return problem(401, "wrongPassword", "That is not your password. Check it, then try again.", {
        field: "password",
      });
    }
    await tx.putAttempt({ ...tries, failures: 0, notBefore: 0 });
    await appendToAudit(tx, [{ ...line, what: "steppedUp" }]);
    const cookie = await startSession(
      tx,
      { adult: by.adult, device: device.id },
      { now, randomBytes, secure, before: token },
    );
    return { cookie, answer: DONE };
  });
}
