// What stands in a database, as the server reads and writes it: a row of each kind, in no dialect's words.

import type { Stamp } from "#ledger/change.ts";
import type { Entry } from "#protocol/pull.ts";
import type { EnvelopeVerdict } from "#protocol/push.ts";

export interface SchoolRow {
  readonly id: string;
  readonly name: string;
  readonly demo: boolean;
  /** Minted when the school is made and at every restore: a device that sees another one starts again. */
  readonly epoch: string;
  /** The last sequence number given. */
  readonly seq: number;
  /** Cursors below it need a snapshot. */
  readonly horizon: number;
  /** X25519, raw 32 bytes in base64url. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** Milliseconds that a demo's clock is ahead of the real one. */
  readonly clockOffset: number;
  /** A demo's adults that a visitor can be, by persona; none in a real school. */
  readonly personas: { readonly [persona: string]: string };
  readonly madeAt: number;
  /** Rises whenever something changes that decides what somebody may hold. */
  readonly grants: number;
}

/** A record that was erased: its name, whose it was and its kind, and when (ms). */
export interface ErasureRow {
  readonly record: string;
  readonly scope: string;
  readonly type: string;
  readonly at: number;
}

export interface ChangeRow extends Entry {
  readonly envelope: string;
  /** The schema number the change is in. */
  readonly schema: number;
  /** Its body was taken away: of the change only its kind, id, record, type and scope are there. */
  readonly bodiless?: true;
}

export interface EnvelopeRow {
  readonly id: string;
  readonly device: string;
  readonly deviceSeq: number;
  /** SHA-256 of the sealed bytes, base64url: the same id with another body is noticed. */
  readonly hash: string;
  readonly verdict: EnvelopeVerdict;
  readonly received: number;
}

/** What could not be filed, whole, with the reason: for a responsible adult, or for a later version. */
export interface QuarantineRow {
  readonly id: string;
  readonly envelope: string;
  readonly device: string;
  /** Empty where it could not be read. */
  readonly author: string;
  readonly reason: "unreadable" | "notAllowed" | "newerSchema" | "fault" | "waiting" | "jot";
  readonly schema: number;
  readonly received: number;
  /** JSON: the sealed envelope when it could not be opened; otherwise `{ stamp, changes }`. */
  readonly body: string;
  /** The record it waits for first, where it waits for one. */
  readonly waits?: string;
}

export interface KeptSize {
  readonly rows: number;
  readonly size: number;
}

/** The body of a quarantine row that could be read. */
export interface SetAside {
  readonly stamp: Stamp;
  readonly changes: readonly unknown[];
}

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: "shared" | "personal";
  /** Ed25519, raw 32 bytes in base64url. */
  readonly publicKey: string;
  /** The device sequence up to which every envelope has its verdict. */
  readonly lastSeq: number;
  /** The highest proof number seen, and which of the 64 up to it were used (base64url of 8 bytes). */
  readonly counter: number;
  readonly window: string;
  readonly revoked: boolean;
  readonly lastContact: number;
  /** How many envelopes the device said it still held. */
  readonly unsent: number;
  readonly app: string;
  readonly enrolledAt: number;
  /** The device it was before it went on under a new name (S19), or empty. */
  readonly former: string;
  /** When its browser came back with an empty storage (S22); null: never. */
  readonly lostAt: number | null;
  /** When it was locked from afar, and by whom (A49); null and empty: it is not. */
  readonly lockedAt: number | null;
  readonly lockedBy: string;
  /** Whether its browser keeps a second copy of what waits (V37), as it said last; null: it never said. */
  readonly secondCopy: boolean | null;
}

export interface HoldingRow {
  readonly device: string;
  /** Milliseconds; later than that of the row before. */
  readonly since: number;
  readonly version: string;
  /** JSON of the protocol's `Held`. */
  readonly held: string;
  /** When the device said that it holds this and nothing else; null: not yet. */
  readonly confirmed: number | null;
}

export interface AuthorKeyRow {
  readonly name: string;
  readonly adult: string;
  readonly device: string;
  readonly key: string;
  readonly since: number;
}

export interface AccountRow {
  readonly login: string;
  readonly adult: string;
  /** "argon2id$memory$passes$salt$hash". */
  readonly password: string;
  readonly role: string;
  readonly administrator: boolean;
  /** When the adult's right to write and sign in ended; null: it stands. */
  readonly ended: number | null;
}

/** Wrong passwords of one account on one device. */
export interface AttemptRow {
  /** A hash of what was typed as the login. */
  readonly login: string;
  readonly device: string;
  readonly failures: number;
  readonly notBefore: number;
}

export interface SessionRow {
  /** SHA-256 of the token, base64url. */
  readonly hash: string;
  readonly adult: string;
  readonly device: string;
  readonly startedAt: number;
  readonly usedAt: number;
}

export interface CodeRow {
  /** SHA-256 of the code in its plain form, base64url. */
  readonly hash: string;
  readonly purpose: "setup" | "device" | "invitation";
  /** Null for a set-up code. */
  readonly school: string | null;
  /** An invitation's adult; empty otherwise. */
  readonly adult: string;
  readonly administrator: boolean;
  readonly expires: number;
  /** What it was used for (a device's key, an adult): repeating that same use after a lost answer is let through. */
  readonly usedFor: string | null;
}

/** Which lines of the audit. Moments in milliseconds: from the first on, and before the second. */
export interface AuditWanted {
  /** Lines with a smaller number. */
  readonly before: number | undefined;
  readonly pupil: string | undefined;
  readonly adult: string | undefined;
  readonly from: number | undefined;
  readonly until: number | undefined;
  /** Only lines of these kinds, and changes of the school's own records. Absent: all. */
  readonly ofSchool?: readonly string[] | undefined;
}

/** What is told of one act. Never what anybody wrote. */
export interface AuditLine {
  readonly at: number;
  readonly what: string;
  /** The adult, where one is known. */
  readonly who: string;
  readonly device: string;
  /** The record, the device or the account it was about. */
  readonly about: string;
  /** Facts such as the kind of a change and its sequence number, as JSON. */
  readonly facts: string;
}

export interface AuditRow extends AuditLine {
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
}
