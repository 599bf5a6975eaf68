// The answer to each question a screen may ask, from one reading transaction: the server's rows with what waits
// here laid over them. Nothing is remembered between answers but the summaries (watch.ts).

import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Summary } from "#ledger/slim.ts";
import { type ViewRecord, whenOf } from "#ledger/view.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { HistoryLine, Queries, Query, Unsent } from "./door.ts";
import { arrivedIn, viewOf, type Waiting } from "./overlay.ts";
import { namesOnly } from "./lease.ts";
import { jotsFor } from "./jots/jots.ts";
import type { Opened } from "./opened.ts";
import type { DraftRow, StoreTx } from "./ports.ts";
import { type Changed, emptySummary, summaryWith } from "./summary-of-scope.ts";
import { toldOf } from "./sync/too-large.ts";

export interface Asking {
  readonly tx: StoreTx;
  readonly schema: Schema;
  readonly waiting: Waiting;
  /** Whose half-written work may be shown. */
  readonly adult: string;
  /** The open vault; undefined when it was shut meanwhile. */
  readonly opened?: () => Opened | undefined;
}

type AskOf<Kind extends keyof Queries> = Queries[Kind]["ask"];

/** Everything but the summaries, which are kept up scope by scope. */
export async function answerQuery(asking: Asking, ask: Exclude<Query, AskOf<"summaries">>): Promise<unknown> {
  switch (ask.kind) {
    case "record":
      return (await viewOne(asking, await asking.tx.row(ask.id, ask.scope), ask.id)) ?? null;
    case "records":
      return viewMany(asking, ask);
    case "summary":
      return summaryOf(asking, ask.scope, await asking.tx.summary(ask.scope));
    case "history":
      return history(asking, ask);
    case "unsent":
      return unsent(asking.waiting);
    case "drafts":
      return drafts(asking);
    case "pin":
      return (await asking.tx.slots()).some((slot) => slot.kind === "pin" && slot.adult === asking.adult);
    case "jots": {
      const here = asking.opened?.();
      return here?.adult === asking.adult ? jotsFor(asking.tx, here) : [];
    }
    case "holdings":
      return (await asking.tx.holdings()) ?? null;
    default: {
      const other: never = ask;
      throw new Error(`no answer to ${JSON.stringify(other)}`);
    }
  }
}

/** While nothing may be shown (V35): names, to say whom something is about, and what this device may hold. */
export async function answerShut(asking: Asking, ask: Exclude<Query, AskOf<"summaries">>): Promise<unknown> {
  switch (ask.kind) {
    case "record":
      return null;
    case "summary":
      return namesOnly((await answerQuery(asking, ask)) as Summary);
    case "holdings":
    case "pin":
      return answerQuery(asking, ask);
    default:
      return [];
  }
}

/** The adult's own; none that speaks of what this device may not show any more. They come back with it. */
async function drafts({ tx, adult }: Asking): Promise<readonly DraftRow[]> {
  const lost = (await tx.holdings())?.lost ?? [];
  const own = (await tx.drafts()).filter((draft) => draft.author === adult);
  if (lost.length === 0) return own;
  return own.filter((draft) => {
    // Names of scopes are random: one that stands anywhere in it is meant.
    const text = JSON.stringify([draft.id, draft.body]);
    return !lost.some((scope) => text.includes(scope));
  });
}

async function viewOne(
  { tx, schema, waiting }: Asking,
  row: RecordRow | undefined,
  id: RecordId,
): Promise<ViewRecord | undefined> {
  const here = waiting.byRecord.get(id);
  return viewOf(row, here, here ? await tx.entriesOf(id, here.scope) : [], schema);
}

/** Newest first. A waiting change may bring a record in, take it out or move it, so those are looked at by name. */
async function viewMany(asking: Asking, ask: AskOf<"records">): Promise<readonly ViewRecord[]> {
  const { tx, schema, waiting } = asking;
  const { scope, types, limit = Infinity } = ask;
  const here = (waiting.byScope.get(scope) ?? []).filter((one) => types === undefined || types.includes(one.type));
  const views: ViewRecord[] = [];
  for (const { record } of here) {
    const view = await viewOne(asking, await tx.row(record, scope), record);
    if (view) views.push(view);
  }
  const shown = (view: ViewRecord): boolean => ask.withdrawn === true || view.withdrawn === null;
  const names = new Set(here.map((one) => one.record));
  for (let wanted = limit + here.length; ; wanted *= 2) {
    const rows = await tx.rows({ scope, ...(types && { types }), ...(wanted === Infinity ? {} : { limit: wanted }) });
    const others = rows.filter((row) => !names.has(row.id)).map((row): ViewRecord => ({ ...row, unsent: [] }));
    const found = [...others, ...views].filter(shown);
    if (rows.length < wanted || others.filter(shown).length >= limit)
      return newestFirst(found, schema).slice(0, Math.min(limit, found.length));
  }
}

function newestFirst(views: readonly ViewRecord[], schema: Schema): readonly ViewRecord[] {
  return views
    .map((view) => ({ view, when: whenOf(view, schema.definitions[view.type]) }))
    .sort((a, b) => compare(b.when, a.when) || compare(a.view.id, b.view.id))
    .map(({ view }) => view);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The summary of a scope as it is seen here, from the one the server's rows gave. */
export async function summaryOf(asking: Asking, scope: ScopeId, stored: Summary | undefined): Promise<Summary> {
  const { tx, schema, waiting } = asking;
  const summary = stored ?? emptySummary(scope);
  const waits = waiting.byScope.get(scope);
  if (!waits) return summary;
  const changed: Changed[] = [];
  const unsentIds = new Set<string>();
  const names = waits.map(({ record }) => record);
  const [rows, histories] = await Promise.all([tx.rowsNamed(names, scope), tx.entriesOfEach(names, scope)]);
  for (const [i, here] of waits.entries()) {
    const row = viewOf(rows[i], here, histories[i] ?? [], schema);
    if (!row) continue;
    changed.push({ row, before: rows[i] });
    if (row.unsent.length > 0) unsentIds.add(row.id);
  }
  return summaryWith(tx, schema, summary, changed, (row) => unsentIds.has(row.id));
}

/** What the server told, then what waits here. */
async function history({ tx, waiting }: Asking, ask: AskOf<"history">): Promise<readonly HistoryLine[]> {
  const entries = await tx.entriesOf(ask.record, ask.scope);
  const arrived = arrivedIn(await tx.row(ask.record, ask.scope), entries);
  const told = entries.map(({ seq: _seq, ...line }): HistoryLine => line);
  const lines: HistoryLine[] = [];
  for (const { inside } of waiting.rows) {
    for (const change of inside.envelope.changes) {
      if (change.record !== ask.record || arrived.has(change.id)) continue;
      const { author, device, at } = inside.envelope;
      const verdict = inside.verdicts.find((one) => one.change === change.id);
      lines.push({ change, author, device, at, outcome: isNo(verdict) ? "refused" : "unsent" });
    }
  }
  return [...told, ...lines];
}

const isNo = (verdict: ChangeVerdict | undefined): boolean =>
  verdict !== undefined && verdict.verdict !== "accepted" && verdict.verdict !== "decision";

function unsent({ rows }: Waiting): readonly Unsent[] {
  return rows.flatMap((row) =>
    row.state === "accepted" ? [] : [{ ...row.inside, verdicts: toldOf(row), state: row.state }],
  );
}
