import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import { ROUTES } from "#protocol/routes.ts";
import type { DemoSchool } from "../server.ts";
import { START, createTestDevice, createWorld, writer, type World } from "../sync/device.fixture.ts";

const HOUR = 60 * 60_000;
const ada = "ada".padEnd(26, "0");
const bea = "bea".padEnd(26, "0");
const named = (name: string): string => name.padEnd(26, "0");

const create = (record: string, type: string, scope: string, fields: object): Change =>
  ({ kind: "create", id: named(`c${record.slice(0, 6)}`), record, type, scope, fields }) as unknown as Change;

function demoSchool(): DemoSchool {
  const pupil = named("p1");
  const plan = create(named("p2"), "plan", pupil, { goal: "Calm" });
  const edit = { kind: "set", id: named("s1"), record: plan.record, type: "plan", scope: pupil, field: "goal" };
  return {
    name: "Hollowbrook Academy",
    startsAt: "2026-06-09T10:59",
    personas: { room: ada, reintegration: bea, senco: ada, leader: bea },
    changes: [
      {
        author: ada,
        at: "2024-09-03T08:30:00+01:00",
        change: create(ada, "adult", "school", { givenName: "Ada", familyName: "Holt", role: "iap-adult" }),
      },
      {
        author: ada,
        at: "2024-09-03T08:31:00+01:00",
        change: create(bea, "adult", "school", { givenName: "Bea", familyName: "Reed", role: "pastoral-lead" }),
      },
      { author: bea, at: "2025-01-07T09:00:00+00:00", change: create(pupil, "pupil", pupil, { name: "Amara" }) },
      { author: bea, at: "2025-01-07T09:10:00+00:00", change: plan },
      {
        author: ada,
        at: "2025-01-08T09:10:00+00:00",
        change: { ...edit, from: "Calm", to: "Calmer", base: plan.id } as unknown as Change,
      },
    ],
  };
}
const withDemo = (): Promise<World> => createWorld({ demo: demoSchool });

test("a visitor enters without typing: the school is there, with its history and its own clock", async () => {
  const world = await withDemo();
  const device = createTestDevice(world);
  expect((await device.ask("GET", ROUTES.start)).body).toMatchObject({ school: false, demo: true });
  const said = await device.enterDemo("room");
  expect(said.body).toMatchObject({
    waymark: "setup",
    enrolled: { schoolName: "Hollowbrook Academy", demo: true },
    signedIn: { adult: ada, givenName: "Ada", role: "iap-adult" },
  });
  const { clockOffset } = device.home();
  expect(START + clockOffset).toBe(new Date("2026-06-09T10:59").getTime());
  const feed = await device.pull();
  expect(feed.rows.map((row) => row.type).sort()).toEqual(["adult", "adult", "plan", "pupil"]);
  expect(feed.rows.find((row) => row.type === "plan")?.fields["goal"]?.value).toBe("Calmer");
  // Told with the moment it was written, not with the moment the demo was made.
  expect(feed.entries).toMatchObject([
    { author: ada, at: "2025-01-08T09:10:00+00:00", received: "2025-01-08T09:10:00.000Z" },
  ]);
  expect(feed.own).toEqual([]);
});

test("what is written in the demo is stamped with the demo's clock", async () => {
  const world = await withDemo();
  const device = createTestDevice(world);
  await device.enterDemo("room");
  const { cursor } = await device.pull();
  await device.push([
    device.commit([writer(world).set(demoSchool().changes[3]!.change, "goal", "Calmer", "Calmest", named("s1"))]),
  ]);
  const feed = await device.pull({ cursor });
  expect(feed.entries[0]?.received).toBe(new Date("2026-06-09T10:59").toISOString());
});

test("a second tablet enters the same school as another adult, and a persona can take a tablet over", async () => {
  const world = await withDemo();
  const [one, two] = [createTestDevice(world), createTestDevice(world)];
  await one.enterDemo("room");
  const said = await two.enterDemo("leader");
  expect(two.home().school).toBe(one.home().school);
  expect(two.home().device).not.toBe(one.home().device);
  expect(said.body["signedIn"]).toMatchObject({ adult: bea, role: "pastoral-lead" });
  const { device } = one.home();
  const over = await one.enterDemo("leader");
  expect(over.body["signedIn"]).toMatchObject({ adult: bea });
  expect(one.home().device).toBe(device);
  const made = await one.push([one.commit([writer(world).create("pupil", null, { name: "New" })])]);
  expect(made.verdicts[0]?.changes[0]).toMatchObject({ verdict: "accepted" });
});

test("[A13] whoever takes a tablet of the demo over decides whose it is: the room's, or an adult's own", async () => {
  const world = await withDemo();
  const device = createTestDevice(world);
  await device.enterDemo("room", "shared");
  const kindHere = async () =>
    (await world.storage.transact(device.home().school, (tx) => tx.device(device.home().device)))?.kind;
  expect(await kindHere()).toBe("shared");
  const over = await device.enterDemo("senco", "personal");
  expect(over.body["enrolled"]).toMatchObject({ kind: "personal" });
  await device.pull();
  expect(await kindHere()).toBe("personal");
});

test("[A12] leaving forgets the device; the last to leave, or starting again, forgets the school", async () => {
  const world = await withDemo();
  const [one, two, three] = [createTestDevice(world), createTestDevice(world), createTestDevice(world)];
  await one.enterDemo("room");
  await two.enterDemo("leader");
  const { school } = one.home();
  const leave = (device: typeof one, body: object = {}) => device.ask("POST", ROUTES.demoLeave, body);
  expect((await leave(one)).body).toEqual({ waymark: "done" });
  expect((await one.ask("POST", ROUTES.pull, {})).body["code"]).toBe("unknownDevice");
  expect((await two.pull()).rows).toHaveLength(4);
  await leave(two);
  expect(await world.storage.transactServer((tx) => tx.schools())).toEqual([]);
  await one.enterDemo("room");
  expect(one.home().school).not.toBe(school);
  await three.enterDemo("senco");
  await leave(three, { startAgain: true });
  expect(await world.storage.transactServer((tx) => tx.schools())).toEqual([]);
  expect((await one.ask("POST", ROUTES.pull, {})).body["code"]).toBe("unknownDevice");
  // It still holds its old proof, and comes in again like a new one.
  expect((await one.enterDemo("room")).status).toBe(200);
});

test("a demo nobody looked at for twelve hours starts at its first morning again", async () => {
  const world = await withDemo();
  const one = createTestDevice(world);
  await one.enterDemo("room");
  const { school } = one.home();
  world.pass(11 * HOUR);
  await one.pull();
  world.pass(11 * HOUR);
  const two = createTestDevice(world);
  await two.enterDemo("leader");
  expect(two.home().school).toBe(school);
  world.pass(13 * HOUR);
  const three = createTestDevice(world);
  await three.enterDemo("leader");
  expect(three.home().school).not.toBe(school);
  expect(world.now() + three.home().clockOffset).toBe(new Date("2026-06-09T10:59").getTime());
});

test("[A12] once a real school is set up the demo is gone and closed", async () => {
  const world = await withDemo();
  const visitor = createTestDevice(world);
  await visitor.enterDemo("room");
  const admin = createTestDevice(world);
  expect((await admin.setUp()).status).toBe(200);
  expect((await world.storage.transactServer((tx) => tx.schools())).map((school) => school.demo)).toEqual([false]);
  expect((await visitor.ask("POST", ROUTES.pull, {})).body["code"]).toBe("unknownDevice");
  const closed = await createTestDevice(world).enterDemo("room");
  expect([closed.status, closed.body["code"]]).toEqual([403, "demoClosed"]);
  const leave = await admin.ask("POST", ROUTES.demoLeave, { startAgain: true });
  expect([leave.status, leave.body["code"]]).toEqual([403, "notTheDemo"]);
});

test("the demo is made while a visitor looks at the first screen, and its clock starts when somebody enters", async () => {
  const tasks: (() => void)[] = [];
  const world = await createWorld({ demo: demoSchool, later: (task) => void tasks.push(task) });
  const schools = () => world.storage.readServer((server) => server.schools());
  const visitor = createTestDevice(world);
  await visitor.ask("GET", ROUTES.start);
  await createTestDevice(world).ask("GET", ROUTES.start);
  expect(await schools()).toEqual([]);
  expect(tasks).toHaveLength(1);
  tasks[0]?.();
  await expect.poll(async () => (await schools()).length).toBe(1);
  const [made] = await schools();
  world.pass(11 * HOUR);
  await visitor.enterDemo("room");
  expect(visitor.home().school).toBe(made?.id);
  expect(world.now() + visitor.home().clockOffset).toBe(new Date("2026-06-09T10:59").getTime());
  // Whoever comes next comes into the same morning, not a new one.
  world.pass(HOUR);
  const next = createTestDevice(world);
  await next.enterDemo("leader");
  expect(next.home()).toMatchObject({ school: made?.id, clockOffset: visitor.home().clockOffset });
  // While it stands no other is made.
  await visitor.ask("GET", ROUTES.start);
  for (const task of tasks.slice(1)) task();
  await world.server.close();
});

test("a demo that nobody entered for half a day is made anew for whoever does", async () => {
  const tasks: (() => void)[] = [];
  const world = await createWorld({ demo: demoSchool, later: (task) => void tasks.push(task) });
  const visitor = createTestDevice(world);
  await visitor.ask("GET", ROUTES.start);
  tasks[0]?.();
  const schools = () => world.storage.readServer((server) => server.schools());
  await expect.poll(async () => (await schools()).length).toBe(1);
  const [made] = await schools();
  world.pass(13 * HOUR);
  await visitor.enterDemo("room");
  expect(visitor.home().school).not.toBe(made?.id);
  expect(await schools()).toHaveLength(1);
});

test("once a real school stands no demo is made ready", async () => {
  const tasks: (() => void)[] = [];
  const world = await createWorld({ demo: demoSchool, later: (task) => void tasks.push(task) });
  const admin = createTestDevice(world);
  await admin.ask("GET", ROUTES.start);
  await admin.setUp();
  for (const task of tasks) task();
  await world.server.close();
  expect(world.log).toEqual([]);
});

test("two visitors at once find one school", async () => {
  const world = await withDemo();
  const devices = [1, 2, 3, 4].map(() => createTestDevice(world));
  await Promise.all(devices.map((device) => device.enterDemo("room")));
  expect(new Set(devices.map((device) => device.home().school)).size).toBe(1);
  expect(await world.storage.transactServer((tx) => tx.schools())).toHaveLength(1);
});

test("a demo that does not hold together is not half there", async () => {
  const broken = { ...demoSchool(), changes: [...demoSchool().changes, demoSchool().changes[3]!] };
  const world = await createWorld({ demo: () => broken });
  const said = await createTestDevice(world).enterDemo("room");
  expect(said.status).toBe(503);
  expect(world.log.join("\n")).toMatch(/plan create/);
  expect(await world.storage.transactServer((tx) => tx.schools())).toEqual([]);
});

test("without a demo none is offered", async () => {
  const world = await createWorld();
  const device = createTestDevice(world);
  expect((await device.enterDemo("room")).status).toBe(404);
});
