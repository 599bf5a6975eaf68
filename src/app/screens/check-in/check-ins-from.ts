// What pupils said on the locked tablet, as an adult reads it: one check-in a sitting, also where the page was loaded
// again in the middle of one and they went on [C45]. Nothing that was said is left out.

import type { JsonObject } from "#base/json.ts";
import type { Jot } from "#device/device.ts";
import { compare } from "#casework/measures/record-facts.ts";
import { checkIn } from "#casework/records/check-in.ts";

export interface SaidInOneSitting {
  /** Every part of it, to be filed or given away together. */
  readonly ids: readonly [Jot["id"], ...Jot["id"][]];
  readonly scope: Jot["scope"];
  /** When its first part was written. */
  readonly at: string;
  /** As the record takes them. */
  readonly fields: JsonObject;
}

/** `begun` names the sitting (pupil-answers.tsx). Oldest first. */
export function checkInsFrom(jots: readonly Jot[]): readonly SaidInOneSitting[] {
  const said: { begun: unknown; whole: SaidInOneSitting }[] = [];
  for (const { id, kind, scope, at, body } of jots.toSorted(inOrder)) {
    if (kind !== checkIn.type) continue;
    const { begun, ...fields } = body;
    const before =
      begun === undefined ? undefined : said.findLast((one) => one.begun === begun && one.whole.scope === scope);
    const whole = before && together(before.whole.fields, fields);
    if (before && whole) before.whole = { ...before.whole, ids: [...before.whole.ids, id], fields: whole };
    else said.push({ begun, whole: { ids: [id], scope, at, fields } });
  }
  return said.map(({ whole }) => whole);
}

/** Of two of one second what was broken off came before what was saved: the page had to be loaded in between. */
const inOrder = (one: Jot, other: Jot): number =>
  compare(one.at, other.at) || Number(isBroken(other)) - Number(isBroken(one));

const isBroken = ({ body }: Jot): boolean => body["unfinished"] === true;

/** Undefined where one record cannot say both: another feeling, or more words than it takes. */
function together(before: JsonObject, next: JsonObject): JsonObject | undefined {
  const { unfinished: _broken, ...first } = before;
  const feelings = new Set([before["feeling"], next["feeling"]].filter((one) => one !== undefined));
  const words = joined(before["words"], next["words"]);
  if (feelings.size > 1 || words.length > (checkIn.fields.words.max ?? Infinity)) return undefined;
  const wishes = [before["wishes"], next["wishes"]].flatMap((some) => (Array.isArray(some) ? some : []));
  return {
    ...first,
    ...next,
    ...(before["when"] === undefined ? {} : { when: before["when"] }),
    ...(wishes.length === 0 ? {} : { wishes: [...new Set(wishes)] }),
    ...(words === "" ? {} : { words }),
  };
}

/** What was typed once more, and gone on with, stands once. "No" is not said by "nobody", nor by "I have no pen". */
function joined(before: unknown, next: unknown): string {
  const [one, other] = [before, next].map((words) => (typeof words === "string" ? words : "")) as [string, string];
  if (one === "" || goesOn(one, other)) return other;
  return other === "" || goesOn(other, one) ? one : `${one}\n${other}`;
}

const goesOn = (words: string, more: string): boolean =>
  /^(?:$|\s)/.test(more.slice(words.length)) && more.startsWith(words);
