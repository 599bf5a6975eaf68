// The buttons of the quick log, in the order the school chose: fixed, so that hands learn them. Never by recent use.

import {
  type Readable,
  type RecordFacts,
  compare,
  factsInOrder,
  factsOf,
  listIn,
  textIn,
} from "./measures/record-facts.ts";

/** More than eight buttons nobody finds without reading. */
const MOST_CHIPS = 8;

export interface Chips {
  readonly chips: readonly RecordFacts[];
  /** The others, under "More", in the school's order. */
  readonly more: readonly RecordFacts[];
}

/**
 * The room's own buttons, or the first eight of the school's order where the room chose none [C34]. A retired category
 * is on no button, and keeps its words in what was logged with it.
 */
export function chipsFor(categories: readonly Readable[], room?: Readable): Chips {
  const order = (one: RecordFacts): number => {
    const place = one.value("order");
    return typeof place === "number" ? place : 999;
  };
  const inUse = factsInOrder(categories)
    .filter((one) => one.value("retired") !== true)
    .sort((a, b) => order(a) - order(b) || compare(textIn(a, "label"), textIn(b, "label")) || compare(a.id, b.id));
  const held = room && factsOf(room);
  const chosen = (held ? listIn(held, "chips") : []).flatMap((id) => inUse.find((one) => one.id === id) ?? []);
  const chips = (chosen.length > 0 ? chosen : inUse).slice(0, MOST_CHIPS);
  return { chips, more: inUse.filter((one) => !chips.includes(one)) };
}
