// What a screen may ask of a device, and nothing of how it is done. Entered by device.ts.

import type { JsonObject } from "#base/json.ts";
import type { Signal } from "#base/signal.ts";
import type { Command } from "#ledger/command.ts";
import type { AdultId, ChangeId, DeviceId, EnvelopeId, RecordId, SchoolId, ScopeId } from "#ledger/names.ts";
import type { Envelope } from "#ledger/change.ts";
import type { Refusal } from "#ledger/refusal.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import type { ViewRecord } from "#ledger/view.ts";
import type { Entry } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { DevicePorts, DraftRow, Holdings, JotId } from "./ports.ts";

/** Who is at the device. */
export type Standing =
  /** Not known yet (the store is being opened). */
  | { readonly state: "starting" }
  /** Belongs to no school. */
  /** `left`: so many commits still wait here, of a device that lost what it knew of itself [S23]. */
  | { readonly state: "new"; readonly left?: number }
  /** Enrolled, nobody can open it yet: an adult signs in. */
  | { readonly state: "enrolled"; readonly schoolName: string; readonly demo: boolean }
  | {
      readonly state: "locked";
      readonly schoolName: string;
      readonly demo: boolean;
      readonly deviceKind: "shared" | "personal";
      readonly people: readonly Person[];
      /** The school has locked it from afar: nobody opens it until the server lets them (A49). */
      readonly schoolLock?: true;
    }
  | {
      readonly state: "open";
      readonly school: SchoolId;
      readonly schoolName: string;
      readonly device: DeviceId;
      readonly deviceKind: "shared" | "personal";
      readonly demo: boolean;
      readonly adult: AdultId;
      readonly label: string;
      /** The server was not reached for too long: what is written is kept, and nothing is shown until it is (V35). */
      readonly leaseOver?: true;
      /** A cover adult: who let them in, and their one day, "2026-06-09" (A34). */
      readonly cover?: { readonly host: AdultId; readonly day: string };
    }
  /** The browser's storage does not work: nothing can be saved. */
  | { readonly state: "broken"; readonly sentence: string };

/** An adult who can open this device. */
export interface Person {
  readonly adult: AdultId;
  /** First name and initial. */
  readonly label: string;
  /** How many digits their PIN has, where they set one. */
  readonly digits?: number;
  /** True while the PIN opens this page: somebody has opened it with words or a login since it was loaded (V10). */
  readonly warm?: boolean;
}

/** What can be watched. Every answer is the view: server state with what is pending laid over it. */
export interface Queries {
  record: {
    readonly ask: { readonly kind: "record"; readonly id: RecordId; readonly scope: ScopeId };
    readonly answer: ViewRecord | null;
  };
  /** Newest first by what happened when. Withdrawn records are left out unless asked for. */
  records: {
    readonly ask: {
      readonly kind: "records";
      readonly scope: ScopeId;
      readonly types?: readonly string[];
      readonly limit?: number;
      readonly withdrawn?: boolean;
    };
    readonly answer: readonly ViewRecord[];
  };
  /** One summary a scope: lists, search, Today. */
  summaries: { readonly ask: { readonly kind: "summaries" }; readonly answer: readonly Summary[] };
  summary: { readonly ask: { readonly kind: "summary"; readonly scope: ScopeId }; readonly answer: Summary };
  /** Every change of a record that this device knows of, oldest first, unsent ones last. */
  history: {
    readonly ask: { readonly kind: "history"; readonly record: RecordId; readonly scope: ScopeId };
    readonly answer: readonly HistoryLine[];
  };
  /** What has not been accepted, oldest first. */
  unsent: { readonly ask: { readonly kind: "unsent" }; readonly answer: readonly Unsent[] };
  drafts: { readonly ask: { readonly kind: "drafts" }; readonly answer: readonly DraftRow[] };
  /** Whether the adult here has a PIN on this device. */
  pin: { readonly ask: { readonly kind: "pin" }; readonly answer: boolean };
  /** What was written while the device was locked, by this adult or by nobody in particular, and is not filed yet. */
  jots: { readonly ask: { readonly kind: "jots" }; readonly answer: readonly Jot[] };
  /** What this device may hold (A14), so that a screen tells "nothing is written" from "not kept here". Null: not told. */
  holdings: { readonly ask: { readonly kind: "holdings" }; readonly answer: Holdings | null };
}
export type Query = Queries[keyof Queries]["ask"];
export type AnswerTo<Q extends Query> = Extract<
  Queries[keyof Queries],
  { readonly ask: { readonly kind: Q["kind"] } }
>["answer"];

export interface HistoryLine {
  readonly change: Entry["change"];
  readonly author: string;
  readonly device: string;
  readonly at: string;
  /** Server time; absent while unsent. */
  readonly received?: string;
  readonly outcome: "applied" | "same" | "decision" | "unsent" | "refused";
}

export interface Unsent {
  readonly envelope: Envelope;
  readonly state: "queued" | "refused";
  readonly verdicts: readonly ChangeVerdict[];
}

/** What was written while the device was locked (V30). */
export interface Jot {
  readonly id: JotId;
  /** The type of record it is meant to become. */
  readonly kind: string;
  /** The fields of that record, as far as whoever wrote it knew them. */
  readonly body: JsonObject;
  /** When, by this device's clock, with its offset. */
  readonly at: string;
  /** Who said that they were writing. Filing it signs it; nothing before that proves who it was. */
  readonly author: AdultId | null;
  readonly scope: ScopeId | null;
}

export interface JotAbout {
  /** The adult who says that they are writing: they alone are shown it. Absent: whoever opens the device next. */
  readonly author?: AdultId;
  /** Whom it is about, where that was chosen before the device was locked. */
  readonly scope?: ScopeId;
  /** What this page jotted a moment ago and is typed on: it goes in that one's place, under an id of its own. Where that is gone it is one more. */
  readonly instead?: JotId;
}

/** Upload and download apart: "my work has gone" and "I see the latest" are two facts. Counted from the store. */
export interface SyncStatus {
  /** False until it was read how much waits here: the numbers say nothing before. */
  readonly counted: boolean;
  /** Envelopes not yet accepted, refused ones left out. A live count; never inferred from a finished run. */
  readonly queued: number;
  readonly refused: number;
  readonly decisions: number;
  /** When the oldest queued commit was made (ms), or null. */
  readonly oldestQueued: number | null;
  /** The last well-formed answer of our own server (ms), or null. */
  readonly lastContact: number | null;
  /** When all that others had written was here (ms), or null: contact alone may have sent and brought nothing. */
  readonly upToDate: number | null;
  readonly reach: "unknown" | "online" | "unreachable";
  readonly sending: boolean;
  /** Everything in scope has arrived at least once. */
  readonly complete: boolean;
  /** The last attempts, newest first, ten at most. */
  readonly attempts: readonly {
    readonly at: number;
    readonly ok: boolean;
    /** Our own server answered, whatever it said: the words are its own, or of what it said. */
    readonly reached: boolean;
    readonly words: string;
  }[];
  /** What came of the last "Send now", in words that stay true: with the time, and with what still waits. */
  readonly sentNow: { readonly at: number; readonly ok: boolean; readonly words: string } | null;
  /** Storage trouble: "Not saving – act now". */
  readonly trouble: string | null;
  /** The server does not know this device any more: `readmit` lets it in again. Everything here stays meanwhile [S18]. */
  readonly unknownHere: boolean;
  /** The server has taken this device out of use, and said so since the page was loaded (A17). */
  readonly takenOut: boolean;
  /** What this tablet is called; null where that is not kept. */
  readonly tablet: string | null;
  /** Something kept here cannot be read. It is fetched again at the next contact, after what waits was sent [S23]. */
  readonly damaged: boolean;
  /** Of `queued`: commits that wait until their adult opens the device, and are then signed anew [S19]. */
  readonly toSign: number;
  /** Adults who sign in once, with name and password, so that what waits on a restored server for their key is filed [S21]. */
  readonly toSignIn: readonly AdultId[];
  /** What was written while the device was locked, and is not filed yet. */
  readonly jots: number;
  /** The storage was found empty since the page was loaded, and so many entries were brought back; null: it was not. */
  readonly recovered: number | null;
  /** Whether this browser keeps a second copy of what waits (V37), as the last try went; null: not tried yet. */
  readonly secondCopy: boolean | null;
  /** The server's audit is not what this device was told before: the number of the line (A46); null: all is well. */
  readonly auditDiffers: number | null;
  /**
   * What stood here was other than what the server has, and was asked for anew [S33]: when that was found last, of how many
   * pupils (the school's own records count as one), and of how many it is so still; null: never.
   */
  readonly differed: { readonly at: number; readonly scopes: number; readonly still: number } | null;
}

export interface Committed {
  readonly refused?: false;
  readonly envelope: EnvelopeId;
  /** The records the commit made or changed, in the order of its changes. */
  readonly records: readonly RecordId[];
  readonly changes: readonly ChangeId[];
}

export type WhereChange = "saved" | "sending" | "sent" | "needs-decision" | "could-not-send";

export interface Device {
  readonly schema: Schema;
  readonly standing: Signal<Standing>;
  readonly status: Signal<SyncStatus>;
  /** Milliseconds, as the school's clock on this device (the demo has a clock of its own). */
  now(): number;
  /** The local moment, "2026-06-09T10:42". */
  localNow(): string;

  /** Sets up the first school with the code from the server's terminal; opens the vault. Gives the five words once. */
  setUp(input: SetUpInput): Promise<{ readonly refused?: false; readonly words: readonly string[] } | Refusal>;
  enrol(input: {
    readonly code: string;
    readonly name: string;
    readonly kind: "shared" | "personal";
  }): Promise<undefined | Refusal>;
  /**
   * Lets a device in again that the server does not know any more, under its own name: with an administrator's code, or
   * in the name of an adult whom the server knows. Nothing on it is lost or asked for again [S18].
   */
  readmit(
    how: { readonly code: string } | { readonly login: string; readonly password: string },
  ): Promise<undefined | Refusal>;
  /** Signs an adult in on this device, online. The first time it gives the adult's five words; later it opens the vault. */
  signIn(input: {
    readonly login: string;
    readonly password: string;
    readonly invitation?: string;
    /**
     * After the refusal "wordsNeeded" (a restored server releases other shares): the adult has no words to open it with.
     * They get new ones and a new key; what they wrote and is not known yet stays aside on the server [S21].
     */
    readonly wordsLost?: boolean;
  }): Promise<{ readonly refused?: false; readonly words?: readonly string[] } | Refusal>;
  /** Refused: "noWords", "wrongWords", "schoolLock" (the school has locked the device, A49). */
  openWithWords(adult: AdultId, words: readonly string[]): Promise<undefined | Refusal>;
  /**
   * Takes over by PIN, on a page that somebody opened with words or a login since it was loaded (V10). Refused:
   * "wrongPin", "pinWait" (too many wrong ones of this adult, for a time), "pinOff" (20 were wrong), "pinCold", "schoolLock".
   */
  openWithPin(adult: AdultId, pin: string): Promise<undefined | Refusal>;
  /** Sets the PIN of the adult here, or another one. Refused: "pinForm", "pinWeak", "locked", "coverItself". */
  setPin(pin: string): Promise<undefined | Refusal>;
  dropPin(): Promise<void>;
  /**
   * Hands this shared tablet, as it stands open, to a cover adult for the rest of the day (A34). `vouch` is the commit of
   * the adult who lets them in: its one record names them and holds `key`, what they sign with from here on. `again`: the
   * record by which the same adult let the same person in earlier today, with its key. Works with no network.
   * Refused: what the commit is refused for, "notShared", "coverItself", "notLetIn".
   */
  letCoverIn<Who extends JsonObject>(
    vouch: Command<Who & { readonly key: string }>,
    who: Who,
    label: string,
    again?: { readonly adult: RecordId; readonly key: string },
  ): Promise<undefined | Refusal>;
  enterDemo(persona: "room" | "reintegration" | "senco" | "leader"): Promise<undefined | Refusal>;
  /**
   * Removes everything of Waymark from this browser, on a device that was taken out of use (V38). What waits is sent
   * first. Refused: "unsent" (then `saved`, once it stands in a file), "notDelivered", "stillInUse", "unreachable".
   */
  clear(saved: boolean): Promise<undefined | Refusal>;
  /** Leaves the demo and removes every trace of it from this device. */
  leaveDemo(): Promise<void>;
  /**
   * Shuts the vault at once: keys zeroed, watches emptied. Unsent work stays and can still be delivered. The other
   * tabs put drafts away and shut too, unless it is "here" alone: a tab that was left must not shut the one in use.
   */
  lock(where?: "everywhere" | "here"): void;

  /** The one write. Resolves when the commit is durable on this device; refusals come back as values. */
  commit<Input>(command: Command<Input>, input: Input): Promise<Committed | Refusal>;
  /**
   * Writes something down without opening the vault: a note, a pupil's check-in. `kind` is the type of record it is to
   * become, `body` its fields. Works while locked and while open. It is sealed at once and nobody can read it here
   * before an adult opens the device; then it stands in the query "jots" until it is filed (V30). Resolves when it is on
   * the disk. Refused: "notReady" before anybody has ever opened this device, "tooLarge", "tooMany" (they wait for an adult), "notSaved".
   */
  jot(
    kind: string,
    body: JsonObject,
    about?: JotAbout,
  ): Promise<{ readonly refused?: false; readonly id: JotId } | Refusal>;
  /** Its author at the locked device deleted the words: only what this page jotted itself and nobody has filed. */
  takeJotBack(id: JotId): Promise<void>;
  /**
   * Commits, and takes the jot off the list in the same transaction; or all the jots that become one record. Refused
   * "filed" where that was done before with one of them.
   */
  fileJot<Input>(id: JotId | readonly JotId[], command: Command<Input>, input: Input): Promise<Committed | Refusal>;
  /** A person's decision that it is not theirs to file: the server keeps it for the safeguarding lead. */
  setJotAside(id: JotId): Promise<void>;
  /** The one read. The signal's value is undefined until the first answer. Watches of equal questions share work. */
  watch<Q extends Query>(query: Q): Signal<AnswerTo<Q> | undefined>;
  /** Where a record's newest change of this device is: undefined once everything in it came back through the feed. */
  whereIs(record: ViewRecord | Slim): WhereChange | undefined;

  /** Says that now may be a good moment to send: on focus, on "online", when the page is shown again. */
  nudge(): void;
  /** Whether anybody can see this page: only then it listens for what is new. Yes until told otherwise. */
  shown(isShown: boolean): void;
  /** Tries now, whatever the backoff says; tells what came of it in a sentence. */
  sendNow(): Promise<{ readonly ok: boolean; readonly words: string }>;
  /** A person's decision on a refused commit: gone from the list, kept in the history file of the device. */
  letGo(envelope: EnvelopeId): Promise<void>;
  /** Sends a refused commit once more, as its author at the device asks. False where it is not theirs to send. */
  sendAgain(envelope: EnvelopeId): Promise<boolean>;
  /** What is unsent, sealed to the server, as a file: the last resort for a tablet that cannot send [S24]. */
  unsentFile(): Promise<{ readonly name: string; readonly text: string; readonly count: number }>;
  saveDraft(id: string, body: JsonObject): Promise<void>;
  dropDraft(id: string): Promise<void>;

  /** Asks the server something only it can answer (codes, invitations), signed by this device. */
  ask(
    method: "GET" | "POST",
    path: string,
    body?: JsonObject,
  ): Promise<{ readonly refused?: false; readonly body: unknown } | Refusal>;
  /** Folds all that came since into the packs, now. A device does it by itself when nothing has been written for a while. */
  tidy(): Promise<void>;
  /** What a finder of the tablet would see of some stored rows. */
  finderView(limit: number): Promise<readonly { readonly table: string; readonly stored: unknown }[]>;
  /** Stops timers and closes the store. */
  close(): void;
}

export interface SetUpInput {
  readonly code: string;
  readonly schoolName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly login: string;
  readonly password: string;
  readonly deviceName: string;
  readonly deviceKind: "shared" | "personal";
}

/** `own`: they made the record, or are making it now. */
export interface CoverView {
  /** A record as lists carry it, with what of it they are shown; undefined: nothing. */
  slim(slim: Slim, own: boolean): Slim | undefined;
  /** The whole record, with its history. */
  mayRead(type: string, own: boolean): boolean;
  mayWrite(type: string, own: boolean): boolean;
}

export interface DeviceOptions {
  readonly ports: DevicePorts;
  readonly schema: Schema;
  /** The version of the app, for stamps. */
  readonly app: string;
  /** Hears of bugs met where nobody waits for an answer. Absent: they are thrown where the browser reports them. */
  readonly onFault?: (error: unknown) => void;
  /** Puts away what is half written, before this tab is shut because of what happened in another. Takes a moment at most. */
  readonly putAway?: () => Promise<void>;
  /** Argon2id cost: 64 MiB and 3 passes unless told (a simulation asks for less). */
  readonly slowHashCost?: { readonly memoryKib: number; readonly passes: number };
  /**
   * Whether a device that was last in contact on a day may show nothing any more (V35): days are local, "2026-06-09";
   * `school` is the summary of the school's own records. Absent: it always may.
   */
  readonly lease?: (facts: {
    readonly since: string;
    readonly today: string;
    readonly school: Summary | undefined;
  }) => boolean;
  /** What the device shows a cover adult, and lets them write (A34), whatever the screen asks. Absent: everything. */
  readonly coverView?: CoverView;
  /** The same for PINs, which are tried a few times only: less. */
  readonly pinCost?: { readonly memoryKib: number; readonly passes: number };
}
