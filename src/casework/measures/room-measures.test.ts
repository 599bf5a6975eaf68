import { describe, expect, test } from "vitest";
import type { JsonObject } from "#base/json.ts";
import { type RecordId, SCHOOL_SCOPE, scopeOf } from "#ledger/names.ts";
import type { Slim } from "#ledger/slim.ts";
import { chipsFor } from "../chips.ts";
import { amendRecord } from "../commands/amend-record.ts";
import { idFor } from "../commands/desk.fixture.ts";
import { tickHandedOff } from "../commands/hand-over.ts";
import { withdrawRecord } from "../commands/withdraw-record.ts";
import { safetyContacts } from "../safety-contacts.ts";
import { levelWords } from "../scale-words.ts";
import { handOffList, handOffTable, missingToday } from "./day-end.ts";
import { createPupilsDay, pupilA } from "./day.fixture.ts";
import { forceClock } from "./force-clock.ts";
import { homeWordsOf } from "./home-words.ts";
import { similarLogs } from "./similar-logs.ts";
import { rollCall, whereNow } from "./where-now.ts";

const on = "2026-06-09";
const [p1, p2] = [idFor<RecordId>("f1"), idFor<RecordId>("f2")];
const periods = [
  { id: p1, name: "Period 1", kind: "lesson", start: "09:00", end: "10:00" },
  { id: p2, name: "Period 2", kind: "lesson", start: "10:00", end: "11:00" },
  { id: idFor<RecordId>("f9"), name: "Break", kind: "break", start: "11:00", end: "11:20" },
];

describe("where a pupil is", () => {
  const room = () => {
    const day = createPupilsDay();
    const say = (time: string, state: string, more: JsonObject = {}) =>
      day.make("whereabouts", { when: `${on}T${time}`, state, ...more });
    const at = (time: string, start = "10:00") => whereNow(day.all(), `${on}T${time}`, `${on}T${start}`);
    return { ...day, say, at };
  };

  test("[C19] a tap that puts another right within the same minute is the one that stands, whatever their names", () => {
    const slim = (id: string, state: string, second: string): Slim => ({
      id: idFor<RecordId>(id),
      type: "whereabouts",
      seq: 0,
      when: `${on}T10:20`,
      by: { author: idFor("a1"), device: idFor("d1"), at: `${on}T10:20:${second}+01:00` },
      fields: { state, when: `${on}T10:20` },
      open: 0,
      unsent: true,
    });
    for (const [first, then] of [
      ["f1", "f2"],
      ["f2", "f1"],
    ] as const)
      expect(whereNow([slim(first, "late", "10"), slim(then, "here", "14")], `${on}T10:30`, `${on}T10:00`).state).toBe(
        "here",
      );
  });

  test("[C19] the newest entry of today says it, by what happened when", () => {
    const { say, at, make } = room();
    make("whereabouts", { when: "2026-06-08T14:00", state: "here" });
    expect(at("10:30")).toEqual({ state: "not-said", since: "", sure: false });
    say("10:20", "here");
    say("10:05", "late");
    expect(at("10:30")).toMatchObject({ state: "here", since: `${on}T10:20`, sure: true });
    expect(at("10:10")).toMatchObject({ state: "late" });
  });

  test("[C19] what was said in an earlier period is the last that was known; not in school holds all day", () => {
    const { say, at } = room();
    say("09:05", "here");
    expect(at("10:30")).toMatchObject({ state: "here", sure: false });
    say("09:30", "not-in-school");
    expect(at("10:30")).toMatchObject({ state: "not-in-school", sure: true });
  });

  test("[C19] who left the room is looked for until found; in the same minute that goes first", () => {
    const { desk, make, view, say, at } = room();
    say("10:12", "here");
    const left = make("left-room", { when: `${on}T10:12` });
    expect(at("10:30")).toMatchObject({ state: "left", leftOpen: left });
    say("10:20", "here");
    expect(at("10:30")).toMatchObject({ state: "here", leftOpen: left });
    desk.run(amendRecord, { seen: view(left), fields: { foundAt: `${on}T10:19` } });
    expect(at("10:30")).not.toHaveProperty("leftOpen");
  });

  test("[C19] at a fire alarm everybody stands in exactly one list, and who is not sure is looked for", () => {
    const entries: readonly (readonly [string, string, string])[] = [
      ["seen", "10:05", "here"],
      ["earlier", "09:05", "here"],
      ["lesson", "10:05", "in-lesson"],
      ["home", "08:30", "not-in-school"],
      ["lost", "10:05", "dont-know"],
      ["late", "10:05", "late"],
    ];
    const list = entries.map(([pupil, time, state]) => {
      const day = createPupilsDay();
      day.make("whereabouts", { when: `${on}T${time}`, state });
      return { pupil, records: day.all() };
    });
    const call = rollCall([...list, { pupil: "nobody-said", records: [] }], `${on}T10:30`, `${on}T10:00`);
    expect(call).toEqual({
      here: ["seen"],
      elsewhere: ["home", "lesson"],
      lookFor: ["earlier", "late", "lost", "nobody-said"],
    });
  });
});

describe("the end of the day", () => {
  const missing = (day: ReturnType<typeof createPupilsDay>, expected: readonly string[] = [], now = `${on}T15:20`) =>
    missingToday([{ pupil: scopeOf(pupilA), records: day.all(), expected }], { day: on, periods }, now).map(
      ({ kind, words, overdue }) => `${kind}${overdue ? "!" : ""}: ${words}`,
    );

  test("[C32] safety stays open from any day until it is done", () => {
    const { desk, make, view, ...day } = createPupilsDay();
    const left = make("left-room", { when: "2026-06-08T10:00" });
    const notice = make("force-notice", { when: "2026-06-05T08:51" });
    const told = make("told-dsl", { when: `${on}T09:00`, told: idFor("a9"), how: "phone" });
    const all = { desk, make, view, ...day };
    expect(missing(all)).toEqual([
      "left-room!: Left the room and not found yet",
      "force-record!: Force record not written yet",
      "force-parents!: Parents not told about the use of force",
      "told-dsl: DSL told, not acknowledged yet",
    ]);
    desk.run(amendRecord, { seen: view(left), fields: { foundAt: "2026-06-08T10:20" } });
    const done = { finishedAt: `${on}T15:00`, parentToldAt: `${on}T12:00` };
    desk.run(amendRecord, { seen: view(notice), fields: done });
    desk.run(amendRecord, { seen: view(told), fields: { acknowledgedAt: `${on}T09:30` } });
    expect(missing(all)).toEqual([]);
  });

  test("[C32] what is about the lessons stands in the order of the day, whatever its periods are called inside", () => {
    const later = { ...periods[0], id: idFor("00"), name: "Last", start: "13:00", end: "14:00" } as (typeof periods)[0];
    const first = {
      ...periods[0],
      id: idFor("zz"),
      name: "First",
      start: "08:00",
      end: "08:40",
    } as (typeof periods)[0];
    const day = { day: on, periods: [first, later] };
    const each = [pupilA, idFor<typeof pupilA>("b2")].map((pupil) => ({
      pupil: scopeOf(pupil),
      records: [],
      expected: [later.id, first.id],
    }));
    expect(missingToday(each, day, `${on}T15:20`).map(({ words }) => words.split(":")[0])).toEqual([
      "First",
      "First",
      "Last",
      "Last",
    ]);
  });

  test("[C32] a sanction nobody could leave may be seclusion, until a notice of it stands", () => {
    const day = createPupilsDay();
    day.make("removal", { when: `${on}T10:05`, couldLeave: false, parentToldAt: `${on}T12:00` });
    // Another event of the same morning is no record of this one.
    day.make("force-notice", { when: `${on}T08:51`, finishedAt: `${on}T12:00`, parentToldAt: `${on}T12:00` });
    expect(missing(day)).toEqual(["seclusion: Could not leave: it may be seclusion. Write a record of it"]);
    day.make("force-notice", { when: `${on}T10:05`, finishedAt: `${on}T12:00`, parentToldAt: `${on}T12:00` });
    expect(missing(day)).toEqual([]);
  });

  test("[C32] a removal asks for parents and whether the pupil could leave; a strong log for words; home for its call", () => {
    const day = createPupilsDay();
    day.make("removal", { when: `${on}T10:05` });
    day.make("behaviour-log", { when: `${on}T10:05`, category: idFor("c1"), intensity: "4" });
    day.make("behaviour-log", { when: `${on}T10:06`, category: idFor("c1"), intensity: "4", note: "Pushed the desk" });
    day.make("parent-contact", { when: "2026-06-05T10:00", outcome: "to-do", followUpBy: "2026-06-08" });
    day.make("parent-contact", { when: `${on}T10:00`, outcome: "to-do", followUpBy: "2026-06-12" });
    day.make("whereabouts", { when: `${on}T10:05`, state: "dont-know" });
    expect(missing(day)).toEqual([
      "whereabouts: Nobody knows where, and on-call is not told",
      "removal-parents: Removed from lesson, parents not told",
      "removal-could-leave: Say whether the pupil could leave",
      "home!: Home not rung yet",
      "behaviour-detail: Strong, and nothing said yet of what was seen",
    ]);
  });

  test("[C32] a session log is asked for in periods that are over, of those who were there or expected", () => {
    const day = createPupilsDay();
    expect(missing(day, [p1, p2], `${on}T10:30`)).toEqual(["session-log: Period 1: no session log"]);
    day.make("whereabouts", { when: `${on}T09:01`, state: "in-lesson", period: p1 });
    day.make("whereabouts", { when: `${on}T10:01`, state: "here", period: p2 });
    expect(missing(day, [p1])).toEqual(["session-log: Period 2: no session log"]);
    const log = day.make("session-log", { when: `${on}T10:00`, period: p2, presence: "here" });
    expect(missing(day, [p1])).toEqual(["session-rating: Period 2: not rated yet"]);
    day.desk.run(amendRecord, { seen: day.view(log), fields: { regulation: "3" } });
    expect(missing(day, [p1])).toEqual([]);
    const unnamed = createPupilsDay();
    unnamed.make("whereabouts", { when: `${on}T09:59`, state: "late" });
    unnamed.make("whereabouts", { when: `${on}T10:00`, state: "in-lesson" });
    expect(missing(unnamed, [p2])).toEqual(["session-log: Period 1: no session log"]);
    const away = createPupilsDay();
    away.make("whereabouts", { when: `${on}T08:30`, state: "not-in-school" });
    expect(missing(away, [p1, p2])).toEqual([]);
  });

  test("[C31] what is not ticked is listed; a tick taken back lists it again; texts stay here", () => {
    const day = createPupilsDay();
    const log = day.make("behaviour-log", {
      when: `${on}T10:05`,
      category: idFor("c1"),
      period: p2,
      note: "Internal words",
    });
    const removal = day.make("removal", { when: `${on}T09:05`, lesson: "Science", period: p1 });
    const before = day.make("behaviour-log", { when: "2026-06-08T10:05", category: idFor("c1") });
    const list = () => handOffList([{ pupil: scopeOf(pupilA), records: day.all() }], on);
    expect(list().map(({ id }) => id)).toEqual([removal, log]);
    const both = handOffList([{ pupil: scopeOf(pupilA), records: day.all() }], "2026-06-08", on);
    expect(both.map(({ id }) => id)).toEqual([before, removal, log]);
    const words = {
      pupil: () => "A. O.",
      category: () => "Calm start",
      period: (id: string) => (id === p1 ? "Period 1" : "Period 2"),
      adult: () => "Miss Whitworth",
    };
    expect(handOffTable(list(), words)).toEqual([
      ["Pupil", "Date", "Time", "Period", "What", "Lesson", "Logged by"],
      ["A. O.", on, "09:05", "Period 1", "Removed from lesson", "Science", "Miss Whitworth"],
      ["A. O.", on, "10:05", "Period 2", "Calm start", "", "Miss Whitworth"],
    ]);
    const scope = scopeOf(pupilA);
    const ticked = day.desk.run(tickHandedOff, { entries: [{ id: log, type: "behaviour-log", scope }] });
    expect(list().map(({ id }) => id)).toEqual([removal]);
    const tick = Array.isArray(ticked) ? (ticked[0].record as RecordId) : undefined;
    if (tick) day.desk.run(withdrawRecord, { seen: day.view(tick), reason: "Not there after all" });
    expect(list()).toHaveLength(2);
  });
});

test("[C28] the clock of a force record runs out of its notice: due the same day, late from the next", () => {
  const day = createPupilsDay();
  const id = day.make("force-notice", { when: "2026-06-09T08:51" });
  const words = (now: string) => {
    const clock = forceClock(day.view(id), now);
    return clock && `${clock.overdue ? "! " : ""}${clock.words}`;
  };
  expect(words(`${on}T23:59`)).toBe("Force record due today. Parents not told yet");
  expect(words("2026-06-10T00:00")).toBe("! Force record due, 1 day late. Parents not told, 1 day late");
  day.desk.run(amendRecord, { seen: day.view(id), fields: { finishedAt: `${on}T15:00` } });
  expect(words("2026-06-11T09:00")).toBe("! Parents not told, 2 days late");
  day.desk.run(amendRecord, { seen: day.view(id), fields: { parentToldAt: `${on}T15:10` } });
  expect(words("2026-06-11T09:00")).toBe("");
  day.desk.run(withdrawRecord, { seen: day.view(id), reason: "Wrong pupil" });
  expect(words("2026-06-11T09:00")).toBeUndefined();
});

test("[C33] home reads the words written for home, and nothing else of a log", () => {
  const day = createPupilsDay();
  const fields = { when: `${on}T10:05`, category: idFor("c1"), note: "Internal", before: "Before", behaviour: "Seen" };
  expect(homeWordsOf(day.view(day.make("behaviour-log", fields)))).toBeUndefined();
  const told = day.view(day.make("behaviour-log", { ...fields, forHome: "A hard start, and a good end." }));
  expect(homeWordsOf(told)).toEqual({ when: `${on}T10:05`, words: "A hard start, and a good end." });
});

test("[C8] two adults' logs of one moment are pointed out as a pair; both stay", () => {
  const day = createPupilsDay();
  const log = (time: string, author: string) =>
    day.make("behaviour-log", { when: `${on}T${time}`, category: idFor("c1") }, { author });
  const [first, second] = [log("10:00", "a1"), log("10:02", "a2")];
  log("10:30", "a1");
  expect(similarLogs(day.all())).toEqual([{ first, second }]);
});

test("[C34] buttons stand as the room chose them, else in the school's order; a retired one is on none", () => {
  const day = createPupilsDay();
  const made = Array.from({ length: 10 }, (_none, i) =>
    day.make("category", { label: `Kind ${i}`, order: 10 - i, retired: i === 9 }, { scope: SCHOOL_SCOPE }),
  );
  const categories = day.all();
  const labels = (chips: readonly { value(field: string): unknown }[]) => chips.map((one) => one.value("label"));
  expect(labels(chipsFor(categories).chips)).toEqual([8, 7, 6, 5, 4, 3, 2, 1].map((i) => `Kind ${i}`));
  expect(labels(chipsFor(categories).more)).toEqual(["Kind 0"]);
  const chips = [made[2], made[9], made[0]].map(String);
  const room = day.view(day.make("room", { name: "The Base", chips }, { scope: SCHOOL_SCOPE }));
  expect(labels(chipsFor(categories, room).chips)).toEqual(["Kind 2", "Kind 0"]);
  expect(chipsFor(categories, room).more).toHaveLength(7);
});

test("[C35] a level has the school's words where it wrote some, and ours where not", () => {
  const day = createPupilsDay();
  day.make("scale", { of: "regulation", level4: "Green" }, { scope: SCHOOL_SCOPE });
  expect(["4", "3", ""].map((level) => levelWords(day.all(), "regulation", level))).toEqual([
    "Green",
    "Mostly calm",
    "",
  ]);
  expect(levelWords(day.all(), "engagement", "4")).toBe("Fully");
});

test("who to tell: the DSL with the extension that is answered, then the deputies who work here", () => {
  const day = createPupilsDay();
  const adult = (more: JsonObject) =>
    day.make("adult", { givenName: "A", familyName: "B", role: "dsl", ...more }, { scope: SCHOOL_SCOPE });
  const [dsl, deputy, gone] = [adult({ extension: "202" }), adult({ extension: "203" }), adult({ active: false })];
  const fields = { name: "School", dsl, dslExtension: "999", deputyDsls: [gone, deputy], onCall: deputy };
  const settings = day.view(day.make("school-settings", fields, { scope: SCHOOL_SCOPE }));
  expect(safetyContacts(settings, day.all())).toEqual({
    leads: [
      { adult: dsl, extension: "999" },
      { adult: deputy, extension: "203" },
    ],
    onCall: { adult: deputy, extension: "203" },
    allegations: undefined,
  });
  expect(safetyContacts(undefined, day.all()).leads).toEqual([]);
});
