// Where what is missing is put right, and which of it is told together: a line for each pupil where it keeps a child
// safe, a line for each period where it is about the lessons.

import type { Missing, MissingKind } from "#casework/measures/day-end.ts";

/** The address on which it is put right. */
export function placeOf({ kind, pupil, record, period }: Missing): string {
  switch (kind) {
    case "force-record":
    case "force-parents":
      return `/force/${pupil}/${record ?? ""}`;
    case "seclusion":
      return `/force/new?pupil=${pupil}`;
    case "told-dsl":
      return "/safety";
    case "removal-parents":
    case "removal-could-leave":
      return `/today/removal/${pupil}/${record ?? ""}`;
    // A call still to make is completed where it stands: a new one would leave it open.
    case "home":
    case "behaviour-detail":
      return `/pupils/${pupil}/record/${record ?? ""}`;
    case "session-rating":
      return `/today/session/${pupil}?log=${record ?? ""}`;
    case "session-log":
      return period === undefined ? "/today/sweep" : `/today/sweep?period=${period}`;
    case "left-room":
    case "whereabouts":
      return "/today";
    default: {
      const other: never = kind;
      throw new Error(`no place for ${String(other)}`);
    }
  }
}

const OF_LESSONS: readonly MissingKind[] = ["session-log", "session-rating"];

export interface MissingLine {
  readonly key: string;
  readonly words: string;
  readonly pupils: readonly string[];
  readonly to: string;
  readonly overdue: boolean;
}

/** In the order of `missing`. What is about lessons is one line a period and kind, and leads to one place. */
export function missingLines(missing: readonly Missing[]): readonly MissingLine[] {
  const lines = new Map<string, MissingLine>();
  for (const one of missing) {
    const grouped = OF_LESSONS.includes(one.kind);
    const key = grouped ? `${one.kind} ${one.period ?? ""}` : `${one.kind} ${one.pupil} ${one.record ?? ""}`;
    const before = lines.get(key);
    lines.set(key, {
      key,
      words: one.words,
      pupils: [...(before?.pupils ?? []), one.pupil],
      to: grouped && before !== undefined && one.kind === "session-rating" ? "/today/sessions" : placeOf(one),
      overdue: one.overdue,
    });
  }
  return [...lines.values()];
}
