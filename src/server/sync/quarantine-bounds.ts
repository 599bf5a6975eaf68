// How much may be set aside and wait for a person [S29]. Nothing that was sent is thrown away for it: beyond the bound
// a device is told to keep what it has, and to come back when somebody has dealt with what is there.

import type { PushAnswer, PushRequest } from "#protocol/push.ts";
import type { KeptSize, SchoolTx, Storage } from "../storage/storage.ts";
import { type AcceptDeps, type Asker, type CameAs, acceptPush } from "./accept.ts";

/** A tablet that was out of use for a term holds a few thousand commits; each is some kilobytes. */
export const MOST_OF_DEVICE = { rows: 5_000, size: 50_000_000 };
/** Ten such tablets at once. */
export const MOST_OF_SCHOOL = { rows: 50_000, size: 500_000_000 };

/** Thrown, it undoes the transaction: nothing was stored and no verdict given. */
export class QuarantineFull extends Error {
  constructor() {
    super(
      "Too much from this tablet waits for somebody at the school to look at it. What is on the tablet stays there, and is sent when that is done.",
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
  const storage = boundedStorage(deps.storage, asker.device);
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

function boundedStorage(storage: Storage, device: string): Storage {
  return {
    ...storage,
    transact: (school, work) => storage.transact(school, (tx) => work(bounded(tx, device))),
  };
}

/** Counts only when something is set aside: a push that is filed asks nothing more. */
function bounded(tx: SchoolTx, device: string): SchoolTx {
  let kept: Awaited<ReturnType<SchoolTx["quarantineSize"]>> | undefined;
  return {
    ...tx,
    async quarantine(row) {
      const isNew = await tx.quarantine(row);
      if (!isNew) return false;
      kept = kept
        ? { device: withOne(kept.device, row.body), school: withOne(kept.school, row.body) }
        : await tx.quarantineSize(device);
      if (isOver(kept.device, MOST_OF_DEVICE) || isOver(kept.school, MOST_OF_SCHOOL)) throw new QuarantineFull();
      return true;
    },
  };
}

const withOne = ({ rows, size }: KeptSize, body: string): KeptSize => ({ rows: rows + 1, size: size + body.length });

const isOver = (kept: KeptSize, most: KeptSize): boolean => kept.rows > most.rows || kept.size > most.size;
