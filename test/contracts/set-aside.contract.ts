// What every storage must do with what was set aside: part of the storage contract.

import { expect, test } from "vitest";
import type { SchoolTx } from "#server/storage/storage.ts";
import { id, type InSchool } from "./storage-rows.fixture.ts";

export interface TwoSchools {
  readonly inA: InSchool;
  readonly inB: InSchool;
}

export function setAsideContract({ inA, inB }: TwoSchools): void {
  test("what is set aside is kept once, comes back whole and can be released", async () => {
    const row = {
      id: "q1",
      envelope: id("e"),
      device: id("dv"),
      author: "",
      reason: "unreadable" as const,
      schema: 0,
      received: 5,
      body: '{"box":"…"}',
    };
    await inA(async (tx) => {
      expect(await tx.quarantine(row)).toBe(true);
      expect(await tx.quarantine({ ...row, body: "other" })).toBe(false);
      expect(await tx.quarantined()).toEqual([row]);
      await tx.releaseQuarantined("q1");
      expect(await tx.quarantined()).toEqual([]);
    });
  });

  test("[A19] what somebody has dealt with is on no list any more, and cannot be dealt with or taken twice", async () => {
    const head = { envelope: id("e"), device: id("dv"), author: id("au"), schema: 1, received: 5, body: "{}" };
    await inA(async (tx) => {
      for (const reason of ["notAllowed", "waiting", "unreadable"] as const)
        await tx.quarantine({ ...head, id: reason, reason });
      expect(await tx.quarantinedOne("waiting")).toEqual({ ...head, id: "waiting", reason: "waiting" });
      for (const one of ["notAllowed", "waiting", "unreadable"]) {
        const settled = { by: id("dsl"), at: 9, why: "Spoken about." };
        expect(await tx.settleQuarantined(one, settled)).toBe(true);
        expect(await tx.settleQuarantined(one, { ...settled, why: "Otherwise." })).toBe(false);
        expect(await tx.quarantinedOne(one)).toBeUndefined();
      }
      const lists = [await tx.quarantined(), await tx.waiting(), await tx.unreadableOf(id("dv"))];
      expect(lists).toEqual([[], [], []]);
      expect((await tx.settled()).map(({ id: one, settledWhy }) => [one, settledWhy])).toEqual([
        ["notAllowed", "Spoken about."],
        ["unreadable", "Spoken about."],
        ["waiting", "Spoken about."],
      ]);
      // Sent again, it is known.
      expect(await tx.quarantine({ ...head, id: "notAllowed", reason: "notAllowed" })).toBe(false);
    });
  });

  test("[S29] what is set aside is counted by reason, until it is dealt with or taken out, of a school, a device and an author", async () => {
    const head = { envelope: id("e"), author: id("au"), schema: 1, received: 5, reason: "notAllowed" as const };
    const nothing = { rows: 0, size: 0 };
    const size = async (tx: SchoolTx, device: string) => ({
      device: await tx.quarantineSize(["notAllowed", "jot"], { device: id(device) }),
      school: await tx.quarantineSize(["notAllowed", "jot"]),
    });
    await inA(async (tx) => {
      expect(await size(tx, "one")).toEqual({ device: nothing, school: nothing });
      for (const [name, device] of [
        ["a", "one"],
        ["b", "one"],
        ["c", "two"],
      ] as const)
        await tx.quarantine({ ...head, id: name, device: id(device), body: "x".repeat(100) });
      await tx.quarantine({ ...head, id: "d", device: id("one"), reason: "waiting", body: "{}" });
      await tx.quarantine({ ...head, id: "e", device: id("two"), author: id("b"), reason: "jot", body: "{}" });
      const full = { device: { rows: 2, size: 200 }, school: { rows: 4, size: 302 } };
      expect(await size(tx, "one")).toEqual(full);
      expect(await tx.quarantineSize(["waiting"])).toEqual({ rows: 1, size: 2 });
      expect(await tx.quarantineSize(["jot", "notAllowed"], { device: id("two"), author: id("b") })).toEqual({
        rows: 1,
        size: 2,
      });
      await tx.settleQuarantined("a", { by: id("dsl"), at: 9, why: "Seen." });
      await tx.releaseQuarantined("b");
      expect(await size(tx, "one")).toEqual({ device: nothing, school: { rows: 2, size: 102 } });
    });
    await inB(async (tx) => expect((await size(tx, "one")).school).toEqual(nothing));
  });

  test("[S16] what waits is found by the record it waits for, and by no other", async () => {
    const head = { envelope: id("e"), device: id("dv"), author: id("au"), schema: 1, received: 5, body: "{}" };
    const row = (name: string, waits: string) => ({
      ...head,
      id: name,
      reason: "waiting" as const,
      waits: id(waits),
    });
    await inA(async (tx) => {
      for (const one of [row("q1", "r1"), row("q2", "r2"), row("q3", "r1")]) await tx.quarantine(one);
      expect((await tx.waitingFor([id("r1"), id("r9")])).map((one) => one.id)).toEqual(["q1", "q3"]);
      expect((await tx.waitedFor([id("r1"), id("r9"), id("r2")])).toSorted()).toEqual([id("r1"), id("r2")]);
      await tx.waitOn("q3", id("r2"));
      expect((await tx.waitingFor([id("r1")])).map((one) => one.id)).toEqual(["q1"]);
      await tx.releaseQuarantined("q1");
      expect(await tx.waitedFor([id("r1")])).toEqual([]);
      expect(await tx.waitedFor([])).toEqual([]);
    });
  });
}
