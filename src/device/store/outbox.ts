// What waits on this device, in the words of the port: a sealed row for each commit, as it was written, and the answers
// of the server laid over it. How much of it waits is counted by keys, without reading what is in it.

import type { PendingOutside, PendingRow, StoreTx } from "../ports.ts";
import { createAnswers } from "./answers.ts";
import { pendingStatesOf } from "./pending-states.ts";
import { runsOf } from "./runs-of.ts";
import type { Sealing } from "./sealing.ts";
import { StoreTrouble } from "./store-trouble.ts";
import type { Stored, StoredTables } from "./stored-tables.ts";

export type Outbox = Pick<
  StoreTx,
  | "pending"
  | "pendingOutside"
  | "pendingBetween"
  | "pendingNamed"
  | "pendingStates"
  | "damagedPending"
  | "putPending"
  | "markPending"
  | "deletePending"
>;

export function createOutbox(tables: StoredTables, sealing: Sealing): Outbox {
  const answers = createAnswers(tables);
  const outsideOf = (
    { deviceSeq, id, state, acceptedSeq, wire }: Stored,
    taken: ReadonlyMap<number, number>,
  ): PendingOutside => {
    const at = state === "queued" ? taken.get(deviceSeq as number) : undefined;
    const told = at === undefined ? { state, acceptedSeq } : { state: "accepted", acceptedSeq: at };
    return { deviceSeq, id, ...told, wire } as unknown as PendingOutside;
  };
  const outsideOfAll = async (stored: readonly Stored[]): Promise<readonly PendingOutside[]> => {
    const taken = await answers.all();
    return stored.map((one) => outsideOf(one, taken));
  };

  /** From the copy that was kept at an update, where the row itself does not open [V29]. */
  const insideOf = async (stored: Stored): Promise<PendingRow["inside"]> => {
    try {
      return sealing.open("pending", stored);
    } catch (error) {
      const copy =
        error instanceof StoreTrouble ? await tables.get("outboxCopy", stored["deviceSeq"] as number) : undefined;
      if (copy === undefined || copy["id"] !== stored["id"]) throw error;
      return sealing.open("pending", copy);
    }
  };
  const opened = async (stored: readonly Stored[]): Promise<readonly PendingRow[]> => {
    const outside = await outsideOfAll(stored);
    const rows: PendingRow[] = [];
    for (const [i, one] of stored.entries())
      rows.push({ ...(outside[i] as PendingOutside), inside: await insideOf(one) });
    return rows;
  };

  /** Counts what this transaction writes of what waits: a run of it that was read holds until the next. */
  let written = 0;
  let run:
    | { readonly at: number; readonly first: number; readonly last: number; readonly rows: readonly Stored[] }
    | undefined;
  const between = async (first: number, last: number): Promise<readonly Stored[]> => {
    if (!run || run.at !== written || first < run.first || last > run.last)
      run = { at: written, first, last, rows: await tables.range("pending", "deviceSeq", first, last) };
    return run.rows.filter(({ deviceSeq }) => (deviceSeq as number) >= first && (deviceSeq as number) <= last);
  };

  const keysIn = (state: PendingRow["state"]): Promise<readonly number[]> =>
    tables.keys("pending", "state", state, state) as Promise<readonly number[]>;

  return {
    async pending() {
      sealing.sealer();
      return opened(await tables.all("pending"));
    },
    async pendingOutside() {
      return outsideOfAll(await tables.all("pending"));
    },
    async pendingBetween(first, last) {
      return outsideOfAll(await between(first, last));
    },
    async pendingNamed(deviceSeqs) {
      sealing.sealer();
      if (deviceSeqs.length === 0) return [];
      const stored = await tables.getMany("pending", deviceSeqs);
      return opened(stored.filter((one) => one !== undefined));
    },
    pendingStates: () =>
      pendingStatesOf(
        { numbersIn: keysIn, rowsIn: (state) => tables.range("pending", "state", state, state) },
        answers,
      ),
    async damagedPending() {
      sealing.sealer();
      const damaged: PendingOutside[] = [];
      const taken = await answers.all();
      for (const one of await tables.all("pending")) {
        try {
          await insideOf(one);
        } catch (error) {
          if (!(error instanceof StoreTrouble)) throw error;
          damaged.push(outsideOf(one, taken));
        }
      }
      return damaged;
    },
    async putPending({ inside, ...outside }) {
      sealing.sealer();
      written += 1;
      await Promise.all([tables.put("pending", [{ ...outside, plain: inside }]), answers.forget([outside.deviceSeq])]);
    },
    async markPending(marks) {
      // A late answer: what the feed has brought back in the meantime is not there any more.
      const queued = new Set(await keysIn("queued"));
      const told = marks.filter(({ deviceSeq, state }) => state === "accepted" && queued.has(deviceSeq));
      // What stands as it was written waits again as soon as its answer counts no more.
      const again = marks.filter(
        ({ deviceSeq, state, acceptedSeq }) => state === "queued" && acceptedSeq === 0 && queued.has(deviceSeq),
      );
      await answers.forget(again.map(({ deviceSeq }) => deviceSeq));
      await answers.put(told.map(({ deviceSeq, acceptedSeq }) => [deviceSeq, acceptedSeq] as const));
      const rest = new Map(marks.map((mark) => [mark.deviceSeq, mark]));
      for (const { deviceSeq } of [...told, ...again]) rest.delete(deviceSeq);
      if (rest.size === 0) return;
      await answers.forget([...rest.keys()]);
      const marked: Stored[] = [];
      for (const [first, last] of runsOf([...rest.keys()]))
        for (const stored of await between(first, last)) {
          const { state, acceptedSeq } = rest.get(stored["deviceSeq"] as number) as (typeof marks)[number];
          marked.push({ ...stored, state, acceptedSeq });
        }
      written += 1;
      if (marked.length > 0) await tables.put("pending", marked);
    },
    async deletePending(deviceSeqs) {
      written += 1;
      await answers.forget(deviceSeqs);
      for (const [first, last] of runsOf(deviceSeqs))
        await Promise.all([
          tables.deleteRange("pending", "deviceSeq", first, last),
          tables.deleteRange("outboxCopy", "deviceSeq", first, last),
        ]);
    },
  };
}
