// Wrong passwords (A8): counted for each login on each device, and answered later and later. Under what they are counted
// no guesser chooses: the login is hashed as it was typed, and a device counts under the name it had first.

import { createHash } from "node:crypto";
import type { AttemptRow, SchoolTx } from "../storage/storage.ts";
import { type Problem, problem } from "./problem.ts";

/** Slips of the finger cost nothing; then the wait doubles, up to five minutes. Nobody is shut out for good (A8). */
const FREE_FAILURES = 4;
const LONGEST_WAIT = 300;

export function waitAfter(failures: number): number {
  return failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, 2 ** (failures - FREE_FAILURES));
}

/** A login nobody has is kept nowhere: it may be a password that was typed into the wrong field. */
export function hashOfLogin(login: string): string {
  return createHash("sha256").update(`waymark/login/1\n${login}`).digest("base64url");
}

/** Under what wrong tries are counted: the hash of a login, and a device by the name it had first. */
export type Tries = Pick<AttemptRow, "login" | "device">;

/** Counts before the password is looked at, so that many guesses at once do not all slip through. */
export async function countAttempt(tx: SchoolTx, { login, device }: Tries, now: number): Promise<Problem | undefined> {
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
