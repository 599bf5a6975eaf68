// The roll: about 900 pupils by year and tutor group, and the names that the pupils with a history get.

import type { RecordId } from "#ledger/names.ts";
import { makeRecord } from "../commands/make-record.ts";
import { addDays } from "../day.ts";
import type { DemoWriter } from "./demo-writer.ts";
import type { SchoolFrame } from "./school-frame.ts";
import { schoolYearOf } from "./school-calendar.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { type Community, type CommunityName, communities } from "./words/names.ts";

export interface Identity {
  readonly given: string;
  readonly family: string;
  readonly sex: "F" | "M";
  readonly community: CommunityName;
}

export interface NameGiver {
  /** A name nobody in the school has. */
  next(): Identity;
  /** Keeps a name that a story uses away from everybody else. */
  reserve(given: string, family: string): void;
}

export function createNameGiver(random: SeededRandom): NameGiver {
  const taken = new Set<string>();
  const weights = Object.fromEntries(
    Object.entries<Community>(communities).map(([name, { weight }]) => [name, weight]),
  ) as Record<CommunityName, number>;
  return {
    reserve(given, family) {
      taken.add(`${given} ${family}`);
    },
    next() {
      for (;;) {
        const name = random.weighted(weights);
        const sex = random.chance(0.5) ? "F" : "M";
        const community: Community = communities[name];
        const given = random.pick(sex === "F" ? community.girls : community.boys);
        const family = random.pick(community.families);
        if (taken.has(`${given} ${family}`)) continue;
        taken.add(`${given} ${family}`);
        return { given, family, sex, community: name };
      }
    },
  };
}

/** A birthday in the school year that makes a pupil be taught in `year` during the school year begun in `schoolYear`. */
export function birthDateFor(random: SeededRandom, year: number, schoolYear: number): string {
  return addDays(`${schoolYear - year - 5}-09-01`, random.whole(0, 364));
}

export const tutorGroups = ["A", "B", "C", "D", "E", "F"] as const;

/** The rest of the roll: `size` pupils of Years 7 to 11 with nothing but their line in the directory. */
export function writeDirectory(
  writer: DemoWriter,
  random: SeededRandom,
  names: NameGiver,
  frame: SchoolFrame,
  school: { readonly day: string; readonly size: number },
): readonly RecordId[] {
  const schoolYear = schoolYearOf(school.day);
  return Array.from({ length: school.size }, (_none, i) => {
    const year = 7 + (i % 5);
    const { given, family } = names.next();
    const fields = {
      givenName: given,
      familyName: family,
      birthDate: birthDateFor(random, year, schoolYear),
      year: String(year),
      tutorGroup: `${year}${random.pick(tutorGroups)}`,
    };
    return writer.write(frame.adults.admin, `${school.day}T10:30`, makeRecord, {
      type: "pupil",
      fields,
    })[0] as RecordId;
  });
}
