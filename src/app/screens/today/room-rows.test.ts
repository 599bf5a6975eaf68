import type { Json } from "#base/json.ts";
import { schoolDay } from "#casework/school-day.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import { describe, expect, test } from "vitest";
import { directoryOf } from "../../directory.ts";
import { myLastEntries } from "./my-entries.ts";
import { type RoomAsk, countsWords, listPeriod, milestoneLine, notFound, openRemovals, roomRows } from "./room-rows.ts";

const TODAY = "2026-06-09";
const ME = "me";
let made = 0;
const slim = (type: string, fields: { readonly [field: string]: Json }, more: Partial<Slim> = {}): Slim => {
  made += 1;
  return {
    id: `${type}-${made}`,
    type,
    seq: made,
    when: "",
    by: undefined,
    fields,
    open: 0,
    unsent: false,
    ...more,
  } as Slim;
};
const school = {
  scope: "school",
  slims: [
    ...[slim("school-period", { name: "Period 1", start: "08:50", end: "09:50" })],
    slim("adult", { givenName: "Ravi", familyName: "Patel", shownAs: "Mr Patel" }, { id: "patel" as Slim["id"] }),
    slim("category", { label: "Calm start", tone: "positive", order: 1 }, { id: "calm" as Slim["id"] }),
  ],
};
const pupil = (scope: string, givenName: string, ...slims: readonly Slim[]) => ({
  scope,
  slims: [slim("pupil", { givenName, familyName: "Test", year: "9" }, { id: scope as Slim["id"] }), ...slims],
});
const inIap = (more: { readonly [field: string]: Json } = {}): Slim =>
  slim("placement", { stage: "in-iap", start: "2026-05-01", ...more });
const log = (when: string, more: Partial<Slim> = {}): Slim =>
  slim("behaviour-log", { category: "calm" }, { when, ...more });
const periods = [
  slim("school-period", { name: "Period 1", start: "08:50", end: "09:50" }, { id: "p1" as Slim["id"] }),
  slim("school-period", { name: "Break", kind: "break", start: "10:40", end: "10:55" }, { id: "br" as Slim["id"] }),
  slim("school-period", { name: "Period 3", start: "10:55", end: "11:55" }, { id: "p3" as Slim["id"] }),
];
const ask = (localNow = `${TODAY}T11:07`): RoomAsk => ({ day: schoolDay({ periods }, localNow), localNow });
const directory = (...pupils: readonly ReturnType<typeof pupil>[]) =>
  directoryOf([school, ...pupils] as unknown as readonly Summary[]);

describe("who stands on Today", () => {
  test("those in IAP by first name; those back in lessons only on the day of a check", () => {
    const rows = roomRows(
      directory(
        pupil("z", "Zaynab", inIap()),
        pupil("a", "Amara", inIap(), slim("plan", { roomPeriods: ["p1", "p3"] })),
        pupil("b", "Bo", inIap(), slim("plan", { roomPeriods: ["p1"] })),
        pupil("l", "Leo", slim("placement", { stage: "full-return", start: "2026-02-01", sixWeekCheckOn: TODAY })),
        pupil(
          "n",
          "Noor",
          slim("placement", { stage: "full-return", start: "2026-02-01", sixWeekCheckOn: "2026-07-01" }),
        ),
        pupil("d", "Dee", slim("placement", { stage: "completed", start: "2025-02-01", endedOn: "2025-04-01" })),
        pupil("e", "Eve"),
        pupil("t", "Tyrese", inIap(), slim("plan", { roomPeriods: ["p1"] }), log("2026-06-09T11:03")),
      ),
      ask(),
    );
    expect(rows.map((row) => [row.entry.scope, row.expected])).toEqual([
      ["a", true],
      ["b", false],
      ["l", true],
      ["t", true],
      ["z", true],
    ]);
    // The first figure is that of the list of pupils: nobody is added to it silently.
    expect(countsWords(rows)).toBe("4 in IAP, 1 back in lessons with a check due");
    expect(rows[2]?.notices).toEqual([{ words: "Six-week check today", tone: "neutral" }]);
  });
  test("a row tells the plan's line, the last entry and what has not been sent", () => {
    const [row] = roomRows(
      directory(
        pupil(
          "a",
          "Amara",
          inIap(),
          slim("plan", { goodToKnow: "Offer break card", reviewDate: "2026-06-05" }),
          log("2026-06-08T10:00"),
          log("2026-06-09T10:40", { unsent: true }),
          slim("session-log", { workArrived: "here", period: "p3" }, { when: "2026-06-09T10:55" }),
        ),
      ),
      ask("2026-06-09T16:00"),
    );
    expect(row).toMatchObject({ goodToKnow: "Offer break card", hasPlan: true, unsent: 1 });
    expect(row?.last).toMatchObject({ words: "Calm start", when: "2026-06-09T10:40" });
    expect(row?.notices).toEqual([{ words: "Review 4 days overdue", tone: "warn" }]);
  });
});

test("[C21] an internal suspension is told while it is on, apart from everything else", () => {
  const told = (when: string, until?: string) =>
    roomRows(
      directory(
        pupil("a", "Amara", inIap(), slim("internal-suspension", until === undefined ? {} : { until }, { when })),
      ),
      ask(),
    )[0]?.notices.map(({ words }) => words);
  expect(told(`${TODAY}T09:00`)).toEqual(["Internal suspension today"]);
  expect(told(`${TODAY}T09:00`, `${TODAY}T14:00`)).toEqual(["Internal suspension until 2:00pm"]);
  expect(told("2026-06-08T09:00", "2026-06-10T15:00")).toEqual([
    "Internal suspension until Wednesday 10 June at 3:00pm",
  ]);
  expect(told("2026-06-08T09:00")).toEqual([]);
  expect(told(`${TODAY}T09:00`, `${TODAY}T11:00`)).toEqual([]);
});

describe("who is expected, and where they are", () => {
  const say = (time: string, state: string, more: { readonly [field: string]: Json } = {}): Slim =>
    slim("whereabouts", { state, ...more }, { when: `${TODAY}T${time}` });
  const elsewhere = slim("plan", { roomPeriods: ["p1"] });
  const told = (slims: readonly Slim[], localNow?: string) =>
    roomRows(directory(pupil("a", "Amara", ...slims)), ask(localNow)).map(({ because, where, expected }) => ({
      because,
      state: where.state,
      sure: where.sure,
      expected,
    }))[0];

  test("[A35] a pupil who is not placed stands there from the arrival until the day is over, and is expected until gone", () => {
    const came = [slim("visit", { why: "regulate" }, { when: `${TODAY}T11:00` }), say("11:00", "here")];
    expect(told(came)).toEqual({ because: "visit", state: "here", sure: true, expected: true });
    expect(told([...came, say("11:05", "in-lesson")])).toMatchObject({ because: "visit", expected: false });
    expect(told(came, "2026-06-10T11:07")).toBeUndefined();
  });
  test("[C18] the pupil's own timetable goes before the plan's periods", () => {
    const slot = (where: string) =>
      slim("timetable-slot", { period: "p3", lesson: "Maths", teacher: "Mr Patel", where });
    const all = (where: string) => roomRows(directory(pupil("a", "Amara", inIap(), elsewhere, slot(where))), ask())[0];
    expect(all("base")).toMatchObject({ expected: true, lesson: { lesson: "Maths", teacher: "Mr Patel" } });
    expect(all("lesson")).toMatchObject({ expected: false });
  });
  test("[C19] what was said in another period is the last that is known; seen in this one, a pupil is expected", () => {
    expect(told([inIap(), elsewhere, say("09:00", "here")])).toMatchObject({
      state: "here",
      sure: false,
      expected: false,
    });
    expect(told([inIap(), elsewhere, say("11:01", "here")])).toMatchObject({
      state: "here",
      sure: true,
      expected: true,
    });
  });
  test("in a break the next lesson is listed, and what was said in the lesson before still holds", () => {
    expect(listPeriod(ask(`${TODAY}T10:45`).day)).toMatchObject({ period: { id: "p3" }, since: `${TODAY}T08:50` });
    expect(told([inIap(), say("09:00", "here")], `${TODAY}T10:45`)).toMatchObject({ state: "here", sure: true });
  });
  test("after school everybody stands there; at a weekend nobody is expected; without a school day everybody is", () => {
    expect(told([inIap(), elsewhere], `${TODAY}T16:00`)).toMatchObject({ expected: true });
    expect(told([inIap(), elsewhere], "2026-06-13T10:00")).toMatchObject({ expected: false });
  });
  test("who left stays in the list, from whatever day, until found; a removal until back and the parents know", () => {
    const yesterday = "2026-06-08T12:08";
    const left = slim("left-room", {}, { when: yesterday });
    const all = directory(pupil("a", "Amara", left)).pupils[0] as NonNullable<
      ReturnType<typeof directory>["pupils"][0]
    >;
    expect(notFound(all)).toEqual([left]);
    expect(told([left])).toMatchObject({ because: "visit" });
    const visit = slim("visit", { why: "removed" }, { when: yesterday });
    const removal = (fields: { readonly [field: string]: Json }) => slim("removal", fields, { when: yesterday });
    const open = (...slims: readonly Slim[]) =>
      openRemovals({ slims } as unknown as Parameters<typeof openRemovals>[0]).length;
    expect(open(visit, removal({}))).toBe(1);
    expect(open(visit, removal({ backAt: "x" }))).toBe(1);
    expect(open(visit, removal({ backAt: "x", parentToldAt: "y" }))).toBe(0);
    expect(open(removal({}))).toBe(0);
  });
  test("a tablet that lies in one room lists its pupils, and whoever is placed in none", () => {
    const rows = roomRows(
      directory(
        pupil("a", "Amara", inIap({ room: "bridge" })),
        pupil("b", "Bo", inIap({ room: "base" })),
        pupil("c", "Cy", inIap()),
      ),
      { ...ask(), room: "bridge" },
    );
    expect(rows.map((row) => row.entry.scope)).toEqual(["a", "c"]);
  });
});

describe("a milestone as its next step", () => {
  const milestone = (more: { readonly [field: string]: Json } = {}): Slim =>
    slim("milestone", {
      title: "Three calm starts",
      status: "started",
      counts: "calm",
      needed: 3,
      startedOn: "2026-06-08",
      bringsBack: "Maths with Mr Patel",
      toConfirm: "patel",
      ...more,
    });
  const line = (...slims: readonly Slim[]): string => {
    const all = directory(pupil("a", "Amara", inIap(), ...slims));
    return milestoneLine(all.pupils[0] as NonNullable<(typeof all.pupils)[number]>, all);
  };
  test("counts the logs since it started, and says what one more brings", () => {
    const logs = [log("2026-06-08T09:00"), log("2026-06-09T09:00"), log("2026-06-05T09:00")];
    expect(line(milestone(), ...logs)).toBe("2 of 3 calm starts. One more and Maths is back.");
  });
  test("enough of them never meets it: a person confirms", () => {
    const logs = [log("2026-06-08T09:00"), log("2026-06-09T09:00"), log("2026-06-09T10:00")];
    expect(line(milestone(), ...logs)).toBe("3 of 3 calm starts. Mr Patel to confirm.");
  });
  test("one that counts nothing is told by its title; one that is not under way not at all", () => {
    expect(line(milestone({ counts: "", needed: null }))).toBe("Three calm starts");
    expect(line(milestone({ status: "met" }))).toBe("");
  });
});

test("an adult's last entries are theirs alone, by when they were written", () => {
  const by = (author: string, at: string) => ({ by: { author, device: "d", at } as unknown as Slim["by"] });
  const all = directory(
    pupil("a", "Amara", log("2026-06-09T08:00", by(ME, "2026-06-09T10:42:01+01:00"))),
    pupil(
      "b",
      "Ben",
      log("2026-06-09T10:00", by(ME, "2026-06-09T10:30:00+01:00")),
      log("2026-06-09T10:45", by("other", "2026-06-09T10:45:00+01:00")),
    ),
  );
  expect(myLastEntries(all, ME, 5).map((one) => one.entry.scope)).toEqual(["a", "b"]);
  expect(myLastEntries(all, ME, 1)).toHaveLength(1);
});
