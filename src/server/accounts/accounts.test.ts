import { expect, test } from "vitest";
import { DEVICE_HEADER } from "#protocol/device-proof.ts";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, createTestDevice, createWorld, PASSWORD, writer } from "../sync/device.fixture.ts";
import { markUsed } from "./prove-device.ts";
import { waitAfter } from "./tries.ts";

const MINUTE = 60_000;
const pullBody = { wire: 1, epoch: null, cursor: null, schema: 1 };

test("the code in the terminal makes the first administrator: school, adult, account, device, session", async () => {
  const world = await createWorld();
  const device = createTestDevice(world, "personal");
  expect((await device.ask("GET", ROUTES.start)).body).toMatchObject({ waymark: "start", school: false, demo: false });
  const said = await device.setUp();
  expect(said.status).toBe(200);
  expect(said.body).toMatchObject({
    waymark: "setup",
    enrolled: { schoolName: "Fell Road School", kind: "personal", demo: false, clockOffset: 0 },
    signedIn: { givenName: "Ada", familyName: "Holt", role: "school-leader" },
  });
  const feed = await device.pull();
  expect(feed.rows).toMatchObject([{ type: "adult", scope: "school", fields: { givenName: { value: "Ada" } } }]);
  expect(feed.rows[0]?.id).toBe(device.author().id);
  expect((await device.ask("GET", ROUTES.start)).body).toMatchObject({ school: true, demo: false });
  expect(await world.server.newSetUpCode()).toBeUndefined();
});

test("[A6] a set-up code works once, only the newest, and for a day", async () => {
  const world = await createWorld();
  const [old, code] = [await world.server.newSetUpCode(), await world.server.newSetUpCode()];
  const late = await world.server.newSetUpCode();
  for (const wrong of ["", "bcdf-ghjk-mnpq", old, code]) {
    const said = await createTestDevice(world).setUp({ code: wrong });
    expect([said.status, said.body["code"], said.body["field"]]).toEqual([403, "wrongCode", "code"]);
  }
  world.pass(24 * 60 * MINUTE + 1);
  expect((await createTestDevice(world).setUp({ code: late })).body["code"]).toBe("wrongCode");
  const fresh = (await world.server.newSetUpCode())!;
  // As somebody types it who reads it from a screen.
  const device = createTestDevice(world);
  expect((await device.setUp({ code: ` ${fresh.toUpperCase().replaceAll("-", " ")}` })).status).toBe(200);
  const other = await createTestDevice(world).setUp({ code: fresh, login: "somebody.else" });
  expect([other.status, other.body["code"]]).toEqual([403, "alreadySetUp"]);
  expect((await world.storage.transactServer((tx) => tx.schools())).length).toBe(1);
});

test("[A6] nothing about codes, tokens or passwords stands in the database in clear", async () => {
  const world = await createWorld();
  const code = (await world.server.newSetUpCode())!;
  const device = createTestDevice(world);
  await device.setUp({ code });
  const { school } = device.home();
  const stored = await world.storage.transact(school, async (tx) => ({
    account: await tx.account("ada.holt"),
    audit: await tx.auditAfter(0, 100),
  }));
  expect(stored.account?.password).toMatch(/^argon2id\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  const token = device.cookie()!.split("=")[1]!;
  expect(await world.storage.transact(school, (tx) => tx.session(token))).toBeUndefined();
  expect(await world.storage.transactServer((tx) => tx.code(code))).toBeUndefined();
  expect(JSON.stringify(stored)).not.toMatch(new RegExp(`${PASSWORD}|${token}|${code}`));
});

test("a set-up whose answer was lost lets its administrator in when it is sent again", async () => {
  const world = await createWorld();
  const code = (await world.server.newSetUpCode())!;
  const device = createTestDevice(world);
  const first = await device.setUp({ code });
  const again = await device.setUp({ code });
  expect(again.status).toBe(200);
  expect(again.body["enrolled"]).toEqual(first.body["enrolled"]);
  expect(again.body["signedIn"]).toEqual(first.body["signedIn"]);
  expect((await device.setUp({ code, password: "another tall green heron" })).body["code"]).toBe("alreadySetUp");
});

test("a weak password is refused beside its field, and the code is not used up", async () => {
  const world = await createWorld();
  const code = (await world.server.newSetUpCode())!;
  const device = createTestDevice(world);
  for (const password of ["short", "password1234", "Fell Road School 1", "ada.holt.ada.holt", "aaaaaaaaaaaaaaa"]) {
    const said = await device.setUp({ code, password });
    expect([said.status, said.body["code"], said.body["field"]]).toEqual([422, "weakPassword", "password"]);
  }
  expect((await device.setUp({ code })).status).toBe(200);
});

test("[A6] an enrolment code enrols one device, once, for half an hour", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const give = async () => (await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"] as string;
  const code = await give();
  const tablet = createTestDevice(world);
  const enrolled = await tablet.enrol(code);
  expect(enrolled.body).toMatchObject({
    waymark: "enrolled",
    enrolled: { school: admin.home().school, kind: "shared" },
  });
  expect(tablet.home().device).not.toBe(admin.home().device);
  // Its answer was lost: the same device asks again.
  expect((await tablet.enrol(code)).body).toEqual(enrolled.body);
  expect((await createTestDevice(world).enrol(code)).body["code"]).toBe("wrongCode");
  const later = await give();
  world.pass(30 * MINUTE + 1);
  expect((await createTestDevice(world).enrol(later)).body["code"]).toBe("wrongCode");
  expect((await createTestDevice(world).enrol((await world.server.newSetUpCode()) ?? "none")).status).toBe(403);
});

test("[A6] an invited adult chooses login and password once; an invitation is no code for devices", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const invite = async (adult: string) =>
    (await admin.ask("POST", ROUTES.invitations, { adult })).body["code"] as string;
  const again = await bea.signIn("bea", PASSWORD);
  expect(again.body).toMatchObject({
    waymark: "signed-in",
    givenName: "Bea",
    role: "iap-adult",
    adult: bea.author().id,
  });
  const unused = await invite(bea.author().id);
  expect((await createTestDevice(world).enrol(unused)).body["code"]).toBe("wrongCode");
  // Another login than her own, and somebody else's login.
  expect((await bea.signIn("bea.two", PASSWORD, unused)).body["code"]).toBe("otherLogin");
  const cyId = world.newId<string>();
  await admin.push([admin.commit([writer(world).create("adult", "school", { givenName: "Cy" }, { record: cyId })])]);
  const forCy = await invite(cyId);
  expect((await bea.signIn("bea", PASSWORD, forCy)).body["code"]).toBe("loginTaken");
  world.pass(10 * MINUTE);
  // A new password for an adult who forgot theirs.
  expect((await bea.signIn("bea", "five quiet blue lamps", unused)).status).toBe(200);
  world.pass(10 * MINUTE);
  expect((await bea.signIn("bea", PASSWORD)).status).toBe(401);
  expect((await bea.signIn("bea", "five quiet blue lamps")).status).toBe(200);
  expect((await bea.signIn("other", PASSWORD, unused)).status).toBe(401);
});

test("only an administrator in session gives out codes, and only for adults of the school", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  expect((await bea.ask("POST", ROUTES.deviceCodes, {})).body["code"]).toBe("notAnAdministrator");
  const nobody = await admin.ask("POST", ROUTES.invitations, { adult: world.newId<string>() });
  expect([nobody.status, nobody.body["code"]]).toEqual([404, "noSuchAdult"]);
  admin.forgetCookie();
  expect((await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"]).toBe("signInAgain");
});

test("[A8] wrong passwords slow down that account on that device alone, and never for good", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const statuses: number[] = [];
  for (let n = 0; n < 6; n += 1) statuses.push((await bea.signIn("ada.holt", `wrong wrong ${n}`)).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  const slowed = await bea.signIn("ada.holt", PASSWORD);
  expect(slowed.status).toBe(429);
  expect(Number(slowed.headers["retry-after"])).toBeGreaterThan(0);
  // Another account on this device, and this account elsewhere, are not slowed.
  expect((await bea.signIn("bea", PASSWORD)).status).toBe(200);
  expect((await admin.signIn("ada.holt", PASSWORD)).status).toBe(200);
  world.pass(5 * MINUTE);
  expect((await bea.signIn("ada.holt", PASSWORD)).status).toBe(200);
  expect([1, 4, 5, 6, 30].map(waitAfter)).toEqual([0, 0, 2, 4, 300]);
});

test("an unknown login and a wrong password are told alike", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const wrong = await admin.signIn("ada.holt", "not this one at all");
  const unknown = await admin.signIn("my secret password", "not this one at all");
  expect(unknown.status).toBe(401);
  expect(unknown.body).toEqual(wrong.body);
  // What was typed as the login may be a password: it is not kept.
  const audit = await world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 100));
  expect(audit.filter((line) => line.what === "signInFailed").map((line) => line.about)).toEqual(["ada.holt", ""]);
});

test("[A7] a session ends after 30 minutes without use and after 12 hours at the latest, and at sign-out", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const works = async () => (await admin.ask("GET", ROUTES.devices)).status === 200;
  world.pass(29 * MINUTE);
  expect(await works()).toBe(true);
  world.pass(31 * MINUTE);
  expect(await works()).toBe(false);
  await admin.signIn("ada.holt", PASSWORD);
  for (let n = 0; n < 28; n += 1) {
    expect(await works()).toBe(true);
    world.pass(25 * MINUTE);
  }
  expect(await works()).toBe(true);
  world.pass(25 * MINUTE);
  expect(await works()).toBe(false);
  await admin.signIn("ada.holt", PASSWORD);
  const first = admin.cookie()!;
  await admin.signIn("ada.holt", PASSWORD);
  const replaced = await admin.ask("POST", ROUTES.deviceCodes, {}, { headers: { cookie: first } });
  expect(replaced.body["code"]).toBe("signInAgain");
  const kept = admin.cookie()!;
  expect(await works()).toBe(true);
  expect((await admin.ask("POST", ROUTES.signOut)).body).toEqual({ waymark: "done" });
  const stolen = await admin.ask("POST", ROUTES.deviceCodes, {}, { headers: { cookie: kept } });
  expect(stolen.body["code"]).toBe("signInAgain");
});

test("[A7] the cookie is for this host alone, out of the reach of scripts; over TLS it is bound to the host", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  const said = await admin.setUp();
  expect(said.headers["set-cookie"]).toMatch(/^waymark=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  const demo = await createWorld({
    demo: () => ({
      name: "D",
      startsAt: "2026-06-09T10:59",
      personas: { room: world.newId(), reintegration: "", senco: "", leader: "" },
      changes: [],
    }),
  });
  const entered = await demo.server.handle({
    method: "POST",
    path: ROUTES.demoEnter,
    headers: {},
    body: JSON.stringify({ persona: "room", device: { name: "T", kind: "shared", publicKey: admin.publicKey } }),
    secure: true,
  });
  expect(entered.headers["set-cookie"]).toMatch(/^__Host-waymark=[\w-]{43}; Path=\/; .*; Secure$/);
});

test("[A7] a session is of one device: its cookie is worth nothing on another", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const said = await bea.ask("POST", ROUTES.deviceCodes, {}, { headers: { cookie: admin.cookie()! } });
  expect(said.body["code"]).toBe("signInAgain");
  expect((await admin.ask("POST", ROUTES.deviceCodes, {})).status).toBe(200);
});

test("[V7] shares stay the same for a device and for an adult on it, and are nobody else's", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const on = async (device: typeof admin, login: string) => (await device.signIn(login, PASSWORD)).body;
  const [adaHere, beaHere, beaThere] = [await on(admin, "ada.holt"), await on(admin, "bea"), await on(bea, "bea")];
  expect(beaHere["vaultShare"]).toBe(adaHere["vaultShare"]);
  expect(beaThere["vaultShare"]).not.toBe(beaHere["vaultShare"]);
  const authorShares = [adaHere, beaHere, beaThere].map((said) => said["authorShare"]);
  expect(new Set(authorShares).size).toBe(3);
  expect((await on(admin, "ada.holt"))["authorShare"]).toBe(adaHere["authorShare"]);
});

test("[A5] a request is taken once; the refusal of a copy tells where to go on", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  expect((await admin.ask("POST", ROUTES.pull, pullBody, { counter: 500 })).status).toBe(200);
  const copy = await admin.ask("POST", ROUTES.pull, pullBody, { counter: 500 });
  expect([copy.status, copy.body["code"], copy.body["counter"]]).toEqual([409, "counter", 500]);
  // Overtaken on the way, but not a copy; and one too old to tell.
  expect((await admin.ask("POST", ROUTES.pull, pullBody, { counter: 437 })).status).toBe(200);
  expect((await admin.ask("POST", ROUTES.pull, pullBody, { counter: 437 })).status).toBe(409);
  expect((await admin.ask("POST", ROUTES.pull, pullBody, { counter: 436 })).status).toBe(409);
  expect((await admin.ask("POST", ROUTES.pull, pullBody, { counter: 501 })).status).toBe(200);
});

test("[A5] the window lets each number through once, in any order, within 64 of the highest", () => {
  let state = { counter: 0, window: "" };
  const used: number[] = [];
  for (const number of [5, 3, 4, 5, 1, 64, 65, 1, 2, 69, 5, 200, 137, 136, 200, 199]) {
    const next = markUsed(state, number);
    if (!next) continue;
    state = next;
    used.push(number);
  }
  expect(used).toEqual([5, 3, 4, 1, 64, 65, 2, 69, 200, 137, 199]);
  expect(state.counter).toBe(200);
  // However far below: a restored server has leapt ahead of its devices.
  expect(markUsed({ counter: Number.MAX_SAFE_INTEGER, window: "" }, 1)).toBeUndefined();
});

test("[A5] a signature over another body, path or method, and one by another device, are not taken", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const headersOf = async (device: typeof admin, path: string, body: unknown) => {
    let seen: string | undefined;
    const spy = {
      ...world.server,
      handle: async (request: Parameters<typeof world.server.handle>[0]) => {
        seen = request.headers[DEVICE_HEADER];
        return { status: 200, headers: {}, body: "{}" };
      },
    };
    await device.ask("POST", path, body, { server: spy });
    return seen!;
  };
  const send = async (header: string | undefined, path: string, body: unknown) => {
    const headers = header === undefined ? {} : { [DEVICE_HEADER]: header };
    const answer = await world.server.handle({ method: "POST", path, headers, body: JSON.stringify(body) });
    return (JSON.parse(answer.body) as { code?: string }).code;
  };
  const proof = await headersOf(admin, ROUTES.pull, pullBody);
  expect(await send(proof, ROUTES.pull, { ...pullBody, cursor: 1 })).toBe("badProof");
  expect(await send(proof, ROUTES.push, pullBody)).toBe("badProof");
  expect(await send(proof, `${ROUTES.pull}?x=1`, pullBody)).toBe("badProof");
  const [, number, signature] = proof.split(".");
  expect(await send(`${bea.home().device}.${number}.${signature}`, ROUTES.pull, pullBody)).toBe("badProof");
  expect(await send(`${world.newId<string>()}.${number}.${signature}`, ROUTES.pull, pullBody)).toBe("unknownDevice");
  for (const nonsense of [
    undefined,
    "",
    "a.b.c",
    "x".repeat(400),
    `${admin.home().device}.-1.x`,
    `${admin.home().device}.1e400.x`,
  ])
    expect(await send(nonsense, ROUTES.pull, pullBody)).toBe("noProof");
  expect(await send(`${admin.home().device}.${number}.!!!`, ROUTES.pull, pullBody)).toBe("badProof");
  // None of that used the number up. It is believed as the device's, and as nobody's who has it open (A47).
  expect(await send(proof, ROUTES.pull, pullBody)).toBe("notOpen");
});

test("[A3] an address that is not there, and a method that is not asked, are told plainly", async () => {
  const world = await createWorld();
  const device = createTestDevice(world);
  expect((await device.ask("GET", "/api/pupils")).status).toBe(404);
  expect((await device.ask("GET", ROUTES.push)).status).toBe(405);
  expect((await device.ask("POST", ROUTES.start)).status).toBe(405);
});

test("[V3] a key keeps its name when it is registered again, and only a session registers one", async () => {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const key = createTestDevice(world).publicKey;
  const first = await admin.ask("POST", ROUTES.authorKeys, { key });
  expect((await admin.ask("POST", ROUTES.authorKeys, { key })).body).toEqual(first.body);
  admin.forgetCookie();
  expect((await admin.ask("POST", ROUTES.authorKeys, { key })).status).toBe(401);
});
