// Ways round the waits after wrong passwords (A8), and round an administrator's code (A6, A30).

import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import type { EnrolAnswer, RenewAnswer } from "#protocol/session.ts";
import type { Storage } from "../storage/storage.ts";
import { PASSWORD, type TestDevice, addColleague, createTestDevice, createWorld } from "../sync/device.fixture.ts";
import { hashPassword } from "./password.ts";

const ADA = { login: "ada.holt", password: PASSWORD };
const WRONG = { login: "ada.holt", password: "not this one at all" };

async function start(wrap?: (storage: Storage) => Storage) {
  const world = await createWorld(wrap ? { wrap } : {});
  const admin = createTestDevice(world);
  await admin.setUp();
  const renewed = async (tablet: TestDevice): Promise<{ readonly status: number; readonly device?: TestDevice }> => {
    const device = createTestDevice(world);
    const said = await tablet.ask("POST", ROUTES.renew, { publicKey: device.publicKey, lastSeq: 0 });
    if (said.status !== 200) return { status: said.status };
    device.become((said.body as unknown as RenewAnswer).enrolled);
    return { status: 200, device };
  };
  return { world, admin, renewed };
}

test("[A8] [S19] a tablet that goes on under another name goes on waiting, however often it does", async () => {
  const { world, admin, renewed } = await start();
  const tablet = await addColleague(world, admin, "Bea");
  for (let n = 0; n < 5; n += 1) await tablet.ask("POST", ROUTES.signIn, WRONG);
  expect((await tablet.ask("POST", ROUTES.signIn, WRONG)).status).toBe(429);
  let last = tablet;
  for (let n = 0; n < 3; n += 1) {
    // From the name it had first, and from the one it had last.
    for (const from of [tablet, last]) {
      const { device } = await renewed(from);
      expect((await device?.ask("POST", ROUTES.signIn, WRONG))?.status).toBe(429);
      last = device ?? last;
    }
  }
});

test("[S19] a tablet that went on under another name a hundred times needs a code", async () => {
  const { admin, renewed } = await start();
  let last = admin;
  for (let n = 0; n < 100; n += 1) last = (await renewed(last)).device ?? last;
  expect(await renewed(last)).toEqual({ status: 409 });
});

test("[A44] a sign-in that was under way while the password was replaced does not come in with the old one", async () => {
  let between: (() => Promise<void>) | undefined;
  let looks = 0;
  const { world, admin } = await start((storage) => ({
    ...storage,
    async transact(school, work) {
      // Of the device's proof, the count, the account: the password is looked at now.
      if (between && (looks += 1) === 4) {
        const now = between;
        between = undefined;
        await now();
      }
      return storage.transact(school, work);
    },
  }));
  const other = await hashPassword("another four tall herons", world.randomBytes, { memoryKib: 8, passes: 1 });
  admin.forgetCookie();
  between = () =>
    world.storage.transact(admin.home().school, async (tx) => {
      const account = await tx.account(ADA.login);
      if (!account) throw new Error("no account");
      await tx.putAccount({ ...account, password: other });
      await tx.deleteSessionsOf(account.adult);
    });
  expect(await admin.ask("POST", ROUTES.signIn, ADA)).toMatchObject({ status: 401, body: { code: "wrongPassword" } });
  expect(between).toBeUndefined();
});

test("[A8] whoever read the set-up code in the terminal waits between wrong passwords like anybody", async () => {
  const world = await createWorld();
  const code = await world.server.newSetUpCode();
  await createTestDevice(world).setUp({ code });
  const guess = async (password: string) => {
    const said = await createTestDevice(world).setUp({ code, password });
    return [said.status, said.body["code"]];
  };
  for (let n = 0; n < 5; n += 1) expect(await guess("not this one at all")).toEqual([403, "alreadySetUp"]);
  expect(await guess(PASSWORD)).toEqual([429, "tooManyAttempts"]);
  world.pass(3_000);
  expect(await guess(PASSWORD)).toEqual([200, undefined]);
});

test("[A30] a password alone lets back in only what was a tablet of this school, in the browser it was", async () => {
  const { world, admin } = await start();
  const { school } = admin.home();
  const own = createTestDevice(world);
  const device = { name: "At home", kind: "shared", publicKey: own.publicKey };
  const ask = (body: object, from: TestDevice = own) => from.ask("POST", ROUTES.readmit, body, { signed: false });
  const stranger = await ask({ school, id: world.newId(), device, ...ADA });
  expect(stranger).toMatchObject({ status: 403, body: { code: "codeNeeded", field: "code" } });
  // Nor with what another browser was known by.
  expect((await ask({ school, id: world.newId(), device, ...ADA }, admin)).body).toMatchObject({ code: "codeNeeded" });
  const { code } = (await admin.ask("POST", ROUTES.deviceCodes, {})).body;
  const letIn = await ask({ school, id: world.newId(), device, code });
  expect((letIn.body as unknown as EnrolAnswer).waymark).toBe("enrolled");
});

test("[A42] no device takes the school's own name, by which the server signs what it makes itself", async () => {
  const { world, admin } = await start();
  const { school } = admin.home();
  const own = createTestDevice(world);
  const { code } = (await admin.ask("POST", ROUTES.deviceCodes, {})).body;
  const body = { school, id: school, device: { name: "x", kind: "shared", publicKey: own.publicKey }, code };
  expect(await own.ask("POST", ROUTES.readmit, body, { signed: false })).toMatchObject({ status: 409 });
});
