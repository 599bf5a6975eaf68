import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { parseUnsentFile, type UnsentFile } from "#protocol/unsent-file.ts";
import { deliverFile } from "./deliver-file.ts";
import { createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { createGrants, EVERYBODY_HOLDS_ALL } from "./grants.ts";
import { toySchema } from "./toy.fixture.ts";

async function start() {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  const { storage, newId } = world;
  const clock = { now: world.now };
  const grants = createGrants(EVERYBODY_HOLDS_ALL);
  const deps = { storage, clock, newId, schema: toySchema, mayHold: () => true, grants, log: () => undefined };
  const { school } = device.home();
  const fileOf = (envelopes: UnsentFile["envelopes"]): UnsentFile => ({
    waymark: "unsent",
    format: 1,
    tablet: "Tablet 3",
    saved: "2026-06-09T15:00:00+01:00",
    school,
    envelopes,
  });
  const filed = async (): Promise<unknown[]> => {
    const log = await storage.transact(school, (tx) => tx.changesAfter(0, 1000));
    return log.flatMap(({ change }) =>
      change.kind === "create" && change.type === "pupil" ? [change.fields["name"]] : [],
    );
  };
  return { world, device, write: writer(world), deps, fileOf, filed, school };
}

test("[S24] a file is filed like a push, whatever its order, and once however often it is delivered", async () => {
  const { device, write, deps, fileOf, filed } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const edit = device.commit([pupil, write.create("pupil", null, { name: "Ruby" })]);
  const bad = device.commit([write.create("plan", deps.newId(), { goal: "Nobody's" })]);
  const last = device.commit([write.create("pupil", null, { name: "Kofi" })]);
  const file = fileOf([last, edit, bad]);
  const first = await deliverFile(deps, file);
  expect(first?.map(({ deviceSeq, filed: all }) => [deviceSeq, all])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ]);
  expect(first?.[1]?.words).toMatch(/^1 of 1 change not filed: \S/);
  expect(await deliverFile(deps, file)).toEqual(first);
  expect(await filed()).toEqual(["Amara", "Ruby", "Kofi"]);
  // The tablet comes back to life and sends it all the same.
  expect((await device.push([edit, bad, last])).next).toBe(4);
  expect(await filed()).toEqual(["Amara", "Ruby", "Kofi"]);
});

test("[S24] [S17] a tablet that sent the ones before and died is not waited for", async () => {
  const { device, write, deps, fileOf, filed } = await start();
  device.commit([write.create("pupil", null, { name: "Gone with the tablet" })]);
  const delivered = await deliverFile(deps, fileOf([device.commit([write.create("pupil", null, { name: "Ruby" })])]));
  expect(delivered).toMatchObject([{ deviceSeq: 2, filed: true }]);
  expect(await filed()).toEqual(["Ruby"]);
});

test("[S24] [S9] what the file leaves out is still asked for when the tablet comes back", async () => {
  const { device, write, deps, fileOf, filed } = await start();
  // Sent long ago to a server that was restored since: the tablet keeps these two, and its file does not hold them.
  const first = device.commit([write.create("pupil", null, { name: "Amara" })]);
  const second = device.commit([write.create("pupil", null, { name: "Ruby" })]);
  const third = device.commit([write.create("pupil", null, { name: "Kofi" })]);
  await deliverFile(deps, fileOf([third]));
  expect(await filed()).toEqual(["Kofi"]);
  expect((await device.push([])).next).toBe(1);
  expect((await device.push([first, second, third])).next).toBe(4);
  expect(await filed()).toEqual(["Kofi", "Amara", "Ruby"]);
});

test("[S24] [S17] a tablet that comes back without what the file left out goes on behind it", async () => {
  const { device, write, deps, fileOf, filed } = await start();
  device.commit([write.create("pupil", null, { name: "Not kept any more" })]);
  const second = device.commit([write.create("pupil", null, { name: "Ruby" })]);
  const third = device.commit([write.create("pupil", null, { name: "Kofi" })]);
  await deliverFile(deps, fileOf([second]));
  const body = { wire: 1, epoch: null, unsent: 2, kept: 2, envelopes: [second, third] };
  expect((await device.ask("POST", ROUTES.push, body)).body).toMatchObject({ next: 4 });
  expect(await filed()).toEqual(["Ruby", "Kofi"]);
});

test("[S24] what comes from a tablet that is not known here is kept, once; another school's file changes nothing", async () => {
  const { world, device, write, deps, fileOf, filed, school } = await start();
  const sealed = device.commit([write.create("pupil", null, { name: "Ruby" })]);
  const file = fileOf([{ ...sealed, device: deps.newId() }]);
  for (let n = 0; n < 2; n += 1) expect(await deliverFile(deps, file)).toMatchObject([{ filed: false }]);
  expect(await world.storage.transact(school, (tx) => tx.quarantined())).toHaveLength(1);
  expect(await filed()).toEqual([]);
  expect(await deliverFile(deps, { ...file, school: deps.newId() })).toBeUndefined();
});

test("[S24] a file that broke off, or is another, is said to be none", () => {
  for (const text of ["", '{"waymark":"unsent","format":1', "[]", '{"waymark":"unsent","format":2}'])
    expect(parseUnsentFile(text)).toHaveProperty("sentence");
});
