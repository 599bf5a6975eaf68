// What a locked device wrote, from the device's own seal to the list of those who answer for it.

import { expect, test } from "vitest";
import * as v from "valibot";
import { utf8ToBytes } from "#base/bytes.ts";
import { sealJot } from "#device/vault/jot-box.ts";
import { jotContext, jotsAnswerShape, type SealedJot } from "#protocol/jot.ts";
import { quarantineAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { MOST_JOTS_OF_AUTHOR } from "#server/sync/quarantine-bounds.ts";
import { addColleague, createTestDevice, createWorld, type TestDevice } from "../../src/server/sync/device.fixture.ts";

const AT = "2026-06-09T10:42:00.000+01:00";

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea", "shared");
  const jot = (by: TestDevice, text: object, over: Partial<SealedJot> = {}): SealedJot => {
    const { school, device, serverKey } = by.home();
    const outside = { id: world.newId(), school, device };
    const sealed = sealJot(serverKey, jotContext(outside), utf8ToBytes(JSON.stringify(text)), world.randomBytes);
    return { ...outside, ...sealed, ...over };
  };
  const kept = async () => v.parse(quarantineAnswerShape, (await admin.ask("GET", ROUTES.quarantine)).body).kept;
  return { world, admin, bea, jot, kept };
}

test("[V32] a jot of a revoked device is set aside, once, and read by those who answer for it; never filed by itself", async () => {
  const { world, admin, bea, jot, kept } = await start();
  const one = jot(bea, { kind: "note", body: { text: "She cried" }, at: AT, author: bea.author().id, scope: null });
  await admin.ask("POST", ROUTES.revokeDevice, { device: bea.home().device });
  for (let times = 0; times < 2; times += 1) {
    const said = await bea.ask("POST", ROUTES.jots, { jots: [one] });
    expect([said.status, v.parse(jotsAnswerShape, said.body).kept]).toEqual([200, [one.id]]);
  }
  expect(await kept()).toMatchObject([
    {
      reason: "jot",
      author: bea.author().id,
      at: AT,
      changes: [{ kind: "create", type: "note", scope: "school", fields: { text: "She cried" } }],
    },
  ]);
  const audit = await world.storage.transact(admin.home().school, (tx) => tx.auditAfter(0, 10_000));
  expect(audit.filter(({ what }) => what === "jotKept")).toHaveLength(1);
  expect(JSON.stringify(audit)).not.toMatch(/cried/);
});

test("[V32] one that was altered, or comes under another device's or school's name, is kept and not believed", async () => {
  const { world, admin, bea, jot, kept } = await start();
  const text = { kind: "note", body: {}, at: AT, author: null, scope: null };
  const lies = [
    jot(bea, text, { id: world.newId() }),
    jot(bea, text, { device: admin.home().device }),
    jot(bea, text, { school: world.newId() }),
    jot(admin, text),
    jot(bea, { ...text, kind: "__proto__" }),
    jot(bea, { nothing: true }),
  ];
  const said = await bea.ask("POST", ROUTES.jots, { jots: lies });
  expect(v.parse(jotsAnswerShape, said.body).kept).toHaveLength(lies.length);
  expect((await kept()).map(({ reason }) => reason)).toEqual(lies.map(() => "unreadable"));
});

test("[V38] only a device that is out of use is told to forget everything, and no other answer says so", async () => {
  const { admin, bea, jot } = await start();
  const inUse = await bea.ask("POST", ROUTES.clearDevice, {});
  expect([inUse.status, inUse.headers["clear-site-data"]]).toEqual([409, undefined]);
  expect((await bea.ask("POST", ROUTES.signOut)).headers["clear-site-data"]).toBeUndefined();
  await admin.ask("POST", ROUTES.revokeDevice, { device: bea.home().device });
  const text = { kind: "note", body: {}, at: AT, author: null, scope: null };
  expect((await bea.ask("POST", ROUTES.jots, { jots: [jot(bea, text)] })).headers["clear-site-data"]).toBeUndefined();
  const said = await bea.ask("POST", ROUTES.clearDevice, {});
  expect([said.status, said.headers["clear-site-data"]]).toEqual([200, '"cache", "cookies", "storage"']);
});

test("[S29] [V32] of notes nobody has dealt with there is a bound, by device and author: what is beyond it stays on the tablet", async () => {
  const { world, admin, bea, jot, kept } = await start();
  const { school, device } = bea.home();
  const author = bea.author().id;
  const text = { kind: "note", body: {}, at: AT, author, scope: null };
  const rows = MOST_JOTS_OF_AUTHOR.rows - 1;
  await world.storage.transact(school, async (tx) => {
    const head = { device, author, reason: "jot", schema: 0, received: world.now() } as const;
    const body = JSON.stringify({ stamp: { author, device, at: AT }, changes: [] });
    for (let n = 0; n < rows; n += 1) await tx.quarantine({ ...head, id: `jot ${n}`, envelope: `jot ${n}`, body });
  });
  const [one, two, nobodys] = [jot(bea, text), jot(bea, text), jot(bea, { ...text, author: null })];
  const some = await bea.ask("POST", ROUTES.jots, { jots: [one, two, nobodys] });
  // The one for which there is no room holds up neither the ones before nor another author's.
  expect(v.parse(jotsAnswerShape, some.body).kept).toEqual([one.id, nobodys.id]);
  const no = await bea.ask("POST", ROUTES.jots, { jots: [two] });
  expect([no.status, no.body["code"]]).toEqual([507, "quarantineFull"]);
  expect(no.body["sentence"]).toMatch(/^Too many notes from this tablet wait .* stays there/);
  // Its answer was lost: it is there, and the tablet may forget it.
  const again = await bea.ask("POST", ROUTES.jots, { jots: [one, two] });
  expect(v.parse(jotsAnswerShape, again.body).kept).toEqual([one.id]);
  expect(await kept()).toHaveLength(rows + 2);
  const settled = { by: admin.author().id, at: world.now(), why: "Seen." };
  await world.storage.transact(school, (tx) => tx.settleQuarantined("jot 0", settled));
  expect((await bea.ask("POST", ROUTES.jots, { jots: [two] })).status).toBe(200);
});
