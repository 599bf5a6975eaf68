import { expect, test } from "vitest";
import { schoolDay } from "#casework/school-day.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import { createDirectoryKeeper, type PupilEntry } from "../../directory.ts";
import type { RoomRow } from "./room-rows.ts";
import { createRoomRows, createRowKeeper } from "./use-room-rows.ts";

const entry = (scope: string): PupilEntry => ({ scope, pupil: {}, slims: [] }) as unknown as PupilEntry;
const row = (of: PupilEntry, more: Partial<RoomRow> = {}): RoomRow => ({
  entry: of,
  because: "placed",
  where: { state: "here", since: "2026-06-09T09:00", sure: true },
  goodToKnow: "",
  hasPlan: true,
  lesson: undefined,
  work: "",
  milestone: "",
  last: undefined,
  notices: [],
  unsent: 0,
  expected: true,
  ...more,
});

test("a row that says the same is the same object, and one that says anything else is not", () => {
  const keep = createRowKeeper();
  const [ada, ben] = [entry("a"), entry("b")];
  const before = keep([row(ada), row(ben)]);
  const after = keep([row(ada, { unsent: 1 }), row(ben)]);
  expect(after[0]).toMatchObject({ unsent: 1 });
  expect(after[1]).toBe(before[1]);
  // Whatever a row says of the moment: a period that ended, a check that fell due.
  const later = keep([
    row(ada, { unsent: 1 }),
    row(ben, { where: { state: "here", since: "2026-06-09T09:00", sure: false } }),
  ]);
  expect(later[0]).toBe(after[0]);
  expect(later[1]?.where.sure).toBe(false);
});

test("what was written about a pupil gives a new row, though it says the same: the sheets read more of it", () => {
  const keep = createRowKeeper();
  const [before] = keep([row(entry("a"))]);
  const again = entry("a");
  const [after] = keep([row(again)]);
  expect(after).not.toBe(before);
  expect(after?.entry).toBe(again);
});

test("a row is made again when something was written about the pupil, or the school or the moment is another, and only then", () => {
  const slim = (id: string, type: string, fields: object): Slim => ({ id, type, fields, when: "" }) as unknown as Slim;
  const about = (scope: string, givenName: string, stage = "in-iap"): Summary =>
    ({
      scope,
      slims: [
        slim(scope, "pupil", { givenName, familyName: "Test" }),
        slim(`${scope}-placement`, "placement", { stage, start: "2026-05-01" }),
      ],
    }) as unknown as Summary;
  const school = (start: string): Summary =>
    ({ scope: "school", slims: [slim("p1", "school-period", { start, end: "12:00" })] }) as unknown as Summary;
  const directoryOf = createDirectoryKeeper();
  const rowsOf = createRoomRows();
  const ask = (localNow: string) => ({ day: schoolDay({ periods: [] }, localNow), localNow });
  const [now, later] = [ask("2026-06-09T11:07"), ask("2026-06-09T11:08")];
  const [own, ada, ben, cy] = [school("10:00"), about("a", "Ada"), about("b", "Ben"), about("c", "Cy", "full-return")];
  const first = rowsOf(directoryOf([own, ada, ben, cy]), now);
  expect(first.map(({ entry }) => entry.scope)).toEqual(["a", "b"]);
  const second = rowsOf(directoryOf([own, about("a", "Ada"), ben, about("c", "Cy")]), now);
  expect(second.map(({ entry }) => entry.scope)).toEqual(["a", "b", "c"]);
  expect(second[0]).not.toBe(first[0]);
  expect(second[1]).toBe(first[1]);
  const third = rowsOf(directoryOf([own, ada, ben]), later);
  expect(third[1]).not.toBe(second[1]);
  const fourth = rowsOf(directoryOf([school("11:00"), ada, ben]), later);
  expect(fourth[1]).not.toBe(third[1]);
});
