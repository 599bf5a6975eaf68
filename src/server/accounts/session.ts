// Sessions (A7): an opaque token in a cookie that scripts cannot read, kept here only as a hash, bound to the device
// it was given to. Who is in session decides what may be asked; who wrote a change is said by its signature.

import { createHash } from "node:crypto";
import { bytesToBase64 } from "#base/bytes.ts";
import type { RandomBytes } from "#base/id.ts";
import type { SchoolTx, SessionRow, Storage } from "../storage/storage.ts";
import { type Problem, problem } from "./problem.ts";

const MINUTE = 60_000;
const IDLE = 30 * MINUTE;
const LONGEST = 12 * 60 * MINUTE;
/** A session's last use is written down once a minute: oftener would be a write for every request. */
const NOTED_EVERY = MINUTE;

const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

interface Start {
  readonly now: number;
  readonly randomBytes: RandomBytes;
  readonly secure: boolean;
  /** The session that stood until now on this device: it ends. */
  readonly before?: string | undefined;
}

/** Starts a session and gives the cookie that carries it. Every sign-in has a token of its own. */
export async function startSession(
  tx: SchoolTx,
  who: { readonly adult: string; readonly device: string },
  deps: Start,
): Promise<string> {
  if (deps.before !== undefined) await tx.deleteSession(hashOf(deps.before));
  await tx.deleteSessionsBefore(deps.now - LONGEST);
  const token = bytesToBase64(deps.randomBytes(32));
  await tx.putSession({ hash: hashOf(token), ...who, startedAt: deps.now, usedAt: deps.now });
  return cookie(deps.secure, token, LONGEST / 1000);
}

export async function endSession(tx: SchoolTx, token: string | undefined, secure: boolean): Promise<string> {
  if (token !== undefined) await tx.deleteSession(hashOf(token));
  return cookie(secure, "", 0);
}

/** The session of this token on this device, if it still stands. */
export async function sessionOf(
  tx: SchoolTx,
  token: string | undefined,
  device: string,
  now: number,
): Promise<SessionRow | Problem> {
  const again = problem(401, "signInAgain", "Your sign-in has ended. Sign in again.");
  if (token === undefined) return again;
  const session = await tx.session(hashOf(token));
  if (!session || session.device !== device) return again;
  if (now - session.usedAt > IDLE || now - session.startedAt > LONGEST) {
    await tx.deleteSession(session.hash);
    return again;
  }
  const account = await tx.accountOf(session.adult);
  if (account && account.ended !== null) return again;
  if (now - session.usedAt > NOTED_EVERY) await tx.putSession({ ...session, usedAt: now });
  return session;
}

/** Who asks, as far as it was said and shown. */
export interface Asks {
  readonly token: string | undefined;
  /** Who is at the device, as it says. */
  readonly adult: string | undefined;
  /** Who has it open, as their key showed; null where nobody has yet, and nobody need have. */
  readonly reader: string | null | undefined;
}

/** The token, but of nobody's session who is not at the device now (A36) with the device open (A47). */
export async function ownToken(
  storage: Storage,
  school: string | undefined,
  { token, adult, reader }: Asks,
): Promise<string | undefined> {
  if (token === undefined || school === undefined) return token;
  if (adult === undefined && reader === null) return token;
  const session = await storage.transact(school, (tx) => tx.session(hashOf(token)));
  if (!session) return token;
  const isTheirs = (adult === undefined || session.adult === adult) && (reader === null || session.adult === reader);
  return isTheirs ? token : undefined;
}

// "__Host-" binds the cookie to this host over TLS; browsers take it only there, so plain localhost has another name.
const nameOf = (secure: boolean): string => (secure ? "__Host-waymark" : "waymark");

function cookie(secure: boolean, token: string, seconds: number): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;
  return `${nameOf(secure)}=${token}; ${attributes}${secure ? "; Secure" : ""}`;
}

/** The token in a Cookie header. */
export function tokenIn(header: string | undefined, secure: boolean): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === nameOf(secure) && value) return value;
  }
  return undefined;
}
