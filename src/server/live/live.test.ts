import { expect, test } from "vitest";
import { BEAT_MS, type News } from "#protocol/listen.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { ServerStream } from "../server.ts";
import {
  type TestDevice,
  type World,
  addColleague,
  createTestDevice,
  createWorld,
  writer,
} from "../sync/device.fixture.ts";
import { createLive, LOOK_EVERY_MS } from "./live.ts";

/** Timers that run when the test says so. */
function handTimers() {
  let now = 0;
  let timers: { readonly at: number; readonly task: () => void }[] = [];
  return {
    count: () => timers.length,
    after(milliseconds: number, task: () => void) {
      const timer = { at: now + milliseconds, task };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    async pass(milliseconds: number) {
      const end = now + milliseconds;
      for (;;) {
        await quiet();
        const next = timers.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.task();
      }
      now = end;
      await quiet();
    },
  };
}

/** Long enough for a database in another process. */
const quiet = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 15));

async function start() {
  const timers = handTimers();
  const world = await createWorld({ after: timers.after });
  const admin = createTestDevice(world);
  await admin.setUp();
  return { timers, world, admin, write: writer(world) };
}

/** What this device hears. */
async function listen(device: TestDevice) {
  const stream = (await device.listen()) as ServerStream & Required<Pick<ServerStream, "follow">>;
  const heard: News[] = [JSON.parse(stream.answer.body) as News];
  let isOver = false;
  const stop = stream.follow({ say: (news) => void heard.push(JSON.parse(news) as News), end: () => (isOver = true) });
  return { heard, stop, isOver: () => isOver, seqs: () => heard.map((one) => one.seq) };
}

const seqOf = (world: World, device: TestDevice): Promise<number> =>
  world.storage.transact(device.home().school, async (tx) => (await tx.row()).seq);

test("[S25] a device that listens hears how far its school has come, at once and after each commit, and nothing else", async () => {
  const { timers, world, admin, write } = await start();
  const colleague = await addColleague(world, admin, "Ben");
  const before = await seqOf(world, admin);
  const ear = await listen(colleague);
  expect(ear.heard).toEqual([{ waymark: "news", wire: 1, epoch: admin.home().epoch, seq: before }]);
  for (let n = 0; n < 3; n += 1) await admin.push([admin.commit([write.create("pupil", null, { name: "Amara" })])]);
  await timers.pass(200);
  expect(ear.seqs()).toEqual([before, before + 3]);
  for (const news of ear.heard) expect(Object.keys(news).toSorted()).toEqual(["epoch", "seq", "waymark", "wire"]);
});

test("[S25] what does not change the records is no news; the beat says the same again", async () => {
  const { timers, admin } = await start();
  const ear = await listen(admin);
  await admin.pull();
  await admin.pull();
  await timers.pass(BEAT_MS - LOOK_EVERY_MS - 1);
  expect(ear.heard).toHaveLength(1);
  await timers.pass(2 * LOOK_EVERY_MS);
  expect(ear.heard).toHaveLength(2);
  expect(ear.heard[1]).toEqual(ear.heard[0]);
});

test("[S25] what another process wrote is found by the look that is due", async () => {
  const { timers, world, admin } = await start();
  const ear = await listen(admin);
  await world.storage.transact(admin.home().school, async (tx) => void (await tx.takeSequence(4)));
  await timers.pass(LOOK_EVERY_MS + 1);
  expect(ear.seqs()).toEqual([ear.heard[0]!.seq, ear.heard[0]!.seq + 4]);
});

test("[S25] a device that is taken out of use hears no more, and is refused when it comes back", async () => {
  const { timers, world, admin } = await start();
  const colleague = await addColleague(world, admin, "Ben");
  const [mine, theirs] = [await listen(admin), await listen(colleague)];
  await world.storage.transact(admin.home().school, async (tx) => {
    const device = await tx.device(colleague.home().device);
    if (device) await tx.putDevice({ ...device, revoked: true });
  });
  await timers.pass(LOOK_EVERY_MS + 1);
  expect([mine.isOver(), theirs.isOver()]).toEqual([false, true]);
  const again = await colleague.ask("POST", ROUTES.listen, { wire: 1 });
  expect(again.body["code"]).toBe("deviceRevoked");
  expect((await admin.ask("POST", ROUTES.listen, { wire: 1 }, { signed: false })).status).toBe(401);
});

test("[S25] the third stream of one device ends its first; nobody listening, nothing is looked at", async () => {
  const { timers, admin } = await start();
  const ears = [await listen(admin), await listen(admin), await listen(admin)];
  expect(ears.map((ear) => ear.isOver())).toEqual([true, false, false]);
  for (const ear of ears) ear.stop();
  await timers.pass(2 * LOOK_EVERY_MS);
  expect(timers.count()).toBe(0);
});

test("[S25] a database that does not answer is not spoken for, and is asked again", async () => {
  const timers = handTimers();
  const said: string[] = [];
  const log: string[] = [];
  let isDown = true;
  const known: News = { waymark: "news", wire: 1, epoch: "e", seq: 1 };
  const live = createLive({
    storage: {
      readServer: async (work) => {
        if (isDown) throw new Error("no database");
        return work({
          standings: async () => [{ device: "d", school: "s", epoch: "e", seq: 2, revoked: false }],
        } as never);
      },
    },
    grantsOf: () => "",
    after: timers.after,
    log: (line) => void log.push(line),
  });
  live.follow("d", known, { say: (news) => void said.push(news), end: () => undefined });
  await timers.pass(3 * BEAT_MS);
  expect(said).toEqual([]);
  expect(log.length).toBeGreaterThan(3);
  isDown = false;
  await timers.pass(LOOK_EVERY_MS);
  expect(said.map((news) => (JSON.parse(news) as News).seq)).toEqual([2]);
});

test("a server that is stopped ends every stream", async () => {
  const { world, admin } = await start();
  const ear = await listen(admin);
  await world.server.close();
  expect(ear.isOver()).toBe(true);
});
