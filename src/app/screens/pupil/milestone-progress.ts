// How far a milestone is, as casework counts it, in the form of these screens. Counting never meets it: a person
// confirms.

import { milestoneCount } from "#casework/measures/milestone-count.ts";
import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";

/** Those by which a milestone is confirmed. */
export const LOG_TYPES = ["behaviour-log", "session-log"];

/** Every log of a long placement: counting must not stop at a page. */
export const LOGS_COUNTED = 1_000;

export interface Progress {
  /** How many count: never more than are needed. */
  readonly seen: number;
  readonly needed: number;
  /** What the count is made of. */
  readonly logs: readonly ViewRecord[];
  /** Enough were seen, and nobody has confirmed it yet. */
  readonly toConfirm: boolean;
}

/** Undefined where nothing is counted, or the milestone is not under way. `records`: those of `COUNTED_TYPES`. */
export function milestoneProgress(milestone: ViewRecord, records: readonly ViewRecord[]): Progress | undefined {
  const count = milestoneCount(milestone, records);
  if (count === undefined) return undefined;
  const counted = new Set<string>(count.counted);
  const logs = records.filter((one) => counted.has(one.id));
  return { seen: count.met, needed: count.of, logs, toConfirm: count.reached };
}

/**
 * How many of the logs by which it was confirmed have been taken back since (C54). `takenBack`: logs of the pupil that
 * were. What this tablet does not hold is not known to be gone.
 */
export function takenBackSince(milestone: ViewRecord, takenBack: readonly ViewRecord[]): number {
  const gone = new Set<string>(takenBack.filter((one) => one.withdrawn !== null).map((one) => one.id));
  const shown = ["shownBy", "shownBySessions"].flatMap((field) => {
    const ids = valueOf(milestone, field);
    return Array.isArray(ids) ? ids.map(String) : [];
  });
  return textOf(milestone, "status") === "met" ? shown.filter((id) => gone.has(id)).length : 0;
}

/** "2 of 3" */
export function progressWords({ seen, needed }: Pick<Progress, "seen" | "needed">): string {
  return `${seen} of ${needed}`;
}

/**
 * Those of the placement the pages speak of, in order, and those of placements before it. A milestone that names no
 * placement belongs to the one in which it was met; while it is open, to the present one.
 */
export function milestonesOf(
  milestones: readonly ViewRecord[],
  placement: ViewRecord | undefined,
): { readonly now: readonly ViewRecord[]; readonly before: readonly ViewRecord[] } {
  const start = placement ? textOf(placement, "start") : "";
  const isBefore = (one: ViewRecord): boolean => {
    const named = textOf(one, "placement");
    if (!placement) return false;
    return named === "" ? textOf(one, "metOn") !== "" && textOf(one, "metOn") < start : named !== placement.id;
  };
  return {
    now: inOrder(milestones.filter((one) => !isBefore(one))),
    before: inOrder(milestones.filter(isBefore)),
  };
}

const ORDER: readonly string[] = ["started", "paused", "not-started", "met", "not-needed"];

/** In their own order; those without one stand last. */
export function inOrder(milestones: readonly ViewRecord[]): readonly ViewRecord[] {
  const place = (one: ViewRecord): number => {
    const order = valueOf(one, "order");
    return typeof order === "number" ? order : 999;
  };
  return [...milestones].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

/** The one people work on: started, else paused, else the first that has not begun. */
export function currentMilestone(milestones: readonly ViewRecord[]): ViewRecord | undefined {
  const live = inOrder(milestones).filter((one) =>
    ["started", "paused", "not-started"].includes(textOf(one, "status")),
  );
  return [...live].sort((a, b) => ORDER.indexOf(textOf(a, "status")) - ORDER.indexOf(textOf(b, "status")))[0];
}
