import type { DayPeriod } from "#casework/school-day.ts";
import { expect, test } from "vitest";
import { type KeptDraft, begunDrafts, openedAt, periodAt } from "./asked-address.ts";

const TODAY = "2026-06-09";
const YESTERDAY = "2026-06-08";
const BARE = "/today/session/amara";
const draft = (key: string, path: string, author = "me", at = `${YESTERDAY}T10:20`): KeptDraft => ({
  id: `${author}/${key}`,
  author,
  body: { path, at },
});
const period = (id: string, start: string) => ({ id, name: id, kind: "lesson", start, end: "15:00" }) as DayPeriod;
const LOGS = "new/session-log/amara";
const logs = (...rows: readonly KeptDraft[]) => begunDrafts(rows, "me", LOGS);
const sweeps = (...rows: readonly KeptDraft[]) => begunDrafts(rows, "me", "sweep");

test("[C59] a sweep left open overnight asks about today, unless this adult has half of that one", () => {
  const asked = { day: YESTERDAY, period: "p1" };
  const at = (begun: ReturnType<typeof sweeps>) => openedAt(asked, { today: TODAY, begun, path: "/today/sweep" });
  const key = `sweep/${YESTERDAY}/p1/0`;
  expect(at([])).toEqual({ day: null, period: null });
  expect(at(sweeps(draft(key, "/today/sweep", "another")))).toEqual({ day: null, period: null });
  expect(at(sweeps(draft(`sweep/${YESTERDAY}/p2/0`, "")))).toEqual({ day: null, period: null });
  expect(at(sweeps(draft(key, "")))).toEqual(asked);
});

test("[C59] what the address says of today stands, whether anything was written or not", () => {
  const asked = { day: TODAY, period: "p1" };
  expect(openedAt(asked, { today: TODAY, begun: [], path: "" })).toEqual(asked);
});

test("[C59] a log begun while no period was on is gone on with the next morning and after the bell", () => {
  const asked = { day: YESTERDAY, period: "" };
  const begun = logs(draft(`${LOGS}/${YESTERDAY}/`, `${BARE}?day=${YESTERDAY}&period=`));
  expect(openedAt(asked, { today: TODAY, begun, path: "" })).toEqual(asked);
  const p1 = period("p1", "08:50");
  const on = { localNow: `${TODAY}T09:00`, begun: [p1], known: [p1], first: p1, orNone: true };
  expect(periodAt({ day: TODAY, period: "" }, { ...on, day: TODAY })).toEqual({ period: undefined, name: "" });
  // A sweep is always of a period.
  expect(periodAt({ day: TODAY, period: "" }, { ...on, day: TODAY, orNone: false }).name).toBe("p1");
});

test("[C59] an address without a day goes on with the draft that it was kept with", () => {
  const none = { day: null, period: null };
  const at = (rows: readonly KeptDraft[], asked: Parameters<typeof openedAt>[0], path: string) =>
    openedAt(asked, { today: TODAY, begun: logs(...rows), path });
  expect(at([draft(`${LOGS}/`, BARE)], none, BARE)).toEqual({ day: YESTERDAY, period: "" });
  expect(at([draft(`${LOGS}/${YESTERDAY}/`, BARE)], none, BARE)).toEqual({ day: YESTERDAY, period: "" });
  const named = `${BARE}?period=p1`;
  expect(at([draft(`${LOGS}/p1`, named)], { day: null, period: "p1" }, named)).toEqual({
    day: YESTERDAY,
    period: "p1",
  });
  expect(at([draft(`${LOGS}/p1`, named)], none, BARE)).toEqual(none);
});

test("[C59] the key of a draft is the one it was kept under, one with a day before one without", () => {
  const found = logs(
    draft(`${LOGS}/p1`, ""),
    draft(`${LOGS}/${YESTERDAY}/p1`, ""),
    draft("new/session-log/kofi/p1", ""),
  );
  expect(found.map(({ key, day, period: of }) => [key, day, of])).toEqual([
    [`${LOGS}/${YESTERDAY}/p1`, YESTERDAY, "p1"],
    [`${LOGS}/p1`, YESTERDAY, "p1"],
  ]);
});

test("[C59] a period that nobody knows gives way to the first at once; one that the day has lost since stays", () => {
  const [p1, p2, p3] = [period("p1", "08:50"), period("p2", "10:10"), period("p3", "13:00")];
  const on = { day: TODAY, localNow: `${TODAY}T10:30`, begun: [p1], known: [p1, p2, p3], first: p1, orNone: true };
  expect(periodAt({ day: TODAY, period: "gone" }, on)).toEqual({ period: p1, name: "p1" });
  expect(periodAt({ day: null, period: "gone" }, { ...on, first: undefined })).toEqual({ period: undefined, name: "" });
  expect(periodAt({ day: TODAY, period: "p2" }, on)).toEqual({ period: p2, name: "p2" });
  expect(periodAt({ day: null, period: "p2" }, on).name).toBe("p1");
  expect(periodAt({ day: TODAY, period: "p3" }, on).name).toBe("p1");
});
