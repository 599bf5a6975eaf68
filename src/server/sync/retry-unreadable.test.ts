import { expect, test } from "vitest";
import { bytesToBase64 } from "#base/bytes.ts";
import { ROUTES } from "#protocol/routes.ts";
import { firstBrokenLine } from "../audit/chain.ts";
import { ed25519 } from "@noble/curves/ed25519.js";
import { addColleague, createTestDevice, createWorld, seededBytes, writer } from "./device.fixture.ts";

async function start() {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

/** A key the server never heard of, and how to sign with it under a name it once had. */
function unknownKey() {
  const seed = seededBytes(99)(32);
  return { lies: { seed, authorKey: "namebeforethebackup" }, key: bytesToBase64(ed25519.getPublicKey(seed)) };
}

test("[S9] what was signed with a key the server lost is filed, in its order, when the key is registered again", async () => {
  const { world, device, write } = await start();
  const { lies, key } = unknownKey();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plan = write.create("plan", pupil.record, { goal: "One" });
  const goal = write.set(plan, "goal", "One", "Two", plan.id);
  const sealed = [[pupil], [plan], [goal]].map((changes) => device.commit(changes, lies));
  const first = await device.push(sealed);
  expect(first.verdicts.map((verdict) => verdict.result)).toEqual(["unreadable", "unreadable", "unreadable"]);

  expect((await device.ask("POST", ROUTES.authorKeys, { key })).status).toBe(200);
  const again = await device.push(sealed);
  expect(again.verdicts.flatMap((verdict) => verdict.changes.map((change) => change.verdict))).toEqual([
    "accepted",
    "accepted",
    "accepted",
  ]);
  await world.storage.transact(device.home().school, async (tx) => {
    expect((await tx.record(plan.record))?.fields["goal"]?.value).toBe("Two");
    expect(await tx.quarantined()).toEqual([]);
    expect(await firstBrokenLine(tx)).toBeUndefined();
  });
  // The feed brings it back to its device, which can then let go of the refusal it was told.
  const page = await device.pull();
  expect(page.own).toEqual(expect.arrayContaining([pupil.id, plan.id, goal.id]));

  // And from now on the old name is no reason for doubt: the key is known.
  const more = await device.push([device.commit([write.create("note", pupil.record, { text: "Calm." })], lies)]);
  expect(more.verdicts[0]).toMatchObject({ result: "processed", changes: [{ verdict: "accepted" }] });
});

test("[A1] registering a key believes nothing that key did not sign, and no other adult's word", async () => {
  const { world, device, write } = await start();
  const { lies, key } = unknownKey();
  const colleague = await addColleague(world, device, "Ben");
  const pupil = write.create("pupil", null, { name: "Amara" });
  const stranger = { ...lies, seed: seededBytes(5)(32) };
  const asColleague = { ...lies, author: colleague.author().id };
  const good = device.commit([pupil]);
  const forged = device.commit([write.create("pupil", null, { name: "Zaynab" })], {
    id: good.id,
    deviceSeq: 2,
    ...lies,
  });
  const sealed = [
    good,
    device.commit([write.create("pupil", null, { name: "Stranger" })], stranger),
    device.commit([write.create("pupil", null, { name: "Colleague" })], asColleague),
  ];
  await device.push([...sealed, forged]);
  await device.ask("POST", ROUTES.authorKeys, { key });
  // Neither by the start of the next server.
  const answer = await device.push(sealed, { server: world.restart() });
  expect(answer.verdicts.map((verdict) => verdict.result)).toEqual(["processed", "unreadable", "unreadable"]);
  await world.storage.transact(device.home().school, async (tx) => {
    const names = (await tx.changesAfter(0, 1000)).filter(({ change }) => change.type === "pupil");
    expect(names.map(({ change }) => change.id)).toEqual([pupil.id]);
    expect(await tx.quarantined()).toHaveLength(3);
  });
});

test("[S9] hundreds of entries that waited are filed in parts, all of them and once", async () => {
  const { world, device, write } = await start();
  const { lies, key } = unknownKey();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const notes = Array.from({ length: 7 }, () =>
    Array.from({ length: 100 }, () => write.create("note", pupil.record, { text: "x" })),
  );
  const sealed = [[pupil], ...notes].map((changes) => device.commit(changes, lies));
  await device.push(sealed);
  await device.ask("POST", ROUTES.authorKeys, { key });
  const log = await world.storage.transact(device.home().school, (tx) => tx.changesAfter(0, 5000));
  const wanted = [pupil, ...notes.flat()].map((change) => change.id);
  expect(log.map(({ change }) => change.id).filter((id) => wanted.includes(id))).toEqual(wanted);
  expect(await world.storage.transact(device.home().school, (tx) => tx.quarantined())).toEqual([]);
});
