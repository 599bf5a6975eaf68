// What every storage of the server must do, whatever database is under it. Run by each dialect.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NoSuchSchool, type Storage } from "#server/storage/storage.ts";
import { setAsideContract } from "./set-aside.contract.ts";
import { storageAccountsContract } from "./storage-accounts.contract.ts";
import { storageLogContract } from "./storage-log.contract.ts";
import { A, auditRow, B, change, DEMO, device, id, type InSchool, record, school } from "./storage-rows.fixture.ts";

export function storageContract(name: string, open: () => Promise<Storage>): void {
  describe(`${name} keeps the storage contract`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
      await storage.transactServer(async (tx) => {
        for (const row of [school(A), school(B), school(DEMO, true)]) await tx.createSchool(row);
      });
    });
    afterEach(() => storage.close());
    const inA: InSchool = (work) => storage.transact(A, work);

    test("a school comes back as it was put, and one that is not there is an error of its own", async () => {
      expect(await inA((tx) => tx.row())).toEqual(school(A));
      expect((await storage.transactServer((tx) => tx.schools())).map((row) => row.id).sort()).toEqual([A, B, DEMO]);
      await expect(storage.transact(id("x"), async () => 1)).rejects.toThrow(NoSuchSchool);
    });

    test("what a transaction that throws has written is not there, numbers included", async () => {
      const half = inA(async (tx) => {
        await tx.takeSequence(3);
        await tx.putRecords([record("r", "school", 1)]);
        await tx.appendChanges([change(1)]);
        throw new Error("half-way");
      });
      await expect(half).rejects.toThrow("half-way");
      await inA(async (tx) => {
        expect(await tx.record(id("r"))).toBeUndefined();
        expect(await tx.changesAfter(0, 10)).toEqual([]);
        expect(await tx.takeSequence(2)).toBe(1);
        expect(await tx.takeSequence(1)).toBe(3);
      });
      expect((await inA((tx) => tx.row())).seq).toBe(3);
    });

    test("transactions of one school do not overlap, and numbers are given once", async () => {
      let inside = 0;
      const firsts = await Promise.all(
        Array.from({ length: 12 }, () =>
          inA(async (tx) => {
            inside += 1;
            expect(inside).toBe(1);
            const first = await tx.takeSequence(2);
            await new Promise((resolve) => setImmediate(resolve));
            inside -= 1;
            return first;
          }),
        ),
      );
      expect(firsts.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_none, i) => 1 + 2 * i));
    });

    test("a school's transaction reaches no other school's rows", async () => {
      await inA(async (tx) => {
        await tx.putRecords([record("r", "school", 1)]);
        await tx.appendChanges([change(1)]);
        await tx.putDevice(device("dv"));
        await tx.putAccount({
          login: "ada",
          adult: id("au"),
          password: "p",
          role: "r",
          administrator: true,
          ended: null,
        });
      });
      await storage.transact(B, async (tx) => {
        expect(await tx.record(id("r"))).toBeUndefined();
        expect(await tx.recordsIn(["school"])).toEqual([]);
        expect(await tx.scopes({ upTo: 100 }, 10)).toEqual([]);
        expect(await tx.knownChanges([id("c1")])).toEqual([]);
        expect(await tx.changesAfter(0, 10)).toEqual([]);
        expect(await tx.device(id("dv"))).toBeUndefined();
        expect(await tx.account("ada")).toBeUndefined();
        // The same names are free here.
        await tx.putRecords([record("r", "school", 1, "another")]);
        await tx.appendChanges([change(1)]);
      });
      expect((await inA((tx) => tx.record(id("r"))))?.fields["text"]).toBe("x");
      expect(await storage.transactServer((tx) => tx.schoolOfDevice(id("dv")))).toBe(A);
    });

    test("[A12] a demo school goes with everything in it; a real school cannot be deleted", async () => {
      await storage.transact(DEMO, async (tx) => {
        await tx.putRecords([record("r", "school", 1)]);
        await tx.appendChanges([change(1)]);
        await tx.appendAudit([auditRow(1)]);
        await tx.putDevice(device("dv"));
        await tx.putShare(id("dv"), "", "vault");
      });
      await expect(storage.transactServer((tx) => tx.deleteDemoSchool(A))).rejects.toThrow();
      await storage.transactServer((tx) => tx.deleteDemoSchool(DEMO));
      await storage.transactServer(async (tx) => {
        expect((await tx.schools()).map((row) => row.id).sort()).toEqual([A, B]);
        expect(await tx.schoolOfDevice(id("dv"))).toBeUndefined();
        await tx.createSchool(school(DEMO, true));
        expect(await (await tx.inSchool(DEMO)).changesAfter(0, 10)).toEqual([]);
      });
    });

    test("[S9] a new epoch stays", async () => {
      await inA((tx) => tx.setEpoch(id("new")));
      expect((await inA((tx) => tx.row())).epoch).toBe(id("new"));
    });

    test("a school's clock is set, and no other's", async () => {
      await inA((tx) => tx.setClockOffset(-5));
      const offset = async (of: string) => (await storage.transact(of, (tx) => tx.row())).clockOffset;
      expect([await offset(A), await offset(B)]).toEqual([-5, -86_400_000]);
    });

    test("once closed it does nothing more", async () => {
      const other = await open();
      await other.close();
      await expect(other.transactServer((tx) => tx.schools())).rejects.toThrow();
      await other.close();
    });

    storageLogContract(inA);
    setAsideContract({ inA, inB: (work) => storage.transact(B, work) });
    storageAccountsContract(inA, () => storage);
  });
}
