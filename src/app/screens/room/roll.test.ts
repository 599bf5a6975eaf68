import type { Slim } from "#ledger/slim.ts";
import { expect, test } from "vitest";
import { whereNow } from "#casework/measures/where-now.ts";
import type { RoomRow } from "../today/room-rows.ts";
import { rollOf } from "./roll.ts";

const DAY = "2026-06-09";
const NOW = `${DAY}T11:07`;
const SINCE = `${DAY}T10:55`;
const row = (id: string, expected: boolean, ...said: readonly (readonly [string, string])[]): RoomRow => {
  const slims = said.map(
    ([time, state], i) =>
      ({
        id: `${id}${i}`,
        type: state === "left" ? "left-room" : "whereabouts",
        when: `${DAY}T${time}`,
        by: undefined,
        fields: state === "left" ? {} : { state },
      }) as unknown as Slim,
  );
  const entry = { scope: id, slims } as unknown as RoomRow["entry"];
  return { entry, expected, because: "placed", where: whereNow(slims, NOW, SINCE) } as RoomRow;
};

test("[C19] in a roll call every pupil stands in exactly one list, and who is not sure is looked for", () => {
  const rows = [
    row("here", true, ["10:56", "here"]),
    row("late", true, ["10:58", "late"]),
    row("unsaid", true),
    row("earlier", true, ["09:00", "here"]),
    row("lesson", true, ["10:59", "in-lesson"]),
    row("left", true, ["10:56", "here"], ["11:01", "left"]),
    row("home", false, ["08:50", "not-in-school"]),
    row("lost", false, ["09:10", "dont-know"]),
    row("came", false, ["11:02", "here"]),
    row("elsewhere", false, ["09:00", "here"]),
    row("never", false),
  ];
  const roll = rollOf(rows, NOW, { period: undefined, since: SINCE });
  const ids = (list: readonly RoomRow[]) => list.map(({ entry }) => entry.scope as string);
  expect({
    here: ids(roll.here),
    lookFor: ids(roll.lookFor),
    elsewhere: ids(roll.elsewhere),
    notExpected: ids(roll.notExpected),
  }).toEqual({
    here: ["here", "came"],
    lookFor: ["late", "unsaid", "earlier", "left", "lost"],
    elsewhere: ["lesson", "home"],
    notExpected: ["elsewhere", "never"],
  });
});

test("[C37] who is back in lessons and due a check is answered for only once somebody saw them here", () => {
  const check = (id: string, ...said: readonly (readonly [string, string])[]): RoomRow => ({
    ...row(id, true, ...said),
    because: "check",
  });
  const roll = rollOf(
    [
      check("unsaid"),
      check("lesson", ["10:59", "in-lesson"]),
      check("earlier", ["09:00", "here"]),
      check("came", ["11:01", "here"]),
      check("late", ["11:01", "late"]),
      check("left", ["10:56", "in-lesson"], ["11:01", "left"]),
      check("lost", ["11:02", "dont-know"]),
    ],
    NOW,
    { period: undefined, since: SINCE },
  );
  expect(Object.values(roll).map((list: readonly RoomRow[]) => list.map(({ entry }) => entry.scope as string))).toEqual(
    [["came"], ["late", "left", "lost"], [], ["unsaid", "lesson", "earlier"]],
  );
});

test("[C19] [C37] who left yesterday and was not found is looked for, also where nobody expects them now", () => {
  const gone = row("gone", false);
  const left = { id: "l", type: "left-room", when: "2026-06-08T14:00", by: undefined, fields: {} } as unknown as Slim;
  const slims = [left];
  const lost = { ...gone, entry: { ...gone.entry, slims }, where: whereNow(slims, NOW, SINCE) } as RoomRow;
  const roll = rollOf([lost], NOW, { period: undefined, since: SINCE });
  expect([roll.lookFor.length, roll.notExpected.length]).toEqual([1, 0]);
});

test("[C36] [C37] a check due takes nobody off the roll who came unplanned, was removed or was seen in this period", () => {
  const due = (id: string, ...slims: readonly object[]): RoomRow => {
    const one = row(id, true, ["09:00", "here"]);
    return {
      ...one,
      because: "check",
      entry: { ...one.entry, slims: [...one.entry.slims, ...(slims as Slim[])] },
    };
  };
  const slim = (type: string, when: string, fields: object = {}) => ({ id: type, type, when, by: undefined, fields });
  const yesterday = "2026-06-08T14:00";
  const rows = [
    due("came", slim("visit", `${DAY}T09:00`)),
    due("removed", slim("visit", yesterday), slim("removal", yesterday)),
    due("logged", slim("behaviour-log", `${DAY}T10:58`)),
    due("just", slim("session-log", NOW)),
    due("done", slim("visit", yesterday), slim("removal", yesterday, { backAt: yesterday, parentToldAt: yesterday })),
    due("before", slim("behaviour-log", `${DAY}T10:54`)),
  ];
  const { lookFor, notExpected } = rollOf(rows, NOW, { period: undefined, since: SINCE });
  expect([lookFor, notExpected].map((list) => list.map(({ entry }) => entry.scope as string))).toEqual([
    ["came", "removed", "logged", "just"],
    ["done", "before"],
  ]);
});
