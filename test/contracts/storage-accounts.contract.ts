// What every storage must do with devices, accounts and codes: part of the storage contract.

import { expect, test } from "vitest";
import type { CodeRow, Storage } from "#server/storage/storage.ts";
import { A, change, device, id, type InSchool } from "./storage-rows.fixture.ts";

export function storageAccountsContract(inA: InSchool, storage: () => Storage): void {
  test("[A16] what a device was told is kept, newest last, with when it was confirmed", async () => {
    const row = (since: number, version: string, confirmed: number | null = null) => ({
      device: id("dv"),
      since,
      version,
      held: `{"${version}":1}`,
      confirmed,
    });
    await inA(async (tx) => {
      await tx.putDevice(device("dv"));
      expect(await tx.lastHolding(id("dv"))).toBeUndefined();
      await tx.putHolding(row(1, "v1"));
      await tx.putHolding(row(2, "v2"));
      await tx.putHolding({ ...row(2, "v3", 7), held: "not written again" });
      expect(await tx.lastHolding(id("dv"))).toEqual({ ...row(2, "v3", 7), held: '{"v2":1}' });
      expect(await tx.holdings(id("dv"))).toEqual([row(1, "v1"), { ...row(2, "v3", 7), held: '{"v2":1}' }]);
      await tx.touchGrants();
      await tx.touchGrants();
      expect((await tx.row()).grants).toBe(2);
    });
  });

  test("a device that goes takes its sessions, shares and keys with it, and nothing that was written", async () => {
    await inA(async (tx) => {
      await tx.putDevice(device("dv"));
      const later = {
        lastSeq: 7,
        counter: 9,
        window: "AAA",
        revoked: true,
        app: "1.0",
        lockedAt: 5,
        lockedBy: "x",
        secondCopy: false,
        lostAt: 1_780_000_000_001,
      };
      await tx.putDevice(device("dv", later));
      await tx.putDevice(device("other"));
      expect(await tx.deviceByKey("key-dv")).toEqual(device("dv", later));
      await tx.putSession({ hash: "s", adult: id("au"), device: id("dv"), startedAt: 1, usedAt: 1 });
      await tx.putSession({ hash: "s", adult: id("au"), device: id("dv"), startedAt: 1, usedAt: 2 });
      expect((await tx.session("s"))?.usedAt).toBe(2);
      await tx.putSession({ hash: "old", adult: id("au"), device: id("dv"), startedAt: 0, usedAt: 9 });
      await tx.deleteSessionsBefore(1);
      expect([await tx.session("old"), (await tx.session("s"))?.hash]).toEqual([undefined, "s"]);
      await tx.putShare(id("dv"), "", "vault");
      await tx.putShare(id("dv"), id("au"), "author");
      expect([await tx.share(id("dv"), ""), await tx.share(id("dv"), id("au"))]).toEqual(["vault", "author"]);
      await tx.putAuthorKey({ name: id("k"), adult: id("au"), device: id("dv"), key: "key", since: 1 });
      expect((await tx.authorKeys(id("au"), id("dv"))).map((key) => key.name)).toEqual([id("k")]);
      await tx.putAttempt({ login: "ada", device: id("dv"), failures: 2, notBefore: 3 });
      await tx.appendChanges([change(1)]);
      await tx.deleteDevice(id("dv"));
      expect((await tx.devices()).map((row) => row.id)).toEqual([id("other")]);
      expect(await tx.session("s")).toBeUndefined();
      expect(await tx.share(id("dv"), "")).toBeUndefined();
      expect(await tx.authorKey(id("k"))).toBeUndefined();
      expect(await tx.attempt("ada", id("dv"))).toBeUndefined();
      expect(await tx.changesAfter(0, 10)).toHaveLength(1);
    });
  });

  test("accounts are found by login and by adult, one each", async () => {
    const account = { login: "ada", adult: id("au"), password: "p", role: "r", administrator: true, ended: null };
    await inA(async (tx) => {
      await tx.putAccount(account);
      await tx.putAccount({ ...account, password: "q", ended: 7 });
      expect(await tx.accountOf(id("au"))).toEqual({ ...account, password: "q", ended: 7 });
    });
    await expect(inA((tx) => tx.putAccount({ ...account, login: "other" }))).rejects.toThrow();
  });

  test("codes are kept by their hash and say what they were used for", async () => {
    const code: CodeRow = {
      hash: "h",
      purpose: "device",
      school: A,
      adult: "",
      administrator: false,
      expires: 9,
      usedFor: null,
    };
    await storage().transactServer(async (tx) => {
      await tx.putCode(code);
      await tx.putCode({ ...code, usedFor: "key" });
      expect(await tx.code("h")).toEqual({ ...code, usedFor: "key" });
      await tx.deleteCodes("setup");
      expect(await tx.code("h")).toBeDefined();
      await tx.deleteCodes("device");
      expect(await tx.code("h")).toBeUndefined();
    });
  });
}
