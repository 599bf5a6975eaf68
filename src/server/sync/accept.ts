// Push: takes a device's envelopes in device order and gives each its verdict, once. Everything of a batch is one
// transaction: the answer speaks only of what is on the disk, and a failure leaves nothing half-applied.
//
//  - an envelope that was here before gets the verdict it got then; another body under its name is refused [S2]
//  - numbers are contiguous: at a gap the server stops and says which one it wants [S3]. From a file a device may have
//    left things out that it will still offer: what stands behind a gap there is taken in, and the gap still wanted [S24]
//  - what cannot be opened or believed is kept whole, and the ones behind it go on [S6]

import type { Change, Envelope } from "#ledger/change.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { ChangeVerdict, EnvelopeVerdict, PushAnswer, PushRequest } from "#protocol/push.ts";
import { WIRE } from "#protocol/version.ts";
import type { DeviceRow, EnvelopeRow, SchoolTx, Storage } from "../storage/storage.ts";
import { withDecisionsTold } from "./decisions-told.ts";
import { doubtAbout } from "./doubt-about.ts";
import { type Filing, openFiling } from "./filing.ts";
import { createOpener, hashOfSealed, type Opener, type VerifyAside } from "./open.ts";
import { formerAside } from "./former-aside.ts";
import { handedOver } from "./hand-over.ts";
import { lookAhead, openingOnce } from "./look-ahead.ts";
import type { ScopeRules } from "./scope-for.ts";
import { type ScopesOfAuthors, scopesOfAuthors } from "./scope-of-author.ts";
import { withWord } from "./with-word.ts";

export interface AcceptDeps extends ScopeRules {
  readonly storage: Storage;
  readonly clock: { now(): number };
  readonly newId: () => string;
  readonly log: (line: string) => void;
  /** Absent: every signature is looked at where it is filed. */
  readonly verifyAside?: VerifyAside;
}

/** The device that asks, as its proof showed it (A1). */
export interface Asker {
  readonly school: string;
  readonly device: string;
  /** The adult who has it open, as their key showed. */
  readonly reader?: string | undefined;
}

/**
 * So many changes are filed in one transaction: others wait while it runs. The rest of the batch is sent again
 * from `next`, as after a gap.
 */
export const ENOUGH_CHANGES = 250;

const LET_GO = { verdict: "refused", code: "letGo", sentence: "Its author let it go." } as const;

/** push: from the device itself; file: what it saved as a file, in the order of its numbers. */
export type CameAs = "push" | "file";

export async function acceptPush(
  deps: AcceptDeps,
  asker: Asker,
  request: PushRequest,
  cameAs: CameAs = "push",
  /** Hears for which of the records that were filed into something waits (file-waiting.ts). */
  waitedFor: Pick<Set<string>, "add"> = new Set(),
): Promise<PushAnswer> {
  const { verifyAside, storage } = deps;
  const ahead = verifyAside && (await lookAhead({ storage, verifyAside }, asker, request.envelopes, ENOUGH_CHANGES));
  return storage.transact(asker.school, async (asked) => {
    const tx = rememberingAdults(asked);
    const school = await tx.row();
    const device = await tx.device(asker.device);
    if (!device) throw new Error("the device went while its push was on the way");
    const open = ahead?.openerFor(school) ?? openingOnce(createOpener(school));
    const filing = await openFiling({
      tx,
      rules: deps.grants.rules,
      schema: deps.schema,
      newId: deps.newId,
      log: deps.log,
    });
    const received = deps.clock.now() + school.clockOffset;
    const known = new Map((await tx.envelopes(request.envelopes.map(({ id }) => id))).map((row) => [row.id, row]));
    const scopeOf = scopesOfAuthors(deps, tx, filing, device);
    const letGo = request.letGo ?? [];
    const intake: Intake = { deps, tx, device, filing, open, received, known, taken: [], letGo, scopeOf };
    await readAhead(intake, request.envelopes);
    const verdicts: EnvelopeVerdict[] = [];
    let { lastSeq, app } = device;
    let filed = 0;
    for (const sealed of request.envelopes) {
      const opens = verdicts.length === 0 && sealed.deviceSeq === request.kept;
      if (opens && sealed.deviceSeq > lastSeq + 1) {
        // S17: the device has no longer what stood between. It is not asked for ever, and it is known that it was there.
        const facts = JSON.stringify({ from: lastSeq + 1, to: sealed.deviceSeq - 1 });
        filing.note({ at: received, what: "numbersMissing", who: "", device: device.id, about: device.id, facts });
        lastSeq = sealed.deviceSeq - 1;
      }
      const before = await verdictBefore(intake, sealed, lastSeq);
      if (before) {
        verdicts.push(before);
        // Its number is used up all the same: asked for for ever, it would stop everything behind it [S3].
        // Under a former name it has a number of that name.
        const isOwn = sealed.device === device.id || !device.revoked;
        if (isOwn && sealed.deviceSeq === lastSeq + 1) lastSeq = sealed.deviceSeq;
        continue;
      }
      const isNext = sealed.deviceSeq === lastSeq + 1;
      if ((!isNext && cameAs === "push") || filed >= ENOUGH_CHANGES) break;
      const taken = await takeIn(intake, sealed);
      const { id, deviceSeq } = sealed;
      const row = { id, device: device.id, deviceSeq, hash: hashOfSealed(sealed), verdict: taken.verdict, received };
      intake.taken.push(row);
      known.set(id, row);
      verdicts.push(taken.verdict);
      if (isNext) lastSeq = sealed.deviceSeq;
      filed += taken.verdict.changes.length;
      app = taken.app ?? app;
    }
    await keepTaken(intake);
    await filing.write();
    for (const record of await tx.waitedFor(filing.filedInto())) waitedFor.add(record);
    const unsent = Math.max(0, request.unsent - verdicts.length);
    await tx.putDevice({ ...device, lastSeq, app, unsent });
    const answer = { waymark: "push", wire: WIRE, epoch: school.epoch, verdicts, next: lastSeq + 1 } as const;
    if (device.revoked) return { ...answer, standing: "revoked" };
    return device.lockedAt === null ? answer : { ...answer, locked: true };
  });
}

interface Intake {
  readonly deps: AcceptDeps;
  readonly tx: SchoolTx;
  readonly device: DeviceRow;
  readonly filing: Filing;
  readonly open: Opener;
  readonly received: number;
  /** What the device says its author let go. */
  readonly letGo: readonly string[];
  /** What came before, by its id: in earlier requests, and so far in this one. */
  readonly known: Map<string, EnvelopeRow>;
  /** What is not written yet. */
  readonly taken: EnvelopeRow[];
  readonly scopeOf: ScopesOfAuthors;
}

async function keepTaken({ tx, taken }: Intake): Promise<void> {
  await tx.putEnvelopes(taken.splice(0));
}

/** Opens what is new, as far as one transaction will file it, and reads at once what all of it will meet. */
async function readAhead({ open, filing, known, device }: Intake, sent: readonly SealedEnvelope[]): Promise<void> {
  const changes: Change[] = [];
  for (const sealed of sent) {
    if (changes.length >= ENOUGH_CHANGES) break;
    if (known.has(sealed.id) || sealed.device !== device.id) continue;
    const opened = open(sealed);
    if ("envelope" in opened) changes.push(...opened.envelope.changes);
  }
  await filing.expect(changes);
}

/** A batch is of few adults, and nothing changes their keys, accounts or records before it is written: each is read once. */
function rememberingAdults(tx: SchoolTx): SchoolTx {
  return { ...tx, authorKey: once(tx.authorKey), accountOf: once(tx.accountOf), record: once(tx.record) };
}

function once<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}

/** The answer for an envelope that is not new, or not this device's to send; undefined for one to be taken in. */
async function verdictBefore(
  intake: Intake,
  sealed: SealedEnvelope,
  lastSeq: number,
): Promise<EnvelopeVerdict | undefined> {
  const { tx, device, known } = intake;
  if (sealed.school !== tx.school || sealed.device !== device.id)
    return (
      (await formerAside(intake, sealed)) ??
      (await setAside(intake, sealed, "It was written for another school or on another device."))
    );
  const stored = known.get(sealed.id);
  if (stored) {
    if (stored.hash !== hashOfSealed(sealed) || stored.device !== device.id)
      return setAside(intake, sealed, "Something else was sent under the same name before. That stands.");
    // It may give another verdict, which must not be written over.
    await keepTaken(intake);
    const verdict = await handedOver(intake, sealed, stored);
    known.set(sealed.id, { ...stored, verdict });
    return verdict;
  }
  return sealed.deviceSeq <= lastSeq
    ? setAside(intake, sealed, "This device sent something else under the same number before. That stands.", "number")
    : undefined;
}

async function takeIn(
  intake: Intake,
  sealed: SealedEnvelope,
): Promise<{ readonly verdict: EnvelopeVerdict; readonly app?: string }> {
  const { tx, device, filing } = intake;
  const opened = intake.open(sealed);
  if ("sentence" in opened) return { verdict: await setAside(intake, sealed, opened.sentence) };
  const doubt = await doubtAbout(tx, opened, device.id, filing);
  if (doubt !== undefined) return { verdict: await setAside(intake, sealed, doubt.sentence, doubt.why) };
  const verdict = await fileOpened(intake, opened.envelope);
  return { verdict, app: opened.envelope.app };
}

/** Files what an envelope that is believed says, and gives its verdict. */
export async function fileOpened(
  { deps, tx, filing, device, received, letGo, scopeOf }: Omit<Intake, "open" | "known" | "taken">,
  envelope: Envelope,
): Promise<EnvelopeVerdict> {
  // S31: refused before a restore, and let go by its author since: it is not filed now that it could be.
  const gone = new Set(envelope.changes.filter(({ id }) => letGo.includes(id)));
  if (gone.size > 0) {
    const facts = JSON.stringify({ envelope: envelope.id, changes: gone.size });
    filing.note({ at: received, what: "letGo", who: envelope.author, device: device.id, about: device.id, facts });
  }
  const changes = await filing.file({
    stamp: { author: envelope.author, device: envelope.device, at: envelope.at },
    envelope: envelope.id,
    schema: envelope.schema,
    received,
    changes: envelope.changes.filter((change) => !gone.has(change)),
    scope: await withWord(deps, tx, envelope, await scopeOf(envelope)),
  });
  const filed = await withDecisionsTold({ deps, tx, device, changes: envelope.changes }, changes);
  let next = 0;
  const told = envelope.changes.map((change): ChangeVerdict =>
    gone.has(change) ? { ...LET_GO, change: change.id } : (filed[next++] as ChangeVerdict),
  );
  return { envelope: envelope.id, deviceSeq: envelope.deviceSeq, result: "processed", changes: told };
}

/** Keeps the whole of it, once, and says that nothing in it was read. */
async function setAside(
  intake: Intake,
  sealed: SealedEnvelope,
  sentence: string,
  why?: "number" | "key",
): Promise<EnvelopeVerdict> {
  const { tx, device, filing, received, letGo } = intake;
  const id = hashOfSealed(sealed);
  const isNew = await tx.quarantine({
    id,
    envelope: sealed.id,
    device: device.id,
    author: "",
    reason: "unreadable",
    schema: 0,
    received,
    body: JSON.stringify(letGo.length > 0 ? { ...sealed, letGo } : sealed),
  });
  if (isNew) {
    const facts = JSON.stringify({ envelope: sealed.id, deviceSeq: sealed.deviceSeq });
    filing.note({ at: received, what: "unreadable", who: "", device: device.id, about: device.id, facts });
  }
  return {
    envelope: sealed.id,
    deviceSeq: sealed.deviceSeq,
    result: "unreadable",
    sentence: `This could not be filed. ${sentence} It is kept on the server.`,
    ...(why && { why }),
    changes: [],
  };
}
