import { expect, test } from "vitest";
import * as v from "valibot";
import { devicesAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { PASSWORD } from "../sync/device.fixture.ts";
import { overseen } from "./overseen.fixture.ts";

const TEN_MINUTES = 600_000;

async function start() {
  const at = await overseen();
  const { admin, bea, auditLines } = at;
  const { device } = bea.home();
  const lock = (locked: boolean, by = admin, which: string = device) =>
    by.ask("POST", ROUTES.lockDevice, { device: which, locked });
  const audit = async () => (await auditLines()).slice(-3);
  const inList = async () =>
    v.parse(devicesAnswerShape, (await admin.ask("GET", ROUTES.devices)).body).devices.find(({ id }) => id === device);
  return { ...at, device, lock, audit, inList };
}

const PULL = { wire: 1, epoch: null, cursor: null, schema: 1 };

test("[A49] a device locked from afar is sent nothing, signs nobody in, and delivers what waits: that is filed", async () => {
  const { world, admin, bea, say, device, lock, inList } = await start();
  const before = await bea.pull({ cursor: null, grants: null });
  expect((await lock(true)).body).toEqual({ waymark: "done" });
  expect(await inList()).toMatchObject({ locked: { at: new Date(world.now()).toISOString(), by: admin.author().id } });
  for (const [method, path, body] of [
    ["POST", ROUTES.pull, PULL],
    ["POST", ROUTES.listen, { wire: 1, grants: true }],
    ["POST", ROUTES.signIn, { login: "bea.colleague", password: PASSWORD }],
    ["POST", ROUTES.renew, { publicKey: "k".repeat(43), lastSeq: 0 }],
  ] as const) {
    const said = await bea.ask(method, path, body);
    expect([path, said.status, said.body["code"]]).toEqual([path, 423, "deviceLocked"]);
  }
  const pushed = await bea.push([bea.commit([say("Written before anybody knew.")])]);
  expect(pushed).toMatchObject({ locked: true, verdicts: [{ changes: [{ verdict: "accepted" }] }] });
  // Also a device with nothing to send hears of it.
  expect(await bea.push([])).toMatchObject({ locked: true });
  expect((await lock(false)).status).toBe(200);
  expect(await bea.push([])).not.toHaveProperty("locked");
  expect(await inList()).toMatchObject({ locked: null });
  const after = await bea.pull({ cursor: before.cursor, grants: before.grants!.version });
  // It may hold what it held: nothing is fetched twice.
  expect([after.kind, after.grants]).toEqual(["feed", undefined]);
  expect(device).toBe(bea.home().device);
});

test("[A49] [A43] an administrator locks and lets go, each time with a password given a short while ago; nobody else", async () => {
  const { world, admin, bea, device, lock, audit } = await start();
  const own = await lock(true, admin, admin.home().device);
  expect([own.status, own.body["code"]]).toEqual([422, "thisDevice"]);
  expect((await lock(true, bea, admin.home().device)).body["code"]).toBe("notAnAdministrator");
  expect((await lock(true, admin, world.newId())).status).toBe(404);
  world.pass(TEN_MINUTES + 1);
  expect((await lock(true)).body["code"]).toBe("stepUp");
  await admin.signIn("ada.holt", PASSWORD);
  expect((await lock(true)).status).toBe(200);
  const first = (await audit()).at(-1);
  expect(first).toMatchObject({ what: "deviceLocked", who: admin.author().id, about: device });
  // Once more changes nothing, and is no second line.
  world.pass(1000);
  expect((await lock(true)).status).toBe(200);
  expect((await audit()).at(-1)).toEqual(first);
  world.pass(TEN_MINUTES);
  expect((await lock(false)).body["code"]).toBe("stepUp");
  await admin.signIn("ada.holt", PASSWORD);
  expect((await lock(false)).status).toBe(200);
  expect((await audit()).at(-1)).toMatchObject({ what: "deviceUnlocked", who: admin.author().id, about: device });
  // [A43] Whoever was at it before signs in anew.
  expect((await bea.ask("GET", ROUTES.stepUp)).body["code"]).toBe("signInAgain");
});

test("[A49] a locked device that asks to be let back in is told that it is locked, and stays so with a code", async () => {
  const { admin, bea, lock } = await start();
  await lock(true);
  const code = (await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"] as string;
  await bea.enrol(code);
  expect((await bea.ask("POST", ROUTES.pull, PULL)).status).toBe(423);
});

test("[A49] [A17] taken out of use it is no longer locked: let in again with a code it begins like any other", async () => {
  const { admin, bea, device, lock, inList } = await start();
  await lock(true);
  await admin.ask("POST", ROUTES.revokeDevice, { device });
  expect((await lock(false)).body["code"]).toBe("outOfUse");
  expect((await bea.ask("POST", ROUTES.pull, PULL)).status).toBe(410);
  await bea.enrol((await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"] as string);
  expect(await inList()).toMatchObject({ revoked: false, locked: null });
});
