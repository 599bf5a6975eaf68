// The words of a push answer that tell a device what it can do.

import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { type TestDevice, type World, createTestDevice, createWorld, writer } from "./device.fixture.ts";

type Sealed = ReturnType<TestDevice["commit"]>;

async function start(): Promise<{ world: World; device: TestDevice; write: ReturnType<typeof writer> }> {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

test("[S17] numbers a device no longer keeps are passed over when it says so, and the audit tells which", async () => {
  const { world, device, write } = await start();
  const [one, , , four, five] = ["Amara", "Daniel", "Ruby", "Zaynab", "Kofi"].map((name) =>
    device.commit([write.create("pupil", null, { name })]),
  ) as [Sealed, Sealed, Sealed, Sealed, Sealed];
  await device.push([one]);
  const body = { wire: 1, epoch: null, unsent: 2, envelopes: [four, five] };
  const wanted = await device.ask("POST", ROUTES.push, body);
  expect(wanted.body).toMatchObject({ verdicts: [], next: 2 });
  // Only the first of the batch may stand behind a gap: anything else is a mistake of the device.
  const middle = await device.ask("POST", ROUTES.push, { ...body, kept: 5 });
  expect(middle.body).toMatchObject({ verdicts: [], next: 2 });
  const said = await device.ask("POST", ROUTES.push, { ...body, kept: 4 });
  expect(said.body).toMatchObject({ verdicts: [{ deviceSeq: 4 }, { deviceSeq: 5 }], next: 6 });
  const audit = await world.storage.transact(device.home().school, (tx) => tx.auditAfter(0, 1000));
  const told = audit.filter((line) => line.what === "numbersMissing").map((line) => JSON.parse(line.facts));
  expect(told).toEqual([{ from: 2, to: 3 }]);
});

test("[S6] a device that was taken out of use is told with its verdicts", async () => {
  const { world, device, write } = await start();
  expect(await device.push([])).not.toHaveProperty("standing");
  await world.storage.transact(device.home().school, async (tx) => {
    const row = await tx.device(device.home().device);
    if (row) await tx.putDevice({ ...row, revoked: true });
  });
  const answer = await device.push([device.commit([write.create("pupil", null, { name: "Amara" })])]);
  expect(answer).toMatchObject({ standing: "revoked", verdicts: [{ changes: [{ verdict: "quarantined" }] }] });
});
