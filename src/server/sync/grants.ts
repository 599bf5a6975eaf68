// What a device may hold: which scopes, and at which level. The rules are handed in; here is what makes them cheap to
// ask and hard to get round.
//
//  - a version stands for the whole answer and costs the same however much is held: it is made of the rules' name, the
//    epoch, a number that rises with everything the rules look at, the device's own facts, and the day where the rules
//    know of days. Two equal versions mean equal holdings (A14)
//  - what a device is told is written down before it is told, and what it confirms beside it (A16)

import { createHash } from "node:crypto";
import type { Change } from "#ledger/change.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Held } from "#protocol/pull.ts";
import type { DeviceRow, SchoolRow, SchoolTx, Standing } from "../storage/storage.ts";
import { createSchoolDay } from "./school-day.ts";

/** Whom a rule is asked about. */
export interface WhoHolds {
  /** hold: what may be sent to the device; write: what the author may change on it. */
  readonly purpose: "hold" | "write";
  readonly device: Pick<DeviceRow, "id" | "kind">;
  /** Who comes to this device and whose account stands; of a write, the author alone. */
  readonly adults: readonly AdultHere[];
}

export interface AdultHere {
  readonly id: string;
  /** Keeps the school's devices and accounts, beside whatever the adult's role is. */
  readonly administrator: boolean;
  /** Let in for a day by somebody else, without an account (A34). */
  readonly cover?: boolean;
}

export interface GrantFacts {
  /** Every record of the types the rules look at, as it stands. */
  readonly records: readonly RecordRow[];
  /** Of the school, "2026-06-09". */
  readonly day: string;
}

/** Who may hold what. Pure: the same answer for the same questions. */
export interface GrantRules {
  /** Another name whenever the rules decide otherwise than before. */
  readonly name: string;
  /** The types of the records they look at. */
  readonly types: readonly string[];
  /** True when an answer may be another one tomorrow. */
  readonly timed: boolean;
  holds(who: WhoHolds, facts: GrantFacts): Held;
  /** May a record of this type be read, or written, where the level is this? Undefined: a type nobody here knows. */
  mayRead(level: string, definition: RecordDefinition | undefined): boolean;
  mayWrite(
    level: string,
    definition: RecordDefinition | undefined,
    its?: {
      /** It is made now, or was made by whoever writes. */
      readonly own: boolean;
      /** Its owner is not here yet, or is being made with it. */
      readonly ownerIsNew: boolean;
    },
  ): boolean;
  /** Does this change let somebody see more? Its author's password is wanted for it (A48). Absent: none does. */
  widens?(change: Change): boolean;
  /** The level at which this adult reads one pupil's notes in an emergency; null, or absent: not at all (A42). */
  inEmergency?(adult: string, facts: GrantFacts): string | null;
}

/** Every adult of a school may see all of it. */
export const EVERYBODY_HOLDS_ALL: GrantRules = {
  name: "all/1",
  types: [],
  timed: false,
  holds: ({ device }) => ({ rest: device.kind, held: [] }),
  mayRead: () => true,
  mayWrite: () => true,
};

export interface Grants {
  readonly rules: GrantRules;
  versionFor(school: SchoolRow, device: DeviceRow, now: number): string;
  /** The same, of what is known of a device without a transaction. */
  standingVersion(standing: Standing, now: number): string;
  /** What may be sent to the device. */
  heldBy(tx: SchoolTx, school: SchoolRow, device: DeviceRow, now: number): Promise<Held>;
  /**
   * What this adult may write on the device. `filed`: records of this transaction that are not in the database yet, of
   * the types the rules look at.
   */
  writableBy(
    tx: SchoolTx,
    who: {
      readonly school: SchoolRow;
      readonly device: DeviceRow;
      readonly adult: string;
      readonly cover?: boolean;
      readonly now: number;
    },
    filed: readonly RecordRow[],
  ): Promise<Held>;
  /** What this adult may read, whatever is in their hand: asked of the server, and never written to a device (A41). */
  readableBy(tx: SchoolTx, who: Reader): Promise<{ readonly held: Held; readonly inEmergency: string | null }>;
}

export interface Reader {
  readonly school: SchoolRow;
  readonly adult: string;
  readonly now: number;
}

const NOTHING: Held = { rest: null, held: [] };
/** Answers that are remembered. Each is true for ever: its key names everything it was made from. */
const MOST_REMEMBERED = 500;

export function createGrants(rules: GrantRules): Grants {
  const remembered = new Map<string, Held>();

  async function remember(key: string, make: () => Promise<Held>): Promise<Held> {
    const known = remembered.get(key);
    if (known) return known;
    const made = await make();
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, made);
    return made;
  }

  const schoolDay = createSchoolDay();
  const dayOf = (school: SchoolRow, now: number): string => schoolDay(now + school.clockOffset);

  const factsIn = async (tx: SchoolTx, day: string, filed: readonly RecordRow[] = []): Promise<GrantFacts> => {
    const byId = new Map((await tx.recordsOfTypes(rules.types)).map((row) => [row.id, row]));
    for (const row of filed) byId.set(row.id, row);
    return { records: [...byId.values()], day };
  };

  const grants: Grants = {
    rules,
    versionFor: (school, { id, kind, revoked, lockedAt }, now) =>
      grants.standingVersion(
        { ...school, school: school.id, device: id, kind, revoked, locked: lockedAt !== null },
        now,
      ),
    standingVersion({ school, epoch, grants: given, clockOffset, device, kind, revoked, locked }, now) {
      const day = rules.timed ? schoolDay(now + clockOffset) : "";
      // Locked it is sent nothing (A49), and let go it may hold what it held: what it keeps to is the same again.
      const made = JSON.stringify([rules.name, school, epoch, given, device, kind, revoked || locked, day]);
      return createHash("sha256").update(made).digest("base64url").slice(0, 22);
    },
    async heldBy(tx, school, device, now) {
      if (device.revoked) return NOTHING;
      return remember(grants.versionFor(school, device, now), async () => {
        const adults = [...new Set((await tx.authorKeysOn(device.id)).map(({ adult }) => adult))];
        const stand: AdultHere[] = [];
        for (const adult of adults) {
          const account = await tx.accountOf(adult);
          if (!account || account.ended === null)
            stand.push({ id: adult, administrator: account?.administrator === true });
        }
        const facts = await factsIn(tx, dayOf(school, now));
        return rules.holds({ purpose: "hold", device: { id: device.id, kind: device.kind }, adults: stand }, facts);
      });
    },
    async writableBy(tx, { school, device, adult, cover = false, now }, filed) {
      const ask = async (): Promise<Held> => {
        const administrator = (await tx.accountOf(adult))?.administrator === true;
        const who = {
          purpose: "write",
          device: { id: device.id, kind: device.kind },
          adults: [{ id: adult, administrator, cover }],
        } as const;
        return rules.holds(who, await factsIn(tx, dayOf(school, now), filed));
      };
      return filed.length > 0 ? ask() : remember(`${adult}|${grants.versionFor(school, device, now)}`, ask);
    },
    async readableBy(tx, { school, adult, now }) {
      const administrator = (await tx.accountOf(adult))?.administrator === true;
      const facts = await factsIn(tx, dayOf(school, now));
      const adults = [{ id: adult, administrator }];
      return {
        held: rules.holds({ purpose: "hold", device: { id: "", kind: "personal" }, adults }, facts),
        inEmergency: rules.inEmergency?.(adult, facts) ?? null,
      };
    },
  };
  return grants;
}

/** The level of each scope in what is held. */
export function levelsOf({ rest, held }: Held): (scope: string) => string | null {
  const levels = new Map(held);
  return (scope) => {
    const level = levels.get(scope);
    return level === undefined ? rest : level;
  };
}
