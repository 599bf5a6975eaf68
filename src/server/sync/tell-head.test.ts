import { expect, test } from "vitest";
import { createTestDevice, createWorld, writer } from "./device.fixture.ts";

test("[A46] a device is told how far the audit has come, and shown the line it saw before; that they differ is written down once for each that says so", async () => {
  const world = await createWorld();
  const tablet = createTestDevice(world);
  await tablet.setUp();
  const { school } = tablet.home();
  const pull = async (witness?: object | null) => (await tablet.pull({ cursor: 0, witness } as never)).audit;
  expect(await pull()).toBeUndefined();
  const first = await pull(null);
  const head = await world.storage.transact(school, (tx) => tx.auditHead());
  expect(first).toEqual({ ...head, witnessed: null });
  await tablet.push([tablet.commit([writer(world).create("pupil", null, { name: "Amara" })])]);
  const later = await pull(head);
  expect(later?.witnessed).toEqual(head);
  expect(later?.number).toBe(head.number + 1);
  const differing = async () =>
    (await world.storage.transact(school, (tx) => tx.auditAfter(0, 1_000))).filter(
      ({ what }) => what === "witnessDiffers",
    ).length;
  expect(await differing()).toBe(0);
  expect((await pull({ number: head.number, hash: "x" }))?.witnessed).toEqual(head);
  expect(await differing()).toBe(1);
  // It knows now, and names the line alone.
  await pull({ number: head.number });
  expect(await differing()).toBe(1);
  expect((await pull({ number: 9_999, hash: "x" }))?.witnessed).toBeNull();
  expect(await differing()).toBe(2);
});
