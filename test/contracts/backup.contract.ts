// What backup and restore must do, from whatever database to whatever other.

import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { ed25519 } from "@noble/curves/ed25519.js";
import { afterAll, describe, expect, test } from "vitest";
import { randomId } from "#base/id.ts";
import { ROUTES } from "#protocol/routes.ts";
import { firstBrokenLine } from "#server/audit/chain.ts";
import { lastBackup, noteBackup } from "#server/backup/note-backup.ts";
import { restoreBackup } from "#server/backup/restore-backup.ts";
import { takeBackup } from "#server/backup/take-backup.ts";
import { createServer } from "#server/server.ts";
import { type Place, openStorage } from "#server/storage/open-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import {
  START,
  type TestDevice,
  type World,
  addColleague,
  createTestDevice,
  seededBytes,
  writer,
} from "#server/sync/device.fixture.ts";
import { toySchema as schema } from "#server/sync/toy.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const clock = { now: () => START };

export const newFolder = (): string => join(folder, randomUUID());
export const newFile = (): string => join(folder, `${randomUUID()}.backup`);
export const sqlitePlace = (): Place => ({ data: newFolder(), databaseUrl: undefined });

/** A server over the database of a place; `seed` so that no two give the same names. */
async function serve(place: Place, seed: number): Promise<World & { readonly end: () => Promise<void> }> {
  const storage = await openStorage(place, clock, () => undefined);
  const randomBytes = seededBytes(seed);
  const log: string[] = [];
  const start = () =>
    createServer({
      storage,
      schema,
      clock,
      randomBytes,
      version: "0.0.0-test",
      mayHold: () => true,
      passwordCost: { memoryKib: 8, passes: 1 },
      log: (line) => void log.push(line),
    });
  const server = start();
  return {
    server,
    storage,
    randomBytes,
    newId: () => randomId(randomBytes),
    log,
    pass: () => undefined,
    now: () => START,
    restart: start,
    end: () => server.close(),
  };
}

interface Filled {
  readonly world: Awaited<ReturnType<typeof serve>>;
  readonly device: TestDevice;
  readonly pupil: ReturnType<ReturnType<typeof writer>["create"]>;
}

/** A school with some of everything: two adults, records, a decision, something in quarantine. */
export async function fill(place: Place): Promise<Filled> {
  const world = await serve(place, 11);
  const device = createTestDevice(world, "personal");
  await device.setUp();
  const colleague = await addColleague(world, device, "Bea");
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Zoë 😀 \u2028" });
  const plan = write.create("plan", pupil.record, { goal: "One" });
  await device.push([device.commit([pupil, plan])]);
  await device.push([device.commit([write.set(plan, "goal", "One", "Two", plan.id)])]);
  await colleague.push([colleague.commit([write.set(plan, "goal", "One", "Three", plan.id)])]);
  await device.push([device.commit([pupil], { seed: seededBytes(3)(32) })]);
  return { world, device, pupil };
}

const stateOf = (storage: Storage, school: string) =>
  storage.transact(school, async (tx) => {
    const changes = await tx.changesAfter(0, 10_000);
    const { epoch: _minted, ...row } = await tx.row();
    const devices = (await tx.devices()).map(({ counter: _leapt, window: _reset, ...device }) => device);
    const scopes = (await tx.scopes({ upTo: row.seq }, 1000)).map(({ scope }) => scope);
    return { row, changes, records: await tx.recordsIn(scopes), devices, kept: await tx.quarantined() };
  });

const restore = (place: Place, from: string, replace = false) =>
  restoreBackup({ place, from, schema, clock, newId: () => randomId(seededBytes(77)), replace });
const copy = (place: Place, to: string) => takeBackup({ place, to, schema, clock, version: "0.0.0-test" });

type Places = () => { readonly from: Place; readonly to: Place };

/** A school goes from one database to the other, and its devices go on. */
export function moveContract(name: string, places: Places): void {
  describe(`a school moves ${name}`, () => {
    test("[S9] [S32] what was copied while the server ran comes back whole, under a new epoch, and both are said in the audit", async () => {
      const { from, to } = places();
      const { world, device } = await fill(from);
      const { school, epoch } = device.home();
      const before = await stateOf(world.storage, school);
      const file = newFile();
      const done = await copy(from, file);
      expect(done).toMatchObject({ schools: 1, changes: before.changes.length, records: before.records.length });
      expect(done.findings).toEqual([]);
      expect(statSync(file).mode & 0o077).toBe(0);
      await world.end();

      const restored = await restore(to, file);
      expect(restored).toMatchObject({ schools: 1, findings: [], taken: START, kept: undefined });
      const again = await serve(to, 12);
      expect(await stateOf(again.storage, school)).toEqual(before);
      await again.storage.transact(school, async (tx) => {
        expect((await tx.row()).epoch).not.toBe(epoch);
        expect(await firstBrokenLine(tx)).toBeUndefined();
        expect((await tx.auditAfter(0, 10_000)).at(-1)?.what).toBe("restored");
        // What an administrator is told of the last backup.
        expect(await lastBackup(tx)).toBe(START);
      });
      await noteBackup(again.storage, START + 5);
      await again.storage.transact(school, async (tx) => {
        expect(await lastBackup(tx)).toBe(START + 5);
        expect(await firstBrokenLine(tx)).toBeUndefined();
      });
      await again.end();
    });

    test("[A50] what was shut since the backup stays shut where the database it replaces says so, and what was opened stays as it was", async () => {
      const { from } = places();
      const { world, device } = await fill(from);
      const { school } = device.home();
      const ask = (path: string, body: unknown) => device.ask("POST", path, body);
      const joined = async (name: string): Promise<string> => {
        const one = await addColleague(world, device, name);
        return one.home().device;
      };
      const [stolen, mislaid, found] = [await joined("Cem"), await joined("Dot"), await joined("Eli")];
      await ask(ROUTES.lockDevice, { device: found, locked: true });
      const file = newFile();
      await copy(from, file);
      await ask(ROUTES.lockDevice, { device: found, locked: false });
      await ask(ROUTES.lockDevice, { device: mislaid, locked: true });
      await ask(ROUTES.revokeDevice, { device: stolen });
      const ended = (await world.storage.transact(school, (tx) => tx.accounts())).find(({ login }) =>
        login.startsWith("bea"),
      );
      await ask(ROUTES.endAdult, { adult: ended?.adult });
      await world.end();

      const { shut } = await restore(from, file, true);
      expect(shut).toEqual({ devices: 2, accounts: 1 });
      const again = await serve(from, 17);
      await again.storage.transact(school, async (tx) => {
        const stands = async (id: string) => {
          const row = await tx.device(id);
          return [row?.revoked, row?.lockedAt !== null];
        };
        expect([await stands(stolen), await stands(mislaid), await stands(found)]).toEqual([
          [true, false],
          [false, true],
          [false, true],
        ]);
        expect((await tx.accountOf(ended?.adult ?? ""))?.ended).not.toBeNull();
        const said = (await tx.auditAfter(0, 10_000)).filter(({ facts }) => facts.includes("restored"));
        expect(said.map(({ what }) => what).toSorted()).toEqual(["accountEnded", "deviceLocked", "deviceRevoked"]);
        expect(await firstBrokenLine(tx)).toBeUndefined();
      });
      await again.end();
    });

    test("[S9] after a restore a device offers again what it sent since the backup, and a key from since is registered anew", async () => {
      const { from, to } = places();
      const { world, device, pupil } = await fill(from);
      const file = newFile();
      await copy(from, file);
      const write = writer(world);
      const note = device.commit([write.create("note", pupil.record, { text: "After the backup." })]);
      await device.push([note]);
      // A new key, and something signed with it.
      const seed = seededBytes(42)(32);
      const key = Buffer.from(ed25519.getPublicKey(seed)).toString("base64url");
      const named = (await device.ask("POST", ROUTES.authorKeys, { key })).body["name"] as string;
      const later = device.commit([write.create("note", pupil.record, { text: "With the new key." })], {
        seed,
        authorKey: named,
      });
      expect((await device.push([later])).verdicts[0]).toMatchObject({ result: "processed" });
      await world.end();

      await restore(to, file);
      const again = await serve(to, 13);
      const options = { server: again.server };
      // Its number is below what the restored server asks for: it is told, and goes on from there (A5).
      const refused = await device.ask(
        "POST",
        ROUTES.push,
        { wire: 1, epoch: null, unsent: 0, envelopes: [] },
        options,
      );
      expect([refused.status, refused.body["code"]]).toEqual([409, "counter"]);
      const counter = (refused.body["counter"] as number) + 1;
      const first = await device.push([note, later], { ...options, counter });
      expect(first.verdicts.map(({ result }) => result)).toEqual(["processed", "unreadable"]);
      // Sessions did not come back with the backup.
      const body = { key };
      expect((await device.ask("POST", ROUTES.authorKeys, body, { ...options, counter: counter + 1 })).status).toBe(
        401,
      );
      const login = { login: "ada.holt", password: "four unrelated tall herons" };
      expect((await device.ask("POST", ROUTES.signIn, login, { ...options, counter: counter + 2 })).status).toBe(200);
      expect((await device.ask("POST", ROUTES.authorKeys, body, { ...options, counter: counter + 3 })).status).toBe(
        200,
      );
      const second = await device.push([note, later], { ...options, counter: counter + 4 });
      expect(second.verdicts.map(({ result }) => result)).toEqual(["processed", "processed"]);
      expect(second.verdicts.flatMap(({ changes }) => changes.map(({ verdict }) => verdict))).toEqual([
        "accepted",
        "accepted",
      ]);
      await again.end();
    });
  });
}

/** What a backup and a restore refuse, and what they leave untouched. */
export function backupContract(name: string, places: Places): void {
  describe(`backup and restore, ${name}`, () => {
    test("the copy is of one moment, also while others write", async () => {
      const { from } = places();
      const { world, device, pupil } = await fill(from);
      const write = writer(world);
      let done = false;
      let pushed = 0;
      const writing = (async () => {
        while (!done) {
          await device.push([device.commit([write.create("note", pupil.record, { text: "x" })])]);
          pushed += 1;
          // SQLite answers at once: without a pause nothing else of this process would ever run.
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      const sizes: number[] = [];
      for (let i = 0; i < 4; i += 1) {
        const { findings, changes } = await copy(from, newFile());
        expect(findings).toEqual([]);
        sizes.push(changes);
      }
      done = true;
      await writing;
      expect(pushed).toBeGreaterThan(0);
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      await world.end();
    });

    test("a restore while a server runs, or where a school stands, changes nothing", async () => {
      const { from, to } = places();
      const { world, device } = await fill(from);
      const { school } = device.home();
      const file = newFile();
      await copy(from, file);
      await expect(restore(from, file, true)).rejects.toThrow(/is working with this database/);
      await world.end();
      await expect(restore(from, file)).rejects.toThrow(/--replace/);
      // With it, the old one is kept aside, whole.
      const { kept } = await restore(from, file, true);
      expect(kept).toMatch(/before.restore.2026.06.09/);
      const after = await serve(from, 14);
      expect((await after.storage.readServer((tx) => tx.schools())).map(({ id }) => id)).toEqual([school]);
      await after.end();
      // And what was put aside once is no obstacle the next time.
      await restore(to, file);
    });

    test("a file that is damaged, cut off or foreign is known before anything is touched", async () => {
      const { from, to } = places();
      const { world } = await fill(from);
      const file = newFile();
      await copy(from, file);
      await world.end();
      const text = gunzipSync(readFileSync(file)).toString("utf8");
      const lines = text.trimEnd().split("\n");
      const damaged: readonly (readonly [string, Buffer])[] = [
        ["cut off", readFileSync(file).subarray(0, -40)],
        ["one letter", gzipSync(text.replace("Fell Road", "Fall Road"))],
        ["a row less", gzipSync(`${[...lines.slice(0, 5), ...lines.slice(6)].join("\n")}\n`)],
        ["no end", gzipSync(`${lines.slice(0, -1).join("\n")}\n`)],
        ["not gzip", Buffer.from("case notes of another program")],
        ["nothing", Buffer.alloc(0)],
      ];
      for (const [what, bytes] of damaged) {
        const bad = newFile();
        writeFileSync(bad, bytes);
        await expect(restore(to, bad), what).rejects.toThrow(/damaged|breaks off/);
      }
      const there = await serve(to, 15);
      expect(await there.storage.readServer((tx) => tx.schools())).toEqual([]);
      await there.end();
    });

    test("no backup is written over, and a failed one leaves no file", async () => {
      const { from } = places();
      const { world } = await fill(from);
      const file = newFile();
      writeFileSync(file, "yesterday's");
      await expect(copy(from, file)).rejects.toThrow(/is there already/);
      expect(readFileSync(file, "utf8")).toBe("yesterday's");
      await world.end();
      expect(readdirSync(folder).filter((name) => name.includes(".part"))).toEqual([]);
    });
  });
}
