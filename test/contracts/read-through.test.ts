// What an adult reads by asking the server: with the school's own table of who may see what.

import { expect, test } from "vitest";
import * as v from "valibot";
import { grantRules } from "#casework/grant-rules.ts";
import { schema } from "#casework/schema.ts";
import type { Change } from "#ledger/change.ts";
import { quarantineAnswerShape } from "#protocol/oversight.ts";
import { emergencyAnswerShape, pupilAnswerShape } from "#protocol/read-through.ts";
import { ROUTES } from "#protocol/routes.ts";
import {
  type TestDevice,
  addColleague,
  createTestDevice,
  createWorld,
  PASSWORD,
  writer,
} from "#server/sync/device.fixture.ts";

const MINUTE = 60_000;
const REASON = "Found alone and upset by the gate";

async function start() {
  const world = await createWorld({ schema, grantRules });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const write = writer(world);
  const inRole = async (name: string, role: string): Promise<TestDevice> => {
    const device = await addColleague(world, admin, name, "shared");
    const { id } = device.author();
    const record = await world.storage.transact(admin.home().school, (tx) => tx.record(id));
    const of = { record: id, type: "adult", scope: "school" } as unknown as Change;
    await admin.push([admin.commit([write.set(of, "role", "iap-adult", role, record!.created)])]);
    return device;
  };
  const jo = await addColleague(world, admin, "Joan", "shared");
  const eva = await inRole("Eva", "senco");
  const dee = await inRole("Dee", "dsl");
  const tom = await inRole("Tom", "class-teacher");
  const pupil = write.create("pupil", null, { givenName: "Kofi", familyName: "Mensah" });
  const about = (type: string, fields: Record<string, string>): Change =>
    write.create(type, pupil.record, fields as never);
  await admin.push([
    admin.commit([
      pupil,
      about("contact", { name: "Ama Mensah" }),
      about("told-dsl", { when: "2026-06-09T10:00", told: admin.author().id, how: "in-person" }),
    ]),
  ]);
  const read = async (by: TestDevice, id: string = pupil.record) => by.ask("POST", ROUTES.readPupil, { pupil: id });
  const types = async (by: TestDevice) =>
    v
      .parse(pupilAnswerShape, (await read(by)).body)
      .rows.map(({ type }) => type)
      .toSorted();
  const open = (by: TestDevice, over: object = {}) =>
    by.ask("POST", ROUTES.openEmergency, { pupil: pupil.record, reason: REASON, ...over });
  const listed = async (by: TestDevice) =>
    v.parse(emergencyAnswerShape, (await by.ask("GET", ROUTES.emergency)).body).opened;
  const lines = async () => world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 10_000));
  return { world, admin, jo, eva, dee, tom, pupil, write, read, types, open, listed, lines };
}

test("[A41] a SENCO at the room's tablet is told what they may see, and the tablet is sent none of it", async () => {
  const { eva, jo, dee, pupil, types, lines } = await start();
  expect(await types(eva)).toEqual(["contact", "pupil"]);
  expect(await types(dee)).toEqual(["contact", "pupil", "told-dsl"]);
  expect(await types(jo)).toEqual(["pupil"]);
  const sent = await eva.pull({ cursor: null, grants: null });
  expect(sent.rows.filter(({ scope }) => scope === (pupil.record as string)).map(({ type }) => type)).toEqual([
    "pupil",
  ]);
  const told = (await lines()).filter(({ what }) => what === "pupilRead");
  expect(told.map(({ who, facts }) => [who, JSON.parse(facts)])).toEqual([
    [eva.author().id, { records: 2, restricted: 0, emergency: false }],
    [dee.author().id, { records: 3, restricted: 1, emergency: false }],
    [jo.author().id, { records: 1, restricted: 0, emergency: false }],
  ]);
});

test("[A3] [A41] a pupil one may not know of, one who never was, and a record that is no pupil answer alike", async () => {
  const { world, tom, jo, eva, pupil, read } = await start();
  const answers = [await read(tom), await read(tom, world.newId()), await read(eva, eva.author().id)];
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
  jo.forgetCookie();
  expect((await read(jo, pupil.record)).status).toBe(401);
});

test("[A42] in an emergency an adult of the room reads one pupil's notes for half an hour; the DSL is told at once", async () => {
  const { world, admin, jo, dee, pupil, types, open, listed, lines } = await start();
  expect((await open(jo)).body).toEqual({ waymark: "done" });
  expect(await types(jo)).toEqual(["contact", "pupil", "told-dsl"]);
  expect(await listed(dee)).toMatchObject([
    { adult: jo.author().id, pupil: pupil.record, reason: REASON, seenBy: null },
  ]);
  expect(
    (await lines()).some(
      ({ what, who, about }) =>
        what === "emergencyOpened" && who === jo.author().id && about === (pupil.record as string),
    ),
  ).toBe(true);
  // A leader's own device hears of it by the feed.
  const feed = await admin.pull({ cursor: null, grants: null });
  expect(feed.rows.filter(({ type }) => type === "emergency-access")).toHaveLength(1);
  expect((await jo.pull({ cursor: null, grants: null })).rows.some(({ type }) => type === "emergency-access")).toBe(
    false,
  );
  // Opened already: no second line.
  await open(jo);
  expect(await listed(dee)).toHaveLength(1);
  world.pass(30 * MINUTE + 1);
  await jo.ask("POST", ROUTES.signIn, { login: "joan", password: PASSWORD });
  expect(await types(jo)).toEqual(["pupil"]);
});

test("[A42] no reason, another role, an old password, no such pupil: nothing is opened and nobody is told", async () => {
  const { world, jo, eva, tom, dee, open, listed } = await start();
  const code = async (by: TestDevice, over: object = {}) => (await open(by, over)).body["code"];
  expect(await code(jo, { reason: " now    " })).toBe("reasonNeeded");
  expect(await code(tom)).toBe("notInEmergency");
  expect(await code(eva)).toBe("notInEmergency");
  expect(await code(jo, { pupil: world.newId() })).toBe("noSuchPupil");
  world.pass(11 * MINUTE);
  expect(await code(jo)).toBe("stepUp");
  expect(await listed(dee)).toEqual([]);
});

test("[A42] what a device sends under this type opens nothing, and is set aside", async () => {
  const { admin, jo, dee, pupil, write, types, listed } = await start();
  const forged = write.create("emergency-access", pupil.record, {
    adult: jo.author().id,
    reason: REASON,
    when: "2026-06-09T11:00",
  });
  const { verdicts } = await jo.push([jo.commit([forged])]);
  expect(verdicts[0]?.changes.map((one) => one.verdict)).toEqual(["quarantined"]);
  expect(await types(jo)).toEqual(["pupil"]);
  // Not even when somebody files it as it stands.
  const { kept } = v.parse(quarantineAnswerShape, (await admin.ask("GET", ROUTES.quarantine)).body);
  const said = await admin.ask("POST", ROUTES.settleQuarantined, { id: kept[0]!.id, how: "file" });
  expect(said.status).toBe(200);
  expect(await types(jo)).toEqual(["pupil"]);
  expect(await listed(dee)).toEqual([]);
});

test("[A42] a DSL looks at it, once; the room's adults neither list it nor tick it off", async () => {
  const { jo, dee, eva, open, listed } = await start();
  await open(jo);
  const [one] = await listed(dee);
  const see = (by: TestDevice) => by.ask("POST", ROUTES.emergencySeen, { id: one!.id });
  expect((await see(jo)).body["code"]).toBe("notResponsible");
  expect((await eva.ask("GET", ROUTES.emergency)).body["code"]).toBe("notResponsible");
  expect((await see(dee)).status).toBe(200);
  expect((await see(dee)).status).toBe(200);
  expect(await listed(dee)).toMatchObject([{ seenBy: dee.author().id }]);
});
