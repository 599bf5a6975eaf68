// How much may be set aside and wait for a person [S29]. Nothing that was sent is thrown away for it: beyond the bound
// a device is told to keep what it has, and to come back when somebody has dealt with what is there.

import type { PushAnswer, PushRequest } from "#protocol/push.ts";
import type { KeptSize, QuarantineRow, SchoolTx, Storage } from "../storage/storage.ts";
import { type AcceptDeps, type Asker, type CameAs, acceptPush } from "./accept.ts";

type Reason = QuarantineRow["reason"];
type Row = Pick<QuarantineRow, "device" | "author" | "reason" | "body">;

interface Bound {
  readonly reasons: readonly Reason[];
  /** Whose rows count: all of the school's, or those of the same device, or of the same author on it. */
  readonly of: (row: Row) => Partial<Pick<QuarantineRow, "device" | "author">>;
  readonly most: KeptSize;
}

/** A tablet that was out of use for a term holds a few thousand commits; each is some kilobytes. */
export const MOST_OF_DEVICE = { rows: 5_000, size: 50_000_000 };
/** Ten such tablets at once. */
const MOST_OF_SCHOOL = { rows: 50_000, size: 500_000_000 };
/** Somebody known signed it, and could file as much of what is there: more of it than any tablet keeps. */
const MOST_WAITING_OF_DEVICE = { rows: 50_000, size: 500_000_000 };
const MOST_WAITING_OF_SCHOOL = { rows: 500_000, size: 2_000_000_000 };
/** Nobody signed it, and whoever finds a locked tablet can write it. One author's notes leave room for the others'. */
export const MOST_JOTS_OF_AUTHOR = { rows: 500, size: 5_000_000 };
const MOST_JOTS_OF_DEVICE = { rows: 2_000, size: 20_000_000 };

const ofDevice: Bound["of"] = ({ device }) => ({ device });
const ofSchool: Bound["of"] = () => ({});
const FOR_A_PERSON: readonly Reason[] = ["unreadable", "notAllowed", "newerSchema", "fault"];
const BOUNDS: readonly Bound[] = [
  { reasons: FOR_A_PERSON, of: ofDevice, most: MOST_OF_DEVICE },
  { reasons: FOR_A_PERSON, of: ofSchool, most: MOST_OF_SCHOOL },
  // Apart from the rest: two full devices, each waiting for what the other has behind it, would never have room again.
  { reasons: ["waiting"], of: ofDevice, most: MOST_WAITING_OF_DEVICE },
  { reasons: ["waiting"], of: ofSchool, most: MOST_WAITING_OF_SCHOOL },
  { reasons: ["jot"], of: ({ device, author }) => ({ device, author }), most: MOST_JOTS_OF_AUTHOR },
  { reasons: ["jot"], of: ofDevice, most: MOST_JOTS_OF_DEVICE },
];

/** Thrown, it undoes the transaction: nothing was stored and no verdict given. */
export class QuarantineFull extends Error {
  constructor(what: "Too much" | "Too many notes" = "Too much") {
    const waits = what === "Too much" ? "waits" : "wait";
    super(
      `${what} from this tablet ${waits} for somebody at the school to look at. What is on the tablet stays there, and is sent when that is done.`,
    );
    this.name = "QuarantineFull";
  }
}

/** As much of a push as there is room for. Throws `QuarantineFull` where its first envelope finds none. */
export async function acceptBounded(
  deps: AcceptDeps,
  asker: Asker,
  request: PushRequest,
  cameAs: CameAs,
  filed: Set<string>,
): Promise<PushAnswer> {
  const storage = boundedStorage(deps.storage);
  for (let most = request.envelopes.length; ; most = Math.floor(most / 2)) {
    const part = { ...request, envelopes: request.envelopes.slice(0, most) };
    try {
      return await acceptPush({ ...deps, storage }, asker, part, cameAs, filed);
    } catch (error) {
      // What stands before the one that finds no room is taken in all the same.
      if (!(error instanceof QuarantineFull) || most <= 1) throw error;
      filed.clear();
    }
  }
}

function boundedStorage(storage: Storage): Storage {
  return { ...storage, transact: (school, work) => storage.transact(school, (tx) => work(bounded(tx))) };
}

/** Counts only when something is set aside: a push that is filed asks nothing more. */
function bounded(tx: SchoolTx): SchoolTx {
  const room = createRoom(tx);
  return {
    ...tx,
    async quarantine(row) {
      // Asked before and counted after: what is there already takes no room.
      const isRoom = await room.isFor(row);
      if (!(await tx.quarantine(row))) return false;
      if (!isRoom) throw new QuarantineFull();
      room.took(row);
      return true;
    },
  };
}

export interface Room {
  isFor(row: Row): Promise<boolean>;
  took(row: Row): void;
}

/** What room there is, asked of the database once in a transaction and then counted along. */
export function createRoom(tx: Pick<SchoolTx, "quarantineSize">): Room {
  const keptBy = new Map<string, KeptSize>();
  const keyOf = ({ reasons, of }: Bound, row: Row): string => JSON.stringify([reasons, of(row)]);
  const boundsOf = ({ reason }: Row): readonly Bound[] => BOUNDS.filter(({ reasons }) => reasons.includes(reason));
  return {
    async isFor(row) {
      for (const bound of boundsOf(row)) {
        const key = keyOf(bound, row);
        const kept = keptBy.get(key) ?? (await tx.quarantineSize(bound.reasons, bound.of(row)));
        keptBy.set(key, kept);
        if (kept.rows + 1 > bound.most.rows || kept.size + row.body.length > bound.most.size) return false;
      }
      return true;
    },
    took(row) {
      for (const bound of boundsOf(row)) {
        const { rows, size } = keptBy.get(keyOf(bound, row)) ?? { rows: 0, size: 0 };
        keptBy.set(keyOf(bound, row), { rows: rows + 1, size: size + row.body.length });
      }
    },
  };
}
