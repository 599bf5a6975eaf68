// What the server needs of a database: one interface, and nothing in it that belongs to a dialect. Every method
// of a school's transaction acts inside that school; there is no way to ask for another's rows.
//
// A transaction sees one state of its school and writes all or nothing. Two of one school never overlap: who
// comes second waits (SQLite: one writer; PostgreSQL: the lock on the school's row).

import type { RecordRow } from "#ledger/record-row.ts";
import type {
  SchoolRow,
  ErasureRow,
  ChangeRow,
  EnvelopeRow,
  QuarantineRow,
  KeptSize,
  DeviceRow,
  HoldingRow,
  AuthorKeyRow,
  AccountRow,
  AttemptRow,
  SessionRow,
  CodeRow,
  AuditWanted,
  AuditRow,
} from "./stored-rows.ts";

export type {
  AccountRow,
  AttemptRow,
  AuditLine,
  AuditRow,
  AuditWanted,
  AuthorKeyRow,
  ChangeRow,
  CodeRow,
  DeviceRow,
  EnvelopeRow,
  ErasureRow,
  HoldingRow,
  KeptSize,
  QuarantineRow,
  SchoolRow,
  SessionRow,
  SetAside,
} from "./stored-rows.ts";

export interface Storage {
  /** Facts about the server as a whole, and the way to a school inside the same transaction. One at a time. */
  transactServer<T>(work: (tx: ServerTx) => Promise<T>): Promise<T>;
  /** The same facts, only to be read: waits for nobody, and nobody waits for it. */
  readServer<T>(work: (tx: ServerFacts) => Promise<T>): Promise<T>;
  /** Locks the school first. Throws `NoSuchSchool` where there is none. */
  transact<T>(school: string, work: (tx: SchoolTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export class NoSuchSchool extends Error {
  constructor() {
    super("there is no such school");
    this.name = "NoSuchSchool";
  }
}

export interface ServerFacts {
  schools(): Promise<readonly SchoolRow[]>;
  /** In which school a device is. Devices have random names: no two schools share one. */
  schoolOfDevice(device: string): Promise<string | undefined>;
  code(hash: string): Promise<CodeRow | undefined>;
  /** Of one school, used and over ones among them. */
  codesOf(school: string): Promise<readonly CodeRow[]>;
  /** So many devices with their schools, those that were here last first. */
  devicesBySchool(most: number): Promise<readonly { readonly device: string; readonly school: string }[]>;
  /** How far the schools of these devices have come; a device that is not there is left out. */
  standings(devices: readonly string[]): Promise<readonly Standing[]>;
}

export interface Standing {
  readonly device: string;
  readonly school: string;
  readonly epoch: string;
  readonly seq: number;
  readonly revoked: boolean;
  readonly locked: boolean;
  /** What the version of its grants is made of, beside these (sync/grants.ts). */
  readonly kind: DeviceRow["kind"];
  readonly grants: number;
  readonly clockOffset: number;
}

export interface ServerTx extends ServerFacts {
  createSchool(school: SchoolRow): Promise<void>;
  /** Only a demo school can be deleted; everything of it goes. */
  deleteDemoSchool(id: string): Promise<void>;
  /** Locks the school, like `transact`. */
  inSchool(id: string): Promise<SchoolTx>;
  putCode(code: CodeRow): Promise<void>;
  deleteCodes(purpose: CodeRow["purpose"]): Promise<void>;
  deleteCode(hash: string): Promise<void>;
}

/** One school's transaction. */
export interface SchoolTx {
  readonly school: string;
  row(): Promise<SchoolRow>;
  /** Takes the next `count` sequence numbers and gives the first. They belong to this transaction: undone with it. */
  takeSequence(count: number): Promise<number>;
  setEpoch(epoch: string): Promise<void>;
  setClockOffset(clockOffset: number): Promise<void>;
  /** Something changed that decides what somebody may hold, and is no change of a record. */
  touchGrants(): Promise<void>;
  /** Never goes back. */
  setHorizon(horizon: number): Promise<void>;

  record(id: string): Promise<RecordRow | undefined>;
  records(ids: readonly string[]): Promise<readonly RecordRow[]>;
  putRecords(rows: readonly RecordRow[]): Promise<void>;
  /** Characters of the rows of each of these scopes, type by type, in their order. */
  sizesOf(scopes: readonly string[]): Promise<readonly { readonly [type: string]: number }[]>;
  /** In the order of these scopes, within one by id; without the rows of some types. */
  recordsIn(scopes: readonly string[], but?: readonly string[]): Promise<readonly RecordRow[]>;
  /** Of the whole school, by id. */
  recordsOfTypes(types: readonly string[]): Promise<readonly RecordRow[]>;
  /** Which of these records were erased: nothing of them comes back by any other question. */
  tombstones(ids: readonly string[]): Promise<readonly string[]>;
  /** Erases these records: their names stay. */
  putTombstones(ids: readonly string[], seq: number): Promise<void>;
  /** Remembers that these were erased; where one is not there at all, its name is put there, so that nothing takes it. */
  putErasures(erasures: readonly ErasureRow[]): Promise<void>;
  /** Everything that was ever erased here. */
  erasures(): Promise<readonly ErasureRow[]>;

  /** Which of these change ids were accepted before. */
  knownChanges(ids: readonly string[]): Promise<readonly string[]>;
  /** The log's lines of these changes, in no order. */
  changesNamed(ids: readonly string[]): Promise<readonly ChangeRow[]>;
  /** Append-only: the database refuses to alter or remove a change of a real school. */
  appendChanges(changes: readonly ChangeRow[]): Promise<void>;
  /**
   * Scopes in the order of a snapshot: "school" first, then by their newest change up to `upTo`, latest first. The log
   * is only ever added to, so for one `upTo` the order stands still. `below`: goes on behind the scope whose `newest`
   * that is.
   */
  scopes(
    place: { readonly upTo: number; readonly below?: number | undefined },
    limit: number,
  ): Promise<readonly { readonly scope: string; readonly newest: number }[]>;
  /** The newest change of each of these scopes; 0 where there is none. */
  newestIn(scopes: readonly string[]): Promise<readonly number[]>;
  /** In sequence order, above a number. */
  changesAfter(seq: number, limit: number): Promise<readonly ChangeRow[]>;
  /** The last number of which this and everything before it was received before that moment (ISO 8601 UTC); `from` at least. */
  newestBefore(received: string, from: number): Promise<number>;
  /**
   * Takes the bodies of changes away, the oldest first, and says of how many. The database allows it up to the horizon,
   * and of records that were erased.
   */
  stripBodies(
    which: { readonly upTo: number } | { readonly records: readonly string[] },
    limit: number,
  ): Promise<number>;
  /** All of these scopes but creates, whose values stand in their records, what has no body any more, and some types. */
  entriesIn(scopes: readonly string[], but?: readonly string[]): Promise<readonly ChangeRow[]>;
  /** The ids of changes in these scopes that came from a device. */
  ownIn(scopes: readonly string[], device: string): Promise<readonly string[]>;

  envelope(id: string): Promise<EnvelopeRow | undefined>;
  /** Those of them that came before, in no order. */
  envelopes(ids: readonly string[]): Promise<readonly EnvelopeRow[]>;
  /** Puts an envelope; the same id again replaces its verdicts. */
  putEnvelope(envelope: EnvelopeRow): Promise<void>;
  /** The same of several, each of another id. */
  putEnvelopes(envelopes: readonly EnvelopeRow[]): Promise<void>;
  /** False when it is kept already: the same thing sent again is kept once. */
  quarantine(row: QuarantineRow): Promise<boolean>;
  /** What nobody has dealt with. */
  quarantined(): Promise<readonly QuarantineRow[]>;
  quarantinedOne(id: string): Promise<QuarantineRow | undefined>;
  /** What could not be read of one device, in the order in which it came. */
  unreadableOf(device: string): Promise<readonly QuarantineRow[]>;
  /** What belongs to something that has not come yet, the longest waiting first. */
  waiting(): Promise<readonly QuarantineRow[]>;
  /** For which of these records something waits. */
  waitedFor(records: readonly string[]): Promise<readonly string[]>;
  /** What waits for one of these records, the longest waiting first. */
  waitingFor(records: readonly string[]): Promise<readonly QuarantineRow[]>;
  /** From now on it waits for this record. */
  waitOn(id: string, record: string): Promise<void>;
  /** How much of these reasons nobody has dealt with: of the school, of a device, of an author. Sizes are characters of bodies. */
  quarantineSize(
    reasons: readonly QuarantineRow["reason"][],
    of?: Partial<Pick<QuarantineRow, "device" | "author">>,
  ): Promise<KeptSize>;
  /** False when it is not there any more: somebody else took it. */
  releaseQuarantined(id: string): Promise<boolean>;
  /** Somebody has dealt with it: its body is kept, and why. False when it is not there, or was dealt with before. */
  settleQuarantined(
    id: string,
    settled: { readonly by: string; readonly at: number; readonly why: string },
  ): Promise<boolean>;
  /** What somebody has dealt with. */
  settled(): Promise<readonly (QuarantineRow & { readonly settledWhy: string })[]>;

  device(id: string): Promise<DeviceRow | undefined>;
  deviceByKey(publicKey: string): Promise<DeviceRow | undefined>;
  devices(): Promise<readonly DeviceRow[]>;
  putDevice(device: DeviceRow): Promise<void>;
  /** Forgets a device with its sessions, shares and author keys; what was written on it stays. */
  deleteDevice(id: string): Promise<void>;
  authorKey(name: string): Promise<AuthorKeyRow | undefined>;
  authorKeys(adult: string, device: string): Promise<readonly AuthorKeyRow[]>;
  /** Of all adults on this device. */
  authorKeysOn(device: string): Promise<readonly AuthorKeyRow[]>;
  putAuthorKey(key: AuthorKeyRow): Promise<void>;

  /** What this device was told last that it may hold. */
  lastHolding(device: string): Promise<HoldingRow | undefined>;
  /** All of it, oldest first. */
  holdings(device: string): Promise<readonly HoldingRow[]>;
  /** Puts a row; the same device and `since` again take another version and confirmation. */
  putHolding(holding: HoldingRow): Promise<void>;

  account(login: string): Promise<AccountRow | undefined>;
  accountOf(adult: string): Promise<AccountRow | undefined>;
  /** By login. */
  accounts(): Promise<readonly AccountRow[]>;
  putAccount(account: AccountRow): Promise<void>;
  attempt(login: string, device: string): Promise<AttemptRow | undefined>;
  putAttempt(attempt: AttemptRow): Promise<void>;
  session(hash: string): Promise<SessionRow | undefined>;
  putSession(session: SessionRow): Promise<void>;
  deleteSession(hash: string): Promise<void>;
  /** On every device. */
  deleteSessionsOf(adult: string): Promise<void>;
  /** Whoever is at it. */
  deleteSessionsOn(device: string): Promise<void>;
  /** When this adult last gave their password on this device, of the sessions that stand (milliseconds). */
  wordGiven(adult: string, device: string): Promise<number | undefined>;
  /** Those that were started before a moment. */
  deleteSessionsBefore(startedAt: number): Promise<void>;
  /** The 32 bytes kept for a device (adult "") or for an adult on a device, base64url. */
  share(device: string, adult: string): Promise<string | undefined>;
  putShare(device: string, adult: string, share: string): Promise<void>;

  /** The number and the hash of the last line of the school's audit. */
  auditHead(): Promise<Pick<AuditRow, "number" | "hash">>;
  /** Append-only, like changes; `audit/chain.ts` makes the rows. */
  appendAudit(rows: readonly AuditRow[]): Promise<void>;
  auditAfter(number: number, limit: number): Promise<readonly AuditRow[]>;
  /** The newest first. */
  auditPage(wanted: AuditWanted, limit: number): Promise<readonly AuditRow[]>;
}
