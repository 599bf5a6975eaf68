import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, seededBytes } from "./device.fixture.ts";
import { start, log } from "./accept.fixture.ts";

test("[A1] author, key, device and school come from credentials: each lie is found, kept, and blocks nothing", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea");
  const pupil = (): Change[] => [write.create("pupil", null, { name: "Amara" })];
  const before = (await log(world, device)).length;
  const lies = [
    device.commit(pupil(), { author: colleague.author().id }),
    device.commit(pupil(), { authorKey: colleague.author().key, author: colleague.author().id }),
    device.commit(pupil(), { authorKey: "no-such-key", seed: seededBytes(4)(32) }),
    device.commit(pupil(), { seed: colleague.author().seed }),
  ];
  const answer = await device.push(lies);
  expect(answer.verdicts.map((verdict) => verdict.result)).toEqual(lies.map(() => "unreadable"));
  for (const verdict of answer.verdicts)
    expect(verdict.sentence).toMatch(/^This could not be filed\. .+ kept on the server\.$/);
  // They have their verdict, so what is honest behind them goes on.
  const honest = await device.push([device.commit(pupil())]);
  expect(honest.verdicts[0]?.changes[0]).toMatchObject({ verdict: "accepted" });
  expect(await log(world, device)).toHaveLength(before + 1);
  const kept = await world.storage.transact(device.home().school, (tx) => tx.quarantined());
  expect(kept).toHaveLength(lies.length);
});

test("[A1] an envelope of another device or school is not taken from this one", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea");
  const before = await log(world, device);
  const foreign = colleague.commit([write.create("pupil", null, { name: "Amara" })]);
  const elsewhere = device.commit([write.create("pupil", null, { name: "Ruby" })], { school: world.newId() });
  const answer = await device.push([foreign, elsewhere]);
  expect(answer.verdicts.map((verdict) => verdict.result)).toEqual(["unreadable", "unreadable"]);
  expect(await log(world, device)).toEqual(before);
  // Its own device can still deliver it.
  expect((await colleague.push([foreign])).verdicts[0]?.changes[0]).toMatchObject({ verdict: "accepted" });
});

test("[V19] what stands in clear beside an envelope must be what is inside", async () => {
  const { world, device, write } = await start();
  const before = await log(world, device);
  const inside = () => device.envelopeOf([write.create("pupil", null, { name: "Amara" })], { deviceSeq: 9 });
  const { school, device: self } = device.home();
  // Altered on the way: the seal does not open.
  const altered = { ...device.seal(inside()), deviceSeq: 1 };
  // Sealed with a lie by whoever holds the device: it opens, and the inside says otherwise.
  const lies = [
    device.seal(inside(), { outside: { deviceSeq: 2 } }),
    device.seal({ ...inside(), deviceSeq: 3 }, { outside: { id: world.newId() } }),
    device.seal({ ...inside(), deviceSeq: 4, device: world.newId() }, { outside: { device: self } }),
    device.seal({ ...inside(), deviceSeq: 5, school: world.newId() }, { outside: { school } }),
  ];
  const answer = await device.push([altered, ...lies]);
  expect(answer.verdicts.map((verdict) => verdict.result)).toEqual(["unreadable", ...lies.map(() => "unreadable")]);
  for (const verdict of answer.verdicts.slice(1)) expect(verdict.sentence).toMatch(/do not agree/);
  expect(await log(world, device)).toEqual(before);
});

test("[A2] what an adult may no longer write is set aside whole, not dropped, and told so", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea");
  const { school } = device.home();
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  await world.storage.transact(school, async (tx) => {
    const account = await tx.accountOf(colleague.author().id);
    await tx.putAccount({ ...account!, ended: world.now() });
  });
  const note = write.create("note", pupil.record, { text: "Written before she left." });
  const answer = await colleague.push([colleague.commit([note])]);
  expect(answer.verdicts[0]?.changes).toMatchObject([{ verdict: "quarantined", code: "notAllowed" }]);
  const [kept] = await world.storage.transact(school, (tx) => tx.quarantined());
  expect(kept).toMatchObject({ reason: "notAllowed", author: colleague.author().id });
  expect(kept?.body).toContain("Written before she left.");
});

test("[A2] a revoked device can deliver, is set aside, and can ask for nothing else", async () => {
  const { world, device, write } = await start();
  const { school } = device.home();
  const colleague = await addColleague(world, device, "Bea");
  await world.storage.transact(school, async (tx) => {
    await tx.putDevice({ ...(await tx.device(colleague.home().device))!, revoked: true });
  });
  const answer = await colleague.push([colleague.commit([write.create("pupil", null, { name: "Amara" })])]);
  expect(answer.verdicts[0]?.changes[0]).toMatchObject({ verdict: "quarantined" });
  const pull = await colleague.ask("POST", ROUTES.pull, { wire: 1, epoch: null, cursor: null, schema: 1 });
  expect(pull.status).toBe(410);
  expect(pull.body).toMatchObject({ code: "deviceRevoked" });
});
