// Several servers over one PostgreSQL, several devices that push to one school at once, and a reader that follows:
// what SQLite's single writer could never show. Each server has a pool of its own, as another process would.

import { randomUUID } from "node:crypto";
import { expect, inject, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import { ROUTES } from "#protocol/routes.ts";
import { firstBrokenLine } from "#server/audit/chain.ts";
import { createServer, type WaymarkServer } from "#server/server.ts";
import { openPostgresStorage } from "#server/storage/postgres-storage.ts";
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
import { toySchema } from "#server/sync/toy.fixture.ts";
import { randomId } from "#base/id.ts";

const url = inject("postgres") as string;

interface Servers {
  readonly worlds: readonly World[];
  readonly storages: readonly Storage[];
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** So many servers, each with its own connections, over the same tables. */
async function startServers(count: number): Promise<Servers> {
  const schema = `c_${randomUUID().replaceAll("-", "")}`;
  const faults: string[] = [];
  const clock = { now: () => START };
  const storages: Storage[] = [];
  const worlds: World[] = [];
  const servers: WaymarkServer[] = [];
  for (let i = 0; i < count; i += 1) {
    const storage = await openPostgresStorage({ url, schema, clock });
    const randomBytes = seededBytes(100 + i);
    const start = (): WaymarkServer =>
      createServer({
        storage,
        schema: toySchema,
        clock,
        randomBytes,
        version: "0.0.0-test",
        mayHold: () => true,
        passwordCost: { memoryKib: 8, passes: 1 },
        log: (line) => void faults.push(line),
      });
    const server = start();
    storages.push(storage);
    servers.push(server);
    worlds.push({
      server,
      storage,
      randomBytes,
      newId: () => randomId(randomBytes),
      log: faults,
      pass: () => undefined,
      now: () => START,
      restart: start,
    });
  }
  const close = async (): Promise<void> => void (await Promise.all(servers.map((server) => server.close())));
  return { worlds, storages, faults, close };
}

const DEVICES = 6;
const COMMITS = 20;

test("[S8] no cursor passes a number that comes later, no number is given twice, every envelope is filed once", async () => {
  const { worlds, storages, faults, close } = await startServers(2);
  const [one, two] = worlds as [World, World];
  const admin = createTestDevice(one, "personal");
  await admin.setUp();
  const write = writer(one);
  const pupil = write.create("pupil", null, { name: "Amara" });
  await admin.push([admin.commit([pupil])]);
  const devices: TestDevice[] = [];
  for (let i = 0; i < DEVICES; i += 1) devices.push(await addColleague(one, admin, `Adult${i}`));

  let writing = true;
  const seen: number[] = [];
  /** Follows the feed through whichever server answers, as fast as it can. */
  async function follow(): Promise<void> {
    let cursor: number | null = null;
    for (let turn = 0; ; turn += 1) {
      const last = !writing;
      const page = await admin.pull({ cursor }, { server: (turn % 2 === 0 ? one : two).server });
      expect(page.cursor ?? 0).toBeGreaterThanOrEqual(cursor ?? 0);
      for (const entry of page.entries) seen.push(entry.seq);
      cursor = page.cursor;
      if (last && !page.more) return;
    }
  }

  /** Commits one after the other; each batch is also sent to the other server at the same moment, as after a timeout. */
  async function send(device: TestDevice, n: number): Promise<SealedEnvelope[]> {
    const note = write.create("note", pupil.record, { text: "Start." });
    const sealed: SealedEnvelope[] = [];
    let last: Change = note;
    for (let i = 0; i < COMMITS; i += 1) {
      const amend = { ...base(note), kind: "amend", id: one.newId(), fields: { text: `${n}.${i}` }, how: "amended" };
      last = i === 0 ? note : (amend as unknown as Change);
      sealed.push(device.commit([last]));
    }
    for (let from = 0; from < COMMITS; from += 4) {
      const batch = sealed.slice(from, from + 4);
      const answers = await Promise.all(worlds.map(({ server }) => device.push(batch, { server })));
      for (const answer of answers) {
        expect(answer.verdicts).toHaveLength(batch.length);
        for (const verdict of answer.verdicts) expect(verdict.changes).toMatchObject([{ verdict: "accepted" }]);
      }
      expect(answers[0]?.verdicts).toEqual(answers[1]?.verdicts);
    }
    return sealed;
  }

  const following = follow();
  const sent = (await Promise.all(devices.map(send))).flat();
  writing = false;
  await following;

  await storages[1]?.transact(admin.home().school, async (tx) => {
    const changes = await tx.changesAfter(0, 100_000);
    expect(changes.map((row) => row.seq)).toEqual(changes.map((_row, i) => i + 1));
    const counts = new Map<string, number>();
    for (const { envelope } of changes) counts.set(envelope, (counts.get(envelope) ?? 0) + 1);
    expect(sent.map(({ id }) => counts.get(id))).toEqual(sent.map(() => 1));
    // The reader passed every number that is there, in order and once (creates travel in their records).
    const told = changes.filter(({ change }) => change.kind !== "create").map((row) => row.seq);
    expect(seen).toEqual(told);
    expect(told).toHaveLength(DEVICES * (COMMITS - 1));
    for (const device of devices) expect((await tx.device(device.home().device))?.lastSeq).toBe(COMMITS);
    expect(await tx.quarantined()).toEqual([]);
    expect(await firstBrokenLine(tx)).toBeUndefined();
  });
  expect(faults).toEqual([]);
  await close();
});

test("[A5] a request that reaches two servers at once is believed by one of them", async () => {
  const { worlds, close } = await startServers(2);
  const [one] = worlds as [World, World];
  const device = createTestDevice(one, "personal");
  await device.setUp();
  for (let counter = 50; counter < 60; counter += 1) {
    const body = { wire: 1, epoch: device.home().epoch, cursor: null, schema: 1 };
    const said = await Promise.all(
      worlds.map(({ server }) => device.ask("POST", ROUTES.pull, body, { server, counter })),
    );
    expect(said.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  }
  await close();
});

test("[A6] a code that is entered at two servers at once makes one school", async () => {
  const { worlds, storages, close } = await startServers(2);
  const [one, two] = worlds as [World, World];
  const code = await one.server.newSetUpCode();
  const said = await Promise.all([
    createTestDevice(one).setUp({ code, login: "ada.one" }),
    createTestDevice(two).setUp({ code, login: "ada.two" }),
  ]);
  expect(said.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  expect(await storages[0]?.readServer((tx) => tx.schools())).toHaveLength(1);
  await close();
});

function base({ record, type, scope }: Change): object {
  return { record, type, scope };
}
