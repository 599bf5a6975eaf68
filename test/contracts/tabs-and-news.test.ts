// Whole devices and a whole server in one process: two tabs of one browser over one store, and a colleague's tablet.
// Time passes when the test says so.

import { expect, test } from "vitest";
import type { Draft } from "#ledger/change.ts";
import type { ScopeId } from "#ledger/names.ts";
import { randomId } from "#base/id.ts";
import { createDevice } from "#device/create-device.ts";
import type { Device } from "#device/device.ts";
import { handTime, rest, seededBytes, write } from "#device/device.fixture.ts";
import type { Scheduler, Transport, Turns } from "#device/ports.ts";
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from "#device/store/memory-store.ts";
import { PASSWORD, createWorld } from "#server/sync/device.fixture.ts";
import { toySchema } from "#server/sync/toy.fixture.ts";

/** The words themselves will do for a key: nobody guesses here. */
const slowHash = {
  derive: async (secret: string) => Uint8Array.from({ length: 32 }, (_, at) => secret.codePointAt(at) ?? 0),
};

async function school() {
  const time = handTime();
  const world = await createWorld({ after: (wait, task) => time.after(wait, task) });
  const randomBytes = seededBytes(11);
  const asked: string[] = [];
  let streams = 0;

  /** One browser's way to the server, with its cookies. */
  function browser(): Transport {
    let cookie: string | undefined;
    return {
      async send(method, path, body, headers) {
        asked.push(path);
        const sent = { "content-type": "application/json", ...headers, ...(cookie === undefined ? {} : { cookie }) };
        const answer = await world.server.handle({ method, path, headers: sent, body });
        const set = answer.headers["set-cookie"]?.split(";", 1)[0];
        if (set?.startsWith("waymark=")) cookie = set;
        return { reached: true, status: answer.status, body: JSON.parse(answer.body) as unknown };
      },
      listen(path, body, headers, heard) {
        let end: () => void = () => undefined;
        let stop: (() => void) | undefined;
        const ended = new Promise<void>((resolve) => void (end = resolve));
        const over = (async () => {
          const { answer, follow } = await world.server.listen({ method: "POST", path, headers, body });
          const first: unknown = JSON.parse(answer.body);
          if (!follow) return { reached: true as const, status: answer.status, body: first };
          streams += 1;
          heard(first);
          stop = follow({ say: (news) => heard(JSON.parse(news)), end });
          await ended;
          stop();
          streams -= 1;
          return { reached: false as const, why: "closed" as const };
        })();
        return { over, stop: () => end() };
      },
    };
  }

  function tab(disk: MemoryDisk, transport: Transport, turns?: Turns) {
    let frozen = false;
    const scheduler: Scheduler = {
      after: (wait, task) =>
        time.after(wait, () => {
          if (!frozen) task();
        }),
    };
    const device = createDevice({
      ports: {
        store: createMemoryStore({ schema: toySchema, disk }),
        transport,
        ...(turns && { turns }),
        clock: { now: time.now, offsetMinutes: () => 60 },
        scheduler,
        randomBytes,
        slowHash,
      },
      schema: toySchema,
      app: "test",
      slowHashCost: { memoryKib: 8, passes: 1 },
    });
    return { device, freeze: () => void (frozen = true) };
  }

  return { world, time, browser, tab, asked, streams: () => streams, newId: () => randomId<string>(randomBytes) };
}

function turnsOfBrowser(): Turns {
  const taken = new Set<string>();
  return {
    async takeIfFree(name) {
      if (taken.has(name)) return undefined;
      taken.add(name);
      return () => void taken.delete(name);
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await rest();
}

async function setUp(device: Device, code: string | undefined): Promise<readonly string[]> {
  const who = { schoolName: "Fell Road School", givenName: "Ada", familyName: "Holt", login: "ada.holt" };
  const done = await device.setUp({
    code: code ?? "",
    ...who,
    password: PASSWORD,
    deviceName: "Tablet",
    deviceKind: "shared",
  });
  if (done.refused === true) throw new Error(done.sentence);
  return done.words;
}

/** The adult who is at this device comes in at another tab of it. */
async function comeIn(device: Device, words: readonly string[]): Promise<void> {
  await settled();
  const standing = device.standing.get();
  if (standing.state !== "locked") throw new Error(standing.state);
  expect(await device.openWithWords(standing.people[0]!.adult, words)).toBeUndefined();
  await settled();
}

const pupil = (id: string, name: string): Draft =>
  ({ kind: "create", record: id, type: "pupil", scope: id, fields: { name } }) as unknown as Draft;

const seqOf = (at: Awaited<ReturnType<typeof school>>, device: Device): Promise<number> => {
  const standing = device.standing.get();
  if (standing.state !== "open") throw new Error(standing.state);
  return at.world.storage.transact(standing.school, async (tx) => (await tx.row()).seq);
};

test("[S2] [S13] two tabs send what either wrote, each once; one that is frozen with the turn to listen stops nobody", async () => {
  const at = await school();
  const disk = createMemoryDisk();
  const transport = at.browser();
  const turns = turnsOfBrowser();
  const one = at.tab(disk, transport, turns);
  const words = await setUp(one.device, await at.world.server.newSetUpCode());
  await at.time.pass(3_000);
  const two = at.tab(disk, transport, turns);
  await comeIn(two.device, words);
  const before = await seqOf(at, one.device);
  const ids = [at.newId(), at.newId(), at.newId()];
  // Both at the same moment, and both send everything.
  await one.device.commit(write, [pupil(ids[0]!, "Amara")]);
  await two.device.commit(write, [pupil(ids[1]!, "Kofi")]);
  await at.time.pass(2_000);
  expect(await seqOf(at, two.device)).toBe(before + 2);
  await one.device.commit(write, [pupil(ids[2]!, "Leo")]);
  one.freeze();
  await at.time.pass(130_000);
  expect(await seqOf(at, two.device)).toBe(before + 3);
  for (const { device } of [one, two]) expect(device.status.get()).toMatchObject({ queued: 0, refused: 0 });
  const found = two.device.watch({ kind: "summaries" });
  found.subscribe(() => undefined);
  await settled();
  expect(found.get()?.map((summary) => summary.scope as string)).toEqual(expect.arrayContaining(ids));
  one.device.close();
  two.device.close();
});

/**
 * The server looks at signatures on other threads: real moments, however slow the machine. Gives up well under the minute
 * after which a tablet looks by itself.
 */
async function soon(at: { readonly time: { pass(ms: number): Promise<void> } }, is: () => boolean): Promise<void> {
  for (let looks = 0; looks < 1_000 && !is(); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await at.time.pass(20);
  }
}

/** It has sent everything, and fetched what there is. */
const standsAt = (device: Device): boolean => {
  const { queued, upToDate } = device.status.get();
  return queued === 0 && upToDate !== null;
};

test("[S25] what a colleague writes is on a tablet that is looked at within seconds, without the clock; never on a shut one", async () => {
  const at = await school();
  const mine = at.tab(createMemoryDisk(), at.browser());
  await setUp(mine.device, await at.world.server.newSetUpCode());
  await at.time.pass(61_000);
  expect(at.streams()).toBe(1);
  const seen = (): readonly ScopeId[] | undefined => found.get()?.map((summary) => summary.scope);
  const found = mine.device.watch({ kind: "summaries" });
  found.subscribe(() => undefined);

  /** Written by somebody else, behind this device's back. */
  const standing = mine.device.standing.get();
  if (standing.state !== "open") throw new Error(standing.state);
  const theirs = at.tab(createMemoryDisk(), at.browser());
  const code = await mine.device.ask("POST", "/api/devices/codes", {});
  const adult = at.newId() as never;
  const create = { kind: "create", record: adult, type: "adult", scope: "school" };
  const fields = { givenName: "Ben", familyName: "Reed", role: "iap-adult" };
  await mine.device.commit(write, [{ ...create, fields } as unknown as Draft]);
  await soon(at, () => mine.device.status.get().queued === 0);
  await at.time.pass(3_000);
  const invited = await mine.device.ask("POST", "/api/invitations", { adult });
  if (code.refused === true || invited.refused === true) throw new Error("no codes");
  const { code: enrolWith } = code.body as { code: string };
  expect(await theirs.device.enrol({ code: enrolWith, name: "Second", kind: "shared" })).toBeUndefined();
  const { code: invitation } = invited.body as { code: string };
  await theirs.device.signIn({ login: "ben.reed", password: PASSWORD, invitation });
  await soon(at, () => at.streams() === 2 && standsAt(theirs.device));
  await at.time.pass(3_000);
  expect(at.streams()).toBe(2);

  const first = at.newId();
  at.asked.length = 0;
  await theirs.device.commit(write, [pupil(first, "Amara")]);
  await soon(at, () => seen()?.includes(first as ScopeId) === true && at.asked.length > 2);
  expect(seen()).toContain(first);
  // One push and one pull there, one pull here: its own news makes nobody ask twice.
  expect(at.asked.map((path) => path.split("/").at(-1)).toSorted()).toEqual(["pull", "pull", "push"]);

  // Nobody looks: it is not listened to.
  mine.device.shown(false);
  await at.time.pass(10);
  expect(at.streams()).toBe(1);
  mine.device.shown(true);
  mine.device.lock();
  await at.time.pass(10);
  expect(at.streams()).toBe(1);
  for (const { device } of [mine, theirs]) device.close();
});
