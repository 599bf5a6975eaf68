// The one write (F1). A command's changes are checked, then numbered, signed, sealed and kept in one strict
// transaction: either all of a commit is on the disk when "saved" is said, or nothing of it is [S1, V21].

import { type RandomBytes, randomId } from "#base/id.ts";
import type { Change, Draft, Envelope } from "#ledger/change.ts";
import type { Command, CommandContext } from "#ledger/command.ts";
import type { ChangeId, DeviceId, EnvelopeId, RecordId, SchoolId } from "#ledger/names.ts";
import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import type { Schema } from "#ledger/schema.ts";
import { checkChange } from "#ledger/validate.ts";
import { createdBy } from "#ledger/view.ts";
import { MOST_CHANGES } from "#protocol/envelope.ts";
import type { Committed, CoverView } from "./door.ts";
import type { Opened } from "./opened.ts";
import { Locked, type PendingRow, type Store, type StoreTx } from "./ports.ts";
import type { SchoolClock } from "./school-clock.ts";
import { viewOf } from "./overlay.ts";
import { coverOver } from "./sign-in/cover.ts";
import { StoreTrouble } from "./store/store-trouble.ts";
import { sealEnvelope } from "./vault/envelope.ts";
import type { WaitingHere } from "./waiting-here.ts";

/** Characters of one sealed commit: what the wire takes (envelope.ts), with room to spare for what stands beside it. */
const LARGEST = 3_900_000;

export interface CommitDeps {
  readonly store: Store;
  readonly schema: Schema;
  readonly clock: SchoolClock;
  readonly randomBytes: RandomBytes;
  readonly app: string;
  readonly opened: () => Opened | undefined;
  /** What a cover adult may write (A34); absent: everything. */
  readonly cover?: { readonly view: CoverView; readonly waiting: Pick<WaitingHere, "refresh"> } | undefined;
  /** Hears of a commit as soon as it is on the disk. */
  readonly onCommitted: (row: PendingRow) => void;
  /** Hears whether storage works: a sentence, or null when it worked. */
  readonly onTrouble: (sentence: string | null) => void;
}

const shut = (): Refusal => refuse("locked", "This tablet is locked. Unlock it, then save again.");

export function createCommit(deps: CommitDeps) {
  /** `also`: done in the same transaction; false undoes it all, because it was done before. */
  return async function commit<Input>(
    command: Command<Input>,
    input: Input,
    also?: (tx: StoreTx) => Promise<boolean>,
  ): Promise<Committed | Refusal> {
    const opened = deps.opened();
    if (!opened) return shut();
    const over = coverOver(opened, deps.clock.localNow().slice(0, 10));
    if (over) return over;
    const changes = changesOf(deps, opened, command, input);
    if (isRefusal(changes)) return changes;
    let row: PendingRow;
    try {
      row = await keep(deps, opened, changes, also);
    } catch (error) {
      if (error instanceof Locked) return shut();
      if (error instanceof DoneBefore) return refuse("filed", "This was filed already, in another tab.");
      if (error instanceof NotForCover) return notForCover;
      if (error instanceof TooLarge) return refuse("tooLarge", "This is too much to save at once. Save it in parts.");
      if (!(error instanceof StoreTrouble)) throw error;
      deps.onTrouble(error.sentence);
      return refuse("notSaved", error.sentence);
    }
    deps.onTrouble(null);
    deps.onCommitted(row);
    const { envelope } = row.inside;
    return {
      envelope: envelope.id,
      records: [...new Set(envelope.changes.map((change) => change.record))],
      changes: envelope.changes.map((change) => change.id),
    };
  };
}

class TooLarge extends Error {}
class NotForCover extends Error {}
const notForCover = refuse("notForCover", "A cover adult cannot change this. Ask an adult of the school.");
/** Undoes the transaction it is thrown in. */
class DoneBefore extends Error {}

/** The command's changes, each as its definition wants it, or the first sentence that says why not. */
function changesOf<Input>(
  { schema, clock, randomBytes }: CommitDeps,
  { adult }: Opened,
  command: Command<Input>,
  input: Input,
): readonly Change[] | Refusal {
  const now = clock.localNow();
  const newId = (): RecordId => randomId<RecordId>(randomBytes);
  const context: CommandContext = { schema, author: adult, now, newId };
  const drafts = command.run(input, context);
  if (isRefusal(drafts)) return drafts;
  if (drafts.length === 0) return refuse("nothing", "There is nothing new to save.");
  if (drafts.length > MOST_CHANGES)
    return refuse("tooMany", `This is ${drafts.length} changes at once. Save ${MOST_CHANGES} at most.`);
  for (const draft of drafts) {
    const bad = checkDraft(schema, draft, now.slice(0, 10));
    if (bad) return bad;
  }
  return drafts.map((draft) => ({ ...draft, id: randomId<ChangeId>(randomBytes) }) as Change);
}

function checkDraft(schema: Schema, draft: Draft, today: string): Refusal | undefined {
  const definition = schema.definitions[draft.type];
  if (!definition) return refuse("noSuchType", `This version of Waymark has no record called ${draft.type}.`);
  return checkChange(definition, draft, { unknownFields: "refuse", today });
}

/** One transaction; nothing in it is awaited but the store (F6). */
function keep(
  deps: CommitDeps,
  opened: Opened,
  changes: readonly Change[],
  also: ((tx: StoreTx) => Promise<boolean>) | undefined,
): Promise<PendingRow> {
  const { store, schema, clock, randomBytes, app } = deps;
  const { enrolled, adult, authorKey, author, sender } = opened;
  const at = clock.stamp();
  const id = randomId<EnvelopeId>(randomBytes);
  const scopes = [...new Set(changes.map((change) => change.scope))];
  let tried: PendingRow | undefined;
  return store.write(
    "strict",
    async (tx) => {
      // The store runs this again after a lost connection. The first run may have reached the disk all the same, and
      // what it kept may have been sent since: a second envelope of one commit would never be answered [S3].
      if (tried && (await stands(tx, tried))) return tried;
      if (opened.cover && !(await isTheirs(deps, tx, adult, changes))) throw new NotForCover();
      // The number is given out here and nowhere else: two tabs never share one, and none is left out [S3].
      const deviceSeq = ((await tx.control("deviceSeq")) ?? 0) + 1;
      const envelope: Envelope = {
        format: 1,
        id,
        school: enrolled.school as SchoolId,
        device: enrolled.device as DeviceId,
        deviceSeq,
        author: adult,
        authorKey,
        at,
        schema: schema.version,
        app,
        changes,
      };
      const wire = sealEnvelope({ envelope, sign: (text) => author.sign(text), randomBytes, sender });
      if (wire.box.length > LARGEST) throw new TooLarge();
      const row: PendingRow = {
        deviceSeq,
        id,
        state: "queued",
        acceptedSeq: 0,
        wire,
        inside: { envelope, verdicts: [] },
      };
      await tx.setControl("deviceSeq", deviceSeq);
      await tx.putPending(row);
      if (also && !(await also(tx))) throw new DoneBefore();
      tried = row;
      return row;
    },
    { scopes, parts: also ? ["pending", "jots"] : ["pending"] },
  );
}

/** May a cover adult write all of it? What others made is looked at as it stands here (A34). */
async function isTheirs(
  { cover, schema }: CommitDeps,
  tx: StoreTx,
  adult: string,
  changes: readonly Change[],
): Promise<boolean> {
  if (!cover) return true;
  const { byRecord } = await cover.waiting.refresh(tx);
  const made = new Set(changes.filter(({ kind }) => kind === "create").map(({ record }) => record));
  for (const { record, scope, type } of changes) {
    const row = viewOf(await tx.row(record, scope), byRecord.get(record), [], schema);
    const own = row ? createdBy(row)?.author === adult : made.has(record);
    if (!cover.view.mayWrite(row?.type ?? type, own)) return false;
  }
  return true;
}

async function stands(tx: StoreTx, { id }: PendingRow): Promise<boolean> {
  const same = (row: { readonly id: EnvelopeId }): boolean => row.id === id;
  return (await tx.pendingOutside()).some(same) || (await tx.accepted()).some(same);
}
