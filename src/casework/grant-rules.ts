// Which pupils a device may hold, and how much of each: the access table and the caseloads of a day, put into the form
// in which the server asks. A level names the roles it comes from, each in or out of its caseload: "senco+" or
// "iap-adult-,pastoral-lead+". A pupil who came to the room and is not placed there stands at "iap-adult~" (A35). Two
// rights of one adult, or of two adults of one personal device, add up.

import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import { SCHOOL_SCOPE, type ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { textOf, valueOf } from "#ledger/view.ts";
import { type AccessAction, IN_EMERGENCY, mayDo } from "./access.ts";
import { dayOf } from "./day.ts";
import { type CaseFacts, caseloadOf, roomCaseload } from "./caseload.ts";
import { type Role, isRole } from "./roles.ts";

/** The level of every scope that is not named, and of those that are. Null: nothing of it. */
export interface Holding {
  rest: string | null;
  held: [scope: string, level: string | null][];
}

interface Asked {
  readonly purpose: "hold" | "write";
  readonly device: { readonly kind: "shared" | "personal" };
  /** Who comes to the device; of something that is written, its author alone. */
  readonly adults: readonly { readonly id: string; readonly administrator: boolean; readonly cover?: boolean }[];
}

interface Facts {
  readonly records: readonly RecordRow[];
  /** The school's day, "2026-06-09". */
  readonly day: string;
}

/** What is written in the room about whoever is in it. */
const ROOM_DAY: ReadonlySet<string> = new Set([
  "whereabouts",
  "visit",
  "left-room",
  "removal",
  "behaviour-log",
  "session-log",
  "check-in",
  "handover-note",
  "force-notice",
]);
/** Roles that work in the room: only they are with whoever came to it. */
const IN_THE_ROOM: ReadonlySet<Role> = new Set(["iap-adult", "cover"]);

/** What the room's tablet holds is decided by the room, whoever works at it. */
const OF_THE_ROOM: readonly Role[] = ["iap-adult"];
const OF_COVER: readonly Role[] = ["cover"];
/** The level of an adult without a role: no rule allows them anything. */
const NOBODY = "nobody";

export const grantRules = {
  /** Another name whenever the table or a rule here changes: every device then asks anew. */
  name: "casework/6",
  types: ["adult", "caseload", "placement", "pupil", "removal", "visit"],
  /** Caseloads begin and end. */
  timed: true,

  holds({ purpose, device, adults }: Asked, { records, day }: Facts): Holding {
    const facts = caseFactsIn(records);
    if (purpose === "hold" && device.kind === "shared")
      return holdingOf([{ held: OF_THE_ROOM, caseload: roomCaseload(facts, day) }], visitorsIn(records, day));
    const roleOf = new Map(live(records, "adult").map((row) => [row.id as string, textOf(row, "role")]));
    const rights = adults.flatMap(({ id, administrator, cover }): Right[] => {
      if (cover) return [{ held: OF_COVER, caseload: roomCaseload(facts, day) }];
      const role = roleOf.get(id);
      const held = new Set<Role>(administrator ? ["school-admin"] : []);
      if (isRole(role) && role !== "trust-analyst") held.add(role);
      return held.size === 0 ? [] : [{ held: [...held], caseload: caseloadOf(id, [...held], facts, day) }];
    });
    // Nor may they write about a pupil whom nobody knows yet.
    if (purpose === "write" && rights.length === 0) return { rest: NOBODY, held: [] };
    return holdingOf(rights, visitorsIn(records, day));
  },

  /** Another role, or a caseload: somebody sees more from then on. Taking one back gives nobody anything (A48). */
  widens(change: Change): boolean {
    if (change.kind === "withdraw") return false;
    if (change.type === "caseload") return true;
    // A new adult has no account yet: the invitation is what lets them in.
    if (change.type !== "adult" || change.kind === "create") return false;
    if (change.kind === "set") return change.field === "role";
    return ["restore", "settle", "reopen"].includes(change.kind);
  },

  /** The level at which this adult reads one pupil's notes in an emergency; null: not at all (A42). */
  inEmergency(adult: string, { records }: Facts): string | null {
    const role = roleIn(records, adult);
    return isRole(role) && IN_EMERGENCY.has(role) ? `${role}+` : null;
  },

  mayRead: (level: string, definition: RecordDefinition | undefined): boolean => allows(level, "read", definition),
  /** `its`: what is known of the record; absent: it stands, and somebody else may have made it. */
  mayWrite: (level: string, definition: RecordDefinition | undefined, its?: Its): boolean =>
    allows(level, "write", definition, its),
};

interface Its {
  /** It is made now, or was made by whoever writes. */
  readonly own: boolean;
  /** Its pupil is not here yet, or is being made with it: on everybody's caseload until somebody says whose it is. */
  readonly ownerIsNew?: boolean;
}

interface Right {
  readonly held: readonly Role[];
  readonly caseload: ReadonlySet<ScopeId>;
}

/** `visitors` came to the room: its roles hold what is written there about them [A35]. */
function holdingOf(rights: readonly Right[], visitors: ReadonlySet<ScopeId>): Holding {
  if (rights.length === 0) return { rest: null, held: [] };
  const levelIn = (scope: ScopeId | undefined): string =>
    [
      ...new Set(
        rights.flatMap(({ held, caseload }) =>
          held.map((role) => {
            if (scope !== undefined && caseload.has(scope)) return `${role}+`;
            return `${role}${scope !== undefined && visitors.has(scope) && IN_THE_ROOM.has(role) ? "~" : "-"}`;
          }),
        ),
      ),
    ]
      .sort()
      .join();
  const scopes = [...new Set([...rights.flatMap(({ caseload }) => [...caseload]), ...visitors])].sort();
  return {
    rest: levelIn(undefined),
    held: scopes.filter((scope) => scope !== SCHOOL_SCOPE).map((scope) => [scope, levelIn(scope)]),
  };
}

function allows(
  level: string,
  action: AccessAction,
  definition: RecordDefinition | undefined,
  { own, ownerIsNew = false }: Its = { own: false },
): boolean {
  return level.split(",").some((part) => {
    const role = part.slice(0, -1);
    const isVisitor = part.endsWith("~") && action === "read" && ROOM_DAY.has(definition?.type ?? "");
    return isRole(role) && mayDo([role], action, definition, part.endsWith("+") || isVisitor || ownerIsNew, own);
  });
}

function caseFactsIn(records: readonly RecordRow[]): CaseFacts {
  const day = (row: RecordRow, field: string): string | undefined => textOf(row, field) || undefined;
  const several = (row: RecordRow, field: string): readonly string[] => {
    const value = valueOf(row, field);
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  };
  return {
    pupils: live(records, "pupil").map((row) => ({
      id: row.id,
      year: day(row, "year"),
      keyAdults: several(row, "keyAdults"),
      leftOn: day(row, "leftOn"),
    })),
    placements: live(records, "placement").map((row) => ({
      scope: row.scope,
      stage: day(row, "stage"),
      keyAdult: day(row, "keyAdult"),
      receivingAdults: several(row, "receivingAdults"),
      endedOn: day(row, "endedOn"),
    })),
    caseloads: live(records, "caseload").map((row) => ({
      adult: day(row, "adult"),
      pupils: several(row, "pupils"),
      years: several(row, "years"),
      from: day(row, "from"),
      until: day(row, "until"),
    })),
  };
}

/**
 * Who came to the room today; and of whom a removal that brought them there is not over, from whatever day: until they
 * are back in the lesson and their parents know.
 */
function visitorsIn(records: readonly RecordRow[], day: string): ReadonlySet<ScopeId> {
  const visits = live(records, "visit");
  const brought = new Set(visits.map((row) => `${row.scope} ${textOf(row, "when")}`));
  const open = live(records, "removal").filter(
    (row) =>
      (textOf(row, "backAt") === "" || textOf(row, "parentToldAt") === "") &&
      brought.has(`${row.scope} ${textOf(row, "when")}`),
  );
  return new Set([...visits.filter((row) => dayOf(textOf(row, "when")) === day), ...open].map(({ scope }) => scope));
}

const roleIn = (records: readonly RecordRow[], adult: string): string | undefined => {
  const row = live(records, "adult").find(({ id }) => id === (adult as string));
  return row && textOf(row, "role");
};

const live = (records: readonly RecordRow[], type: string): readonly RecordRow[] =>
  records.filter((row) => row.type === type && !row.withdrawn);
