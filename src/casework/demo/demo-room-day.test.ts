import { describe, expect, test } from "vitest";
import { textOf } from "#ledger/view.ts";
import { missingToday } from "../measures/day-end.ts";
import { milestoneCount } from "../measures/milestone-count.ts";
import { whereNow } from "../measures/where-now.ts";
import { schema } from "../schema.ts";
import { lessonIn, schoolDay } from "../school-day.ts";
import { school, today, rows, ofType, pupilNamed } from "./demo-school.fixture.ts";

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
