// A decision as it is put to a person: the values whole, who wrote each, when, on which tablet. No word of merging,
// nobody's value first because of who they are: the order is the order in which the server heard them.

import { type Json, canonicalJson, jsonEqual } from "#base/json.ts";
import { keepBoth } from "#casework/commands/settle-decision.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Field } from "#ledger/field.ts";
import type { Decision, Side } from "#ledger/record-row.ts";
import type { ViewRecord } from "#ledger/view.ts";
import { clockWords, dateWords, dayWords, nearDayWords } from "../../text/dates.ts";
import { capital } from "../../text/words.ts";
import type { Say } from "../pupil/say.ts";

export interface Option {
  readonly key: string;
  readonly value: Json;
  /** The whole value. */
  readonly words: string;
  /** Who, when and where of everybody who wrote it: "Your change, today at 10:42am, on this tablet". */
  readonly by: readonly string[];
}

export interface DecisionCard {
  readonly id: Decision["id"];
  readonly about: Decision["about"];
  /** "Review date was changed twice" */
  readonly title: string;
  /** One plain sentence under it, where the title is not enough. */
  readonly lead: string;
  readonly options: readonly Option[];
  /** What stood before; "" where nothing did. */
  readonly before: string;
  /** For texts alone: both accounts with names and times, to be kept as they are or edited. */
  readonly both: string | undefined;
  /** Once chosen: the words of the choice. */
  readonly chosen: string | undefined;
}

export interface Asking {
  readonly say: Say;
  /** "2026-06-09T11:20" */
  readonly now: string;
  /** The adult at this device, and the device. */
  readonly me: string;
  readonly device: string;
}

const NOTHING = "Nothing";

const weekdayOf = (day: string): string => dayWords(day, day).split(" ")[0] ?? "";

export function decisionCard(
  record: ViewRecord,
  decision: Decision,
  definition: RecordDefinition,
  asking: Asking,
): DecisionCard {
  return decision.about === "withdrawal"
    ? withdrawalCard(record, decision, definition, asking)
    : fieldCard(record, decision, definition.fields[decision.field], asking);
}

function fieldCard(record: ViewRecord, decision: Decision, field: Field | undefined, asking: Asking): DecisionCard {
  const words = (value: Json): string => {
    const plain = (field ? asking.say.value(field, value) : String(value ?? "")) || NOTHING;
    // People tell days apart by their names: "Friday 20 November 2026".
    return field?.kind === "date" && typeof value === "string" ? `${weekdayOf(value)} ${plain}` : plain;
  };
  const sides = withOrigins(record, decision, field);
  const label = field?.label ?? decision.field;
  const options = optionsOf(record, sides, words, asking);
  const alike = options.length === 1;
  const isText = field?.kind === "prose" || field?.kind === "line";
  const texts = sides.filter((side) => typeof side.value === "string" && side.value !== "");
  return {
    id: decision.id,
    about: "field",
    // Who chose between the same values since made no further one.
    title: `${label} was changed ${times(Math.max(2, options.length))}`,
    lead: alike
      ? "The same was written each time. Because this keeps a child safe, somebody looks at it once more."
      : `${sides.every(({ origin }) => origin) ? "It was decided in different ways without the other choice being seen." : whoChanged(authorsOf(record, sides), asking)} Which one should stand?`,
    options: alike && !jsonEqual(decision.before, decision.kept.value) ? [...options, back(decision, words)] : options,
    before: alike ? "" : words(decision.before),
    both: isText && !alike && texts.length > 1 ? bothOf(record, texts, field, asking) : undefined,
    chosen: decision.settled ? words(decision.settled.value) : undefined,
  };
}

/** `origin`: somebody wrote the same before, and it was chosen since; a choice makes nobody the author of another's words. */
interface Told extends Side {
  readonly origin?: Side;
}

function withOrigins(record: ViewRecord, decision: Decision, field: Field | undefined): readonly Told[] {
  const before = record.decisions.filter((one) => one.state === "settled" && one.field === decision.field);
  const written = before.flatMap(({ kept, others }) => [kept, ...others]);
  const told: Told[] = [];
  for (const side of [decision.kept, ...decision.others]) {
    // Of a guarded field the same may have been written twice; of any other only a choice says the same again [M8, M9].
    const earlier = field?.class === "guarded" ? written : [...written, ...told];
    const same = earlier.find(({ value, change }) => change !== side.change && jsonEqual(value, side.value));
    told.push(same ? { ...side, origin: (same as Told).origin ?? same } : side);
  }
  return told;
}

/** The authors of these sides; undefined where it is not known who wrote one. */
function authorsOf(record: ViewRecord, sides: readonly Side[]): ReadonlySet<string> | undefined {
  const authors = sides.map((side) => record.stamps[side.change]?.author);
  return authors.includes(undefined) ? undefined : new Set(authors as string[]);
}

/** Never more adults than there were: one adult on two tablets is one adult. */
function whoChanged(authors: ReadonlySet<string> | undefined, { say, me }: Asking): string {
  if (authors === undefined) return "It was changed without the other change being seen.";
  if (authors.size > 2) return "Several adults changed it without seeing each other's words.";
  if (authors.size === 2) return "Two adults changed it without seeing each other's change.";
  const [author] = authors;
  return author === me
    ? "You changed it on one tablet before what you wrote on another had come there."
    : `${capital(say.adult(author as string))} changed it on one tablet before what was written on another had come there.`;
}

const back = (decision: Decision, words: (value: Json) => string): Option => ({
  key: "before",
  value: decision.before,
  words: words(decision.before),
  by: ["As it was before"],
});

function withdrawalCard(
  record: ViewRecord,
  decision: Decision,
  definition: RecordDefinition,
  asking: Asking,
): DecisionCard {
  const kind = definition.label.charAt(0).toLowerCase() + definition.label.slice(1);
  const words = (value: Json): string => (value === "withdraw" ? `Withdraw this ${kind}` : `Keep this ${kind}`);
  return {
    id: decision.id,
    about: "withdrawal",
    title: `Keep or withdraw this ${kind}?`,
    lead: `${withdrawnHow(authorsOf(record, [decision.kept, ...decision.others]))} Nothing is lost either way: what is withdrawn stays in the history.`,
    options: optionsOf(record, [decision.kept, ...decision.others], words, asking),
    before: "",
    both: undefined,
    chosen: decision.settled ? (decision.settled.value === "withdraw" ? "Withdrawn" : "Kept") : undefined,
  };
}

const withdrawnHow = (authors: ReadonlySet<string> | undefined): string =>
  authors === undefined || authors.size === 1
    ? "It was withdrawn, and written in before that was seen."
    : "One adult withdrew it. Another one wrote in it without seeing that.";

/** Sides that say the same are one choice with several authors. */
function optionsOf(
  record: ViewRecord,
  sides: readonly Told[],
  words: (value: Json) => string,
  asking: Asking,
): readonly Option[] {
  const options = new Map<string, Option>();
  for (const side of sides) {
    const key = canonicalJson(side.value);
    const held = options.get(key);
    const written = held || !side.origin ? [] : [byWords(record, side.origin, asking)];
    const by = [...(held?.by ?? written), byWords(record, side, asking)];
    options.set(key, held ? { ...held, by } : { key: side.change, value: side.value, words: words(side.value), by });
  }
  return [...options.values()];
}

/** "Your change, today at 10:42am, on this tablet", "Chosen by Mrs Khan, …" */
function byWords(record: ViewRecord, side: Told, { say, now, me, device }: Asking): string {
  const stamp = record.stamps[side.change];
  if (!stamp) return "Another adult, on another tablet";
  const name = stamp.author === me ? (side.origin ? "you" : "Your change") : say.adult(stamp.author);
  const who = side.origin ? `Chosen by ${name}` : name;
  const where = stamp.device === device ? "on this tablet" : "on another tablet";
  return `${capital(who)}, ${whenWords(stamp.at, now)}, ${where}`;
}

const whenWords = (at: string, now: string): string => `${nearDayWords(at, now)} at ${clockWords(at.slice(0, 16))}`;

/**
 * Each text once, under who wrote it. Text of a line field becomes one line: a decision never makes a value its field
 * cannot hold.
 */
function bothOf(record: ViewRecord, sides: readonly Told[], field: Field, { say }: Asking): string | undefined {
  const once = sides.filter((side, at) => sides.findIndex(({ value }) => jsonEqual(value, side.value)) === at);
  const accounts = once.map((side) => {
    const stamp = record.stamps[(side.origin ?? side).change];
    const who = stamp ? say.adult(stamp.author) : "another adult";
    return { who: capital(who), when: stamp ? dayAndClock(stamp.at) : "another day", text: String(side.value) };
  });
  const text = field.kind === "line" ? accounts.map((one) => one.text).join("; ") : keepBoth(accounts);
  return "max" in field && text.length > field.max ? undefined : text;
}

/** In a text that stays: a day by its date, never "today". */
const dayAndClock = (at: string): string => `${dateWords(at)} at ${clockWords(at.slice(0, 16))}`;

const times = (number: number): string => (number === 2 ? "twice" : `${number} times`);
