import { describe, expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import { canonicalJson } from "#base/json.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { itemsOf, textOf, valueOf } from "#ledger/view.ts";
import { addDays } from "../day.ts";
import { mayHold } from "../holding.ts";
import { ownRecordIn } from "../own-record-words.ts";
import { schema } from "../schema.ts";
import { schoolDaysFrom } from "./school-calendar.ts";
import { school, today, rows, ofType, pupilNamed, inScopeOf, categoryLabelled, newest } from "./demo-school.fixture.ts";

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
