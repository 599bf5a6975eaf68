import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import type { QuarantineRow, Storage } from "../storage/storage.ts";
import { type TestDevice, createTestDevice, createWorld, writer } from "./device.fixture.ts";

/** A storage that counts how often something that waits is looked at. */
function counting() {
  const looked = { rows: 0 };
  const count = async (rows: Promise<readonly QuarantineRow[]>) => {
    looked.rows += (await rows).length;
    return rows;
  };
  const wrap = (storage: Storage): Storage => ({
    ...storage,
    transact: (school, work) =>
      storage.transact(school, (tx) =>
        work({
          ...tx,
          waiting: () => count(tx.waiting()),
          waitingFor: (records) => count(tx.waitingFor(records)),
          quarantined: () => count(tx.quarantined()),
        }),
      ),
  });
  return { looked, wrap };
}

async function start() {
  const { looked, wrap } = counting();
  const world = await createWorld({ wrap });
  const device = createTestDevice(world);
  await device.setUp();
  const write = writer(world);
  const pushAll = async (...commits: readonly Change[][]) => {
    for (let at = 0; at < commits.length; at += 50)
      await device.push(commits.slice(at, at + 50).map((changes) => device.commit(changes)));
  };
  return { world, device, write, looked, pushAll };
}

const waitingOf = (world: { readonly storage: Storage }, device: TestDevice) =>
  world.storage.transact(device.home().school, async (tx) => (await tx.quarantined()).length);

test("[S16] the work grows with what is filed, and not with what waits for something else", async () => {
  const { world, device, write, looked, pushAll } = await start();
  const absent = write.create("pupil", null, { name: "Not here yet" });
  const waits = Array.from({ length: 120 }, () => [write.create("note", absent.record, { text: "x" })]);
  await pushAll(...waits);
  looked.rows = 0;
  for (let n = 0; n < 10; n += 1) await pushAll([write.create("pupil", null, { name: `Other ${n}` })]);
  expect(looked.rows).toBe(0);
  expect(await waitingOf(world, device)).toBe(120);
  looked.rows = 0;
  await pushAll([absent]);
  // Each of them once, and nothing again.
  expect(looked.rows).toBe(120);
  expect(await waitingOf(world, device)).toBe(0);
});

test("[S16] what waits for something that waits itself is filed in the same go, each looked at for what it lacks", async () => {
  const { world, device, write, looked, pushAll } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plans = Array.from({ length: 60 }, () => write.create("plan", pupil.record, { goal: "a" }));
  const edits = plans.map((plan) => [write.set(plan, "goal", "a", "b", plan.id)]);
  await pushAll(...edits, ...plans.map((plan) => [plan]));
  expect(await waitingOf(world, device)).toBe(120);
  looked.rows = 0;
  await pushAll([pupil]);
  expect(looked.rows).toBeLessThanOrEqual(180);
  expect(await waitingOf(world, device)).toBe(0);
  const goals = await world.storage.transact(device.home().school, async (tx) =>
    (await tx.records(plans.map((plan) => plan.record))).map((row) => row.fields["goal"]?.value),
  );
  expect(goals).toEqual(plans.map(() => "b"));
});

test("[S16] of a group that was made for somebody who is not here, it is they who are waited for", async () => {
  const { world, device, write, pushAll } = await start();
  const [pupil, absent] = [1, 2].map(() => write.create("pupil", null, { name: "Amara" })) as [Change, Change];
  const group = { group: 1 };
  await pushAll([pupil]);
  await pushAll([
    write.create("note", pupil.record, { text: "a" }, group),
    write.create("note", absent.record, { text: "b" }, group),
  ]);
  expect(await waitingOf(world, device)).toBe(1);
  await pushAll([absent]);
  expect(await waitingOf(world, device)).toBe(0);
});

test("[S16] what had come when the server stopped is filed when it starts", async () => {
  const { world, device, write, pushAll } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  await pushAll([write.create("note", pupil.record, { text: "x" })], [pupil]);
  expect(await waitingOf(world, device)).toBe(0);
  const absent = write.create("pupil", null, { name: "Ben" });
  await pushAll([write.create("note", absent.record, { text: "x" })]);
  // As a version before this one left it: nobody knows for whom it waits.
  await world.storage.transact(device.home().school, async (tx) => {
    for (const row of await tx.waiting()) await tx.waitOn(row.id, "");
  });
  await pushAll([absent]);
  expect(await waitingOf(world, device)).toBe(1);
  await device.pull({}, { server: world.restart() });
  expect(await waitingOf(world, device)).toBe(0);
});
