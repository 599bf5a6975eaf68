import { expect, test } from "vitest";
import type { SchoolTx, Storage } from "../storage/storage.ts";
import { addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";

/** A storage in which one thing that a school's transaction does goes wrong, from the moment the test says so. */
function faulty(what: "waitingFor" | "quarantined") {
  const fault = { on: false };
  const wrap = (storage: Storage): Storage => ({
    ...storage,
    transact: (school, work) =>
      storage.transact(school, (tx) => {
        const broken = () => Promise.reject(new Error("a row that nobody can read"));
        const failing: SchoolTx = { ...tx, ...(fault.on && { [what]: broken }) };
        return work(failing);
      }),
  });
  return { fault, wrap };
}

test("[S6] what goes wrong with something that waits is logged, and keeps no verdict from anybody", async () => {
  const { fault, wrap } = faulty("waitingFor");
  const world = await createWorld({ wrap });
  const device = createTestDevice(world);
  await device.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Ruby" });
  await device.push([device.commit([write.set(pupil, "name", "Ruby", "Rubi", pupil.id)])]);
  fault.on = true;
  const sealed = device.commit([pupil]);
  expect((await device.push([sealed])).verdicts[0]?.changes).toMatchObject([{ verdict: "accepted" }]);
  expect(world.log.join()).toContain("a row that nobody can read");
});

test("[S26] what goes wrong with one school's set aside at the start keeps no school from its server", async () => {
  const { fault, wrap } = faulty("quarantined");
  const world = await createWorld({ wrap });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const tablet = await addColleague(world, admin, "Bea", "shared");
  fault.on = true;
  const server = world.restart();
  const start = await server.handle({ method: "GET", path: "/api/start", headers: {}, body: undefined });
  expect(start.status).toBe(200);
  expect(world.log.join()).toContain("a row that nobody can read");
  expect((await tablet.pull()).waymark).toBe("pull");
});
