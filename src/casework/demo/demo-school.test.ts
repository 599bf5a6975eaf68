import { describe, expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import { canonicalJson } from "#base/json.ts";
import type { Change } from "#ledger/change.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, DeviceId, RecordId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { checkChange } from "#ledger/validate.ts";
import { itemsOf, textOf, valueOf } from "#ledger/view.ts";
import { addDays, dayOf, weekdayOf } from "../day.ts";
import { mayHold } from "../holding.ts";
import { missingToday } from "../measures/day-end.ts";
import { milestoneCount } from "../measures/milestone-count.ts";
import { whereNow } from "../measures/where-now.ts";
import { ownRecordIn } from "../own-record-words.ts";
import { schema } from "../schema.ts";
import { lessonIn, schoolDay } from "../school-day.ts";
import { type DemoSchool, demoSchool } from "./demo-school.ts";
import { sentencesOf } from "./phrase-book.ts";
import { demoTuesday, isSchoolDay, schoolDaysFrom, ukOffset } from "./school-calendar.ts";

const school = demoSchool({ seed: 2026, today: "2026-06-10" });
const today = dayOf(school.startsAt);
const device = "0".repeat(26) as DeviceId;

function replay({ changes }: DemoSchool): Map<RecordId, RecordRow> {
  const rows = new Map<RecordId, RecordRow>();
  for (const [i, { author, at, change }] of changes.entries()) {
    const merged = merge({
      row: rows.get(change.record),
      change,
      stamp: { author, device, at },
      seq: i + 1,
      schema: schema.version,
      definition: schema.definitions[change.type],
    });
    if (isRefusal(merged)) throw new Error(`${change.type} at ${at}: ${merged.sentence}`);
    rows.set(change.record, merged.row);
  }
  return rows;
}

const rows = [...replay(school).values()];
const ofType = (type: string): readonly RecordRow[] => rows.filter((row) => row.type === type);
const pupilNamed = (given: string): RecordRow => {
  const found = ofType("pupil").filter((row) => textOf(row, "givenName") === given && row.created);
  const famous = found.find((row) => rows.some((other) => other.scope === row.scope && other.type === "plan"));
  if (!famous) throw new Error(`no pupil called ${given} has a plan`);
  return famous;
};
const inScopeOf = (pupil: RecordRow, type: string): readonly RecordRow[] =>
  rows.filter((row) => row.scope === pupil.scope && row.type === type);
const categoryLabelled = (label: string): RecordRow => {
  const found = ofType("category").find((row) => textOf(row, "label") === label);
  if (!found) throw new Error(`no category ${label}`);
  return found;
};
const newest = (list: readonly RecordRow[], field: string): RecordRow =>
  [...list].sort((a, b) => (textOf(a, field) < textOf(b, field) ? 1 : -1))[0] as RecordRow;

/** The values a change carries, by field. */
function carried(change: Change): readonly (readonly [string, Json])[] {
  if (change.kind === "create" || change.kind === "amend") return Object.entries(change.fields);
  if (change.kind === "set") return [[change.field, change.to]];
  return change.kind === "add" ? [[change.field, change.value]] : [];
}

describe("the demo school as a whole", () => {
  test("the same seed and day give the same school, byte for byte; another seed another one", () => {
    const told = JSON.stringify(school);
    expect(JSON.stringify(demoSchool({ seed: 2026, today: "2026-06-10" })) === told).toBe(true);
    expect(JSON.stringify(demoSchool({ seed: 2027, today: "2026-06-10" })) === told).toBe(false);
  });

  test("every change is valid on the day it was written", () => {
    for (const { change, at } of school.changes) {
      const definition = schema.definitions[change.type];
      if (!definition) throw new Error(`no definition of ${change.type}`);
      expect(checkChange(definition, change, { unknownFields: "refuse", today: dayOf(at) })).toBeUndefined();
    }
  });

  test("everything happens in order, in school hours, and nothing after the clock's start", () => {
    const moments = school.changes.map(({ at }) => at.slice(0, 19));
    expect(moments).toEqual(moments.toSorted());
    expect((moments.at(-1) as string) <= `${school.startsAt}:59`).toBe(true);
    for (const { at } of school.changes) {
      expect(at.slice(19)).toBe(ukOffset(dayOf(at)));
      expect(isSchoolDay(dayOf(at))).toBe(true);
      expect(at.slice(11, 13) >= "08" && at.slice(11, 13) <= "16").toBe(true);
    }
    for (const row of rows)
      for (const field of ["when", "on"])
        expect(textOf(row, field) <= school.startsAt || row.type === "milestone").toBe(true);
  });

  test("every link leads to a record of its type that was there", () => {
    const types = new Map(rows.map((row) => [row.id as string, row.type]));
    let followed = 0;
    for (const { change, author } of school.changes) {
      expect(types.get(author)).toBe("adult");
      for (const [name, value] of carried(change)) {
        const field = schema.definitions[change.type]?.fields[name];
        if (!field || !("to" in field) || value === null) continue;
        for (const id of Array.isArray(value) ? value : [value]) {
          expect(types.get(id as string)).toBe(field.to);
          followed += 1;
        }
      }
    }
    expect(followed).toBeGreaterThan(5_000);
  });

  test("about 900 on roll, 24 in the room, 60 with a history, 12 adults in every role", () => {
    const onRoll = ofType("pupil").filter((row) => textOf(row, "leftOn") === "");
    expect(onRoll).toHaveLength(900);
    const stages = (row: RecordRow) => textOf(row, "stage");
    const now = ofType("placement").filter((row) =>
      ["settling", "in-iap", "part-time-return", "full-return"].includes(stages(row)),
    );
    expect(new Set(now.map((row) => row.scope)).size).toBe(24);
    const history = ofType("placement").filter((row) => stages(row) !== "referred");
    expect(new Set(history.map((row) => row.scope)).size).toBe(60);
    expect(ofType("placement").some((row) => stages(row) === "referred")).toBe(true);
    expect(ofType("adult")).toHaveLength(12);
    expect(new Set(ofType("adult").map((row) => textOf(row, "role"))).size).toBe(8);
    expect(rows.length).toBeGreaterThan(6_000);
    expect(rows.length).toBeLessThan(9_000);
    for (const persona of Object.values(school.personas))
      expect(rows.some((row) => row.id === (persona as AdultId as string))).toBe(true);
    const names = ofType("pupil").map((row) => `${textOf(row, "givenName")} ${textOf(row, "familyName")}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test("nobody writes the same sentence twice about one pupil", () => {
    const prose = new Set([
      "note",
      "before",
      "behaviour",
      "after",
      "nextStep",
      "work",
      "absentWhy",
      "followUp",
      "lastReview",
    ]);
    const twice: string[] = [];
    const said = new Map<string, Set<string>>();
    let sentences = 0;
    for (const { change } of school.changes) {
      const definition = schema.definitions[change.type];
      if (definition?.scope === "school") continue;
      const scope = said.get(change.scope) ?? new Set<string>();
      said.set(change.scope, scope);
      for (const [name, value] of carried(change)) {
        const kind = definition?.fields[name]?.kind;
        if (kind !== "prose" && kind !== "items" && !prose.has(name)) continue;
        const texts = typeof value === "object" && value !== null ? Object.values(value) : [value];
        for (const text of texts) {
          if (typeof text !== "string" || change.kind === "add") continue;
          for (const sentence of sentencesOf(text)) {
            if (scope.has(sentence)) twice.push(sentence);
            scope.add(sentence);
            sentences += 1;
            expect(sentence).not.toMatch(/lorem|[{}[\]|]|undefined/);
          }
        }
      }
    }
    expect(twice).toEqual([]);
    expect(sentences).toBeGreaterThan(4_000);
  });

  test("a baseline counts exactly the suspensions that are on file for its weeks", () => {
    const counted = ofType("baseline").map((row) => {
      const inWindow = rows.filter(
        (other) =>
          other.scope === row.scope &&
          other.type === "suspension" &&
          textOf(other, "start") >= textOf(row, "windowFrom") &&
          textOf(other, "start") <= textOf(row, "windowTo"),
      );
      expect(valueOf(row, "suspensions")).toBe(inWindow.length);
      expect(valueOf(row, "sessionsLost")).toBe(
        inWindow.reduce((sum, other) => sum + Number(valueOf(other, "sessions")), 0),
      );
      return inWindow.length;
    });
    expect(Math.max(...counted)).toBeGreaterThan(0);
  });

  test("no log is about a day the pupil was away", () => {
    const key = (row: RecordRow) => `${row.scope} ${textOf(row, "when").slice(0, 10)}`;
    const away = new Set(
      ofType("session-log")
        .filter((row) => textOf(row, "presence") === "absent")
        .map(key),
    );
    expect(away.size).toBeGreaterThan(20);
    for (const log of ofType("behaviour-log")) expect(away.has(key(log))).toBe(false);
  });
});

describe("the eight of the first screen", () => {
  test("they, and only they, are expected, arrived or due a check in period 3", () => {
    const period = ofType("school-period").find(
      (row) => textOf(row, "start") <= school.startsAt.slice(11) && textOf(row, "end") > school.startsAt.slice(11),
    );
    expect(textOf(period as RecordRow, "name")).toBe("Period 3");
    const here = (pupil: RecordRow): boolean => {
      const active = inScopeOf(pupil, "placement").filter(
        (row) => !["completed", "referred"].includes(textOf(row, "stage")),
      );
      const expected = inScopeOf(pupil, "plan").some(
        (row) => textOf(row, "endedOn") === "" && (valueOf(row, "roomPeriods") as string[]).includes(period?.id ?? ""),
      );
      const arrived = inScopeOf(pupil, "visit").some((row) => textOf(row, "when") >= `${today}T10:55`);
      return (
        active.length > 0 && (expected || arrived || active.some((row) => textOf(row, "sixWeekCheckOn") === today))
      );
    };
    const names = ofType("pupil")
      .filter(here)
      .map((row) => textOf(row, "givenName"));
    expect(names.toSorted()).toEqual(["Amara", "Daniel", "Kofi", "Leo", "Mia", "Ruby", "Tyrese", "Zaynab"]);
  });

  test("Amara has two of three calm starts, and one more brings maths back", () => {
    const amara = pupilNamed("Amara");
    const step = inScopeOf(amara, "milestone").find((row) => textOf(row, "status") === "started") as RecordRow;
    expect([textOf(step, "title"), valueOf(step, "needed"), textOf(step, "bringsBack")]).toEqual([
      "Three calm starts",
      3,
      "Maths with Mr Patel",
    ]);
    const calm = categoryLabelled("Calm start").id;
    expect(textOf(step, "counts")).toBe(calm);
    const counted = inScopeOf(amara, "behaviour-log").filter(
      (row) => textOf(row, "category") === calm && textOf(row, "when") >= textOf(step, "startedOn"),
    );
    expect(counted).toHaveLength(2);
    const confirmer = ofType("adult").find((row) => row.id === (valueOf(step, "toConfirm") as string));
    expect(textOf(confirmer as RecordRow, "shownAs")).toBe("Mr Patel");
    const back = itemsOf(inScopeOf(amara, "plan")[0] as RecordRow, "lessonsBack").map(({ value }) => value);
    expect(back).toEqual(["English with Mrs Farrow"]);
  });

  test("Daniel's review date was changed by two adults, and is the only thing to decide", () => {
    const open = rows.filter((row) => row.decisions.some(({ state }) => state === "open"));
    expect(open.map((row) => row.scope)).toEqual([pupilNamed("Daniel").scope]);
    const decision = open[0]?.decisions[0];
    expect(decision?.field).toBe("reviewDate");
    const sides = [decision?.kept, ...(decision?.others ?? [])].map(
      (side) => open[0]?.stamps[side?.change ?? ""]?.author,
    );
    expect(new Set(sides)).toEqual(new Set([school.personas.reintegration, school.personas.room]));
    for (const side of [decision?.kept, ...(decision?.others ?? [])]) expect(String(side?.value) > today).toBe(true);
  });

  test("[C55] no category stands for a record of its own, and what left or was removed stands on that record", () => {
    const labels = ofType("category").map((one) => textOf(one, "label"));
    expect(labels.filter((label) => ownRecordIn(label) !== undefined)).toEqual([]);
    const left = ofType("left-room");
    expect(left.length).toBeGreaterThan(50);
    expect(left.filter((row) => textOf(row, "foundAt") === "")).toEqual([]);
  });

  test("Tyrese came from science four minutes ago; Ruby's mother is still to ring", () => {
    const removed = newest(inScopeOf(pupilNamed("Tyrese"), "removal"), "when");
    expect([textOf(removed, "lesson"), textOf(removed, "when"), textOf(removed, "backAt")]).toEqual([
      "Science",
      `${today}T11:03`,
      "",
    ]);
    const [visit] = inScopeOf(pupilNamed("Tyrese"), "visit");
    expect(textOf(visit as RecordRow, "when")).toBe(`${today}T11:03`);
    const calls = inScopeOf(pupilNamed("Ruby"), "parent-contact").filter((row) => textOf(row, "outcome") === "to-do");
    expect(calls.map((row) => textOf(row, "followUpBy"))).toEqual([today]);
    const morning = newest(inScopeOf(pupilNamed("Ruby"), "behaviour-log"), "when");
    expect([textOf(morning, "when").slice(0, 10), textOf(morning, "intensity")]).toEqual([today, "4"]);
  });

  test("Kofi is looked after, and nothing a shared tablet holds says so", () => {
    const { scope } = pupilNamed("Kofi");
    const kofi = rows.filter((row) => row.scope === scope);
    const told = /looked.after|social worker|foster|children's social care|"LAP"|"now"/;
    const telling = kofi.filter((row) => told.test(canonicalJson(row as unknown as Json)));
    expect(telling.map(({ type }) => type)).toEqual(["circumstances"]);
    expect(mayHold(schema.definitions["circumstances"], "shared")).toBe(false);
    expect(kofi.filter((row) => row.type === "contact" && valueOf(row, "doNotContact") === true)).toHaveLength(1);
  });

  test("Zaynab's logs bear out what the review counts, over three years", () => {
    const zaynab = pupilNamed("Zaynab");
    const notes = inScopeOf(zaynab, "sen-note");
    expect(notes.length).toBeGreaterThan(20);
    expect(
      notes
        .map((row) => textOf(row, "on"))
        .toSorted()[0]
        ?.slice(0, 4),
    ).toBe(String(Number(today.slice(0, 4)) - 3));
    const begun = notes.find((row) => textOf(row, "note").startsWith("Words before science begin today"));
    const from = textOf(begun as RecordRow, "on");
    const out = categoryLabelled("Came out early").id;
    const exits = (start: string, end: string) =>
      inScopeOf(zaynab, "behaviour-log").filter(
        (row) =>
          textOf(row, "category") === out &&
          textOf(row, "lesson") === "Science" &&
          textOf(row, "when") >= start &&
          textOf(row, "when") < end,
      );
    const review = notes.find((row) =>
      textOf(row, "note").startsWith("Two early exits from science in eleven weeks, against nine"),
    );
    expect(review).toBeDefined();
    expect(exits(schoolDaysFrom(from, -55), from)).toHaveLength(9);
    expect(exits(from, schoolDaysFrom(from, 55))).toHaveLength(2);
    const calm = (start: string, end: string): number => {
      const levels = inScopeOf(zaynab, "session-log")
        .filter(
          (row) =>
            textOf(row, "where") === "supported-lesson" && textOf(row, "when") >= start && textOf(row, "when") < end,
        )
        .flatMap((row) => (textOf(row, "regulation") === "" ? [] : [Number(textOf(row, "regulation"))]));
      return levels.reduce((sum, level) => sum + level, 0) / levels.length;
    };
    expect(calm(addDays(today, -1_500), from)).toBeLessThan(2.4);
    expect(calm(schoolDaysFrom(from, 60), addDays(today, 1))).toBeGreaterThan(3);
  });

  test("Mia's placement is sustained and calm; Leo's six-week check is today", () => {
    const mia = inScopeOf(pupilNamed("Mia"), "placement")[0] as RecordRow;
    expect([textOf(mia, "goal"), textOf(mia, "stage")]).toEqual(["sustained", "in-iap"]);
    const leo = inScopeOf(pupilNamed("Leo"), "placement")[0] as RecordRow;
    expect([textOf(leo, "stage"), textOf(leo, "sixWeekCheckOn"), textOf(leo, "sixWeekCheck")]).toEqual([
      "full-return",
      today,
      "",
    ]);
  });
});

describe("the room's day as the clock starts", () => {
  const views = rows.map((row) => ({ ...row, unsent: [] }));
  const recordsOf = (given: string) => {
    const { scope } = pupilNamed(given);
    return views.filter((view) => view.scope === scope);
  };
  const whereIs = (given: string) => whereNow(recordsOf(given), school.startsAt, `${today}T10:55`);

  test("everybody of the first screen is somewhere, said in this period", () => {
    const states = ["Amara", "Daniel", "Kofi", "Leo", "Mia", "Ruby", "Tyrese", "Zaynab"].map((given) => {
      const { state, sure } = whereIs(given);
      return `${given} ${state}${sure ? "" : "?"}`;
    });
    expect(states).toEqual([
      "Amara here",
      "Daniel late",
      "Kofi here",
      "Leo in-lesson",
      "Mia here",
      "Ruby here",
      "Tyrese here",
      "Zaynab here",
    ]);
    const visits = recordsOf("Tyrese").filter((view) => view.type === "visit");
    expect(visits.map((view) => textOf(view, "why"))).toEqual(["removed"]);
  });

  test("[C3] Amara's step counts two of three by its declared rule, and her lesson now is the maths she misses", () => {
    const amara = recordsOf("Amara");
    const step = amara.find((view) => view.type === "milestone" && textOf(view, "status") === "started");
    expect(step && milestoneCount(step, amara, school.startsAt)).toMatchObject({ met: 2, of: 3, next: { more: 1 } });
    const p3 = ofType("school-period").find((row) => textOf(row, "name") === "Period 3")?.id ?? "";
    const slots = amara.filter((view) => view.type === "timetable-slot");
    expect(lessonIn(slots, p3, today, undefined)).toMatchObject({ lesson: "Maths", where: "base" });
  });

  test("[C32] what is open: Ruby's force record and her parents, Tyrese's removal; Daniel was found", () => {
    const calendar = schoolDay({ periods: views.filter((view) => view.type === "school-period") }, school.startsAt);
    const missing = (given: string) =>
      missingToday([{ pupil: pupilNamed(given).scope, records: recordsOf(given) }], calendar, school.startsAt)
        .map(({ kind }) => kind)
        .filter((kind) => !kind.startsWith("session"));
    expect(missing("Ruby")).toEqual(["force-record", "force-parents", "home"]);
    expect(missing("Tyrese")).toEqual(["removal-parents", "removal-could-leave"]);
    expect(missing("Daniel")).toEqual([]);
    expect(rows.filter((row) => schema.definitions[row.type]?.tier === 3)).toEqual([]);
  });
});

describe("the calendar of the demo", () => {
  test("on every day of three years it stands on a school Tuesday that is not ahead, in weeks that suit its pupils", () => {
    for (let day = "2026-01-01"; day < "2029-01-01"; day = addDays(day, 1)) {
      const stands = demoTuesday(day);
      expect(weekdayOf(stands)).toBe(2);
      expect(isSchoolDay(stands)).toBe(true);
      expect(stands <= day).toBe(true);
      expect(stands.slice(5) < "06-16" || stands.slice(5) >= "11-16").toBe(true);
    }
    expect(demoTuesday("2026-06-10")).toBe("2026-06-09");
    expect(demoTuesday("2026-10-01")).toBe("2026-06-09");
  });

  test.each([
    [11, "2026-11-21"],
    [1, "2026-11-21"],
    [1, "2027-06-09"],
  ])("the school made from seed %i on %s can be filed in order", (seed, day) => {
    const made = demoSchool({ seed, today: day });
    expect(replay(made).size).toBeGreaterThan(6_000);
    const owners = new Set<string>(["school"]);
    for (const { change } of made.changes) {
      if (change.kind === "create" && (change.scope as string) === change.record) owners.add(change.record);
      expect(owners.has(change.scope), `${change.type} ${change.kind} before its pupil`).toBe(true);
    }
    expect(made.changes.filter(({ at }) => dayOf(at) === dayOf(made.startsAt)).length).toBeGreaterThan(8);
  });
});
