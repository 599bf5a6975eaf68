// What of a pupil's timeline is shown: which kinds, whose, up to which day, and how much of it.

import type { TimelineLine } from "./timeline-lines.ts";

export interface Kind {
  readonly key: string;
  readonly label: string;
  readonly logs: readonly string[];
  readonly cases: readonly string[];
}

/** Logs are read page by page; records whose fields change are few, and their histories are read whole. */
export const KINDS: readonly Kind[] = [
  { key: "behaviour", label: "Behaviour", logs: ["behaviour-log"], cases: [] },
  { key: "sessions", label: "Sessions", logs: ["session-log"], cases: [] },
  { key: "sen", label: "SEN notes", logs: ["sen-note"], cases: ["circumstances"] },
  { key: "home", label: "Home", logs: ["parent-contact"], cases: ["contact"] },
  { key: "plan", label: "Plan and milestones", logs: [], cases: ["plan", "milestone"] },
  { key: "placement", label: "Placement", logs: [], cases: ["placement", "baseline", "suspension", "pupil"] },
];

/** No kind chosen means every kind. */
export function typesOf(chosen: readonly string[], part: "logs" | "cases"): readonly string[] {
  return KINDS.filter((kind) => chosen.length === 0 || chosen.includes(kind.key)).flatMap((kind) => kind[part]);
}

export interface Window {
  /** The latest day to show; "" for all. */
  readonly until: string;
  readonly author: string;
  /** How many lines. */
  readonly most: number;
  /** Nothing older than this is known to be complete: older logs have not been read yet. "" when all were. */
  readonly readBackTo: string;
}

export interface Shown {
  readonly lines: readonly TimelineLine[];
  readonly more: boolean;
}

/** The lines of a window, latest first. Lines older than what was read would stand in a gap: they wait. */
export function shownLines(lines: readonly TimelineLine[], { until, author, most, readBackTo }: Window): Shown {
  const fitting = lines.filter(
    (line) =>
      (until === "" || line.when.slice(0, 10) <= until) &&
      (author === "" || line.author === author) &&
      (readBackTo === "" || line.when >= readBackTo),
  );
  return { lines: fitting.slice(0, most), more: fitting.length > most || readBackTo !== "" };
}

export interface Month {
  /** "2026-06" */
  readonly key: string;
  readonly lines: readonly TimelineLine[];
}

export function byMonth(lines: readonly TimelineLine[]): readonly Month[] {
  const months: { key: string; lines: TimelineLine[] }[] = [];
  for (const line of lines) {
    const key = line.when.slice(0, 7);
    const last = months[months.length - 1];
    if (last && last.key === key) last.lines.push(line);
    else months.push({ key, lines: [line] });
  }
  return months;
}
