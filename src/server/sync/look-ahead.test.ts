import { verify } from "node:crypto";
import { expect, test } from "vitest";
import { createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { verifyOnThreads } from "./look-ahead.ts";
import type { VerifyAside } from "./open.ts";

async function started(verifyAside: VerifyAside) {
  const world = await createWorld({ verifyAside });
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

test("[A1] looks at every new signature of a batch before the school is locked, and at none of them again", async () => {
  const looked: number[] = [];
  const { device, write } = await started((key, text, signature) => {
    looked.push(text.length);
    return verifyOnThreads(key, text, signature);
  });
  const pupil = write.create("pupil", null, { name: "Amara" });
  const first = device.commit([pupil]);
  const second = device.commit([write.create("plan", pupil.record, { goal: "Three calm starts" })]);
  const answer = await device.push([first, second]);
  expect(answer.verdicts.map(({ result }) => result)).toEqual(["processed", "processed"]);
  expect(looked).toHaveLength(2);
  // Sent again, it is told what it was told before.
  expect((await device.push([first, second])).verdicts).toEqual(answer.verdicts);
  expect(looked).toHaveLength(2);
});

test("[A1] what was found not to hold is set aside, and what is behind it goes on", async () => {
  let n = 0;
  // The first of the batch is looked at with its last byte turned.
  const { device, write } = await started(async (key, text, signature) => {
    n += 1;
    const altered = Uint8Array.from(text);
    if (n === 1) altered[altered.length - 1] = (altered.at(-1) as number) ^ 1;
    return verify(null, altered, key, signature);
  });
  const pupil = write.create("pupil", null, { name: "Amara" });
  const other = write.create("pupil", null, { name: "Ben" });
  const answer = await device.push([device.commit([pupil]), device.commit([other])]);
  expect(answer.verdicts.map(({ result }) => result)).toEqual(["unreadable", "processed"]);
  expect(answer.next).toBe(3);
});

test("[A1] a signature by another hand is no better for being looked at ahead", async () => {
  const { world, device, write } = await started(verifyOnThreads);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const signed = device.commit([pupil], { seed: new Uint8Array(32).fill(7) });
  const answer = await device.push([signed]);
  expect(answer.verdicts[0]).toMatchObject({ result: "unreadable", changes: [] });
  expect(world.log).toEqual([]);
});
