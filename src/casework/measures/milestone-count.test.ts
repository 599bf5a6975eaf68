import { describe, expect, test } from "vitest";
import type { JsonObject } from "#base/json.ts";
import { type RecordId, SCHOOL_SCOPE, scopeOf } from "#ledger/names.ts";
import { amendRecord } from "../commands/amend-record.ts";
import { idFor } from "../commands/desk.fixture.ts";
import { editRecord } from "../commands/edit-record.ts";
import { withdrawRecord } from "../commands/withdraw-record.ts";
import { schema } from "../schema.ts";
import { countRuleOf, ruleWords } from "./count-rule.ts";
import { createPupilsDay, pupilA, pupilB } from "./day.fixture.ts";
import { type MilestoneCount, countWords, milestoneCount, slimsReachBack } from "./milestone-count.ts";
import { factsOf } from "./record-facts.ts";

const calm = idFor<RecordId>("c1");
const asked = idFor<RecordId>("c2");
const unsettled = idFor<RecordId>("c9");
const [p1, p2] = [idFor<RecordId>("f1"), idFor<RecordId>("f2")];

/** A milestone set on Monday 8 June, and what is counted of it from everything made so far. */
function counting(rule: JsonObject) {
  const day = createPupilsDay();
  const fields = { title: "Step", status: "started", startedOn: "2026-06-08", needed: 3, ...rule };
  const milestone = day.make("milestone", fields);
  const log = (when: string, category: RecordId, more: JsonObject = {}, author = "a1"): RecordId =>
    day.make("behaviour-log", { when, category, ...more }, { author });
  const session = (when: string, more: JsonObject, author = "a1"): RecordId =>
    day.make("session-log", { when, presence: "here", ...more }, { author });
  const count = (now?: string): MilestoneCount => {
    const counted = milestoneCount(day.view(milestone), day.all(), now);
    if (!counted) throw new Error("nothing is counted");
    return counted;
  };
  return { ...day, milestone, log, session, count };
}

describe("what counts", () => {
  test("[C1] without a number or a kind of log, or not under way, nothing is counted", () => {
    const count = (fields: JsonObject) => {
      const day = createPupilsDay();
      const id = day.make("milestone", { title: "Step", status: "started", needed: 2, counts: calm, ...fields });
      return milestoneCount(day.view(id), day.all());
    };
    expect(count({})).toMatchObject({ met: 0, of: 2 });
    expect(count({ counts: null })).toBeUndefined();
    expect(count({ needed: null })).toBeUndefined();
    expect(count({ counts: null, countSource: "lesson" })).toMatchObject({ met: 0, of: 2 });
    for (const status of ["not-started", "paused", "met", "not-needed"]) expect(count({ status })).toBeUndefined();
  });

  test("[C2] a milestone that declares no rule counts every entry of its kind in total", () => {
    const { log, count } = counting({ counts: calm });
    log("2026-06-08T09:00", calm);
    log("2026-06-08T09:20", calm);
    log("2026-06-08T09:40", unsettled);
    expect(count()).toMatchObject({ met: 2, of: 3, reached: false, next: { more: 1 } });
    expect(countWords(count())).toBe("2 of 3");
  });

  test("[C2] several kinds of log can count for one milestone", () => {
    const { log, count } = counting({ counts: calm, countsToo: [asked] });
    log("2026-06-08T09:00", calm);
    log("2026-06-08T09:20", asked);
    expect(count().met).toBe(2);
  });

  test("[C3] enough of them reach it, name the records that show it, and leave the milestone as it was", () => {
    const { log, count, view, milestone } = counting({ counts: calm });
    const ids = ["08", "09", "10", "11"].map((day) => log(`2026-06-${day}T09:00`, calm));
    expect(count()).toEqual({ met: 3, of: 3, counted: ids.slice(0, 3), reached: true });
    expect(view(milestone).fields["status"]?.value).toBe("started");
  });

  test("[C4] the order of what happened decides, not the order of arrival", () => {
    const { log, count } = counting({ counts: calm, breaks: [unsettled], countRule: "in-a-row" });
    log("2026-06-09T09:00", calm);
    log("2026-06-10T09:00", calm);
    expect(count().met).toBe(2);
    // Written on a tablet that was in a cupboard: it happened between the two.
    log("2026-06-09T14:00", unsettled);
    expect(count()).toMatchObject({ met: 1, next: { more: 2 } });
    // And this one before both.
    log("2026-06-08T09:00", calm);
    expect(count().met).toBe(1);
  });

  test("[C4] the figure is the same whatever order the records come in, and for whole and slim records", () => {
    const { log, all, slims, milestone, view } = counting({
      counts: calm,
      breaks: [unsettled],
      countRule: "of-last",
      outOf: 4,
    });
    for (const [at, kind] of [calm, unsettled, calm, unsettled, calm].entries()) log(`2026-06-1${at}T09:00`, kind);
    const [forwards, backwards] = [all(), all().toReversed()].map((records) =>
      milestoneCount(view(milestone), records),
    );
    expect(backwards).toEqual(forwards);
    const slim = slims().find((one) => one.id === milestone);
    expect(slim && milestoneCount(slim, slims())).toEqual(forwards);
  });

  test("[C5] a day without a log is no evidence: holidays and the other week break no row", () => {
    const { log, count } = counting({ counts: calm, breaks: [unsettled], countRule: "in-a-row" });
    for (const day of ["2026-06-08", "2026-06-22", "2026-07-06"]) log(`${day}T09:00`, calm);
    expect(count().reached).toBe(true);
  });

  test("[C4] entries before the day it was set do not count; that day counts whole", () => {
    const { log, count } = counting({ counts: calm });
    log("2026-06-07T23:59", calm);
    log("2026-06-08T00:00", calm);
    expect(count().met).toBe(1);
  });

  test("[C4] after a step back only what comes later counts", () => {
    const { log, count } = counting({ counts: calm, countedFrom: "2026-06-09T10:00" });
    log("2026-06-09T09:00", calm);
    log("2026-06-09T10:30", calm);
    expect(count().met).toBe(1);
  });

  test("[C4] what is dated later than now waits until its day has come", () => {
    const { log, count } = counting({ counts: calm });
    log("2027-06-09T09:00", calm);
    expect(count("2026-06-10T12:00").met).toBe(0);
    expect(count("2027-06-10T12:00").met).toBe(1);
  });
});

describe("what people do to entries afterwards", () => {
  test("[C12] an amended entry counts as it reads now", () => {
    const { desk, log, view, count } = counting({ counts: calm });
    const id = log("2026-06-08T09:00", unsettled);
    expect(count().met).toBe(0);
    desk.run(amendRecord, { seen: view(id), fields: { category: calm } });
    expect(count().met).toBe(1);
    desk.run(amendRecord, { seen: view(id), fields: { when: "2026-06-05T09:00" } });
    expect(count().met).toBe(0);
  });

  test("[C12] a withdrawn entry counts no more, and no longer breaks a row", () => {
    const { desk, log, view, count } = counting({ counts: calm, breaks: [unsettled], countRule: "in-a-row" });
    const first = log("2026-06-08T09:00", calm);
    const broke = log("2026-06-08T11:00", unsettled);
    log("2026-06-09T09:00", calm);
    expect(count().met).toBe(1);
    desk.run(withdrawRecord, { seen: view(broke), reason: "Wrong pupil" });
    expect(count().met).toBe(2);
    desk.run(withdrawRecord, { seen: view(first), reason: "Wrong pupil" });
    expect(count().met).toBe(1);
  });

  test("[C12] a category that is retired still counts where it was logged", () => {
    const { desk, make, view, log, count, all } = counting({ counts: calm });
    make("category", { label: "Calm start" }, { scope: SCHOOL_SCOPE, id: calm });
    log("2026-06-08T09:00", calm);
    desk.run(editRecord, { seen: view(calm), to: { retired: true } });
    expect(all().some((one) => one.fields["retired"]?.value === true)).toBe(true);
    expect(count().met).toBe(1);
  });

  test("[C9] another pupil's log that names this one as a link is not this pupil's", () => {
    const { make, count } = counting({ counts: calm });
    const others = [pupilA];
    make("behaviour-log", { when: "2026-06-08T09:00", category: calm, others }, { scope: scopeOf(pupilB) });
    expect(count().met).toBe(0);
    make("behaviour-log", { when: "2026-06-08T09:00", category: calm });
    expect(count().met).toBe(1);
  });

  test("[C10] an internal suspension is a sanction: nothing in it counts or breaks", () => {
    const { desk, make, log, session, view, count } = counting({
      counts: calm,
      breaks: [unsettled],
      countRule: "in-a-row",
    });
    const sanction = make("internal-suspension", { from: "2026-06-09T08:40", until: "2026-06-09T12:00" });
    log("2026-06-08T09:00", calm);
    log("2026-06-09T08:40", calm);
    log("2026-06-09T11:59", unsettled);
    expect(count().met).toBe(1);
    log("2026-06-09T12:00", calm);
    expect(count().met).toBe(2);
    session("2026-06-09T09:00", { regulation: "4" });
    // Left open it ends with its first day.
    desk.run(amendRecord, { seen: view(sanction), fields: { until: null } });
    expect(count().met).toBe(1);
    log("2026-06-10T09:00", calm);
    expect(count().met).toBe(2);
  });
});

describe("twice, and at once", () => {
  test("[C8] one moment that two adults wrote down counts once; the same adult twice saw it twice", () => {
    const { log, count } = counting({ counts: calm, needed: 9 });
    const first = log("2026-06-08T09:00", calm, {}, "a1");
    log("2026-06-08T09:02", calm, {}, "a2");
    expect(count()).toMatchObject({ met: 1, counted: [first] });
    log("2026-06-08T09:03", calm, {}, "a2");
    expect(count().met).toBe(2);
    log("2026-06-08T11:00", calm, {}, "a1");
    log("2026-06-08T11:01", calm, {}, "a1");
    expect(count().met).toBe(4);
    log("2026-06-08T11:01", asked, {}, "a2");
    expect(count().met).toBe(4);
  });

  test("[C7] several in one period count each, once a period or once a day, as the rule says", () => {
    const met = (oncePer: string): number => {
      const { log, count } = counting({ counts: calm, needed: 9, oncePer });
      log("2026-06-08T09:00", calm, { period: p1 });
      log("2026-06-08T09:30", calm, { period: p1 });
      log("2026-06-08T10:30", calm, { period: p2 });
      log("2026-06-09T09:30", calm, { period: p1 });
      return count().met;
    };
    expect([met("entry"), met("period"), met("day")]).toEqual([4, 3, 2]);
  });

  test("[C7] what breaks a row breaks it also in a period that has counted already", () => {
    const { log, count } = counting({ counts: calm, breaks: [unsettled], countRule: "in-a-row", oncePer: "period" });
    log("2026-06-08T09:00", calm, { period: p1 });
    log("2026-06-08T09:30", unsettled, { period: p1 });
    expect(count().met).toBe(0);
    log("2026-06-08T09:40", calm, { period: p1 });
    expect(count().met).toBe(0);
  });

  test("[C6] in the same minute the one that breaks stands first: the doubt is the pupil's", () => {
    const { log, count } = counting({ counts: calm, breaks: [unsettled], countRule: "in-a-row" });
    log("2026-06-08T09:00", calm);
    log("2026-06-08T09:00", unsettled);
    expect(count().met).toBe(1);
  });
});

describe("the rules", () => {
  test("[C13] n in a row: what stands against it begins the row again", () => {
    const { log, make, count } = counting({
      counts: calm,
      breaks: [unsettled],
      countRule: "in-a-row",
      leavingBreaks: true,
    });
    log("2026-06-08T09:00", calm);
    log("2026-06-08T10:00", calm);
    log("2026-06-08T11:00", unsettled);
    expect(count()).toMatchObject({ met: 0, counted: [], next: { more: 3 } });
    log("2026-06-09T09:00", calm);
    make("left-room", { when: "2026-06-09T09:30" });
    expect(count().met).toBe(0);
  });

  test("[C14] n of the last m: older ones fall out, and the next figure says how many more would do", () => {
    const { log, count } = counting({ counts: calm, breaks: [unsettled], countRule: "of-last", outOf: 4 });
    for (const [at, kind] of [calm, calm, unsettled, unsettled].entries()) log(`2026-06-1${at}T09:00`, kind);
    expect(count()).toMatchObject({ met: 2, next: { more: 3 } });
    log("2026-06-15T09:00", calm);
    // unsettled, unsettled, calm stand in the last four with one calm before them.
    expect(count()).toMatchObject({ met: 2, next: { more: 2 } });
    log("2026-06-16T09:00", calm);
    log("2026-06-17T09:00", calm);
    expect(count().reached).toBe(true);
  });

  test("[C11] once reached it stays reached, for a person to confirm", () => {
    for (const countRule of ["in-a-row", "of-last"]) {
      const { log, count } = counting({ counts: calm, breaks: [unsettled], countRule });
      const ids = ["08", "09", "10"].map((day) => log(`2026-06-${day}T09:00`, calm));
      log("2026-06-11T09:00", unsettled);
      expect(count()).toEqual({ met: 3, of: 3, counted: ids, reached: true });
      // It was not a row after all: something between them arrives late.
      log("2026-06-09T12:00", unsettled);
      expect(count().reached).toBe(false);
    }
  });

  test("[C7] session ratings: one period is one try, whoever logged it, and it counts when one adult says so", () => {
    const rule = { countSource: "session", leastRating: "3", countRule: "in-a-row" };
    const { session, count } = counting(rule);
    session("2026-06-08T09:00", { regulation: "3", period: p1 });
    session("2026-06-08T10:00", { regulation: "2", period: p2 }, "a1");
    const good = session("2026-06-08T10:00", { regulation: "4", period: p2 }, "a2");
    expect(count()).toMatchObject({ met: 2 });
    expect(count().counted).toContain(good);
    // Not rated, or not there: it says nothing.
    session("2026-06-09T09:00", { period: p1 });
    session("2026-06-09T10:00", { presence: "absent", regulation: "1", period: p2 });
    expect(count().met).toBe(2);
    session("2026-06-10T09:00", { regulation: "2", period: p1 });
    expect(count().met).toBe(0);
  });

  test("[C13] another scale, a level and a subject can be asked for", () => {
    const rule = { countSource: "session", scale: "engagement", leastRating: "4", countSubject: "Maths" };
    const { session, count } = counting(rule);
    session("2026-06-08T09:00", { engagement: "4", regulation: "1", subject: " maths ", period: p1 });
    session("2026-06-08T10:00", { engagement: "4", subject: "English", period: p2 });
    session("2026-06-09T09:00", { engagement: "3", subject: "Maths", period: p1 });
    expect(count().met).toBe(1);
  });

  test("[C13] lessons stayed: to the end counts, part of it breaks, the room and the unsaid are neither", () => {
    const { session, count } = counting({ countSource: "lesson", countRule: "in-a-row", countSubject: "Maths" });
    const maths = { where: "lesson", subject: "Maths" };
    session("2026-06-08T09:00", { ...maths, stayed: "whole" });
    session("2026-06-09T09:00", { ...maths, where: "supported-lesson", stayed: "whole" });
    session("2026-06-10T09:00", { ...maths, where: "base", stayed: "part" });
    session("2026-06-11T09:00", maths);
    expect(count().met).toBe(2);
    session("2026-06-12T09:00", { ...maths, stayed: "part" });
    expect(count().met).toBe(0);
  });

  test("a rule is told in plain words", () => {
    const words = (fields: JsonObject): string => {
      const day = createPupilsDay();
      const facts = factsOf(day.view(day.make("milestone", { title: "S", status: "started", needed: 3, ...fields })));
      const rule = facts && countRuleOf(facts);
      return rule ? ruleWords(rule, (id) => (id === calm ? "Calm start" : "Asked for help")) : "";
    };
    expect(words({ counts: calm, countsToo: [asked] })).toBe("3 in total: Calm start or Asked for help");
    expect(words({ counts: calm, countRule: "of-last", outOf: 5, oncePer: "day" })).toBe(
      "3 of the last 5: Calm start, once a day",
    );
    expect(words({ countSource: "session", countRule: "in-a-row", leastRating: "4" })).toBe(
      "3 in a row: IAP periods rated “Calm” or better",
    );
    expect(words({ countSource: "lesson", countSubject: "Maths" })).toBe(
      "3 in total: lessons in maths stayed to the end",
    );
  });

  test("a summary that is full and begins after the milestone does not reach back to it", () => {
    const { log, slims, view, milestone } = counting({ counts: calm });
    const kept = schema.definitions["behaviour-log"]?.slim.keep ?? 0;
    for (let i = 1; i < kept; i += 1) log(`2026-06-10T10:${String(i).padStart(2, "0")}`, unsettled);
    expect(slimsReachBack(view(milestone), slims(), schema)).toBe(true);
    log("2026-06-09T09:00", calm);
    expect(slimsReachBack(view(milestone), slims(), schema)).toBe(false);
    log("2026-06-05T09:00", calm);
    expect(slimsReachBack(view(milestone), slims(), schema)).toBe(true);
  });
});
