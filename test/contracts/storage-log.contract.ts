// What every storage must do with records and with the log of changes: part of the storage contract.

import { expect, test } from "vitest";
import { auditRow, change, id, type InSchool, record } from "./storage-rows.fixture.ts";
import type { ChangeRow } from "#server/storage/storage.ts";

export function storageLogContract(inA: InSchool): void {
  test("records are replaced whole and come back by id and by scope, with their sizes", async () => {
    const many = Array.from({ length: 130 }, (_none, i) => record(`n${i}x`, id(`p${i % 3}`), i));
    await inA(async (tx) => {
      await tx.putRecords(many);
      await tx.putRecords([record("s", "school", 200, "first"), { ...many[5]!, seq: 201, type: "note" }]);
      expect(await tx.records(many.map((row) => row.id))).toHaveLength(130);
      expect((await tx.record(many[5]!.id))?.seq).toBe(201);
      const bodies = await tx.recordsIn(["school", id("p1")]);
      expect(bodies.map((row) => row.scope)[0]).toBe("school");
      expect(bodies).toHaveLength(1 + 43);
      const size = bodies.slice(1).reduce((sum, row) => sum + JSON.stringify(row).length, 0);
      const [nowhere, one, own] = await tx.sizesOf([id("p9"), id("p1"), "school"]);
      expect([nowhere, own]).toEqual([{}, { [bodies[0]!.type]: JSON.stringify(bodies[0]).length }]);
      expect(Object.values(one ?? {}).reduce((sum, part) => sum + part, 0)).toBe(size);
      const notes = bodies.filter((row) => row.type !== "note");
      expect(await tx.recordsIn(["school", id("p1")], ["note"])).toEqual(notes);
      expect(notes.length).toBeLessThan(bodies.length);
    });
  });

  test("scopes come back school first, then by their newest change up to a number, whatever is written later", async () => {
    const inScope = (seq: number, name: string): ChangeRow => change(seq, { scope: id(name) });
    await inA(async (tx) => {
      await tx.appendChanges([change(1), inScope(2, "p0"), inScope(3, "p1"), inScope(4, "p2"), inScope(5, "p0")]);
      const all = await tx.scopes({ upTo: 5 }, 10);
      expect(all).toEqual([
        { scope: "school", newest: 1 },
        { scope: id("p0"), newest: 5 },
        { scope: id("p2"), newest: 4 },
        { scope: id("p1"), newest: 3 },
      ]);
      await tx.appendChanges([inScope(6, "p1"), change(7), inScope(8, "p3")]);
      expect(await tx.scopes({ upTo: 5 }, 10)).toEqual(all);
      expect(await tx.scopes({ upTo: 5 }, 2)).toEqual(all.slice(0, 2));
      expect(await tx.newestIn([id("p1"), id("p9"), "school", id("p0")])).toEqual([6, 0, 7, 5]);
      expect(await tx.scopes({ upTo: 5, below: 6 }, 10)).toEqual(all.slice(1));
      expect(await tx.scopes({ upTo: 5, below: 5 }, 1)).toEqual([all[2]]);
      expect(await tx.scopes({ upTo: 5, below: 3 }, 10)).toEqual([]);
    });
  });

  test("the log comes back in order, as it was written, and knows its ids", async () => {
    const rows = [
      change(1),
      change(2, { kind: "set", scope: id("p") }),
      change(3, { device: id("other"), scope: id("p") }),
    ];
    await inA(async (tx) => {
      await tx.appendChanges([rows[1]!, rows[0]!, rows[2]!]);
      expect(await tx.changesAfter(0, 10)).toEqual(rows);
      expect(await tx.changesAfter(1, 1)).toEqual([rows[1]]);
      expect((await tx.knownChanges([id("c3"), id("c9"), id("c1")])).toSorted()).toEqual([id("c1"), id("c3")]);
      expect(await tx.entriesIn([id("p")])).toEqual([rows[1]]);
      expect(await tx.ownIn([id("p")], id("other"))).toEqual([id("c3")]);
    });
  });

  test("[A10] nothing in the log or the audit is written over", async () => {
    await inA(async (tx) => {
      await tx.appendChanges([change(1)]);
      await tx.appendAudit([auditRow(1), auditRow(2)]);
    });
    await expect(inA((tx) => tx.appendChanges([change(1, { author: id("liar") })]))).rejects.toThrow();
    await expect(inA((tx) => tx.appendChanges([{ ...change(1), seq: 2 }]))).rejects.toThrow();
    await expect(inA((tx) => tx.appendAudit([{ ...auditRow(2), who: id("liar") }]))).rejects.toThrow();
    await inA(async (tx) => {
      expect(await tx.changesAfter(0, 10)).toEqual([change(1)]);
      expect(await tx.auditAfter(0, 10)).toEqual([auditRow(1), auditRow(2)]);
      expect(await tx.auditHead()).toEqual({ number: 2, hash: "h2" });
    });
  });

  test("an envelope keeps its first hash and takes a later verdict", async () => {
    const verdict = { envelope: id("e"), deviceSeq: 1, result: "processed" as const, changes: [] };
    const row = { id: id("e"), device: id("dv"), deviceSeq: 1, hash: "h", verdict, received: 5 };
    const later = { ...verdict, changes: [{ change: id("c"), verdict: "accepted" as const, seq: 3 }] };
    await inA(async (tx) => {
      await tx.putEnvelope(row);
      expect(await tx.envelope(id("e"))).toEqual(row);
      await tx.putEnvelope({ ...row, hash: "other", verdict: later });
      expect(await tx.envelope(id("e"))).toEqual({ ...row, verdict: later });
    });
  });

  test("[A20] bodies go up to the horizon and of erased records, the oldest first; nothing else of a change ever does", async () => {
    const received = (day: number): string => `2026-06-${String(day).padStart(2, "0")}T09:00:00.000Z`;
    const at = (seq: number): ChangeRow => change(seq, { kind: "set", received: received(seq) });
    await inA(async (tx) => {
      await tx.appendChanges([1, 2, 3, 4, 5].map(at));
      await tx.putRecords([1, 2, 3, 4, 5].map((n) => record(`r${n}`, "school", n)));
    });
    await expect(inA((tx) => tx.stripBodies({ upTo: 1 }, 10))).rejects.toThrow(/append-only/);
    await inA(async (tx) => {
      expect(await tx.newestBefore(received(4), 0)).toBe(3);
      expect(await tx.newestBefore(received(1), 0)).toBe(0);
      expect(await tx.newestBefore(received(1), 2)).toBe(2);
      expect(await tx.newestBefore(received(9), 0)).toBe(5);
      await tx.setHorizon(3);
      await tx.setHorizon(2);
      expect((await tx.row()).horizon).toBe(3);
      expect(await tx.stripBodies({ upTo: 3 }, 2)).toBe(2);
      expect(await tx.stripBodies({ upTo: 3 }, 2)).toBe(1);
      expect(await tx.stripBodies({ upTo: 3 }, 2)).toBe(0);
      const rows = await tx.changesAfter(0, 10);
      expect(rows.map((row) => row.bodiless ?? false)).toEqual([true, true, true, false, false]);
      const { scope, record: of, type, kind, id: name } = at(1).change;
      expect(rows[0]).toEqual({ ...at(1), change: { scope, record: of, type, kind, id: name }, bodiless: true });
      expect((await tx.entriesIn(["school"])).map(({ seq }) => seq)).toEqual([4, 5]);
      expect(await tx.knownChanges([id("c1")])).toEqual([id("c1")]);
    });
    await expect(inA((tx) => tx.stripBodies({ upTo: 5 }, 9))).rejects.toThrow(/append-only/);
    await expect(inA((tx) => tx.stripBodies({ records: [id("r5")] }, 9))).rejects.toThrow(/append-only/);
    await inA(async (tx) => {
      await tx.putTombstones([id("r5")], 6);
      expect(await tx.tombstones([id("r4"), id("r5"), id("nowhere")])).toEqual([id("r5")]);
      expect(await tx.record(id("r5"))).toBeUndefined();
      expect((await tx.recordsIn(["school"])).map((row) => row.id)).not.toContain(id("r5"));
      expect(await tx.stripBodies({ records: [id("r5")] }, 9)).toBe(1);
      expect(await tx.recordsOfTypes(["note"])).toHaveLength(4);
      expect(await tx.recordsOfTypes(["other"])).toEqual([]);
    });
  });
}
