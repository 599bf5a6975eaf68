import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Summary } from "#ledger/slim.ts";
import { lengthenRow, shortenRow } from "./row-form.ts";
import { paddedLength } from "./sealing.ts";
import { lengthenSummary, shortenSummary } from "./summary-form.ts";
import { LAST_WEEK, weekOf } from "./week.ts";

const name = fc.oneof(fc.constantFrom("text", "occurred", "__proto__", "constructor", "toString"), fc.string());
const change = fc.constantFrom("c1", "c2", "c3");
const json = fc.jsonValue({ maxDepth: 2 });
const fieldState = fc.record(
  { value: json, by: change, also: fc.array(change), more: json },
  { requiredKeys: ["value", "by"] },
);
const stamp = fc.record(
  { author: name, device: name, at: name, more: json },
  { requiredKeys: ["author", "device", "at"] },
);
const anyRow = fc.record(
  {
    id: name,
    type: name,
    scope: name,
    schema: fc.nat(),
    seq: fc.nat(),
    created: change,
    fields: fc.dictionary(name, fieldState),
    lists: fc.oneof(fc.constant({}), fc.dictionary(name, fc.dictionary(name, json))),
    amendments: fc.array(json),
    withdrawn: fc.oneof(fc.constant(null), fc.record({ change, reason: name })),
    decisions: fc.array(json),
    stamps: fc.dictionary(change, stamp),
    laterPart: json,
  },
  {
    requiredKeys: "id type scope schema seq created fields lists amendments withdrawn decisions stamps".split(
      " ",
    ) as never,
  },
);
/** As it is after the disk: JSON and back. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe("the short form of a row", () => {
  test("nothing is lost, whatever a server put into it", () => {
    fc.assert(
      fc.property(anyRow, (made) => {
        const row = written(made) as unknown as RecordRow;
        expect(written(lengthenRow(written(shortenRow(row)), row.id, row.seq))).toEqual(row);
      }),
      { numRuns: 500 },
    );
  });

  test("it says a change's id once, and nothing that is usual", () => {
    const row = {
      id: "r",
      type: "note",
      scope: "p",
      schema: 1,
      seq: 3,
      created: "change-one",
      fields: { text: { value: "calm", by: "change-one" }, place: { value: "room", by: "change-two" } },
      lists: {},
      amendments: [],
      withdrawn: null,
      decisions: [],
      stamps: { "change-one": { author: "a", device: "d", at: "t" } },
    } as unknown as RecordRow;
    expect(shortenRow(row)).toEqual({
      r: ["note", "p", 1, "change-one"],
      f: { text: "calm" },
      s: ["a", "d", "t"],
      fields: { place: { value: "room", by: "change-two" } },
    });
  });
});

const id = fc.constantFrom(
  "a-pupil-of-the-school",
  "an-adult-of-the-school",
  "a-tablet-of-the-school",
  "2026-06-09T10:42",
);
const value = fc.oneof(id, fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.array(id), json);
const anySlim = fc.record(
  {
    id,
    type: fc.constantFrom("log", "plan", "__proto__"),
    seq: fc.nat(),
    when: id,
    by: fc.oneof(fc.record({ author: id, device: id, at: id }), stamp),
    fields: fc.dictionary(fc.oneof(name, fc.constantFrom("when", "note")), value),
    open: fc.nat(3),
    unsent: fc.oneof(fc.constant(false), fc.boolean()),
    laterPart: json,
  },
  { requiredKeys: ["id", "type", "seq", "when", "fields", "open", "unsent"] },
);
const usualSlim = fc.record({
  id,
  type: fc.constantFrom("log", "plan"),
  seq: fc.nat(),
  when: id,
  by: fc.record({ author: id, device: id, at: id }),
  fields: fc.dictionary(fc.constantFrom("when", "note", "constructor"), fc.oneof(id, fc.nat(), fc.array(id))),
  open: fc.nat(3),
  unsent: fc.constant(false),
});

describe("the short form of a summary", () => {
  test("nothing is lost, and their order stays", () => {
    const short = { usual: 0 };
    for (const slim of [anySlim, usualSlim])
      fc.assert(
        fc.property(id, fc.array(slim), (scope, slims) => {
          const summary = written({ scope, slims }) as unknown as Summary;
          const stored = shortenSummary(summary);
          if (!("slims" in stored)) short.usual += 1;
          expect(written(lengthenSummary(written(stored)))).toEqual(summary);
        }),
        { numRuns: 500 },
      );
    expect(short.usual).toBeGreaterThanOrEqual(500);
  });

  test("ids, names of fields and moments that come again are said once", () => {
    const by = { author: "an-adult-of-the-school", device: "a-tablet-of-the-school", at: "2026-06-09T10:43:10+01:00" };
    const log = (n: number) => ({
      id: `log-${n}`,
      type: "log",
      seq: n,
      when: "2026-06-09T10:42",
      by,
      fields: { when: "2026-06-09T10:42", category: "a-category-of-the-school", intensity: n },
      open: 0,
      unsent: false,
    });
    const summary = { scope: "p", slims: [log(2), log(1)] } as unknown as Summary;
    const moment = "2026-06-09T10:43:10+01:00";
    expect(shortenSummary(summary)).toEqual({
      o: "p",
      w: ["an-adult-of-the-school", "a-tablet-of-the-school", "2026-06-09T10:42", "a-category-of-the-school"],
      t: [
        [
          "log",
          ["when", "category", "intensity"],
          [
            ["log-2", 2, 0, [0, 1, moment], 0, 2, 3, [[2]]],
            ["log-1", 1, 0, [0, 1, moment], 0, 2, 3, [[1]]],
          ],
        ],
      ],
    });
  });
});

describe("padding", () => {
  test("[V15] few lengths, never shorter, and at most an eighth or 128 bytes more", () => {
    const lengths = new Set<number>();
    for (let n = 0; n <= 70_000; n += 1) {
      const padded = paddedLength(n);
      lengths.add(padded);
      if (padded < n || padded - n > Math.max(128, n / 8)) expect([n, padded]).toBe("within an eighth");
    }
    expect([paddedLength(0), paddedLength(1), paddedLength(128), paddedLength(129)]).toEqual([128, 128, 128, 256]);
    expect([paddedLength(2048), paddedLength(2049), paddedLength(10_000)]).toEqual([2048, 2304, 10_240]);
    expect(lengths.size).toBeLessThan(70);
  });
});

describe("the week of a moment", () => {
  test("[V13] it is the ISO week, also at the turn of a year", () => {
    const weeks = {
      "2026-06-09T10:42": 202624,
      "2026-01-01": 202601,
      "2025-12-28": 202552,
      "2025-12-29": 202601,
      "2027-01-03": 202653,
      "2027-01-04": 202701,
      "2024-12-30T23:59": 202501,
    };
    expect(Object.fromEntries(Object.keys(weeks).map((moment) => [moment, weekOf(moment)]))).toEqual(weeks);
  });

  test("[V13] a later date never has an earlier week, also one that does not exist", () => {
    const two = (most: number) => fc.nat(most).map((n) => String(n).padStart(2, "0"));
    const date = fc.tuple(fc.nat(9999), two(99), two(99)).map(([y, m, d]) => `${String(y).padStart(4, "0")}-${m}-${d}`);
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(weekOf(early)).toBeLessThanOrEqual(weekOf(late));
        expect(weekOf(early)).toBeGreaterThanOrEqual(0);
        expect(weekOf(late)).toBeLessThan(LAST_WEEK);
      }),
      { numRuns: 2000 },
    );
    expect([weekOf(""), weekOf("soon"), weekOf("12026-01-01")]).toEqual([0, 0, 0]);
  });
});
