import { ed25519 } from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import { bytesToBase64 } from "#base/bytes.ts";
import { ROUTES } from "#protocol/routes.ts";
import { createTestDevice, createWorld, writer } from "./device.fixture.ts";

async function start() {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  const [kept, gone] = ["Kept.", "Given up."].map((text) => write.create("note", pupil.record, { text }));
  const sealed = device.commit([kept!, gone!]);
  const body = { wire: 1, epoch: null, unsent: 1, envelopes: [sealed], letGo: [gone!.id] };
  const filed = () =>
    world.storage.transact(device.home().school, async (tx) =>
      (await tx.changesAfter(0, 100)).map(({ change }) => change.id as string),
    );
  const lines = () =>
    world.storage.transact(device.home().school, async (tx) =>
      (await tx.auditAfter(0, 1000)).filter(({ what }) => what === "letGo"),
    );
  return { world, device, kept: kept!, gone: gone!, sealed, body, filed, lines };
}

test("[S31] what its author let go is not filed though it could be; the rest of the commit is, and the audit says so", async () => {
  const { device, kept, gone, sealed, body, filed, lines } = await start();
  for (let times = 0; times < 2; times += 1) {
    const said = await device.ask("POST", ROUTES.push, body);
    expect(said.status).toBe(200);
    expect(said.body["verdicts"]).toMatchObject([
      {
        envelope: sealed.id,
        changes: [
          { change: kept.id, verdict: "accepted" },
          { change: gone.id, verdict: "refused", code: "letGo" },
        ],
      },
    ]);
  }
  const ids = await filed();
  expect([ids.includes(kept.id), ids.includes(gone.id)]).toEqual([true, false]);
  expect(await lines()).toMatchObject([{ who: device.author().id }]);
});

test("[S31] also where it waits first for its author's key to be known again", async () => {
  const { world, device, kept, gone, body, filed } = await start();
  const seed = world.randomBytes(32);
  const sealed = device.commit([kept, gone], { seed, authorKey: "lost", deviceSeq: 2 });
  const said = await device.ask("POST", ROUTES.push, { ...body, envelopes: [sealed] });
  expect(said.body["verdicts"]).toMatchObject([{ result: "unreadable", why: "key" }]);
  const key = bytesToBase64(ed25519.getPublicKey(seed));
  expect((await device.ask("POST", ROUTES.authorKeys, { key })).status).toBe(200);
  const ids = await filed();
  expect([ids.includes(kept.id), ids.includes(gone.id)]).toEqual([true, false]);
});
