// The list of pupils as plain data: what a row tells, who is found by what is typed, who is in the room now.

import type { Json } from "#base/json.ts";
import type { Slim } from "#ledger/slim.ts";
import { type PupilEntry, slimsOf, textIn } from "../../directory.ts";
import { plain } from "../../text/plain.ts";
import { type Standing, currentPlacement, standingOf } from "../pupil/standing.ts";

export type Group = "in-iap" | "had-iap" | "everyone";

export interface PupilRow {
  readonly scope: string;
  readonly fields: { readonly [field: string]: Json };
  readonly year: string;
  readonly tutorGroup: string;
  readonly standing: Standing;
  readonly placement: Slim | undefined;
  readonly reviewDate: string;
  readonly unsent: boolean;
  readonly decisions: number;
  /** What is searched: each part from its beginning. */
  readonly parts: readonly string[];
}

export function pupilRow({ scope, pupil, slims }: PupilEntry): PupilRow {
  const placements = slimsOf({ slims }, "placement");
  const placement = currentPlacement(placements);
  const names = ["knownAs", "givenName", "familyName"].flatMap((field) => plain(textIn(pupil, field)).split(/[\s-]+/));
  const tutorGroup = textIn(pupil, "tutorGroup");
  return {
    scope,
    fields: pupil.fields,
    year: textIn(pupil, "year"),
    tutorGroup,
    standing: standingOf(placements),
    placement,
    reviewDate: textIn(
      slimsOf({ slims }, "plan").find((plan) => textIn(plan, "endedOn") === ""),
      "reviewDate",
    ),
    unsent: slims.some((slim) => slim.unsent),
    decisions: slims.reduce((sum, slim) => sum + slim.open, 0),
    parts: [...names, plain(tutorGroup)].filter((part) => part !== ""),
  };
}

export interface Wanted {
  readonly typed: string;
  readonly group: Group;
  /** Year codes; none chosen means every year. */
  readonly years: readonly string[];
}

const inGroup = (row: PupilRow, group: Group): boolean =>
  group === "everyone" ||
  (group === "in-iap" ? row.standing === "in-iap" : row.standing === "had-iap" || row.standing === "monitored");

/** Every word typed begins a name or the tutor group: "ama ok" finds Amara Okafor. */
export function foundIn(rows: readonly PupilRow[], { typed, group, years }: Wanted): readonly PupilRow[] {
  const words = plain(typed)
    .split(/[\s,-]+/)
    .filter((word) => word !== "");
  return rows.filter(
    (row) =>
      inGroup(row, group) &&
      (years.length === 0 || years.includes(row.year)) &&
      words.every((word) => row.parts.some((part) => part.startsWith(word))),
  );
}

/** The years there are, in order. */
export function yearsOf(rows: readonly PupilRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row.year).filter((year) => year !== ""))].sort((a, b) => Number(a) - Number(b));
}
