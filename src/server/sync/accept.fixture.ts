// A school with one device that writes in it, and a look at what became of that: for the tests of accepting.

import { type TestDevice, type World, createTestDevice, createWorld, writer } from "./device.fixture.ts";

export async function start(): Promise<{ world: World; device: TestDevice; write: ReturnType<typeof writer> }> {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

export const log = (world: World, device: TestDevice) =>
  world.storage.transact(device.home().school, (tx) => tx.changesAfter(0, 1000));

export const state = (world: World, device: TestDevice) =>
  world.storage.transact(device.home().school, async (tx) =>
    JSON.stringify([await tx.changesAfter(0, 1000), await tx.quarantined(), await tx.row()]),
  );
