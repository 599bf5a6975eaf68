import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecordRow } from "#ledger/record-row.ts";
import { lengthenRow, shortenRow } from "./row-form.ts";
import { paddedLength } from "./sealing.ts";
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
