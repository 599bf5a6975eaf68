// How far a milestone is, counted from the logs. Counting never meets it: a person confirms.

import { type ViewRecord, textOf, valueOf } from "#ledger/view.ts";

export interface Progress {
  /** Logs of the category that counts, since the day it was started. */
  readonly seen: number;
  readonly needed: number;
  readonly logs: readonly ViewRecord[];
  /** Enough were seen, and nobody has confirmed it yet. */
  readonly toConfirm: boolean;
}

/** Undefined where nothing is counted: no category, no number, or not under way. */
export function milestoneProgress(milestone: ViewRecord, behaviours: readonly ViewRecord[]): Progress | undefined {
  const category = textOf(milestone, "counts");
  const needed = valueOf(milestone, "needed");
  const startedOn = textOf(milestone, "startedOn");
  if (category === "" || typeof needed !== "number" || textOf(milestone, "status") !== "started") return undefined;
  const logs = behaviours.filter(
    (log) => !log.withdrawn && textOf(log, "category") === category && textOf(log, "when").slice(0, 10) >= startedOn,
  );
  return { seen: logs.length, needed, logs, toConfirm: logs.length >= needed };
}

/** "2 of 3"; more than were needed are told as they are. */
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
