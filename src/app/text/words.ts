// The words the whole app shares, in one place. A school says "pupil", "student", "young person" or "learner";
// everything else is fixed. Words that stand on one screen only stand in that screen.

import type { ActiveTerm } from "./term.ts";
import { inTerm, termOf } from "./term.ts";

export interface Words {
  /** "pupil", and its other forms. */
  readonly pupil: string;
  readonly pupils: string;
  readonly Pupil: string;
  readonly Pupils: string;
  /** A sentence that says "pupil", in the school's word. */
  say(sentence: string): string;
  readonly namesHidden: string;
  readonly hideNames: string;
  readonly showNames: string;
  readonly noPlanHere: string;
  readonly noPupilsHere: string;
  readonly notSaving: string;
}

/** The dictionary for a school's word; "pupil" where it chose none. */
export function createWords(chosen: string | undefined): Words {
  const term: ActiveTerm = termOf(chosen);
  return {
    pupil: term.one,
    pupils: term.many,
    Pupil: capital(term.one),
    Pupils: capital(term.many),
    say: (sentence) => inTerm(sentence, term),
    namesHidden: "Names hidden",
    hideNames: "Hide names",
    showNames: "Show names",
    noPlanHere: "No plan on this tablet",
    noPupilsHere: `This tablet has no ${term.many} yet. Connect once to get them.`,
    notSaving: "Not saving – act now",
  };
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 entry", "3 entries", "1,200 entries". */
export function count(number: number, one: string, many: string): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** A whole number as it is written in English: "12,345". A browser that is first asked for this gathers all it knows of a language. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** "Amara, Daniel and Tyrese" */
export function listWords(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
