// What a screen of one period is about, from its address and what this adult has half written [C59]. An earlier day
// stands only for what was begun on it, so that a screen left open overnight does not write today's into yesterday.

import type { DayPeriod } from "#casework/school-day.ts";
import type { JsonObject } from "#base/json.ts";

/** null: not said. A period of "" with a day: no period was on. */
export interface Address {
  readonly day: string | null;
  readonly period: string | null;
}

/** What an adult half wrote of one period of one day. */
export interface Begun {
  /** The key of its draft (record/use-draft.ts). */
  readonly key: string;
  readonly day: string;
  /** "" where no period was on. */
  readonly period: string;
  readonly path: string;
}

/** A draft as the device answers it. */
export interface KeptDraft {
  readonly id: string;
  readonly author: string;
  readonly body: JsonObject;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** An adult's drafts of a form ("sweep", "new/session-log/<pupil>"), those with a day in their key first. */
export function begunDrafts(drafts: readonly KeptDraft[], me: string, form: string): readonly Begun[] {
  const head = `${me}/${form}/`;
  const dated: Begun[] = [];
  const undated: Begun[] = [];
  for (const { id, author, body } of drafts) {
    if (author !== me || !id.startsWith(head)) continue;
    const [first = "", second = ""] = id.slice(head.length).split("/");
    const about = { key: id.slice(me.length + 1), path: String(body["path"] ?? "") };
    if (DAY.test(first)) dated.push({ ...about, day: first, period: second });
    // Keys once named no day: it is of the day on which it was put away.
    else undated.push({ ...about, day: String(body["at"] ?? "").slice(0, 10), period: first });
  }
  return [...dated, ...undated];
}

export interface OpenedAt {
  readonly today: string;
  readonly begun: readonly Begun[];
  /** The whole address: one without a day goes on with the draft that it leads to. */
  readonly path: string;
}

/** What a screen is about when it is opened at an address. */
export function openedAt(asked: Address, { today, begun, path }: OpenedAt): Address {
  if (asked.day === null) {
    const found = begun.find((one) => one.path === path && DAY.test(one.day));
    return found ? { day: found.day, period: found.period } : asked;
  }
  if (DAY.test(asked.day) && asked.day >= today) return asked;
  const stands = begun.some(({ day, period }) => day === asked.day && period === (asked.period ?? ""));
  return stands ? asked : { day: null, period: null };
}

export interface Periods {
  readonly day: string;
  readonly localNow: string;
  /** Those of the day that have begun. */
  readonly begun: readonly DayPeriod[];
  /** Every one that the school has, whether it is on that day or not. */
  readonly known: readonly DayPeriod[];
  /** Where the address names none. */
  readonly first: DayPeriod | undefined;
  /** May it be about no period at all? */
  readonly orNone: boolean;
}

/** The period, and what the address is to name from now on; undefined where there is nothing to name yet. */
export function periodAt(
  at: Address,
  { day, localNow, begun, known, first, orNone }: Periods,
): { readonly period: DayPeriod | undefined; readonly name: string | undefined } {
  if (orNone && at.day === day && at.period === "") return { period: undefined, name: "" };
  const named =
    begun.find(({ id }) => id === at.period) ??
    // Begun before the day was closed early, or the period retired.
    (at.day === day ? known.find(({ id, start }) => id === at.period && `${day}T${start}` <= localNow) : undefined);
  const period = named ?? first;
  return { period, name: period?.id ?? (orNone ? "" : undefined) };
}
