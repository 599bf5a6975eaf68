// The notices that a record of force is due, with their clocks: what is late first, then the newest [C28].

import { type ForceClock, forceClock } from "#casework/measures/force-clock.ts";
import type { Slim } from "#ledger/slim.ts";
import { type PupilEntry, slimsOf } from "../../directory.ts";

export interface OpenNotice {
  readonly entry: PupilEntry;
  readonly notice: Slim;
  readonly clock: ForceClock;
}

/** Those that are not done: the record is not written, or the parents are not told. */
export function openNotices(entries: readonly PupilEntry[], now: string): readonly OpenNotice[] {
  return entries
    .flatMap((entry) =>
      slimsOf(entry, "force-notice").flatMap((notice) => {
        const clock = forceClock(notice, now);
        return clock && clock.words !== "" ? [{ entry, notice, clock }] : [];
      }),
    )
    .sort((a, b) => Number(b.clock.overdue) - Number(a.clock.overdue) || (a.notice.when < b.notice.when ? 1 : -1));
}
