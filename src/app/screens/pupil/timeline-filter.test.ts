import type { RecordId } from "#ledger/names.ts";
import { expect, test } from "vitest";
import { KINDS, byMonth, shownLines, typesOf } from "./timeline-filter.ts";
import type { TimelineLine } from "./timeline-lines.ts";

const line = (when: string, author = "khan"): TimelineLine => ({
  key: when,
  when,
  record: "record" as RecordId,
  type: "behaviour-log",
  title: "",
  text: "",
  facts: [],
  author,
  at: when,
  unsent: false,
  refused: false,
  edited: false,
  waits: false,
  withdrawn: null,
});
const lines = [
  line("2026-06-09T10:00"),
  line("2026-06-08"),
  line("2026-05-20T09:00", "patel"),
  line("2026-05-01T09:00"),
];
const all = { until: "", author: "", most: 50, readBackTo: "" };
const when = (shown: { readonly lines: readonly TimelineLine[] }) => shown.lines.map((one) => one.when);

test("no kind chosen means every kind of record a pupil has", () => {
  const every = KINDS.flatMap((kind) => [...kind.logs, ...kind.cases]);
  expect([...typesOf([], "logs"), ...typesOf([], "cases")].sort()).toEqual([...every].sort());
  expect(typesOf(["sen"], "logs")).toEqual(["sen-note"]);
});

test("older lines wait until the logs between them have been read: no gap looks like a quiet month", () => {
  const shown = shownLines(lines, { ...all, readBackTo: "2026-05-20T09:00" });
  expect(when(shown)).toEqual(["2026-06-09T10:00", "2026-06-08", "2026-05-20T09:00"]);
  expect(shown.more).toBe(true);
});

test("a jump shows that day and what came before it", () => {
  expect(when(shownLines(lines, { ...all, until: "2026-06-08" }))).toEqual([
    "2026-06-08",
    "2026-05-20T09:00",
    "2026-05-01T09:00",
  ]);
  expect(shownLines(lines, { ...all, most: 1, until: "2026-06-08" })).toMatchObject({ more: true });
});

test("one author's lines alone, in months", () => {
  expect(when(shownLines(lines, { ...all, author: "patel" }))).toEqual(["2026-05-20T09:00"]);
  expect(byMonth(lines).map((month) => [month.key, month.lines.length])).toEqual([
    ["2026-06", 2],
    ["2026-05", 2],
  ]);
});
