import { expect, test } from "vitest";
import * as v from "valibot";
import { devicesAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { EnrolAnswer, RenewAnswer } from "#protocol/session.ts";
import {
  PASSWORD,
  type TestDevice,
  type World,
  addColleague,
  createTestDevice,
  createWorld,
  writer,
} from "../sync/device.fixture.ts";

async function start(): Promise<{ world: World; device: TestDevice; write: ReturnType<typeof writer> }> {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

const inSchool = <T>(world: World, device: TestDevice, work: Parameters<typeof world.storage.transact<T>>[1]) =>
  world.storage.transact(device.home().school, work);

const auditOf = async (world: World, device: TestDevice, what: string) =>
  (await inSchool(world, device, (tx) => tx.auditAfter(0, 1000))).filter((line) => line.what === what);

/** A tablet that was enrolled after the backup this server was restored from. */
async function forgotten(world: World, admin: TestDevice, kind: "shared" | "personal" = "shared") {
  const device = await addColleague(world, admin, "Bea", kind);
  await inSchool(world, admin, (tx) => tx.deleteDevice(device.home().device));
  const { school, device: id } = device.home();
  const body = { school, id, device: { name: "Tablet", kind, publicKey: device.publicKey } };
  const ask = (how: object) => device.ask("POST", ROUTES.readmit, { ...body, ...how }, { signed: false });
  return { device, ask, body };
}

test("[S18] a device the server does not know comes back under its own name by an adult's password", async () => {
  const { world, device: admin, write } = await start();
  const { device, ask } = await forgotten(world, admin);
  const change = write.create("pupil", null, { name: "Amara" });
  await expect(device.push([device.commit([change])])).rejects.toThrow("unknownDevice");
  expect((await ask({ login: "bea", password: "not this one at all" })).body).toMatchObject({ code: "wrongPassword" });
  const said = await ask({ login: "bea", password: PASSWORD });
  expect(said.body).toMatchObject({ enrolled: device.home() });
  expect(await auditOf(world, admin, "deviceReadmitted")).toMatchObject([{ about: device.home().device }]);
  // Its answer was lost: the same again, and one device.
  expect((await ask({ login: "bea", password: PASSWORD })).status).toBe(200);
  expect(await inSchool(world, admin, (tx) => tx.devices())).toHaveLength(2);
  expect(
    (await device.push([device.commit([write.create("pupil", null, { name: "Ruby" })], { deviceSeq: 1 })])).next,
  ).toBe(2);
});

test("[S18] or with a code, which works once", async () => {
  const { world, device: admin } = await start();
  const { device, ask, body } = await forgotten(world, admin);
  const { code } = (await admin.ask("POST", ROUTES.deviceCodes, {})).body;
  expect((await ask({ code })).body).toMatchObject({ enrolled: device.home() });
  const other = {
    ...body,
    id: world.newId(),
    device: { ...body.device, publicKey: createTestDevice(world).publicKey },
    code,
  };
  expect((await admin.ask("POST", ROUTES.readmit, other, { signed: false })).body).toMatchObject({ code: "wrongCode" });
});

test("[S18] nobody comes back to a school they were not in, under a name that is taken, or after being taken out of use", async () => {
  const { world, device: admin } = await start();
  const { device, ask, body } = await forgotten(world, admin);
  const bea = { login: "bea", password: PASSWORD };
  expect((await ask({ ...bea, school: world.newId() })).body).toMatchObject({ code: "otherSchool" });
  const { code } = (await admin.ask("POST", ROUTES.deviceCodes, {})).body;
  expect((await ask({ code, id: admin.home().device })).body).toMatchObject({ code: "nameTaken" });
  const other = createTestDevice(world).publicKey;
  await ask(bea);
  expect((await ask({ ...bea, device: { ...body.device, publicKey: other } })).body).toMatchObject({
    code: "nameTaken",
  });
  await inSchool(world, admin, async (tx) => {
    const row = await tx.device(device.home().device);
    if (row) await tx.putDevice({ ...row, revoked: true });
  });
  expect((await ask(bea)).body).toMatchObject({ code: "deviceRevoked" });
});

test("[S18] [A8] wrong passwords slow this way in down, and not the adult's own sign-in", async () => {
  const { world, device: admin } = await start();
  const { ask } = await forgotten(world, admin);
  for (let n = 0; n < 5; n += 1) await ask({ login: "ada.holt", password: "not this one at all" });
  expect((await ask({ login: "ada.holt", password: PASSWORD })).body).toMatchObject({ code: "tooManyAttempts" });
  expect((await admin.signIn("ada.holt", PASSWORD)).status).toBe(200);
});

test("[S18] [A30] a device of one adult comes back by an administrator alone", async () => {
  const { world, device: admin } = await start();
  const { ask } = await forgotten(world, admin, "personal");
  expect((await ask({ login: "bea", password: PASSWORD })).body).toMatchObject({ code: "codeNeeded" });
  expect((await ask({ login: "ada.holt", password: PASSWORD })).status).toBe(200);
});

test("[S19] [A32] a device goes on under a new name: its keys, shares and session go with it, its numbers go on", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  const former = device.home().device;
  const bea = await addColleague(world, device, "Bea");
  const { publicKey } = createTestDevice(world);
  const said = await device.ask("POST", ROUTES.renew, { publicKey, lastSeq: 7 });
  const { enrolled, authorKeys } = said.body as unknown as RenewAnswer;
  expect(enrolled).toMatchObject({ school: device.home().school, kind: device.home().kind });
  expect(enrolled.device).not.toBe(former);
  expect(authorKeys).toMatchObject([{ adult: device.author().id }]);
  const again = await device.ask("POST", ROUTES.renew, { publicKey, lastSeq: 7 });
  expect(again.body).toEqual(said.body);
  await inSchool(world, device, async (tx) => {
    expect(await tx.device(enrolled.device)).toMatchObject({ former, lastSeq: 7, name: "Tablet" });
    for (const whose of ["", device.author().id]) {
      const share = await tx.share(enrolled.device, whose);
      expect(share).toBeDefined();
      expect(share).toBe(await tx.share(former, whose));
    }
    expect(await tx.authorKey(authorKeys[0]?.name ?? "")).toMatchObject({ device: enrolled.device });
  });
  expect(await auditOf(world, device, "deviceRenewed")).toHaveLength(1);
  await device.signIn("ada.holt", PASSWORD);
  const listed = v.parse(devicesAnswerShape, (await device.ask("GET", ROUTES.devices)).body).devices;
  const names = listed.map((one) => [one.id, one.former]);
  expect(names).toContainEqual([enrolled.device, former]);
  expect(names).toContainEqual([former, null]);
  // Somebody else's new key is not handed out.
  const taken = await bea.ask("POST", ROUTES.renew, { publicKey, lastSeq: 0 });
  expect(taken.body).toMatchObject({ code: "nameTaken" });
});

test("[S22] [A31] a browser that comes back empty is told what it was, as the server last heard it, and it is written down once", async () => {
  const { world, device: admin } = await start();
  const bea = await addColleague(world, admin, "Bea");
  const cookie = bea.deviceCookie();
  const lastContact = new Date(world.now()).toISOString();
  await bea.ask("POST", ROUTES.push, { wire: 1, epoch: null, unsent: 3, envelopes: [] });
  world.pass(20 * 60_000);
  const lost = (sent: string | undefined) =>
    admin.ask("POST", ROUTES.lost, {}, { signed: false, headers: { cookie: sent ?? "" } });
  const told = { schoolName: "Fell Road School", name: "Tablet", lastContact, unsent: 3, revoked: false };
  expect((await lost(cookie)).body).toEqual({ waymark: "lost", was: told });
  expect((await lost(cookie)).body).toEqual({ waymark: "lost", was: told });
  expect(await auditOf(world, admin, "storageLost")).toMatchObject([{ about: bea.home().device }]);
  const row = await inSchool(world, admin, (tx) => tx.device(bea.home().device));
  expect(row).toMatchObject({ lostAt: world.now(), unsent: 3 });
  // No cookie, another's mark, a made-up one: nothing is told.
  const forged = `${cookie?.split(".")[0]}.${admin.deviceCookie()?.split(".")[1]}`;
  for (const sent of [undefined, forged, "waymark-device=x.y", "waymark-device="])
    expect((await lost(sent)).body).toEqual({ waymark: "lost" });
  expect(await auditOf(world, admin, "storageLost")).toHaveLength(1);
  // It joins again as another tablet, and is asked about that one from then on.
  await admin.ask("POST", ROUTES.stepUp, { password: PASSWORD });
  const { code } = (await admin.ask("POST", ROUTES.deviceCodes, {})).body;
  const anew = createTestDevice(world);
  const said = await anew.enrol(code as string);
  expect((said.body as unknown as EnrolAnswer).enrolled.device).not.toBe(bea.home().device);
  expect(anew.deviceCookie()).not.toBe(cookie);
});
