import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, createTestDevice, createWorld, type TestDevice, writer } from "./device.fixture.ts";
import { MOST_OF_DEVICE } from "./quarantine-bounds.ts";

const REASONS = ["unreadable", "notAllowed", "newerSchema", "fault", "waiting", "jot"] as const;

type Commit = ReturnType<TestDevice["commit"]>;

/** Bea's device, of which as much is set aside as may be, but for so many. */
async function flooded(left: number) {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const { school, device } = bea.home();
  const fill = (of: string, rows: number) =>
    world.storage.transact(school, async (tx) => {
      const head = {
        device: of,
        author: "",
        reason: "unreadable",
        schema: 0,
        received: world.now(),
        body: "{}",
      } as const;
      for (let n = 0; n < rows; n += 1)
        await tx.quarantine({ ...head, id: `kept ${of} ${n}`, envelope: world.newId() });
    });
  await fill(device, MOST_OF_DEVICE.rows - left);
  const count = () => world.storage.transact(school, async (tx) => (await tx.quarantineSize(REASONS, { device })).rows);
  const nextOf = () => world.storage.transact(school, async (tx) => (await tx.device(device))?.lastSeq);
  const write = writer(world);
  const push = (envelopes: readonly object[]) =>
    bea.ask("POST", ROUTES.push, { wire: 1, epoch: null, unsent: envelopes.length, envelopes });
  const good = (): Commit => bea.commit([write.create("pupil", null, { name: "Ben" })]);
  /** Was altered on the way: nobody can read it. */
  const aside = (): Commit => {
    const sealed = good();
    return { ...sealed, box: `${sealed.box.startsWith("A") ? "B" : "A"}${sealed.box.slice(1)}` };
  };
  return { world, admin, bea, write, fill, count, nextOf, push, good, aside };
}

test("[S29] beyond the bound nothing more of a device is stored and nothing dropped: it keeps what it has, and is told why", async () => {
  const { count, nextOf, push, good, aside } = await flooded(2);
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
  // The server is not busy: nothing else is put off for it.
  expect([no.status, no.body["code"], no.headers["retry-after"]]).toEqual([507, "quarantineFull", undefined]);
  expect(no.body["sentence"]).toMatch(/stays there/);
  expect([await count(), await nextOf(), rest.length]).toEqual([MOST_OF_DEVICE.rows, 3, 2]);
});

test("[S29] others go on, what is known is answered, and what can be filed is; dealt with, there is room again", async () => {
  const { world, admin, bea, write, count, push, aside } = await flooded(1);
  const first = aside();
  expect((await push([first])).status).toBe(200);
  const second = aside();
  expect((await push([second])).status).toBe(507);
  expect((await push([first])).status).toBe(200);
  const others = admin.commit([write.create("pupil", null, { name: "Cem" })]);
  expect((await admin.push([others])).verdicts[0]?.changes).toMatchObject([{ verdict: "accepted" }]);
  expect(await count()).toBe(MOST_OF_DEVICE.rows);
  const { school, device } = bea.home();
  const settled = { by: admin.author().id, at: world.now(), why: "Seen." };
  await world.storage.transact(school, (tx) => tx.settleQuarantined(`kept ${device} 0`, settled));
  expect((await push([second])).status).toBe(200);
  expect(await count()).toBe(MOST_OF_DEVICE.rows);
});

test("[S29] [S16] two full devices, each waiting for what the other has behind it, hold up neither", async () => {
  const { world, admin, bea, write, fill, push } = await flooded(0);
  await fill(admin.home().device, MOST_OF_DEVICE.rows);
  const [ada, ben] = [write.create("pupil", null, { name: "Ada" }), write.create("pupil", null, { name: "Ben" })];
  const hers = [write.create("note", ben.record, { text: "about Ben" })];
  const theirs = [write.create("note", ada.record, { text: "about Ada" })];
  expect((await push([bea.commit(hers), bea.commit([ada])])).status).toBe(200);
  const { verdicts } = await admin.push([admin.commit(theirs), admin.commit([ben])]);
  expect(verdicts.map(({ changes }) => changes[0]?.verdict)).toEqual(["accepted", "accepted"]);
  const filed = await world.storage.transact(bea.home().school, (tx) =>
    tx.records([...hers, ...theirs].map(({ record }) => record)),
  );
  expect(filed).toHaveLength(2);
});
