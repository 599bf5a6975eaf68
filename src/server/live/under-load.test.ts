// One server, two schools, more requests at once than it can do.

import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import type { Storage } from "../storage/storage.ts";
import { addColleague, createTestDevice, createWorld, writer } from "../sync/device.fixture.ts";

test("[S26] a flood is turned away with the time to come back, nothing of it is half done, and what was let in is whole", async () => {
  let slow: Promise<unknown> = Promise.resolve();
  const world = await createWorld({
    limits: { atOnce: 2, atOncePerLane: 1, mostWaitingPerLane: 5 },
    wrap: (storage: Storage) => ({
      ...storage,
      async transact(school, work) {
        await slow;
        return storage.transact(school, work);
      },
    }),
  });
  const admin = createTestDevice(world);
  await admin.setUp();
  const colleague = await addColleague(world, admin, "Ben");
  const write = writer(world);
  const body = { wire: 1, epoch: colleague.home().epoch, cursor: null, schema: 1, grants: null };
  let release: () => void = () => undefined;
  slow = new Promise<void>((resolve) => void (release = resolve));
  const sealed = admin.commit([write.create("pupil", null, { name: "Amara" })]);
  const sending = admin.push([sealed]);
  const flood = Array.from({ length: 20 }, () => colleague.ask("POST", ROUTES.pull, body));
  await new Promise((resolve) => void setTimeout(resolve, 20));
  release();
  const said = await Promise.all(flood);
  const away = said.filter(({ status }) => status === 503);
  expect(said.filter(({ status }) => status !== 503)).toHaveLength(5);
  expect(away).toHaveLength(15);
  for (const one of away) {
    expect(one.body).toMatchObject({ waymark: "problem", code: "busy" });
    expect(one.body["sentence"]).toMatch(/^[A-Z].*\.$/);
    expect(Number(one.headers["retry-after"])).toBeGreaterThanOrEqual(3);
  }
  expect((await sending).verdicts[0]?.changes[0]).toMatchObject({ verdict: "accepted" });
  // A number of a request that was turned away was never used: it may come again.
  expect((await colleague.ask("POST", ROUTES.pull, body)).status).toBe(200);
});

test("[S26] whoever invents devices stands in one line with other strangers, not in a school's", async () => {
  let slow: Promise<unknown> = Promise.resolve();
  const world = await createWorld({
    limits: { atOnce: 4, atOncePerLane: 2, mostWaitingPerLane: 3 },
    wrap: (storage: Storage) => ({
      ...storage,
      async readServer(work) {
        await slow;
        return storage.readServer(work);
      },
    }),
  });
  const admin = createTestDevice(world);
  await admin.setUp();
  await admin.pull();
  let release: () => void = () => undefined;
  slow = new Promise<void>((resolve) => void (release = resolve));
  const strangers = Array.from({ length: 30 }, () =>
    createTestDevice(world).ask("GET", ROUTES.start, undefined, { signed: true }),
  );
  const mine = admin.pull();
  await new Promise((resolve) => void setTimeout(resolve, 20));
  release();
  const said = await Promise.all(strangers);
  expect(said.filter(({ status }) => status === 503).length).toBe(25);
  expect((await mine).waymark).toBe("pull");
});
