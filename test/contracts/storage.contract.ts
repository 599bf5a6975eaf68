// What every storage of the server must do, whatever database is under it. Run by each dialect.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import {
  type AuditRow,
  type ChangeRow,
  type CodeRow,
  type DeviceRow,
  NoSuchSchool,
  type SchoolRow,
  type SchoolTx,
  type Storage,
} from "#server/storage/storage.ts";
import { setAsideContract } from "./set-aside.contract.ts";

const id = (name: string): string => name.padEnd(26, "0");
const A = id("a");
const B = id("b");
const DEMO = id("d");

const school = (of: string, demo = false): SchoolRow => ({
  id: of,
  name: `School ${of.charAt(0)}`,
  demo,
  epoch: id("ep"),
  seq: 0,
  horizon: 0,
  publicKey: "pub",
  privateKey: "priv",
  clockOffset: -86_400_000,
  personas: demo ? { room: id("au") } : {},
  madeAt: 1_780_000_000_000,
  grants: 0,
});

const record = (name: string, scope: string, seq: number, text = "x"): RecordRow =>
  ({
    id: id(name),
    type: "note",
    scope,
    seq,
    schema: 1,
    created: id(`c${name}`),
    fields: { text },
  }) as unknown as RecordRow;

const change = (
  seq: number,
  more: Partial<ChangeRow> & { readonly kind?: string; readonly scope?: string } = {},
): ChangeRow => {
  const { kind = "create", scope = "school", ...rest } = more;
  return {
    seq,
    change: {
      kind,
      id: id(`c${seq}`),
      record: id(`r${seq}`),
      type: "note",
      scope,
      fields: { a: "ä\n😀" },
    } as unknown as Change,
    author: id("au"),
    device: id("dv"),
    envelope: id(`e${seq}`),
    at: "2026-06-09T10:00:00+01:00",
    received: "2026-06-09T09:00:00.000Z",
    outcome: "applied",
    schema: 1,
    ...rest,
  };
};

const device = (name: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  id: id(name),
  name: "Room tablet",
  kind: "shared",
  publicKey: `key-${name}`,
  lastSeq: 0,
  counter: 0,
  window: "",
  revoked: false,
  lastContact: 1_780_000_000_000,
  unsent: 0,
  app: "",
  enrolledAt: 1_780_000_000_000,
  former: "",
  lostAt: null,
  lockedAt: null,
  lockedBy: "",
  secondCopy: null,
  ...more,
});

const auditRow = (number: number): AuditRow => ({
  number,
  at: 1_780_000_000_000,
  what: "change",
  who: id("au"),
  device: id("dv"),
  about: id("r"),
  facts: "{}",
  previous: `h${number - 1}`,
  hash: `h${number}`,
});

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
    const inA = <T>(work: (tx: SchoolTx) => Promise<T>): Promise<T> => storage.transact(A, work);

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

    setAsideContract({ inA, inB: (work) => storage.transact(B, work) });

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
      await storage.transactServer(async (tx) => {
        await tx.putCode(code);
        await tx.putCode({ ...code, usedFor: "key" });
        expect(await tx.code("h")).toEqual({ ...code, usedFor: "key" });
        await tx.deleteCodes("setup");
        expect(await tx.code("h")).toBeDefined();
        await tx.deleteCodes("device");
        expect(await tx.code("h")).toBeUndefined();
      });
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
  });
}
