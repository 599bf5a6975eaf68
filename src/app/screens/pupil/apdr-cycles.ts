// SEN notes as rounds of the graduated approach: assess, plan, do, review, then round again. A round begins when a
// step comes that stands before the last one.

import { apdrSteps } from "#casework/codes/sen.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";

export interface Cycle {
  readonly key: string;
  /** The area of need; "" where no note of the round names one. */
  readonly area: string;
  readonly from: string;
  readonly to: string;
  /** In the order they were written about. */
  readonly notes: readonly ViewRecord[];
  /** The next look that was promised and has not been had. */
  readonly reviewOn: string;
}

const ORDER = apdrSteps.codes.map((code) => code.code);

/** The rounds of each area, the latest first. A note without a step belongs to the round under way. */
export function apdrCycles(notes: readonly ViewRecord[]): readonly Cycle[] {
  const rounds: { area: string; last: number; notes: ViewRecord[] }[] = [];
  const oldestFirst = [...notes].sort((a, b) => (textOf(a, "on") < textOf(b, "on") ? -1 : 1));
  for (const note of oldestFirst) {
    const area = textOf(note, "area");
    const step = ORDER.indexOf(textOf(note, "step"));
    const round = rounds.findLast((one) => area === "" || one.area === "" || one.area === area);
    if (!round || (step >= 0 && step < round.last)) {
      rounds.push({ area, last: step, notes: [note] });
      continue;
    }
    round.notes.push(note);
    if (round.area === "") round.area = area;
    round.last = Math.max(round.last, step);
  }
  // A promise of an older round was kept, or overtaken, when the next round of its area began.
  const overtaken = (at: number, area: string): boolean => rounds.some((one, i) => i > at && one.area === area);
  return rounds
    .map(({ area, notes: held }, at) => {
      const cycle = cycleOf(area, held);
      return overtaken(at, area) ? { ...cycle, reviewOn: "" } : cycle;
    })
    .sort((a, b) => (a.to < b.to ? 1 : -1));
}

function cycleOf(area: string, notes: readonly ViewRecord[]): Cycle {
  const days = notes.map((note) => textOf(note, "on"));
  const promised = notes.map((note) => textOf(note, "reviewOn")).findLast((day) => day !== "") ?? "";
  const reviewed = notes.findLast((note) => textOf(note, "step") === "review");
  return {
    key: notes[0]?.id ?? area,
    area,
    from: days[0] ?? "",
    to: days[days.length - 1] ?? "",
    notes,
    reviewOn: reviewed && textOf(reviewed, "reviewOn") === "" && textOf(reviewed, "on") >= promised ? "" : promised,
  };
}
