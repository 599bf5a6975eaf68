import type { Missing } from "#casework/measures/day-end.ts";
import { expect, test } from "vitest";
import { missingLines } from "./missing-places.ts";

const missing = (kind: Missing["kind"], pupil: string, more: object = {}): Missing =>
  ({ kind, pupil, words: kind, overdue: false, ...more }) as Missing;

test("[C32] a session log that nobody wrote leads to the period it belongs to, not to the one that is on", () => {
  const lines = missingLines([
    missing("session-log", "amara", { period: "p1" }),
    missing("session-log", "kofi", { period: "p1" }),
    missing("session-log", "amara", { period: "p2" }),
  ]);
  expect(lines.map(({ to, pupils }) => [to, pupils])).toEqual([
    ["/today/sweep?period=p1", ["amara", "kofi"]],
    ["/today/sweep?period=p2", ["amara"]],
  ]);
});

test("[C32] what keeps a child safe is a line for each pupil, and leads to their record", () => {
  const lines = missingLines([
    missing("force-record", "ruby", { record: "n1" }),
    missing("force-record", "leo", { record: "n2" }),
    missing("removal-parents", "tyrese", { record: "r1" }),
    // The call that was promised is completed; a new one would leave it open for ever.
    missing("home", "mia", { record: "c1" }),
  ]);
  expect(lines.map(({ to }) => to)).toEqual([
    "/force/ruby/n1",
    "/force/leo/n2",
    "/today/removal/tyrese/r1",
    "/pupils/mia/record/c1",
  ]);
});

test("one rating leads to its own log; several of a period lead to the list", () => {
  const one = missing("session-rating", "amara", { period: "p1", record: "s1" });
  expect(missingLines([one])[0]?.to).toBe("/today/session/amara?log=s1");
  expect(missingLines([one, missing("session-rating", "kofi", { period: "p1", record: "s2" })])[0]?.to).toBe(
    "/today/sessions",
  );
});
