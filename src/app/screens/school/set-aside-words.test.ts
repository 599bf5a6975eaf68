import { schema } from "#casework/schema.ts";
import { expect, test } from "vitest";
import { valueWords } from "../../text/value-words.ts";
import type { Say } from "../pupil/say.ts";
import {
  canBeFiled,
  inWrittenOrder,
  pupilMade,
  type SetAsideEntry,
  setAsideLines,
  waitsForPerson,
  whyWords,
} from "./set-aside-words.ts";

const TODAY = "2026-06-09";
const say: Say = {
  today: TODAY,
  adult: () => "Mrs Khan",
  value: (field, value) => valueWords(field, value, TODAY, () => "Calm start"),
};

type Written = SetAsideEntry["changes"][number];
const head = { id: "c1", record: "r1", scope: "p1" };
const lines = (...changes: readonly object[]) => setAsideLines(changes as readonly Written[] as Written[], schema, say);

const entry = (reason: SetAsideEntry["reason"], more: Partial<SetAsideEntry> = {}): SetAsideEntry => ({
  id: "q1",
  envelope: "e1",
  device: "d1",
  deviceName: "IAP tablet 1",
  deviceRevoked: false,
  author: "a1",
  authorEnded: false,
  reason,
  received: "2026-06-09T09:42:00.000Z",
  at: "2026-06-09T10:42:00+01:00",
  changes: [],
  ...more,
});

test("what was written reads as on any screen: labels, codes, dates and names in words", () => {
  expect(
    lines(
      {
        ...head,
        kind: "create",
        type: "behaviour-log",
        fields: { category: "0".repeat(26), note: "Came in calm.", place: null },
      },
      { ...head, kind: "set", type: "plan", field: "reviewOn", to: "2026-06-14", from: "2026-06-12", base: "c0" },
      { ...head, kind: "withdraw", type: "contact", reason: "Moved away", seen: [] },
    ).map(({ what, facts }) => ({ what, facts })),
  ).toEqual([
    {
      what: "Behaviour log",
      facts: [
        { label: schema.definitions["behaviour-log"]?.fields["category"]?.label, words: "Calm start" },
        { label: "Note", words: "Came in calm." },
      ],
    },
    {
      what: expect.stringMatching(/^Plan: /) as string,
      facts: [
        {
          label: expect.any(String) as string,
          words: expect.stringContaining("14") as string,
          was: expect.stringContaining("12") as string,
        },
      ],
    },
    { what: "Contact, taken back", facts: [{ label: "Reason", words: "Moved away" }] },
  ]);
});

test("what fits no field of today stands as it came, and nothing of it breaks the page", () => {
  const [first, second] = lines(
    {
      ...head,
      kind: "create",
      type: "behaviour-log",
      fields: { note: 7, notThere: { a: ["b", 1] }, intensity: "lots" },
    },
    { ...head, kind: "add", type: "not-a-type", field: "what", item: "i1", value: ["x", null] },
  );
  expect(first?.facts.map(({ words }) => words)).toEqual(["7", "b, 1", "lots"]);
  expect(second).toMatchObject({ what: "Record: what", facts: [{ label: "Added", words: "x, " }] });
});

test("[A19] what nobody can read, and what is filed by itself, offers no filing; every reason is told", () => {
  const reasons = ["unreadable", "notAllowed", "newerSchema", "fault", "waiting"] as const;
  expect(reasons.filter((reason) => canBeFiled(entry(reason)))).toEqual(["notAllowed", "fault"]);
  expect(reasons.filter((reason) => !waitsForPerson(entry(reason)))).toEqual(["newerSchema", "waiting"]);
  expect(new Set(reasons.map((reason) => whyWords(entry(reason)))).size).toBe(reasons.length);
  expect(whyWords(entry("notAllowed"))).toMatch(/ It is about a record they may not write in\.$/);
  expect(whyWords(entry("notAllowed", { deviceRevoked: true, authorEnded: true }))).toMatch(
    /when it arrived\. Their account has ended\. That tablet is out of use\.$/,
  );
});

test("what arrived together stands as it was written, so that what was added to a log comes after it", () => {
  const at = (id: string, written: string, received = "2026-06-09T09:42:00.000Z") =>
    entry("notAllowed", { id, at: written, received });
  const kept = [
    at("added", "2026-06-09T10:43:10+01:00"),
    at("later", "2026-06-01T08:00:00+01:00", "2026-06-09T09:50:00.000Z"),
    at("log", "2026-06-09T10:42:55+01:00"),
  ];
  expect(inWrittenOrder(kept).map(({ id }) => id)).toEqual(["log", "added", "later"]);
});

test("a pupil who is made by what was set aside has the name that stands in it", () => {
  const changes = [
    { ...head, record: "p1", kind: "create", type: "pupil", fields: { givenName: "Amara" } },
  ] as unknown as SetAsideEntry["changes"];
  expect(pupilMade(changes, "p1")).toEqual({ givenName: "Amara" });
  expect(pupilMade(changes, "p2")).toBeUndefined();
});
