// What the tablet shows a cover adult, and lets them write (A34): the access table's rules for them, and of a plan and a
// placement the few fields that help. The device asks here whatever screen stands.

import type { Slim } from "#ledger/slim.ts";
import { mayDo } from "./access.ts";
import type { Role } from "./roles.ts";
import { schema } from "./schema.ts";

/** Of these types only what is named, as lists carry it, and never the record itself. */
export const COVER_SEES: { readonly [type: string]: readonly string[] } = {
  plan: ["goodToKnow", "helps", "avoid", "triggers", "roomPeriods", "startsOn", "endedOn"],
  placement: ["stage", "base", "room", "start", "keyAdult", "endedOn"],
};

const OF_COVER: readonly Role[] = ["cover"];

export const coverView = {
  /** Of a record as lists carry it, what they are shown; undefined: nothing. `isOwn`: they wrote it. */
  slim(slim: Slim, isOwn: boolean): Slim | undefined {
    if (!mayDo(OF_COVER, "read", schema.definitions[slim.type], true, isOwn)) return undefined;
    const only = COVER_SEES[slim.type];
    if (!only) return slim;
    // A decision is for who may read the record.
    return {
      ...slim,
      open: 0,
      fields: Object.fromEntries(Object.entries(slim.fields).filter(([name]) => only.includes(name))),
    };
  },
  /** May they see the whole record, and its history? */
  mayRead: (type: string, isOwn: boolean): boolean =>
    COVER_SEES[type] === undefined && mayDo(OF_COVER, "read", schema.definitions[type], true, isOwn),
  /** May they write it? `isOwn`: it is new, or theirs. */
  mayWrite: (type: string, isOwn: boolean): boolean => mayDo(OF_COVER, "write", schema.definitions[type], true, isOwn),
};
