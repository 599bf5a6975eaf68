// What the history of a schedule must hold, event by event (history.ts): a state may be right at the end that was
// wrong on the way. Nothing here asks the devices or the server; only the log says at the end what was filed.

import { merge } from "#ledger/merge.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { Book } from "./book.ts";
import type { FinalState } from "./final-state.ts";
import type { Event, SentEnvelope } from "./history.ts";
import { levelsOf, mayHold } from "./toy-grants.ts";
import { share } from "./toy-school.ts";

type Told = Extract<Event, { what: "answered" }>;
type Paged = Extract<Event, { what: "paged" }>;
type Pushed = Extract<Event, { what: "pushed" }>;

export function brokenHistory(
  events: readonly Event[],
  book: Book,
  state: FinalState,
  { inOrder }: { readonly inOrder: boolean },
): readonly string[] {
  return [
    ...replayedAsSealed(events),
    ...verdictsStand(events, state, inOrder),
    ...feedIsWhole(events, state, inOrder),
    ...nothingOutOfScope(events, state, inOrder),
    ...nothingBeforeItsTime(events, book),
    ...comesBack(events, book, state),
    ...differsByHandAlone(events),
  ];
}

/** F5, S3: the same bytes at every try; the numbers of one request rise, and none is used twice. */
function replayedAsSealed(events: readonly Event[]): string[] {
  const faults: string[] = [];
  const boxes = new Map<string, SentEnvelope>();
  const idOf = new Map<string, string>();
  for (const { tablet, sent } of events.filter((one): one is Pushed & Event => one.what === "pushed"))
    for (const [i, one] of sent.entries()) {
      const before = boxes.get(one.id);
      if (before && (before.box !== one.box || before.deviceSeq !== one.deviceSeq))
        faults.push(`[F5] ${one.id.slice(0, 6)} of tablet ${tablet + 1} was sent with another body or number`);
      boxes.set(one.id, one);
      const number = `${tablet} ${one.deviceSeq}`;
      if ((idOf.get(number) ?? one.id) !== one.id)
        faults.push(`[S3] tablet ${tablet + 1} sent two envelopes under the number ${one.deviceSeq}`);
      idOf.set(number, one.id);
      // What was answered between two that were not is left out.
      if (i > 0 && one.deviceSeq <= (sent[i - 1]?.deviceSeq ?? 0))
        faults.push(`[S3] tablet ${tablet + 1} sent ${one.deviceSeq} after ${sent[i - 1]?.deviceSeq}`);
    }
  return faults;
}

/**
 * Within an epoch a verdict is the server's last word. But what is parked may become anything, and what was refused is
 * set aside when its author loses the pupil it is about (A15).
 */
const mayBecome = (before: ChangeVerdict, after: ChangeVerdict): boolean =>
  before.verdict === "parked" ||
  (before.verdict === after.verdict && before.seq === after.seq) ||
  (before.verdict === "refused" && after.verdict === "quarantined");

/** S2, I2: a verdict is never taken back, two changes never have one number, and what was accepted is in the log. */
function verdictsStand(events: readonly Event[], { log, epoch }: FinalState, inOrder: boolean): string[] {
  const faults: string[] = [];
  const said = new Map<string, ChangeVerdict>();
  const changeAt = new Map<string, string>();
  const filed = new Map<string, number>(log.map(({ change, seq }) => [change.id, seq]));
  for (const answer of events.filter((one): one is Told & Event => one.what === "answered"))
    for (const verdict of answer.verdicts.flatMap((one) => one.changes)) {
      const name = `${answer.epoch} ${verdict.change}`;
      const before = said.get(name);
      if (before && !mayBecome(before, verdict))
        faults.push(`[S2] ${verdict.change.slice(0, 6)} was ${before.verdict}, and then ${verdict.verdict}`);
      said.set(name, verdict);
      if (verdict.seq === undefined) continue;
      const place = `${answer.epoch} ${verdict.seq}`;
      if ((changeAt.get(place) ?? verdict.change) !== verdict.change)
        faults.push(`[I2] two changes were told they stand at ${verdict.seq}`);
      changeAt.set(place, verdict.change);
      // Another server, put back to an older state, may never have heard of it.
      if ((answer.epoch === epoch || inOrder) && filed.get(verdict.change) !== verdict.seq)
        faults.push(`[I14] ${verdict.change.slice(0, 6)} was accepted at ${verdict.seq}, and is not there`);
    }
  return faults;
}

/** I8: a page of the feed holds every change between where it begins and where it ends, and nothing else. */
function feedIsWhole(events: readonly Event[], state: FinalState, inOrder: boolean): string[] {
  const { log, epoch } = state;
  const faults: string[] = [];
  for (const { page, from, tablet, at } of events.filter((one): one is Paged & Event => one.what === "paged")) {
    if (page.epoch !== epoch && !inOrder) continue;
    if (page.kind !== "feed" || from === null || page.cursor === null) continue;
    if (from < page.horizon) faults.push(`[I10] tablet ${tablet + 1} goes on from ${from}, below ${page.horizon}`);
    const may = holderAt(state, tablet, at);
    if (!may) continue;
    const between = log.filter(({ seq }) => seq > from && seq <= (page.cursor as number));
    const entries = between.filter(({ change }) => change.kind !== "create" && may(change)).map(({ seq }) => seq);
    const fail = (what: string): void =>
      void faults.push(`[I8] the page from ${from} to ${page.cursor} for tablet ${tablet + 1} ${what}`);
    if (page.cursor < from) fail("goes back");
    if (between.length !== page.cursor - from) fail("passes numbers nobody has");
    if (entries.join() !== page.entries.map(({ seq }) => seq).join()) fail("is not whole");
    const missing = between.some(({ change }) => may(change) && !page.rows.some((row) => row.id === change.record));
    if (missing) fail("leaves out a record");
    if (laterThan(page)) fail("holds a record from before it begins");
  }
  return faults;
}

/** I6: at no time does an answer hold what the tablet may not hold then. */
function nothingOutOfScope(events: readonly Event[], state: FinalState, inOrder: boolean): string[] {
  const faults: string[] = [];
  for (const { page, tablet, at } of events.filter((one): one is Paged & Event => one.what === "paged")) {
    const may = page.epoch === state.epoch || inOrder ? holderAt(state, tablet, at) : undefined;
    if (!may) continue;
    for (const what of [...page.rows, ...page.entries.map(({ change }) => change)])
      if (!may(what)) faults.push(`[I6] tablet ${tablet + 1} was sent a ${what.type} that it may not hold`);
  }
  return faults;
}

type Holder = (what: { readonly type: string; readonly scope: string }) => boolean;

/** What a tablet may hold at a moment, from the log alone; undefined in the very moment in which that changes. */
function holderAt({ log, tablets }: FinalState, tablet: number, at: number): Holder | undefined {
  const shares = log.filter(({ change }) => change.type === "share");
  if (shares.length === 0) return () => true;
  if (shares.some(({ received }) => Date.parse(received) === at)) return undefined;
  const rows = new Map<string, RecordRow>();
  for (const { change, author, device, at: written, seq, received, schema } of shares) {
    if (Date.parse(received) > at) continue;
    const stamp = { author, device, at: written } as Parameters<typeof merge>[0]["stamp"];
    const merged = merge({ row: rows.get(change.record), change, stamp, seq, schema, definition: share });
    if (!isRefusal(merged)) rows.set(change.record, merged.row);
  }
  const levels = levelsOf(tablets[tablet]?.tablet.deviceId() ?? "", [...rows.values()]);
  return (what) => mayHold(levels, what);
}

const laterThan = (page: PullAnswer): boolean => page.entries.some((entry) => entry.seq > (page.cursor ?? Infinity));

/**
 * I12: what any server ever accepted and a tablet still keeps is in the log, whatever was put back since. A choice, or
 * its undoing, may find that there is nothing left to choose.
 */
function comesBack(events: readonly Event[], book: Book, { log, setAside }: FinalState): string[] {
  const filed = new Set<string>(log.map(({ change }) => change.id));
  const accepted = new Set<string>();
  for (const { verdicts } of events.filter((one): one is Told & Event => one.what === "answered"))
    for (const { change, verdict } of verdicts.flatMap((one) => one.changes))
      if (verdict === "accepted" || verdict === "decision") accepted.add(change);
  const isChoice = (id: string): boolean =>
    book.lineOf.get(id)?.changes.some((one) => one.id === id && (one.kind === "settle" || one.kind === "reopen")) ===
    true;
  return [...accepted].flatMap((id) =>
    filed.has(id) || setAside.has(id) || isChoice(id)
      ? []
      : [`[I12] ${id.slice(0, 6)} was accepted once, and is not there`],
  );
}

/** I1b: whatever a tablet held whenever it was compared was what the server had, but where somebody altered it. */
function differsByHandAlone(events: readonly Event[]): string[] {
  const rotten = new Set<string>();
  const faults: string[] = [];
  for (const event of events) {
    if (event.what === "rotted") rotten.add(`${event.tablet} ${event.scope}`);
    if (event.what === "compared")
      for (const scope of event.differs)
        if (!rotten.has(`${event.tablet} ${scope}`))
          faults.push(
            `[I1b] tablet ${event.tablet + 1} stood at the server’s number and held something else of ${scope.slice(-6)}`,
          );
  }
  return faults;
}

/** S1, S4: nothing is sent before it was written, or believed accepted before the server had said or brought it. */
function nothingBeforeItsTime(events: readonly Event[], book: Book): string[] {
  const faults: string[] = [];
  const sent = new Set<string>();
  for (const event of events) {
    if (event.what === "pushed") for (const { id } of event.sent) sent.add(id);
    if (event.what === "answered")
      for (const { envelope } of event.verdicts)
        if (!sent.has(envelope)) faults.push(`[S4] ${envelope.slice(0, 6)} has a verdict and was never sent`);
    if (event.what === "confirmed" && sent.has(event.envelope))
      faults.push(`[S1] ${event.envelope.slice(0, 6)} was sent before it was said to be saved`);
  }
  // Whatever was sent is in the book: confirmed, or found on the disk after the device had stopped.
  const known = new Set<string>(book.lines.keys());
  const unknown = [...sent].filter((id) => !known.has(id));
  if (unknown.length > book.attempts.length)
    faults.push(`[I0] ${unknown.length} envelopes were sent that nobody wrote`);
  return faults;
}
