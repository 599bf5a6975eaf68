// What a device needs from the world: storage, the network, time, chance, a slow hash. Handed in, so that ten
// devices live in one process and a simulation can make each of them fail.

import type { Brand, RandomBytes } from "#base/id.ts";
import type { JsonObject } from "#base/json.ts";
import type { Envelope } from "#ledger/change.ts";
import type { AdultId, EnvelopeId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Summary } from "#ledger/slim.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { JotBox, SealedJot } from "#protocol/jot.ts";
import type { Entry } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { Enrolled } from "#protocol/session.ts";
import type { StoredCopy } from "./store/stored-copy.ts";

export interface Clock {
  /** Milliseconds since 1970, as this device believes. Display only. */
  now(): number;
  /** Minutes east of UTC, for the offset in a stamp. */
  offsetMinutes(at: number): number;
}

/** Timers, so that a simulation can be the one who lets time pass. */
export interface Scheduler {
  after(milliseconds: number, task: () => void): () => void;
}

/** Argon2id, in a worker of its own in the browser. Gives 32 bytes. */
export interface SlowHash {
  derive(
    secret: string,
    salt: Uint8Array,
    cost: { readonly memoryKib: number; readonly passes: number },
  ): Promise<Uint8Array>;
}

/** What came back, or that nothing well-formed did. A captive portal's page is "unreachable" (V-N1). */
export type Answer =
  | {
      readonly reached: true;
      readonly status: number;
      readonly body: unknown;
      /** Seconds for which the server asks to be left alone. */
      readonly retryAfter?: number;
    }
  | { readonly reached: false; readonly why: "offline" | "timeout" | "notOurs" | "aborted" };

export interface Transport {
  /** Sends JSON. `proof` is the device header. Never throws. */
  send(
    method: "GET" | "POST",
    path: string,
    body: string | undefined,
    headers: { readonly [name: string]: string },
  ): Promise<Answer>;
  /**
   * Asks for what the server says by itself, and hands on each message of ours. Never throws. Absent where the network
   * cannot do it: the device asks every minute.
   */
  listen?(
    path: string,
    body: string,
    headers: { readonly [name: string]: string },
    heard: (message: unknown) => void,
  ): Listening;
}

export interface Listening {
  /** When it is over, what came instead of a stream, or how it ended. "closed": the server ended it. Never rejects. */
  readonly over: Promise<Answer | { readonly reached: false; readonly why: "closed" }>;
  stop(): void;
}

/** Turns between the tabs of one browser. They save work; nothing rests on them: a tab that froze may hold one for ever. */
export interface Turns {
  /** Takes it if nobody has it, and gives the way to give it back; undefined when another tab has it. */
  takeIfFree(name: string): Promise<(() => void) | undefined>;
}

/** Seals and opens rows, and blinds what an index must stand on. Present only while the vault is open. Synchronous. */
export interface Sealer {
  /** Associated data is `context`; the first byte of the result is the cipher. */
  seal(context: string, plain: Uint8Array): Uint8Array;
  /**
   * Throws when the box was altered, moved to another row, or sealed under another key. The bytes are lent: they are
   * read before the next call, which writes over them.
   */
  open(context: string, box: Uint8Array): Uint8Array;
  /** A keyed, one-way name: equal texts give equal names. */
  blind(text: string): string;
}

/** The name of a note that was written on a locked device. */
export type JotId = Brand<string, "JotId">;

/** What was written while the vault was shut, and is not filed yet (V30). */
export interface JotRow {
  readonly id: JotId;
  /** A person gave it to the safeguarding lead, or it cannot be opened here: the server gets it. */
  readonly aside: boolean;
  /** Sealed to this device's vault. */
  readonly box: JotBox;
  /** The same, sealed to the server. */
  readonly wire: SealedJot;
}

/** One way into the vault, or to an adult's author key (security.md: slots). Stands in clear: what it wraps does not. */
export interface Slot {
  readonly id: string;
  readonly kind: "phrase" | "online" | "pin";
  readonly wraps: "vault" | "author" | "both";
  /** The adult it belongs to; null for the device's own online slot. */
  readonly adult: AdultId | null;
  /** What the lock screen calls the adult: first name and initial. */
  readonly label: string;
  /** Authenticated: a changed parameter does not open. */
  readonly params: JsonObject;
  /** Base64url. */
  readonly box: string;
}

/** Facts about this device that must be readable while it is locked. A closed list; none is about a pupil. */
export interface Control {
  enrolled: Enrolled;
  /** Ed25519 seed of the device's credential and the secret its online slots need, base64url. */
  deviceKeys: { readonly signing: string; readonly secret: string };
  /** As its label says. Absent on a device that was enrolled before this was kept. */
  deviceName: string;
  /** Names this device had before it had to go on under a new one [S19]. */
  former: readonly string[];
  /** The key it has asked to go on under. */
  renewing: { readonly signing: string };
  /** The number of the last request that was signed. */
  requestCounter: number;
  /** The device sequence of the last commit. */
  deviceSeq: number;
  cursor: number;
  /** A snapshot under way: where it goes on. */
  snapshotAfter: string;
  epoch: string;
  /** The epoch under which everything this device keeps has been offered. Another than `epoch`: offer it again. */
  offeredEpoch: string;
  /** Kept as sent, and not heard of since the server of this epoch asked for them [S30]. */
  unheard: { readonly epoch: string; readonly envelopes: readonly string[] };
  /** What was refused and its author let go, by envelope: it does not come back with a restored server [S31]. */
  letGo: { readonly [envelope: string]: readonly string[] };
  lastContact: number;
  /** When all that this device may hold was here, as the server had it then. */
  upToDate: number;
  /** The adults who can open this device, by their author key's name. */
  authorKeys: { readonly [adult: string]: string };
  /** Something here does not open any more: what the server told is fetched anew, after what waits was sent [S23]. */
  damaged: boolean;
  /** The epoch under which the server had something that was signed with a key it does not know. */
  keysWanted: string;
  /** The epoch under which each adult's key was registered last [S21]. */
  keyEpochs: { readonly [adult: string]: string };
  horizon: number;
  /** The last line of the school's audit that this device was told of (A46). */
  auditSeen: { readonly epoch: string; readonly number: number; readonly hash: string };
  /** That line is not what it was, or gone. */
  auditDiffers: number;
  /** When what stood here was last found to be other than the server's, of how many scopes, and of how many it still is. */
  differed: { readonly at: number; readonly scopes: number; readonly still: number };
  /** The version of the grants that this device keeps to (A14). */
  grants: string;
  /** What it may hold did not open any more [S23]; the server has not said it again yet. */
  holdingsLost: boolean;
  /** How many scopes it may hold and has not been sent yet. */
  filling: number;
  /** The latest moment that was seen since that contact (V35). */
  latestSeen: { readonly at: number; readonly contact: number };
  /** The school has locked this device from afar (A49). */
  schoolLock: boolean;
  /** How often each adult's PIN was wrong since they came in last (V33). */
  pinTries: { readonly [adult: string]: number };
  /** What jots are sealed to while the vault is shut; the private half is under the row key (V30). */
  jotKeys: { readonly publicKey: string; readonly box: string };
  /** Per-tablet choices: theme, hand. */
  preferences: JsonObject;
}

/**
 * A commit that has not yet come back through the feed.
 * queued: to be sent; accepted: the server has it, the feed is awaited up to `acceptedSeq`;
 * refused: the server said no to some of it; its author decides.
 */
export interface PendingRow {
  readonly deviceSeq: number;
  readonly id: EnvelopeId;
  readonly state: "queued" | "accepted" | "refused";
  readonly acceptedSeq: number;
  /** Sealed to the server: a locked tablet can still deliver it. */
  readonly wire: SealedEnvelope;
  /** Under the row key: what the screen shows. */
  readonly inside: { readonly envelope: Envelope; readonly verdicts: readonly ChangeVerdict[] };
}

/** What of a pending row can be read while the vault is shut. */
export type PendingOutside = Omit<PendingRow, "inside">;

/** The numbers of what waits, by how each stands; in device order. */
export interface PendingStates {
  readonly queued: readonly number[];
  readonly refused: readonly number[];
  readonly accepted: readonly Pick<PendingRow, "deviceSeq" | "acceptedSeq">[];
}

/** An envelope the feed has brought back, kept so that it can be offered again after a restore. */
export interface AcceptedRow {
  readonly deviceSeq: number;
  readonly id: EnvelopeId;
  readonly acceptedSeq: number;
  readonly at: number;
  readonly wire: SealedEnvelope;
}

/** What this device may hold (A14), and what it was sent of it. */
export interface Holdings {
  /** The level at which each scope that is not named below is held; null: not at all. */
  readonly rest: string | null;
  readonly levels: { readonly [scope: string]: string | null };
  /** May be held, and has not come: asked for until it is here. */
  readonly wanted: readonly ScopeId[];
  /** Was held here and may not be any more: nothing about it is shown, and nothing of it kept that the server has. */
  readonly lost: readonly ScopeId[];
}

/** Half-written work: sealed, private to its author, never sent. */
export interface DraftRow {
  readonly id: string;
  readonly author: AdultId;
  readonly at: number;
  readonly body: JsonObject;
}

export interface RowsWanted {
  readonly scope: ScopeId;
  /** Absent: every type. */
  readonly types?: readonly string[];
  /** Newest first by `whenOf`, this many. Absent: all. */
  readonly limit?: number;
  /** Only records whose `when` is before this. */
  readonly before?: string;
}

/**
 * One transaction. Inside it nothing is awaited but these methods (F6). Sealed tables (rows, entries, summaries,
 * pending insides, drafts) throw `Locked` while no sealer is set.
 */
export interface StoreTx {
  control<K extends keyof Control>(key: K): Promise<Control[K] | undefined>;
  setControl<K extends keyof Control>(key: K, value: Control[K] | undefined): Promise<void>;
  slots(): Promise<readonly Slot[]>;
  putSlot(slot: Slot): Promise<void>;
  deleteSlot(id: string): Promise<void>;

  /** A record of this scope; undefined also where it belongs to another one. */
  row(id: RecordId, scope: ScopeId): Promise<RecordRow | undefined>;
  /** Several records of one scope, in the order of their names, each as `row` gives it. */
  rowsNamed(ids: readonly RecordId[], scope: ScopeId): Promise<readonly (RecordRow | undefined)[]>;
  rows(wanted: RowsWanted): Promise<readonly RecordRow[]>;
  /** Puts server rows as the feed brought them; a row older than the one held is left out. */
  putRows(rows: readonly RecordRow[]): Promise<void>;
  /**
   * Puts rows and their entries straight into the packs of their scopes: for what comes scope by scope, in a snapshot.
   * Of a record that is held already the newer stays.
   */
  putPacked(rows: readonly RecordRow[], entries: readonly Entry[]): Promise<void>;
  /** Puts rows and their entries as a page of the feed brought them: into packs where that is less to write. */
  putBrought(rows: readonly RecordRow[], entries: readonly Entry[]): Promise<void>;
  /** Keyed names of the scopes beside whose packs at least this many rows lie. */
  scopesToFold(least: number): Promise<readonly string[]>;
  /** Folds what lies beside the packs of a scope into them. True where there was more than one transaction should do. */
  foldScope(name: string): Promise<boolean>;
  /** In the order of the school's sequence. */
  entriesOf(record: RecordId, scope: ScopeId): Promise<readonly Entry[]>;
  /** Of several records of one scope, in their order, each as `entriesOf` gives them. */
  entriesOfEach(records: readonly RecordId[], scope: ScopeId): Promise<readonly (readonly Entry[])[]>;
  putEntries(entries: readonly Entry[]): Promise<void>;
  summary(scope: ScopeId): Promise<Summary | undefined>;
  summaries(): Promise<readonly Summary[]>;
  putSummary(summary: Summary): Promise<void>;
  /** Forgets rows, entries and summary of a scope. */
  purgeScope(scope: ScopeId): Promise<void>;
  /** Forgets all server state (rows, entries, summaries). Pending, accepted and drafts stay. */
  clearState(): Promise<void>;
  /** What this device may hold, as the server said last; sealed, because it names pupils. */
  holdings(): Promise<Holdings | undefined>;
  setHoldings(holdings: Holdings | undefined): Promise<void>;

  /** In device order. */
  pending(): Promise<readonly PendingRow[]>;
  pendingOutside(): Promise<readonly PendingOutside[]>;
  /** In device order, both ends within. */
  pendingBetween(first: number, last: number): Promise<readonly PendingOutside[]>;
  /** Those of these that are there, opened. */
  pendingNamed(deviceSeqs: readonly number[]): Promise<readonly PendingRow[]>;
  /** How each of what waits stands, without reading what is in it; works while locked. */
  pendingStates(): Promise<PendingStates>;
  /** What of it does not open any more, nor does its copy. */
  damagedPending(): Promise<readonly PendingOutside[]>;
  putPending(row: PendingRow): Promise<void>;
  /** Changes only what stands outside the seal; works while locked. What is not there any more is passed over. */
  markPending(marks: readonly Pick<PendingRow, "deviceSeq" | "state" | "acceptedSeq">[]): Promise<void>;
  deletePending(deviceSeqs: readonly number[]): Promise<void>;
  /** In device order; the first of them where a limit is given. */
  accepted(limit?: number): Promise<readonly AcceptedRow[]>;
  putAccepted(rows: readonly AcceptedRow[]): Promise<void>;
  deleteAccepted(deviceSeqs: readonly number[]): Promise<void>;

  drafts(): Promise<readonly DraftRow[]>;
  putDraft(draft: DraftRow): Promise<void>;
  deleteDraft(id: string): Promise<void>;
  deleteDamagedDrafts(): Promise<void>;

  /** Sealed as they are; works while locked. */
  jots(): Promise<readonly JotRow[]>;
  putJot(row: JotRow): Promise<void>;
  deleteJot(id: JotId): Promise<void>;
}

/** What a write touched: other readers, other tabs included, look again at just that. */
export interface Touched {
  readonly scopes: readonly ScopeId[] | "all";
  /** `counts`: how much waits, and nothing that is shown of it. */
  readonly parts: readonly ("rows" | "pending" | "drafts" | "control" | "slots" | "jots" | "counts")[];
}

export interface Store {
  read<T>(work: (tx: StoreTx) => Promise<T>): Promise<T>;
  /**
   * All or nothing. Resolves only when the transaction is complete; "strict" waits for the disk.
   * `touched` may be computed by the work (it runs after it).
   * The work may run twice: a lost connection rolls back the first run, so it keeps nothing outside the transaction.
   */
  write<T>(
    durability: "strict" | "relaxed",
    work: (tx: StoreTx) => Promise<T>,
    touched: Touched | ((result: T) => Touched),
  ): Promise<T>;
  /** Keys for the sealed tables; null when the vault shuts. */
  useSealer(sealer: Sealer | null): void;
  /** Hears of every completed write, in this tab and in others. */
  subscribe(listener: (touched: Touched) => void): () => void;
  /** Tells the other tabs who is at this one now; null when that adult has gone. */
  tellWho(adult: AdultId | null): void;
  /** Hears it from the other tabs, never from this one. */
  onWho(listener: (adult: AdultId | null) => void): () => void;
  /** Runs it, unless another tab of the browser is at it. Saves work; nothing may depend on it. */
  alone(work: () => Promise<void>): Promise<void>;
  /** What only this device has, as it is stored, to be kept a second time elsewhere; needs no keys [V37]. */
  copyRows(): Promise<StoredCopy>;
  /** Puts that back into a database that knows nothing of itself. False, and nothing done, where it does. */
  bringBack(copy: StoredCopy): Promise<boolean>;
  /** Clear bytes of some stored rows, as a finder of the tablet would read them. */
  rawRows(limit: number): Promise<readonly { readonly table: string; readonly stored: unknown }[]>;
  close(): void;
  /** Removes the database. The vault destroys its keys first: deleting does not erase. */
  destroy(): Promise<void>;
}

export class Locked extends Error {
  constructor() {
    super("the vault is shut");
    this.name = "Locked";
  }
}

/** Files beside the database, by name [V37]. What is read may have been written by another tab. */
export interface Mirror {
  read(): Promise<readonly { readonly name: string; readonly text: string }[]>;
  put(name: string, text: string): Promise<void>;
  delete(name: string): Promise<void>;
}

export interface DevicePorts {
  /** Opens the device's own database; the name is fixed, the school is inside. */
  readonly store: Store;
  readonly transport: Transport;
  /** Absent: there is no second copy of what waits. */
  readonly mirror?: Mirror | undefined;
  /** Absent: this is the only tab. */
  readonly turns?: Turns;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly randomBytes: RandomBytes;
  readonly slowHash: SlowHash;
}
