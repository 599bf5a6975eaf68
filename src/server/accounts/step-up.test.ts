import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, createTestDevice, createWorld, PASSWORD } from "../sync/device.fixture.ts";

const MINUTE = 60_000;

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea", "shared");
  const audit = async () =>
    (await world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 10_000))).map((line) => line.what);
  return { world, admin, bea, audit };
}

test("[A43] what cannot be taken back asks for the password again when it was given ten minutes ago or more", async () => {
  const { world, admin, bea } = await start();
  const acts = [
    [ROUTES.revokeDevice, { device: world.newId() }],
    [ROUTES.endAdult, { adult: world.newId() }],
    [ROUTES.administrator, { adult: bea.author().id, administrator: true }],
    [ROUTES.settleQuarantined, { id: "x", how: "dealtWith" }],
    [ROUTES.invitations, { adult: bea.author().id }],
    [ROUTES.deviceCodes, {}],
  ] as const;
  const codes = async () => {
    const said: unknown[] = [];
    for (const [path, body] of acts) said.push((await admin.ask("POST", path, body)).body["code"] === "stepUp");
    return said;
  };
  world.pass(10 * MINUTE + 1);
  expect(await codes()).toEqual(acts.map(() => true));
  expect((await admin.ask("GET", ROUTES.devices)).status).toBe(200);
  expect((await admin.ask("GET", ROUTES.stepUp)).body["code"]).toBe("stepUp");
  const before = admin.cookie();
  expect((await admin.ask("POST", ROUTES.stepUp, { password: PASSWORD })).body).toEqual({ waymark: "done" });
  expect(admin.cookie()).not.toBe(before);
  expect(await codes()).toEqual(acts.map(() => false));
  expect((await admin.ask("GET", ROUTES.stepUp)).status).toBe(200);
  // The token of before is nobody's.
  const old = await admin.ask("GET", ROUTES.devices, undefined, { headers: { cookie: before ?? "" } });
  expect([old.status, old.body["code"]]).toEqual([401, "signInAgain"]);
});

test("[A43] [A8] guesses at the password slow down with those at sign-in, and are in the audit", async () => {
  const { world, admin, audit } = await start();
  const guess = () => admin.ask("POST", ROUTES.stepUp, { password: "not the password" });
  for (let i = 0; i < 5; i += 1) expect([(await guess()).status, i]).toEqual([401, i]);
  expect((await guess()).status).toBe(429);
  const signIn = await admin.ask("POST", ROUTES.signIn, { login: "ada.holt", password: PASSWORD });
  expect(signIn.status).toBe(429);
  expect((await audit()).filter((what) => what === "stepUpFailed")).toHaveLength(5);
  world.pass(2 * MINUTE);
  expect((await admin.ask("POST", ROUTES.stepUp, { password: PASSWORD })).status).toBe(200);
});

test("[A43] without a session there is nothing to step up", async () => {
  const { admin } = await start();
  admin.forgetCookie();
  expect((await admin.ask("POST", ROUTES.stepUp, { password: PASSWORD })).body["code"]).toBe("signInAgain");
});

test("[A36] the session of another adult, who was at the tablet before, is none", async () => {
  const { world, admin, bea } = await start();
  const as = (adult: string) => admin.ask("GET", ROUTES.devices, undefined, { headers: { "waymark-adult": adult } });
  expect((await as(admin.author().id)).status).toBe(200);
  expect((await as(bea.author().id)).body["code"]).toBe("signInAgain");
  expect((await as(world.newId())).body["code"]).toBe("signInAgain");
});
