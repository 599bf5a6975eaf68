// What must hold at the end of every schedule, told in values. Each check names the rule it holds
// (docs/spec/sync.md); a list of sentences is what went wrong.

import { canonicalJson, type Json } from "#base/json.ts";
import { type RecordId, SCHOOL_SCOPE } from "#ledger/names.ts";
import { merge } from "#ledger/merge.ts";
import { decisionFor } from "#ledger/merge-decision.ts";
import { liveChanges } from "#ledger/merging.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { type Summary, summarise } from "#ledger/slim.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Change } from "#ledger/change.ts";
import { levelsOf, mayHold } from "./toy-grants.ts";
import type { Book, Line } from "./book.ts";
import { fateOf, type Knew } from "./fate.ts";
import { type FinalState, nameOf } from "./final-state.ts";

const text = (value: unknown): string => canonicalJson(value as Json);

/** `inOrder`: nobody has put the server back, so that what an author had seen always came before. */
export function broken(
  book: Book,
  state: FinalState,
  { schema, inOrder = true }: { readonly schema: Schema; readonly inOrder?: boolean },
): readonly string[] {
  return [
    ...nothingLost(schema, book, state, inOrder),
    ...exactlyOnce(book, state),
    ...whole(book, state),
    ...converged(state),
    ...replayed(schema, book, state, inOrder),
  ];
}

/** I0: whatever was confirmed is filed, or its refusal is on the screen of the tablet it was written on. */
function nothingLost(
  schema: Schema,
  book: Book,
  { log, rows, tablets, setAside, unread, waiting }: FinalState,
  inOrder: boolean,
): string[] {
  const faults: string[] = [];
  const filed = new Map(log.map((entry) => [entry.change.id as string, entry]));
  const knew: Knew = (id, record) => knewOf(book, log, id)?.get(record as RecordId);
  for (const line of book.lines.values()) {
    const here = tablets[line.tablet]?.pending.find((row) => row.id === line.envelope);
    for (const change of line.changes) {
      const entry = filed.get(change.id);
      if (entry) {
        if (text(entry.change) !== text(asFiled(schema, line.schema, entry.schema, change)))
          faults.push(`[I0] ${nameOf(change)} was filed with another content`);
        const said = here?.inside.verdicts.find((one) => one.change === change.id)?.verdict ?? "accepted";
        if (said !== "accepted" && said !== "decision")
          faults.push(`[I0] ${nameOf(change)} is filed, and is said to be ${said}`);
        const fate = fateOf(entry, log, rows.get(change.record), knew);
        // Taken out before it was put in again: after a restore an item may be back (docs/spec/merge.md).
        const back = change.kind === "remove" && !inOrder;
        if (fate === undefined && !back)
          faults.push(`[I0] ${nameOf(change)} was accepted, and what it said is nowhere`);
        continue;
      }
      const verdict = here?.inside.verdicts.find((one) => one.change === change.id);
      const told = here?.state === "refused" && verdict?.sentence !== undefined && verdict.verdict !== "accepted";
      // I13: what an app lets an adult write, some server must take.
      // After a restore a decision may not arise again, and a choice in it has nothing to choose (docs/spec/sync.md).
      if (!inOrder && (change.kind === "settle" || change.kind === "reopen")) continue;
      const usual = ["create", "set", "add", "amend"].includes(change.kind);
      if (usual && verdict?.verdict === "refused" && verdict.code !== "withTheOthers")
        faults.push(`[I13] ${nameOf(change)} was refused: ${verdict.code}`);
      // I6: of a pupil the tablet may not hold any more, it lies at the server, for a responsible adult.
      // Also where it came back since: what was set aside then still lies there.
      const device = tablets[line.tablet]?.tablet.deviceId() ?? "";
      const isLost = levelsOf(device, [...rows.values()]).has(change.scope);
      if (!told && !line.letGo && !(isLost && setAside.has(change.id)))
        faults.push(`[I0] ${nameOf(change)} of tablet ${line.tablet + 1} is nowhere`);
    }
  }
  if (unread > 0) faults.push(`[I13] ${unread} wait for a newer server, which this one is`);
  // A choice may wait for a decision that does not arise again.
  const isThere = ({ kind, record, scope }: Change): boolean =>
    (scope === SCHOOL_SCOPE || rows.has(scope)) && (kind === "create" || rows.has(record));
  for (const changes of waiting)
    if (changes.every((one) => isThere(one) && one.kind !== "settle" && one.kind !== "reopen"))
      faults.push(`[S16] ${nameOf(changes[0] as Change)} waits for what has come`);
  const attempted = new Set(
    book.attempts.flatMap((one) =>
      one.drafts.flatMap((draft) =>
        [1, 2].map((to) => text(asFiled(schema, one.schema, Math.max(to, one.schema), draft as Change))),
      ),
    ),
  );
  for (const { change } of log) {
    const { id, ...draft } = change;
    // The server writes the first adult itself.
    if (change.type === "adult" || book.lineOf.has(id) || attempted.has(text(draft))) continue;
    faults.push(`[I0] nobody wrote ${nameOf(change)}`);
  }
  return faults;
}

/** I13: what an older app wrote, in the words of the server that filed it; what it wrote itself, where they are the same. */
function asFiled(schema: Schema, written: number, filed: number, change: Change): Change {
  let told = change;
  for (let version = written; version < filed; version += 1) told = schema.upgrades[version]?.(told) ?? told;
  return told;
}

/** I2: nothing is filed twice, and the numbers of a device have no gap. */
function exactlyOnce(book: Book, { log, rows, tablets, lastSeqByDevice }: FinalState): string[] {
  const faults: string[] = [];
  const ids = log.map(({ change }) => change.id);
  if (new Set(ids).size !== ids.length) faults.push("[I2] a change was filed twice");
  if (log.some((entry, i) => entry.seq !== i + 1)) faults.push("[I8] the school's sequence has a gap");
  const notes = [...rows.values()].filter((row) => row.type === "note").length;
  const written = log.filter(({ change }) => change.kind === "create" && change.type === "note").length;
  if (notes !== written) faults.push(`[I2] ${written} notes were written and there are ${notes}`);
  for (const row of rows.values()) {
    const amended = log.filter(({ change }) => change.kind === "amend" && change.record === row.id).length;
    if (amended !== row.amendments.length)
      faults.push(`[I2] ${amended} amendments, and ${row.amendments.length} stand`);
  }
  for (const { tablet, numbers, deviceSeq } of tablets) {
    const expected = Array.from({ length: deviceSeq }, (_, i) => i + 1);
    if (text(numbers) !== text(expected))
      faults.push(`[I9] ${tablet.name} holds ${numbers.join()} of 1 to ${deviceSeq}`);
    const device = tablet.device().standing.get();
    const last = device.state === "open" ? lastSeqByDevice.get(device.device) : undefined;
    if (last !== deviceSeq) faults.push(`[I7] the server has ${last} of the ${deviceSeq} commits of ${tablet.name}`);
  }
  for (const line of book.lines.values())
    if (!tablets[line.tablet]?.numbers.length) faults.push("[I0] a tablet keeps nothing of what it sent");
  return faults;
}

/** I9: what belongs together is filed together or not at all. */
function whole(book: Book, { log }: FinalState): string[] {
  const filed = new Set<string>(log.map(({ change }) => change.id));
  const faults: string[] = [];
  for (const { changes } of book.lines.values()) {
    const groups = new Map<number, boolean[]>();
    for (const change of changes)
      if (change.group !== undefined)
        groups.set(change.group, [...(groups.get(change.group) ?? []), filed.has(change.id)]);
    for (const there of groups.values()) if (new Set(there).size > 1) faults.push("[I9] half of a group was filed");
  }
  return faults;
}

/** I1, I7, I8: every tablet holds what the server holds, to the byte, and nothing waits. */
function converged({ log, rows, seq, horizon, tablets }: FinalState): string[] {
  const faults: string[] = [];
  const history = new Map<string, string[]>();
  for (const { change, author, device, at, received, outcome, seq } of log)
    if (change.kind !== "create")
      history.set(change.record, [
        ...(history.get(change.record) ?? []),
        text({ seq, change, author, device, at, received, outcome }),
      ]);
  for (const state of tablets) {
    const name = state.tablet.name;
    const levels = levelsOf(state.tablet.deviceId() ?? "", [...rows.values()]);
    const held = [...rows.values()].filter((row) => mayHold(levels, row));
    if (state.cursor !== seq) faults.push(`[I8] ${name} stands at ${state.cursor} of ${seq}`);
    if (state.rowCount !== held.length) faults.push(`[I1] ${name} holds ${state.rowCount} records of ${held.length}`);
    for (const row of rows.values())
      if (!held.includes(row) && (state.rows.has(row.id) || (state.entries.get(row.id)?.length ?? 0) > 0))
        faults.push(`[I6] ${name} holds a ${row.type} that it may not hold`);
    for (const row of held) {
      const here = state.rows.get(row.id);
      if (!here || text(here) !== text(row)) faults.push(`[I1] ${name} holds another ${row.type} ${row.id.slice(-6)}`);
      // I10: of what the server has let go a tablet may hold what it had, and nothing else.
      const told = new Set((state.entries.get(row.id) ?? []).map(text));
      const there = history.get(row.id) ?? [];
      const lacks = there.some((one) => !told.has(one) && (JSON.parse(one) as { seq: number }).seq > horizon);
      if (lacks || [...told].some((one) => !there.includes(one)))
        faults.push(`[I1] ${name} tells another history of ${row.type}`);
    }
    const summaries = summariesOf(state.tablet.schema(), held);
    if (text(sorted(state.summaries)) !== text(sorted(summaries))) faults.push(`[I1] ${name} keeps other summaries`);
    const queued = state.pending.filter((row) => row.state !== "refused").length;
    if (queued > 0) faults.push(`[I7] ${queued} commits of ${name} still wait`);
  }
  return faults;
}

const sorted = (summaries: readonly Summary[]): readonly Summary[] =>
  summaries.filter((one) => one.slims.length > 0).sort((a, b) => (a.scope < b.scope ? -1 : 1));

function summariesOf(schema: Schema, rows: readonly RecordRow[]): readonly Summary[] {
  const scopes = [...new Set(rows.map((row) => row.scope))];
  return scopes.map((scope) =>
    summarise(
      schema,
      { scope, slims: [] },
      rows.filter((row) => row.scope === scope),
    ),
  );
}

/** I3, I4 and the oracle: the log folded anew gives the records, and each step was one its author could take. */
function replayed(schema: Schema, book: Book, { log, rows }: FinalState, inOrder: boolean): string[] {
  const faults: string[] = [];
  const folded = new Map<string, RecordRow>();
  for (const { change, author, device, at, seq, outcome, schema: number } of log) {
    const before = folded.get(change.record);
    const definition = schema.definitions[change.type];
    const stamp = { author, device, at } as Parameters<typeof merge>[0]["stamp"];
    const merged = merge({ row: before, change, stamp, seq, schema: number, definition });
    if (isRefusal(merged)) {
      faults.push(`[I1] ${nameOf(change)} is in the log and cannot be merged: ${merged.code}`);
      continue;
    }
    folded.set(change.record, merged.row);
    if (merged.outcome !== outcome)
      faults.push(`[I1] ${nameOf(change)} was ${outcome}, and folds as ${merged.outcome}`);
    const knew = knewOf(book, log, change.id)?.get(change.record);
    if (!before || !knew) continue;
    if (change.kind === "set") {
      const guarded = definition?.fields[change.field]?.class === "guarded";
      if (guarded && merged.outcome === "same") faults.push(`[M3] ${nameOf(change)} is guarded, and nobody was asked`);
      const stood = before.fields[change.field] ?? { value: null, by: before.created };
      const known = [stood.by, ...(stood.also ?? [])].some((id) => knew.has(id));
      const replaced = merged.row.fields[change.field]?.by === change.id && text(stood.value) !== text(change.to);
      if (replaced && !known) faults.push(`[I3] ${nameOf(change)} replaced a value its author had never seen`);
      const opened = merged.row.decisions.some((one) => one.id === change.id && one.about === "field");
      const excused = liesOnRefused(log, [change.base]) || book.misled.has(change.id);
      if (inOrder && opened && knew.has(stood.by) && !excused)
        faults.push(`[I4] ${nameOf(change)} opened a decision against what its author saw`);
    }
    if (change.kind === "settle" && inOrder) {
      const asked = decisionFor(before, change);
      const sawAll = asked?.state === "open" && [asked.kept, ...asked.others].every((side) => knew.has(side.change));
      const stays = merged.row.decisions.some((one) => one.id === asked?.id && one.state === "open");
      if (sawAll && stays && asked.about === "field" && !liesOnRefused(log, change.base))
        faults.push(`[I4] ${nameOf(change)} settled nothing, though its author saw every side`);
    }
    if (change.kind === "withdraw") {
      const unseen = [...liveChanges(before)].filter((id) => !knew.has(id));
      if (merged.outcome === "applied" && unseen.length > 0 && !alsoSeen(before, unseen, knew))
        faults.push(`[I3] ${nameOf(change)} hides what its author had never seen`);
      const asked = before.decisions.some((one) => one.state === "open" && one.about === "withdrawal");
      const excused = liesOnRefused(log, change.seen) || wasReopened(log, { record: change.record, seq, knew });
      if (inOrder && merged.outcome === "decision" && unseen.length === 0 && !asked && !excused)
        faults.push(`[I4] ${nameOf(change)} opened a decision, though its author saw everything`);
    }
  }
  for (const row of rows.values())
    if (text(folded.get(row.id)) !== text(row)) faults.push(`[I1] ${row.type} is another than its log folds to`);
  return faults;
}

/**
 * Written on one's own words that the server then refused, or on what was written on those: it cannot know what was
 * under them, and asks.
 */
function liesOnRefused(log: FinalState["log"], ids: readonly string[]): boolean {
  return ids.some((id) => {
    const change = log.find((entry) => entry.change.id === id)?.change;
    return change === undefined || (change.kind === "set" && liesOnRefused(log, [change.base]));
  });
}

/** Somebody reopened a decision, and its author had not seen that: what stood beside it before stands there again. */
const wasReopened = (
  log: FinalState["log"],
  { record, seq, knew }: { readonly record: string; readonly seq: number; readonly knew: ReadonlySet<string> },
): boolean =>
  log.some(
    ({ change, seq: at }) => change.kind === "reopen" && change.record === record && at < seq && !knew.has(change.id),
  );

/** What its author had in front of them; of what was sent before anybody heard that it was saved, from the attempt. */
function knewOf(book: Book, log: FinalState["log"], id: string): Line["knew"] | undefined {
  const line = book.lineOf.get(id);
  if (line) return line.knew;
  const change = log.find((entry) => entry.change.id === id)?.change;
  if (!change) return undefined;
  const { id: _id, ...draft } = change;
  return book.attempts.find((one) => one.drafts.some((other) => text(other) === text(draft)))?.knew;
}

/** Of several that said the same, one was seen. */
function alsoSeen(row: RecordRow, unseen: readonly string[], knew: ReadonlySet<string>): boolean {
  const alike = [...Object.values(row.fields).map((state) => [state.by, ...(state.also ?? [])]), row.restored ?? []];
  return unseen.every((id) =>
    alike.some((ids) => (ids as readonly string[]).includes(id) && ids.some((one) => knew.has(one))),
  );
}
