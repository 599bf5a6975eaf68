import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import type { Storage } from "../storage/storage.ts";
import { createTestDevice, createWorld } from "../sync/device.fixture.ts";

test("[S26] after a restart a device stands in its school's line from its first request on, not among strangers", async () => {
  let slow: Promise<unknown> = Promise.resolve();
  const world = await createWorld({
    limits: { atOnce: 4, atOncePerLane: 2, mostWaitingPerLane: 3 },
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
  const server = world.restart();
  await server.handle({ method: "GET", path: ROUTES.start, headers: {}, body: undefined });
  let release: () => void = () => undefined;
  slow = new Promise<void>((resolve) => void (release = resolve));
  // Whoever was never here holds all that strangers may.
  const set = { code: "x", schoolName: "X", givenName: "X", familyName: "X", login: "x.x", password: "x".repeat(14) };
  const strangers = Array.from({ length: 30 }, () => {
    const device = { name: "X", kind: "shared", publicKey: createTestDevice(world).publicKey };
    return createTestDevice(world).ask("POST", ROUTES.readmit, { ...set, device }, { signed: true, server });
  });
  const mine = admin.pull({}, { server });
  await new Promise((resolve) => void setTimeout(resolve, 20));
  release();
  await Promise.all(strangers);
  expect((await mine).waymark).toBe("pull");
});
