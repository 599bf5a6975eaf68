import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { MOST_OF_DEVICE } from "./quarantine-bounds.ts";

/** A device of which as much is set aside as may be. */
async function flooded(left: number) {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const { school, device } = bea.home();
  const head = { device, author: "", reason: "unreadable", schema: 0, received: world.now(), body: "{}" } as const;
  await world.storage.transact(school, async (tx) => {
    for (let n = 0; n < MOST_OF_DEVICE.rows - left; n += 1)
      await tx.quarantine({ ...head, id: `kept ${n}`, envelope: world.newId() });
  });
  const count = () => world.storage.transact(school, async (tx) => (await tx.quarantineSize(device)).device.rows);
  const nextOf = () => world.storage.transact(school, async (tx) => (await tx.device(device))?.lastSeq);
  const write = writer(world);
  const push = (envelopes: readonly object[]) =>
    bea.ask("POST", ROUTES.push, { wire: 1, epoch: null, unsent: envelopes.length, envelopes });
  return { world, admin, bea, write, count, nextOf, push };
}

test("[S29] beyond the bound nothing more of a device is stored and nothing dropped: it keeps what it has, and is told why", async () => {
  const { bea, write, count, nextOf, push } = await flooded(2);
  const absent = write.create("pupil", null, { name: "Amara" });
  const aside = () => bea.commit([write.create("note", absent.record, { text: "x" })]);
  const good = () => bea.commit([write.create("pupil", null, { name: "Ben" })]);
  const batch = [aside(), good(), aside(), aside(), aside()];
  const said = await push(batch);
  // What there is room for is taken in, in order; the rest is asked for.
  expect(said.status).toBe(200);
  const taken = said.body["verdicts"] as unknown[];
  expect(taken.length).toBeGreaterThanOrEqual(1);
  expect(await nextOf()).toBe(taken.length);
  let rest = batch.slice(taken.length);
  let no = await push(rest);
  for (let tries = 0; no.status === 200 && tries < 10; tries += 1) {
    rest = rest.slice((no.body["verdicts"] as unknown[]).length);
    no = await push(rest);
  }
  expect([no.status, no.body["code"], no.headers["retry-after"]]).toEqual([503, "quarantineFull", "300"]);
  expect(no.body["sentence"]).toMatch(/stays there/);
  expect([await count(), await nextOf(), rest.length]).toEqual([MOST_OF_DEVICE.rows, 3, 2]);
});

test("[S29] others go on, what is known is answered, and what can be filed is; dealt with, there is room again", async () => {
  const { world, admin, bea, write, count, push } = await flooded(1);
  const absent = write.create("pupil", null, { name: "Amara" });
  const first = bea.commit([write.create("note", absent.record, { text: "x" })]);
  expect((await push([first])).status).toBe(200);
  const second = bea.commit([write.create("note", absent.record, { text: "y" })]);
  expect((await push([second])).status).toBe(503);
  expect((await push([first])).status).toBe(200);
  const others = admin.commit([write.create("note", absent.record, { text: "z" })]);
  expect((await admin.push([others])).verdicts[0]?.changes).toMatchObject([{ verdict: "parked" }]);
  expect(await count()).toBe(MOST_OF_DEVICE.rows);
  const settled = { by: admin.author().id, at: world.now(), why: "Seen." };
  await world.storage.transact(bea.home().school, (tx) => tx.settleQuarantined("kept 0", settled));
  expect((await push([second])).status).toBe(200);
  // Who waited comes, and everything is filed but what nobody could read.
  await admin.push([admin.commit([absent])]);
  expect(await count()).toBe(MOST_OF_DEVICE.rows - 2);
});
