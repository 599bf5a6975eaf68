// What was given or taken is news too: two devices of a school, one of which is narrowed, ends or is taken out of use.

import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { News } from "#protocol/listen.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { ServerStream } from "../server.ts";
import { caseloadRules } from "../sync/caseload.fixture.ts";
import { type TestDevice, addColleague, createTestDevice, createWorld, writer } from "../sync/device.fixture.ts";
import { LOOK_EVERY_MS } from "./live.ts";

async function start() {
  const timers: (() => void)[] = [];
  const world = await createWorld({
    grantRules: caseloadRules,
    after: (_milliseconds, task) => {
      timers.push(task);
      return () => void (timers.includes(task) && timers.splice(timers.indexOf(task), 1));
    },
  });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea", "shared");
  /** Every timer that is due fires, until what follows from it has been said. */
  const look = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) {
      for (const task of timers.splice(0)) task();
      await new Promise((resolve) => void setTimeout(resolve, 15));
    }
  };
  return { world, admin, bea, write: writer(world), look };
}

async function listen(world: Awaited<ReturnType<typeof start>>["world"], device: TestDevice) {
  const asked = device.requestFor("POST", ROUTES.listen, { wire: 1, grants: true });
  const stream = (await world.server.listen(asked)) as ServerStream & Required<Pick<ServerStream, "follow">>;
  const heard: News[] = [JSON.parse(stream.answer.body) as News];
  let isOver = false;
  stream.follow({ say: (news) => void heard.push(JSON.parse(news) as News), end: () => (isOver = true) });
  return { heard, last: () => heard.at(-1), isOver: () => isOver };
}

test("[A15] [S25] an account that ends is news to the devices that listen, at once and though nothing was written", async () => {
  const { world, admin, bea, look } = await start();
  const own = await addColleague(world, admin, "Cai", "personal");
  const told = (await own.pull({ cursor: null, grants: null })).grants?.version;
  const [ear, other] = [await listen(world, own), await listen(world, bea)];
  expect(ear.last()?.grants).toBe(told);
  await look();
  expect(ear.heard).toHaveLength(1);
  await admin.ask("POST", ROUTES.endAdult, { adult: own.author().id });
  await look();
  expect(ear.heard).toHaveLength(2);
  expect(ear.last()?.grants).not.toBe(told);
  expect(ear.last()?.seq).toBe(ear.heard[0]?.seq);
  // Whoever asks then is told what they may hold under just that name.
  const next = await own.pull({ cursor: ear.last()?.seq ?? 0, grants: told ?? null });
  expect(next.grants?.version).toBe(ear.last()?.grants);
  expect(other.heard).toHaveLength(2);
});

test("[A15] [S25] a grant that ends with the day is news when the day has ended", async () => {
  const { world, admin, bea, write, look } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const fields = { device: bea.home().device, until: "2026-06-09", pupils: { [world.newId<string>()]: pupil.record } };
  await admin.push([admin.commit([pupil, write.create("caseload", "school", fields) as Change])]);
  const told = await bea.pull({ cursor: null, grants: null });
  expect(told.grants?.held.map(([scope]) => scope)).toContain(pupil.record);
  const ear = await listen(world, bea);
  world.pass(12 * 3_600_000);
  await look();
  expect(ear.heard).toHaveLength(1);
  world.pass(3 * 3_600_000 + LOOK_EVERY_MS);
  await look();
  expect(ear.heard).toHaveLength(2);
  const next = await bea.pull({ cursor: told.cursor, grants: told.grants!.version });
  expect(next.grants?.version).toBe(ear.last()?.grants);
  expect(next.grants?.held.map(([scope]) => scope)).not.toContain(pupil.record);
});

test("[A17] [S25] a device that is taken out of use hears at once that there is something to ask, and then no more", async () => {
  const { world, admin, bea, look } = await start();
  const [ear, mine] = [await listen(world, bea), await listen(world, admin)];
  await admin.ask("POST", ROUTES.revokeDevice, { device: bea.home().device });
  await look();
  expect([ear.heard.length, ear.isOver(), mine.isOver()]).toEqual([2, true, false]);
  expect(ear.last()?.grants).not.toBe(ear.heard[0]?.grants);
});
