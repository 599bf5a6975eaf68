import { expect, test } from "vitest";
import type { PupilEntry } from "../../directory.ts";
import type { RoomRow } from "./room-rows.ts";
import { createRowKeeper } from "./use-room-rows.ts";

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
