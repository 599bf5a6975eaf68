import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import * as v from "valibot";
import type { Change } from "#ledger/change.ts";
import { devicesAnswerShape, holdingsAnswerShape, quarantineAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { caseloadRules } from "../sync/caseload.fixture.ts";
import { type TestDevice, createTestDevice, createWorld, PASSWORD } from "../sync/device.fixture.ts";
import { overseen } from "./overseen.fixture.ts";

async function start() {
  const at = await overseen();
  const { admin, bea, auditLines } = at;
  const audit = async () => (await auditLines()).map((line) => line.what);
  const kept = async (by: TestDevice = admin) =>
    v.parse(quarantineAnswerShape, (await by.ask("GET", ROUTES.quarantine)).body).kept;
  const settle = (id: string, how: string, by: TestDevice = admin) =>
    by.ask("POST", ROUTES.settleQuarantined, { id, how, ...(how === "dealtWith" && { why: "Spoken about." }) });
  const verdictsOf = async (sealed: ReturnType<TestDevice["commit"]>, by = bea) =>
    (await by.push([sealed])).verdicts[0]?.changes.map((one) => one.verdict);
  return { ...at, audit, kept, settle, verdictsOf };
}

test("[A17] an administrator sees each device: when it was last here, what it sent and holds back, what it may hold", async () => {
  const { world, admin, bea, say } = await start();
  await bea.push([bea.commit([say("one")]), bea.commit([say("two")])]);
  const first = await bea.pull({ cursor: null, grants: null });
  world.pass(60_000);
  await bea.pull({ cursor: first.cursor, grants: first.grants!.version });
  const said = await admin.ask("GET", ROUTES.devices);
  const { devices } = v.parse(devicesAnswerShape, said.body);
  expect(devices.find((one) => one.id === bea.home().device)).toMatchObject({
    kind: "shared",
    lastSeq: 2,
    unsent: 0,
    app: "test",
    revoked: false,
    lostAt: null,
    pupils: null,
    lastContact: new Date(world.now()).toISOString(),
    confirmed: new Date(world.now()).toISOString(),
  });
  const told = await admin.ask("POST", ROUTES.holdings, { device: bea.home().device });
  expect(v.parse(holdingsAnswerShape, told.body).holdings).toMatchObject([{ rest: "shared", held: [] }]);
  expect((await admin.ask("POST", ROUTES.holdings, { device: world.newId() })).status).toBe(404);
});

test("[A17] [V37] the list says whether a device keeps a second copy of what waits, as it said last", async () => {
  const { admin, bea } = await start();
  const inList = async () =>
    v
      .parse(devicesAnswerShape, (await admin.ask("GET", ROUTES.devices)).body)
      .devices.find(({ id }) => id === bea.home().device)?.secondCopy;
  const said = [await inList()];
  for (const copy of [false, undefined, true]) {
    await bea.ask("POST", ROUTES.pull, { wire: 1, epoch: null, cursor: null, schema: 1, copy });
    said.push(await inList());
  }
  expect(said).toEqual([null, false, false, true]);
});

test("[A17] nobody but an administrator sees devices or takes one out of use, and not without a session", async () => {
  const { admin, bea } = await start();
  const asked = [
    ["GET", ROUTES.devices, undefined],
    ["POST", ROUTES.holdings, { device: bea.home().device }],
    ["POST", ROUTES.revokeDevice, { device: admin.home().device }],
    ["POST", ROUTES.endAdult, { adult: admin.author().id }],
  ] as const;
  for (const [method, path, body] of asked) {
    const said = await bea.ask(method, path, body);
    expect([path, said.status, said.body["code"]]).toEqual([path, 403, "notAnAdministrator"]);
  }
  for (const [method, path, body] of [
    ["GET", ROUTES.quarantine, undefined],
    ["POST", ROUTES.settleQuarantined, { id: "x", how: "dealtWith" }],
  ] as const)
    expect((await bea.ask(method, path, body)).body["code"]).toBe("notResponsible");
  admin.forgetCookie();
  for (const [method, path, body] of asked) expect((await admin.ask(method, path, body)).status).toBe(401);
});

test("[A17] a device that is taken out of use may deliver and nothing else: gone, not unknown and not forbidden", async () => {
  const { world, admin, bea, say, audit, kept } = await start();
  const device = bea.home().device;
  expect((await admin.ask("POST", ROUTES.revokeDevice, { device })).body).toEqual({ waymark: "done" });
  expect((await admin.ask("POST", ROUTES.revokeDevice, { device })).status).toBe(200);
  expect((await audit()).filter((what) => what === "deviceRevoked")).toHaveLength(1);
  const pull = { wire: 1, epoch: null, cursor: null, schema: 1 };
  expect((await bea.ask("POST", ROUTES.pull, pull)).status).toBe(410);
  expect(await bea.push([bea.commit([say("Last words.")])])).toMatchObject({
    standing: "revoked",
    verdicts: [{ changes: [{ verdict: "quarantined" }] }],
  });
  expect(await kept()).toMatchObject([
    { reason: "notAllowed", author: bea.author().id, deviceRevoked: true, authorEnded: false },
  ]);
  // Never enrolled, forbidden, gone: three answers.
  const stranger = createTestDevice(world);
  expect((await stranger.ask("POST", ROUTES.pull, pull, { signed: true })).status).toBe(401);
  const own = await admin.ask("POST", ROUTES.revokeDevice, { device: admin.home().device });
  expect([own.status, own.body["code"]]).toEqual([422, "thisDevice"]);
  expect((await admin.ask("POST", ROUTES.revokeDevice, { device: world.newId() })).status).toBe(404);
});

test("[A17] let in again with a fresh code, a device is sent everything; the code it once used does not let it in", async () => {
  const world = await createWorld({ grantRules: caseloadRules });
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const code = async () => (await admin.ask("POST", ROUTES.deviceCodes, {})).body["code"] as string;
  const first = await code();
  const tablet = createTestDevice(world);
  await tablet.enrol(first);
  const { device } = tablet.home();
  await admin.ask("POST", ROUTES.revokeDevice, { device });
  expect((await tablet.enrol(first)).body["code"]).toBe("wrongCode");
  expect((await tablet.enrol(await code())).status).toBe(200);
  expect(tablet.home().device).toBe(device);
  await tablet.signIn("ada.holt", PASSWORD);
  const pull = await tablet.pull({ cursor: null, grants: null });
  expect([pull.kind, pull.grants?.rest, pull.rows.length]).toEqual(["snapshot", "shared", 1]);
});

test("[A18] what an adult sends whose account has ended is set aside; an invitation gives the right back", async () => {
  const { admin, bea, say, kept, verdictsOf } = await start();
  const adult = bea.author().id;
  const waiting = bea.commit([say("Written before.")]);
  expect((await admin.ask("POST", ROUTES.endAdult, { adult })).status).toBe(200);
  expect((await admin.ask("POST", ROUTES.endAdult, { adult })).status).toBe(200);
  expect(await verdictsOf(waiting)).toEqual(["quarantined"]);
  expect((await bea.ask("POST", ROUTES.signIn, { login: "bea", password: PASSWORD })).body["code"]).toBe(
    "accountEnded",
  );
  const [one] = await kept();
  expect(one).toMatchObject({
    authorEnded: true,
    deviceRevoked: false,
    changes: [{ fields: { text: "Written before." } }],
  });
  expect(one?.deviceName).not.toBe("");
  const self = await admin.ask("POST", ROUTES.endAdult, { adult: admin.author().id });
  expect([self.status, self.body["code"]]).toEqual([422, "yourself"]);
  const invitation = (await admin.ask("POST", ROUTES.invitations, { adult })).body["code"] as string;
  expect((await bea.signIn("bea", PASSWORD, invitation)).status).toBe(200);
  expect(await verdictsOf(bea.commit([say("Back.")]))).toEqual(["accepted"]);
});

test("[A19] what was set aside is filed as its author wrote it, once, and its device hears so", async () => {
  const { world, admin, bea, say, audit, kept, settle, verdictsOf } = await start();
  const sealed = bea.commit([say("Set aside.")]);
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  await verdictsOf(sealed);
  const [one] = await kept();
  expect((await settle(one!.id, "file")).body).toEqual({ waymark: "done" });
  expect(await kept()).toEqual([]);
  expect((await settle(one!.id, "file")).body["code"]).toBe("notKept");
  expect(await verdictsOf(sealed)).toEqual(["accepted"]);
  const last = await world.storage.transact(admin.home().school, async (tx) =>
    (await tx.changesAfter(0, 10_000)).at(-1),
  );
  expect(last).toMatchObject({ author: bea.author().id, device: bea.home().device, envelope: sealed.id });
  expect(await audit()).toEqual(expect.arrayContaining(["quarantineRead", "released"]));
});

test("[A19] what cannot be filed stays on the list, and says why; dealt with, it is on no list and not lost", async () => {
  const { world, admin, bea, write, pupil, say, audit, kept, settle, verdictsOf } = await start();
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  const bad = bea.commit([write.create("note", pupil.record, { text: 7 }), say("Good.")]);
  expect(await verdictsOf(bad)).toEqual(["quarantined", "quarantined"]);
  const [one] = await kept();
  const no = await settle(one!.id, "file");
  expect([no.status, no.body["code"]]).toEqual([422, "cannotBeFiled"]);
  expect(no.body["sentence"]).toMatch(/cannot be filed as it stands\. ./);
  expect((await kept()).map(({ id }) => id)).toEqual([one!.id]);
  expect((await settle(one!.id, "dealtWith")).status).toBe(200);
  expect(await kept()).toEqual([]);
  expect((await settle(one!.id, "dealtWith")).body["code"]).toBe("notKept");
  expect(await audit()).toContain("dealtWith");
  expect(await verdictsOf(bad)).toEqual(["quarantined", "quarantined"]);
  expect(await kept()).toEqual([]);
  // Nothing of it was filed by the try.
  const { log } = await world.storage.transact(admin.home().school, async (tx) => ({
    log: await tx.changesAfter(0, 10_000),
  }));
  expect(log.some((row) => row.envelope === bad.id)).toBe(false);
});

test("[A19] what nobody can read can only be dealt with", async () => {
  const { bea, say, kept, settle } = await start();
  const sealed = bea.commit([say("x")]);
  await bea.push([{ ...sealed, box: sealed.box.slice(0, -8) + "AAAAAAAA" }]);
  const [one] = await kept();
  expect(one).toMatchObject({ reason: "unreadable", author: "", changes: [], at: "" });
  expect((await settle(one!.id, "file")).body["code"]).toBe("unreadable");
  expect((await settle(one!.id, "dealtWith")).status).toBe(200);
  expect(await kept()).toEqual([]);
});

test("[A19] dealt with takes a reason: it is kept with what it is about, and the audit holds it to what it was", async () => {
  const { world, admin, bea, say, kept } = await start();
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  await bea.push([bea.commit([say("Set aside.")])]);
  const [one] = await kept();
  for (const why of [undefined, "", "  \n "]) {
    const no = await admin.ask("POST", ROUTES.settleQuarantined, { id: one!.id, how: "dealtWith", why });
    expect([no.status, no.body["code"], no.body["field"]]).toEqual([422, "whyNeeded", "why"]);
  }
  expect(await kept()).toHaveLength(1);
  const why = "Amara’s aunt was rung.";
  expect((await admin.ask("POST", ROUTES.settleQuarantined, { id: one!.id, how: "dealtWith", why })).status).toBe(200);
  const found = await world.storage.transact(admin.home().school, async (tx) => ({
    settled: await tx.settled(),
    line: (await tx.auditAfter(0, 10_000)).findLast((line) => line.what === "dealtWith"),
  }));
  expect(found.settled).toMatchObject([{ id: one!.id, settledWhy: why }]);
  const whyHash = createHash("sha256").update(why).digest("base64url");
  expect(JSON.parse(found.line!.facts)).toMatchObject({ whyHash });
  expect(found.line!.facts).not.toContain("aunt");
});

test("[A19] what waited for something that is filed by hand is filed with it, at once", async () => {
  const { world, admin, bea, write, pupil, kept, settle } = await start();
  const code = (await admin.ask("POST", ROUTES.invitations, { adult: bea.author().id })).body["code"] as string;
  const plan = write.create("plan", pupil.record, { goal: "Back by May" });
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  await bea.push([bea.commit([plan])]);
  await bea.signIn("bea", PASSWORD, code);
  const edit = bea.commit([write.set(plan, "goal", "Back by May", "Back by June", plan.id)]);
  expect((await bea.push([edit])).verdicts[0]?.changes).toMatchObject([{ verdict: "parked" }]);
  const aside = (await kept()).find((one) => one.reason === "notAllowed");
  expect((await settle(aside!.id, "file")).status).toBe(200);
  expect(await kept()).toEqual([]);
  const row = await world.storage.transact(admin.home().school, (tx) => tx.record(plan.record));
  expect(row?.fields["goal"]?.value).toBe("Back by June");
});

test("[A19] a designated safeguarding lead may do it who is no administrator", async () => {
  const { world, admin, bea, write, kept } = await start();
  const adult = bea.author().id;
  const record = await world.storage.transact(admin.home().school, (tx) => tx.record(adult));
  const of = { record: adult, type: "adult", scope: "school" } as unknown as Change;
  await admin.push([admin.commit([write.set(of, "role", "iap-adult", "dsl", record!.created)])]);
  expect(await kept(bea)).toEqual([]);
});

test("[A18] a way in that somebody put back after their account had ended is told of at every pull of theirs", async () => {
  const { admin, bea } = await start();
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  const first = await bea.pull({ cursor: null, grants: null });
  expect(first.grants?.ended).toEqual([bea.author().id]);
  // The device keeps to that version, and its ways in are gone; the same adult stands at it again all the same.
  const again = await bea.pull({ cursor: first.cursor, grants: first.grants!.version });
  expect(again.grants).toEqual(first.grants);
  expect((await admin.pull({ cursor: null, grants: null })).grants).not.toHaveProperty("ended");
});

test("[A18] a device is told whose account has ended among those who could open it, and nobody else's", async () => {
  const { admin, bea } = await start();
  const adult = bea.author().id;
  const first = await bea.pull({ cursor: null, grants: null });
  expect(first.grants?.ended).toBeUndefined();
  await admin.ask("POST", ROUTES.endAdult, { adult });
  const next = await bea.pull({ cursor: first.cursor, grants: first.grants!.version });
  expect(next.grants?.ended).toEqual([adult]);
  expect((await admin.pull({ cursor: null, grants: null })).grants?.ended).toBeUndefined();
});
