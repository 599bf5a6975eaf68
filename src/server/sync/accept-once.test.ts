import { expect, test } from "vitest";
import type { TestDevice } from "./device.fixture.ts";
import { start, log, state } from "./accept.fixture.ts";

test("[S2] the same push again has one effect and gets the same verdicts", async () => {
  const { world, device, write } = await start();
  const sealed = device.commit([write.create("pupil", null, { name: "Amara" })]);
  const first = await device.push([sealed]);
  const before = await state(world, device);
  const again = await device.push([sealed, sealed]);
  expect(again.verdicts).toEqual([first.verdicts[0], first.verdicts[0]]);
  expect(again.next).toBe(2);
  expect(await state(world, device)).toBe(before);
});

test("[S2] another body under a known id is refused loudly, kept, and changes nothing", async () => {
  const { world, device, write } = await start();
  const first = device.commit([write.create("pupil", null, { name: "Amara" })]);
  await device.push([first]);
  const forged = device.commit([write.create("pupil", null, { name: "Zaynab" })], { id: first.id, deviceSeq: 1 });
  const answer = await device.push([forged]);
  expect(answer.verdicts[0]).toMatchObject({ result: "unreadable", changes: [] });
  expect(answer.verdicts[0]?.sentence).toMatch(/same name before/);
  expect((await log(world, device)).filter((row) => row.change.type === "pupil")).toHaveLength(1);
  const kept = await world.storage.transact(device.home().school, (tx) => tx.quarantined());
  expect(kept.map((row) => row.body)).toEqual([JSON.stringify(forged)]);
  // The first one's verdict stands, and asking again keeps nothing twice.
  expect((await device.push([first, forged])).verdicts[0]).toMatchObject({ result: "processed" });
  expect(await world.storage.transact(device.home().school, (tx) => tx.quarantined())).toHaveLength(1);
});

test("[S2] [S20] a change that stands in the log is not filed a second time in another envelope", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plan = write.create("plan", pupil.record, {});
  await device.push([device.commit([pupil, plan])]);
  const before = (await log(world, device)).length;
  const again = write.set(plan, "goal", null, "Calm", plan.id, { id: plan.id });
  const answer = await device.push([device.commit([again]), device.commit([pupil])]);
  // Other words under its name are refused; the same words by the same adult are told where they stand.
  expect(answer.verdicts.map((verdict) => verdict.changes[0])).toMatchObject([
    { verdict: "refused", code: "usedBefore" },
    { verdict: "accepted", seq: before - 1 },
  ]);
  expect(await log(world, device)).toHaveLength(before);
});

test("[S3] at a gap the server stops and says which number it wants", async () => {
  const { world, device, write } = await start();
  const [one, two, three] = ["Amara", "Daniel", "Ruby"].map((name) =>
    device.commit([write.create("pupil", null, { name })]),
  ) as [ReturnType<TestDevice["commit"]>, ReturnType<TestDevice["commit"]>, ReturnType<TestDevice["commit"]>];
  const gap = await device.push([one, three]);
  expect(gap.verdicts.map((verdict) => verdict.deviceSeq)).toEqual([1]);
  expect(gap.next).toBe(2);
  const healed = await device.push([two, three]);
  expect(healed.verdicts.map((verdict) => verdict.changes[0]?.verdict)).toEqual(["accepted", "accepted"]);
  expect(healed.next).toBe(4);
  expect((await log(world, device)).filter((row) => row.change.type === "pupil")).toHaveLength(3);
});

test("[S3] a number that was used for something else is refused and does not move the count", async () => {
  const { world, device, write } = await start();
  await device.push([device.commit([write.create("pupil", null, { name: "Amara" })])]);
  const other = device.commit([write.create("pupil", null, { name: "Daniel" })], { deviceSeq: 1 });
  const answer = await device.push([other]);
  // A device that was put back to an older state sees it by this word.
  expect(answer.verdicts[0]).toMatchObject({ result: "unreadable", why: "number" });
  expect(answer.next).toBe(2);
  expect((await log(world, device)).filter((row) => row.change.type === "pupil")).toHaveLength(1);
});

test("[S3] what is set aside under the number that is due uses the number up: the ones behind it go on", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const first = device.commit([pupil]);
  await device.push([first]);
  // A commit that was on the disk although the browser said it was not, and was numbered once more.
  const again = device.commit([pupil], { id: first.id });
  const elsewhere = device.commit([write.create("pupil", null, { name: "Ruby" })], { school: world.newId() });
  const after = device.commit([write.create("pupil", null, { name: "Zaynab" })]);
  const answer = await device.push([again, elsewhere, after]);
  expect(answer.verdicts.map((verdict) => verdict.result)).toEqual(["unreadable", "unreadable", "processed"]);
  expect(answer.next).toBe(5);
  const names = (await log(world, device)).filter((row) => row.change.type === "pupil");
  expect(names.map((row) => row.change.id)).toEqual([pupil.id, expect.any(String)]);
  expect((await device.push([again, elsewhere, after])).verdicts).toEqual(answer.verdicts);
});
