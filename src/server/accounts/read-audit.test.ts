import { expect, test } from "vitest";
import * as v from "valibot";
import { auditAnswerShape } from "#protocol/audit-page.ts";
import { ROUTES } from "#protocol/routes.ts";
import { quarantineAnswerShape } from "#protocol/oversight.ts";
import {
  PASSWORD,
  type TestDevice,
  addColleague,
  createTestDevice,
  createWorld,
  writer,
} from "../sync/device.fixture.ts";
import { EVERYBODY_HOLDS_ALL, type GrantRules } from "../sync/grants.ts";

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const write = writer(world);
  const [amara, bo] = [write.create("pupil", null, { name: "Amara" }), write.create("pupil", null, { name: "Bo" })];
  await admin.push([admin.commit([amara]), admin.commit([bo])]);
  const ask = (body: object = {}, by: TestDevice = admin) => by.ask("POST", ROUTES.audit, body);
  const lines = async (body: object = {}) => v.parse(auditAnswerShape, (await ask(body)).body);
  const standing = async () =>
    (await world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 10_000))).map(({ what }) => what);
  return { world, admin, bea, write, amara, bo, ask, lines, standing };
}

test("[A45] whoever answers for the school reads who did what, newest first, by pupil, adult and day; nobody else does", async () => {
  const { world, admin, bea, write, amara, bo, ask, lines } = await start();
  await bea.push([bea.commit([write.create("note", amara.record, { text: "Calm." })])]);
  const ofAmara = await lines({ pupil: amara.record });
  expect(ofAmara.lines.map(({ what, who }) => [what, who])).toEqual([
    ["change", bea.author().id],
    ["change", admin.author().id],
  ]);
  expect(ofAmara.lines[0]).toMatchObject({ deviceName: "Tablet", facts: { type: "note", scope: amara.record } });
  expect(JSON.stringify(ofAmara)).not.toContain("Calm");
  const ofBea = (await lines({ adult: bea.author().id })).lines;
  expect(ofBea.every(({ who, about }) => [who, about].includes(bea.author().id))).toBe(true);
  expect(ofBea.map(({ what }) => what)).toContain("signedIn");
  // Summer: the day of the school began an hour before that of UTC.
  world.pass(Date.UTC(2026, 5, 9, 23, 30) - world.now());
  await admin.signIn("ada.holt", "four unrelated tall herons");
  await admin.push([admin.commit([write.create("note", bo.record, { text: "x" })])]);
  const tenth = await lines({ pupil: bo.record, from: "2026-06-10", until: "2026-06-10" });
  expect(tenth.lines.map(({ about }) => about)).not.toContain(bo.record);
  expect(tenth.lines).toHaveLength(1);
  expect((await lines({ pupil: bo.record, until: "2026-06-09" })).lines.map(({ about }) => about)).toContain(bo.record);
  expect((await ask({}, bea)).status).toBe(401);
  await bea.signIn("bea", "four unrelated tall herons");
  const refused = await ask({}, bea);
  expect([refused.status, refused.body["code"]]).toEqual([403, "notResponsible"]);
});

test("[A45] [A9] that somebody looked stands in the audit before they are answered, and so does that they took a copy", async () => {
  const { amara, ask, lines, standing } = await start();
  await lines({ pupil: amara.record });
  expect((await standing()).at(-1)).toBe("auditRead");
  expect((await lines({ pupil: amara.record })).lines.map(({ what }) => what)).toEqual(["auditRead", "change"]);
  await lines({ copy: true });
  expect((await standing()).at(-1)).toBe("auditCopied");
  const before = await standing();
  expect((await ask({ pupil: "x" })).status).toBe(400);
  expect(await standing()).toEqual(before);
});

test("[A45] it is read page by page, each line once, and only in a session that is fresh", async () => {
  const { world, admin, write, amara, ask, lines } = await start();
  const notes = Array.from({ length: 70 }, () => write.create("note", amara.record, { text: "x" }));
  await admin.push([admin.commit(notes)]);
  const first = await lines({ pupil: amara.record });
  expect([first.lines.length, first.more]).toEqual([50, true]);
  const rest = await lines({ pupil: amara.record, before: first.lines.at(-1)?.number });
  expect([rest.lines.length, rest.more]).toEqual([21, false]);
  const numbers = [...first.lines, ...rest.lines].map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(new Set(numbers).size).toBe(71);
  world.pass(11 * 60_000);
  expect((await ask()).body["code"]).toBe("stepUp");
});

test("[A45] [A19] an administrator who sees no pupils' notes reads neither who looked at them nor what was set aside about them", async () => {
  // The keys of the school, and nobody's notes; a colleague in charge of pupils reads all.
  const grantRules: GrantRules = {
    ...EVERYBODY_HOLDS_ALL,
    holds: ({ adults }) => ({ rest: adults.some(({ administrator }) => administrator) ? "keys" : "all", held: [] }),
    mayRead: (level, definition) => level === "all" || definition?.scope === "school",
    mayWrite: (level, definition) => level === "all" || definition?.scope === "school",
  };
  const world = await createWorld({ grantRules });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const write = writer(world);
  const dee = write.create("adult", "school", { givenName: "Dee", familyName: "Reed", role: "dsl" });
  await admin.push([admin.commit([dee])]);
  const code = await admin.ask("POST", ROUTES.deviceCodes, {});
  const invited = await admin.ask("POST", ROUTES.invitations, { adult: dee.record });
  const dsl = createTestDevice(world, "personal");
  await dsl.enrol(code.body["code"] as string);
  await dsl.signIn("dee", PASSWORD, invited.body["code"] as string);
  const amara = write.create("pupil", null, { name: "Amara" });
  await dsl.push([dsl.commit([amara])]);
  await admin.push([admin.commit([write.create("note", amara.record, { text: "Not for an administrator." })])]);

  const read = async (by: TestDevice, body: object = {}) => (await by.ask("POST", ROUTES.audit, body)).body;
  const whatOf = (body: Record<string, unknown>) =>
    v.parse(auditAnswerShape, body).lines.map(({ what, facts }) => `${what} ${String(facts["scope"] ?? "")}`.trim());
  const { device: itsDevice } = dsl.home();
  for (const locked of [true, false])
    expect((await admin.ask("POST", ROUTES.lockDevice, { device: itsDevice, locked })).status).toBe(200);
  await dsl.signIn("dee", PASSWORD);
  const all = whatOf(await read(dsl));
  const own = whatOf(await read(admin));
  expect(all).toContain(`change ${amara.record}`);
  expect(all).toContain("quarantined");
  for (const what of ["signedIn", "deviceLocked", "deviceUnlocked"]) expect(own).toContain(what);
  const named = v.parse(auditAnswerShape, await read(admin)).lines.find(({ what }) => what === "deviceLocked");
  expect(named).toMatchObject({ about: itsDevice, aboutDevice: expect.stringMatching(/./) });
  expect(own.filter((what) => ["quarantined", "auditRead", `change ${amara.record}`].includes(what))).toEqual([]);
  expect((await read(admin, { pupil: amara.record }))["code"]).toBe("notYourPupils");
  expect((await read(dsl, { pupil: amara.record }))["code"]).toBeUndefined();

  const listed = async (by: TestDevice) =>
    v.parse(quarantineAnswerShape, (await by.ask("GET", ROUTES.quarantine)).body);
  const [hidden, shown] = [await listed(admin), await listed(dsl)];
  expect([hidden.kept.length, hidden.others, shown.kept.length, shown.others]).toEqual([0, 1, 1, 0]);
  const settle = (by: TestDevice) =>
    by.ask("POST", ROUTES.settleQuarantined, { id: shown.kept[0]?.id, how: "dealtWith", why: "Spoken to" });
  expect((await settle(admin)).status).toBe(404);
  expect((await settle(dsl)).status).toBe(200);
});
