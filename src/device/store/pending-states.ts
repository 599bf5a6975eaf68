// How much of what waits stands where, counted by keys: nothing of what is in it is read.

import type { PendingRow, PendingStates } from "../ports.ts";
import type { Answers } from "./answers.ts";
import type { Stored } from "./stored-tables.ts";

/** What the server has taken by an answer that stands beside it is not queued any more. */
export async function pendingStatesOf(
  pending: {
    readonly numbersIn: (state: PendingRow["state"]) => Promise<readonly number[]>;
    readonly rowsIn: (state: PendingRow["state"]) => Promise<readonly Stored[]>;
  },
  answers: Pick<Answers, "all">,
): Promise<PendingStates> {
  const [queued, refused, accepted, taken] = await Promise.all([
    pending.numbersIn("queued"),
    pending.numbersIn("refused"),
    // Those of which a part was taken stand rewritten themselves; they are few.
    pending.rowsIn("accepted"),
    answers.all(),
  ]);
  const told = queued.flatMap((deviceSeq) => {
    const acceptedSeq = taken.get(deviceSeq);
    return acceptedSeq === undefined ? [] : { deviceSeq, acceptedSeq };
  });
  const own = accepted.map(({ deviceSeq, acceptedSeq }) => ({ deviceSeq, acceptedSeq }) as (typeof told)[number]);
  return {
    queued: queued.filter((deviceSeq) => !taken.has(deviceSeq)),
    refused,
    accepted: own.length === 0 ? told : [...told, ...own].sort((a, b) => a.deviceSeq - b.deviceSeq),
  };
}
