// Whose pupils are whose on a given day, from what stands in the records: placements make a room's caseload, key
// adults and caseload records an adult's. Pure, and the same on the server and on a device.

import type { RecordId, ScopeId } from "#ledger/names.ts";
import { addDays } from "./day.ts";
import type { Role } from "./roles.ts";

/** The facts a caseload is made of. Days are "2026-06-09"; absent where nothing stands. */
export interface CaseFacts {
  readonly pupils: readonly {
    readonly id: RecordId;
    readonly year?: string | undefined;
    readonly keyAdults?: readonly string[] | undefined;
    readonly leftOn?: string | undefined;
  }[];
  readonly placements: readonly {
    readonly scope: ScopeId;
    readonly stage?: string | undefined;
    readonly keyAdult?: string | undefined;
    readonly receivingAdults?: readonly string[] | undefined;
    readonly endedOn?: string | undefined;
  }[];
  readonly caseloads: readonly {
    readonly adult?: string | undefined;
    readonly pupils?: readonly string[] | undefined;
    readonly years?: readonly string[] | undefined;
    readonly from?: string | undefined;
    readonly until?: string | undefined;
  }[];
}

/** A placement's pupil is in the room's mind from the day the place is given until it is completed. */
const IN_THE_ROOM = new Set(["settling", "in-iap", "part-time-return", "full-return"]);
const COMES_BACK = new Set(["part-time-return", "full-return"]);
/** The twelve-week check comes after the last day, and holidays lie between. */
const FOLLOWED_UP_DAYS = 26 * 7;

/** The pupils a room's shared tablet holds more of than the directory. */
export function roomCaseload({ placements }: CaseFacts, today: string): ReadonlySet<ScopeId> {
  return new Set(
    placements
      .filter(({ stage, endedOn }) => IN_THE_ROOM.has(stage ?? "") && (endedOn === undefined || endedOn >= today))
      .map(({ scope }) => scope),
  );
}

/**
 * The pupils of an adult on a day. Somebody who works in the room has the room's; a pastoral lead those who are
 * referred, placed or within twenty-six weeks of their last day; everybody the pupils they are key adult of, and those
 * a caseload record gives them while it runs.
 */
export function caseloadOf(
  adult: string,
  held: readonly Role[],
  facts: CaseFacts,
  today: string,
): ReadonlySet<ScopeId> {
  const found = new Set<ScopeId>();
  if (held.includes("iap-adult")) for (const scope of roomCaseload(facts, today)) found.add(scope);
  for (const { scope, endedOn, keyAdult, receivingAdults, stage } of facts.placements) {
    const followed = endedOn === undefined || addDays(endedOn, FOLLOWED_UP_DAYS) >= today;
    if (followed && (held.includes("pastoral-lead") || keyAdult === adult)) found.add(scope);
    // Who receives a pupil back is told of them from the first lesson on, and not before.
    if (followed && COMES_BACK.has(stage ?? "") && receivingAdults?.includes(adult)) found.add(scope);
  }
  const own = facts.caseloads.filter(
    ({ adult: whose, from, until }) =>
      whose === adult && from !== undefined && from <= today && (until === undefined || until >= today),
  );
  const years = new Set(own.flatMap((one) => one.years ?? []));
  for (const { id, year, keyAdults, leftOn } of facts.pupils) {
    if (leftOn !== undefined && leftOn < today) continue;
    if (keyAdults?.includes(adult) || (year !== undefined && years.has(year))) found.add(id as string as ScopeId);
  }
  for (const one of own) for (const pupil of one.pupils ?? []) found.add(pupil as ScopeId);
  return found;
}
