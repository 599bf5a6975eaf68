// What can happen in a simulated school, as plain data. Numbers choose among what is there when the act is played,
// so that a schedule can be cut down to a smaller one and still means something.

import type { Chance } from "./chance.ts";

export type Act =
  /** A pupil and their plan, in one commit that stands or falls as one. */
  | { readonly act: "makePupil" }
  /** One note each for several pupils, in one commit. */
  | { readonly act: "note"; readonly pupils: readonly number[] }
  | { readonly act: "amend"; readonly note: number }
  | {
      readonly act: "edit";
      readonly plan: number;
      /** "target" stands only in the newer app's plans. */
      readonly field: "review" | "reason" | "risk" | "target";
      readonly value: number;
    }
  | { readonly act: "editBoth"; readonly plan: number }
  | { readonly act: "addItem" | "removeItem"; readonly plan: number; readonly item: number }
  | { readonly act: "withdraw" | "restore"; readonly record: number }
  | { readonly act: "settle"; readonly decision: number; readonly side: number }
  | { readonly act: "reopen"; readonly decision: number }
  | { readonly act: "room"; readonly value: number }
  /** Something that no server accepts, alone or beside something that it does. */
  | { readonly act: "impossible"; readonly beside: boolean }
  | { readonly act: "letGo" }
  | { readonly act: "wait"; readonly milliseconds: number }
  | { readonly act: "down" | "up" | "nudge" | "sendNow" | "lock" | "open" | "openTab" | "restart" | "powerCut" }
  /** The `writes`-th write of the device stops it, before it is on the disk or just after. */
  | { readonly act: "crash"; readonly after: boolean; readonly writes: number }
  /** After so many requests: between commit and answer, or at the `points`-th moment of its storage from there. */
  | { readonly act: "serverCrash"; readonly requests: number; readonly points?: number }
  /** The tablet's clock is so far off from now on, in tens of years. */
  | { readonly act: "clock"; readonly years: number }
  /** The server's database is copied; or put back to the last copy. */
  | { readonly act: "backUp" | "putBack" }
  /** The newer app is started on the tablet, or the newer server. */
  | { readonly act: "newerTablet" | "newerServer" }
  /** What another tablet may hold of a pupil is said anew. */
  | { readonly act: "share"; readonly of: number; readonly pupil: number; readonly much: "all" | "thin" | "none" }
  /** The server lets the words of old changes go. */
  | { readonly act: "thinOut" }
  /** The store is put in order, as it is in a quiet while. */
  | { readonly act: "tidy" }
  /** A while in which every tablet is open and has a network, however bad: what was written apart meets. */
  | { readonly act: "calm" };

export interface Step {
  readonly tablet: number;
  readonly does: Act;
}

type Maker = (chance: Chance) => Act;

type Makers = readonly (readonly [number, Maker])[];

/** How often, and what. */
const MAKERS: Makers = [
  [1, () => ({ act: "makePupil" })],
  [8, (c) => ({ act: "note", pupils: Array.from({ length: 1 + c.below(3) }, () => c.below(9)) })],
  [4, (c) => ({ act: "amend", note: c.below(20) })],
  [24, (c) => ({ act: "edit", plan: c.below(3), field: c.pick(["review", "reason", "risk"]), value: c.below(6) })],
  [3, (c) => ({ act: "editBoth", plan: c.below(9) })],
  [5, (c) => ({ act: "addItem", plan: c.below(9), item: c.below(9) })],
  [3, (c) => ({ act: "removeItem", plan: c.below(9), item: c.below(9) })],
  [4, (c) => ({ act: "withdraw", record: c.below(30) })],
  [3, (c) => ({ act: "restore", record: c.below(30) })],
  [14, (c) => ({ act: "settle", decision: c.below(9), side: c.below(4) })],
  [4, (c) => ({ act: "reopen", decision: c.below(9) })],
  [2, (c) => ({ act: "room", value: c.below(6) })],
  [2, (c) => ({ act: "impossible", beside: c.hits(0.5) })],
  [2, () => ({ act: "letGo" })],
  [14, (c) => ({ act: "wait", milliseconds: c.pick([5, 300, 900, 4_000, 10_000, 30_000, 70_000]) })],
  [4, () => ({ act: "down" })],
  [5, () => ({ act: "up" })],
  [4, () => ({ act: "nudge" })],
  [8, () => ({ act: "sendNow" })],
  [2, () => ({ act: "lock" })],
  [3, () => ({ act: "open" })],
  [2, () => ({ act: "openTab" })],
  [3, () => ({ act: "tidy" })],
  [1, () => ({ act: "thinOut" })],
  [2, () => ({ act: "restart" })],
  [1, () => ({ act: "powerCut" })],
  [5, (c) => ({ act: "crash", after: c.hits(0.5), writes: 1 + c.below(6) })],
  [2, (c) => ({ act: "clock", years: c.next() * 2 - 1 })],
  [5, () => ({ act: "calm" })],
  [2, (c) => ({ act: "serverCrash", requests: 1 + c.below(4) })],
  [3, (c) => ({ act: "serverCrash", requests: 1 + c.below(3), points: 1 + c.below(14) })],
];

const RESTORING: Makers = [
  [6, () => ({ act: "backUp" })],
  [6, () => ({ act: "putBack" })],
];

const RENEWING: Makers = [
  [6, () => ({ act: "newerTablet" })],
  [3, () => ({ act: "newerServer" })],
  [12, (c) => ({ act: "edit", plan: c.below(3), field: c.pick(["target", "risk"]), value: c.below(6) })],
];

const SHARING: Makers = [
  [3, () => ({ act: "makePupil" })],
  [
    16,
    (c) => ({
      act: "share",
      of: c.below(3),
      pupil: c.below(4),
      much: c.pick(["all", "thin", "none", "none"] as const),
    }),
  ],
];

export interface ScheduleOf {
  readonly tablets: number;
  readonly length: number;
  /** The server is backed up and put back on the way. */
  readonly restores?: boolean;
  /** Old and new apps and servers meet. */
  readonly renews?: boolean;
  /** Tablets lose pupils, and get them back. */
  readonly shares?: boolean;
}

export function schedule(chance: Chance, { tablets, length, restores, renews, shares }: ScheduleOf): readonly Step[] {
  const makers = [...MAKERS, ...(restores ? RESTORING : []), ...(renews ? RENEWING : []), ...(shares ? SHARING : [])];
  const all = makers.reduce((sum, [weight]) => sum + weight, 0);
  return Array.from({ length }, () => {
    let at = chance.below(all);
    const maker = makers.find(([weight]) => (at -= weight) < 0) as Makers[number];
    return { tablet: chance.below(tablets), does: maker[1](chance) };
  });
}
