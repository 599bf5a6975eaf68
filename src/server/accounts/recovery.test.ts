import { expect, test } from "vitest";
import * as v from "valibot";
import type { Change } from "#ledger/change.ts";
import { accountsAnswerShape } from "#protocol/people.ts";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, createTestDevice, createWorld, PASSWORD, writer } from "../sync/device.fixture.ts";
import { recover } from "./recover.ts";

const HOUR = 60 * 60_000;
const OTHER = "kettle orchard sparrow";

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea", "shared");
  const adult = bea.author().id;
  const invite = async (whom = adult, by = admin, administrator = false) =>
    by.ask("POST", ROUTES.invitations, { adult: whom, administrator });
  const listed = async (by = admin) => v.parse(accountsAnswerShape, (await by.ask("GET", ROUTES.accounts)).body);
  return { world, admin, bea, adult, invite, listed };
}

test("[A44] a second administrator's code gives a new password; the old one and its sessions end; what was signed stays theirs", async () => {
  const { world, admin, bea, adult, invite } = await start();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const waiting = bea.commit([pupil]);
  const code = (await invite()).body["code"] as string;
  const fresh = createTestDevice(world);
  await fresh.enrol((await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"] as string);
  expect((await fresh.signIn("bea", OTHER, code)).status).toBe(200);
  expect((await bea.ask("GET", ROUTES.quarantine)).body["code"]).toBe("signInAgain");
  expect((await bea.ask("POST", ROUTES.signIn, { login: "bea", password: PASSWORD })).status).toBe(401);
  const { verdicts } = await bea.push([waiting]);
  expect(verdicts[0]?.changes.map((one) => one.verdict)).toEqual(["accepted"]);
  const line = await world.storage.transact(admin.home().school, async (tx) =>
    (await tx.auditAfter(0, 1000)).findLast(({ what }) => what === "invitationUsed"),
  );
  expect([line?.who, JSON.parse(line?.facts ?? "{}")]).toEqual([adult, { newPassword: true }]);
});

test("[A44] nobody gives a code to themselves, and one invitation of an adult stands at a time", async () => {
  const { admin, bea, adult, invite } = await start();
  expect((await invite(admin.author().id)).body["code"]).toBe("yourself");
  const first = (await invite()).body["code"] as string;
  const second = (await invite()).body["code"] as string;
  expect((await bea.signIn("bea", OTHER, first)).body["code"]).toBe("wrongCode");
  expect((await bea.signIn("bea", OTHER, second)).status).toBe(200);
  expect((await bea.ask("POST", ROUTES.invitations, { adult })).body["code"]).toBe("notAnAdministrator");
});

test("[A44] an administrator sees who can sign in and which invitations are out, and takes one back", async () => {
  const { world, admin, bea, adult, invite, listed } = await start();
  expect((await listed()).accounts.map(({ login, administrator }) => [login, administrator])).toEqual([
    ["ada.holt", true],
    ["bea", false],
  ]);
  expect((await listed()).invitations).toEqual([]);
  const code = (await invite(adult, admin, true)).body["code"] as string;
  expect((await listed()).invitations).toMatchObject([{ adult, administrator: true }]);
  expect((await admin.ask("POST", ROUTES.withdrawInvitation, { adult })).status).toBe(200);
  expect((await listed()).invitations).toEqual([]);
  expect((await bea.signIn("bea", OTHER, code)).body["code"]).toBe("wrongCode");
  await invite();
  world.pass(24 * HOUR + 1);
  await admin.ask("POST", ROUTES.signIn, { login: "ada.holt", password: PASSWORD });
  expect((await listed()).invitations).toEqual([]);
  expect((await bea.ask("GET", ROUTES.accounts)).status).toBe(401);
});

test("[A44] an administrator makes another one, and cannot take their own rights", async () => {
  const { admin, bea, adult, listed } = await start();
  const set = (whom: string, administrator: boolean, by = admin) =>
    by.ask("POST", ROUTES.administrator, { adult: whom, administrator });
  expect((await set(admin.author().id, false)).body["code"]).toBe("yourself");
  expect((await set(adult, true, bea)).body["code"]).toBe("notAnAdministrator");
  expect((await set(adult, true)).status).toBe(200);
  expect((await listed(bea)).accounts).toHaveLength(2);
  expect((await set(admin.author().id, false, bea)).status).toBe(200);
  expect((await admin.ask("GET", ROUTES.accounts)).body["code"]).toBe("notAnAdministrator");
});

test("[A44] a password with the adult's own name in it is refused with the invitation", async () => {
  const { admin, world } = await start();
  const write = writer(world);
  const made = write.create("adult", "school", { givenName: "Wilhelmina", familyName: "Featherstone", role: "senco" });
  await admin.push([admin.commit([made as Change])]);
  const code = (await admin.ask("POST", ROUTES.invitations, { adult: made.record })).body["code"] as string;
  const tablet = createTestDevice(world);
  await tablet.enrol((await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"] as string);
  const said = await tablet.signIn("w.f", "Wilhelmina-Featherstone-1", code);
  expect([said.body["code"], said.body["field"]]).toEqual(["weakPassword", "password"]);
  expect((await tablet.signIn("w.f", OTHER, code)).status).toBe(200);
});

test("[A44] at the server's terminal the last administrator gets a code, and nobody else does", async () => {
  const { world, admin, bea } = await start();
  const deps = { storage: world.storage, clock: { now: world.now }, randomBytes: world.randomBytes };
  expect(await recover(deps, "bea")).toEqual({ administrators: ["ada.holt"] });
  const done = await recover(deps, " Ada.Holt ");
  if (!("code" in done)) throw new Error("no code");
  expect((await bea.signIn("ada.holt", OTHER, done.code)).status).toBe(200);
  expect((await bea.ask("GET", ROUTES.accounts)).status).toBe(200);
  expect((await admin.ask("POST", ROUTES.signIn, { login: "ada.holt", password: PASSWORD })).status).toBe(401);
});
