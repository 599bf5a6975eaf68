// From records and their histories to the lines of a timeline, latest first. A log is one line, at the time it
// happened. A record whose fields change tells one line for each sitting in which somebody changed it.

import type { Json } from "#base/json.ts";
import { minutesBetween } from "#casework/day.ts";
import type { HistoryLine } from "#device/device.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { RecordId } from "#ledger/names.ts";
import { type ViewRecord, createdBy, valueOf, whenOf } from "#ledger/view.ts";
import { changeFacts } from "./change-facts.ts";
import { fieldHistory, wholeHistory } from "./field-history.ts";
import { caseTitle, logTitle, logWords } from "./log-words.ts";
import type { Fact, Say } from "./say.ts";

export interface TimelineLine {
  readonly key: string;
  /** When it happened: a local moment, or a day alone. */
  readonly when: string;
  readonly record: RecordId;
  readonly type: string;
  readonly title: string;
  /** Paragraphs, as they were written. */
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly author: string;
  /** When it was written, by its device's clock. */
  readonly at: string;
  readonly unsent: boolean;
  /** The server said no to something in it; its author decides. */
  readonly refused: boolean;
  readonly edited: boolean;
  readonly waits: boolean;
  /** Why it was withdrawn, or null. */
  readonly withdrawn: string | null;
}

/** The line of a log or a note. */
export function logLine(record: ViewRecord, definition: RecordDefinition, say: Say): TimelineLine {
  const made = createdBy(record);
  const { text, facts } = logWords(record, definition, say);
  return {
    key: record.id,
    when: whenOf(record, definition),
    record: record.id,
    type: record.type,
    title: logTitle(record, definition, say),
    text,
    facts,
    author: made?.author ?? "",
    at: made?.at ?? "",
    unsent: record.unsent.length > 0,
    refused: false,
    edited: record.amendments.some((amendment) => amendment.how === "amended"),
    waits: record.decisions.some((decision) => decision.state === "open"),
    withdrawn: record.withdrawn?.reason ?? null,
  };
}

/**
 * The lines of a record whose fields change, one for each sitting. Without a history (not read yet, or not held by
 * this device) it tells at least that the record was made. `withFirst` tells the values it began with too.
 */
export function caseLines(
  record: ViewRecord,
  history: readonly HistoryLine[] | undefined,
  definition: RecordDefinition,
  say: Say,
  withFirst = false,
): readonly TimelineLine[] {
  const lines = wholeHistory(record, history ?? []);
  return sittings(lines).map((sitting) => {
    const create = sitting.some((line) => line.change.kind === "create");
    const { author = "", at = "" } = sitting[0] ?? {};
    const line = caseLine(record, definition, say, { author, at, lines: sitting, create });
    const first = create && withFirst ? firstFacts(record, lines, definition, say) : [];
    return { ...line, facts: [...first, ...line.facts] };
  });
}

/** Every value a record began with, in the order of its layout. */
function firstFacts(
  record: ViewRecord,
  history: readonly HistoryLine[],
  definition: RecordDefinition,
  say: Say,
): readonly Fact[] {
  return definition.layout
    .flatMap((section) => section.fields)
    .flatMap((name) => {
      const field = definition.fields[name];
      const first = fieldHistory(record, history, name).filter((step) => step.change === record.created);
      const words = first.map(({ value }) =>
        field && field.kind !== "items" ? say.value(field, value) : String(value),
      );
      return words.length === 0 ? [] : [{ label: field?.label ?? name, words: words.join("; ") }];
    });
}

interface Sitting {
  readonly author: string;
  readonly at: string;
  readonly lines: readonly HistoryLine[];
  readonly create: boolean;
}

/** What one adult wrote on one device without putting it down. */
const SITTING_MINUTES = 10;

function sittings(history: readonly HistoryLine[]): readonly (readonly HistoryLine[])[] {
  const groups: HistoryLine[][] = [];
  for (const line of history) {
    const last = groups[groups.length - 1];
    const first = last?.[0];
    if (first && isOneSitting(first, line)) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** Settling and undoing it stand alone: they are what people look for. */
function isOneSitting(first: HistoryLine, line: HistoryLine): boolean {
  const alone = (one: HistoryLine): boolean => one.change.kind === "settle" || one.change.kind === "reopen";
  if (alone(first) || alone(line) || first.author !== line.author || first.device !== line.device) return false;
  const minutes = minutesBetween(first.at.slice(0, 16), line.at.slice(0, 16));
  return minutes >= 0 && minutes <= SITTING_MINUTES;
}

/** What happened on a day of its own; everything else stands at the time it was written. */
const HAPPENS_ON: { readonly [type: string]: string } = { suspension: "start" };

function caseLine(record: ViewRecord, definition: RecordDefinition, say: Say, sitting: Sitting): TimelineLine {
  const on = sitting.create ? HAPPENS_ON[record.type] : undefined;
  const day: Json = on === undefined ? null : valueOf(record, on);
  const facts = sitting.lines.flatMap((line) => changeFacts(record, line, definition, say));
  const ids = new Set(sitting.lines.map((line) => line.change.id));
  return {
    key: sitting.lines[0]?.change.id ?? record.created,
    when: typeof day === "string" ? day : sitting.at.slice(0, 16),
    record: record.id,
    type: record.type,
    title: caseTitle(record, definition, sitting.lines, sitting.create, say),
    text: "",
    facts,
    author: sitting.author,
    at: sitting.at,
    unsent: sitting.lines.some((line) => line.outcome === "unsent"),
    refused: sitting.lines.some((line) => line.outcome === "refused"),
    edited: false,
    waits: record.decisions.some(
      (one) => one.state === "open" && [one.kept, ...one.others].some((side) => ids.has(side.change)),
    ),
    withdrawn: null,
  };
}

/** Latest first; of one moment, the one written last. A day without a time stands at its end. */
export function latestFirst(lines: readonly TimelineLine[]): readonly TimelineLine[] {
  const order = (line: TimelineLine): string => (line.when.includes("T") ? line.when : `${line.when}T24`);
  return [...lines].sort((a, b) => compare(order(b), order(a)) || compare(b.at, a.at) || compare(a.key, b.key));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
