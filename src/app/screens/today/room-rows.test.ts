import type { Json } from "#base/json.ts";
import type { Slim, Summary } from "#ledger/slim.ts";
import { describe, expect, test } from "vitest";
import { directoryOf } from "../../directory.ts";
import { myLastEntries } from "./my-entries.ts";
import { milestoneLine, roomRows } from "./room-rows.ts";

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
      slim("school-period", { name: "Period 3", start: "10:55", end: "11:55" }, { id: "p3" as Slim["id"] }),
      TODAY,
    );
    expect(rows.map((row) => [row.entry.scope, row.expected])).toEqual([
      ["a", true],
      ["b", false],
      ["l", true],
      ["t", true],
      ["z", true],
    ]);
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
        ),
      ),
      undefined,
      TODAY,
    );
    expect(row).toMatchObject({ goodToKnow: "Offer break card", hasPlan: true, unsent: 1 });
    expect(row?.last).toMatchObject({ words: "Calm start", when: "2026-06-09T10:40" });
    expect(row?.notices).toEqual([{ words: "Review 4 days overdue", tone: "warn" }]);
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
