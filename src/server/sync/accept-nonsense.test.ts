// A push of nonsense: outside the seal, inside it, and inside a change.

import { expect, test } from "vitest";
import { randomId } from "#base/id.ts";
import type { Change } from "#ledger/change.ts";
import { ROUTES } from "#protocol/routes.ts";
import { type TestDevice, type World, createTestDevice, createWorld, seededBytes, writer } from "./device.fixture.ts";

async function start(): Promise<{ world: World; device: TestDevice; write: ReturnType<typeof writer> }> {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

const state = (world: World, device: TestDevice) =>
  world.storage.transact(device.home().school, async (tx) =>
    JSON.stringify([await tx.changesAfter(0, 1000), await tx.quarantined(), await tx.row()]),
  );

test("nonsense is answered with a sentence and changes nothing", async () => {
  const { world, device, write } = await start();
  const good = device.commit([write.create("pupil", null, { name: "Amara" })]);
  const body = { wire: 1, epoch: null, unsent: 1, envelopes: [good] };
  const before = await state(world, device);
  const nonsense: readonly (readonly [number, unknown, string?])[] = [
    [400, undefined, JSON.stringify(body).slice(0, 200)],
    [400, undefined, "[".repeat(50_000)],
    [400, null],
    [400, []],
    [400, "push"],
    [400, { ...body, unsent: "1" }],
    [400, { ...body, unsent: ["1"] }],
    [400, { ...body, unsent: 1e300 }],
    [400, { ...body, envelopes: {} }],
    [400, { ...body, envelopes: [null] }],
    [400, { ...body, envelopes: [{ ...good, cipher: 2 }] }],
    [400, { ...body, envelopes: [{ ...good, deviceSeq: 0 }] }],
    [400, { ...body, envelopes: [{ ...good, deviceSeq: 1.5 }] }],
    [400, { ...body, envelopes: [{ ...good, deviceSeq: 1e300 }] }],
    [400, { ...body, envelopes: [{ ...good, id: "../../etc/passwd" }] }],
    [400, { ...body, envelopes: [{ ...good, box: "not base64!" }] }],
    [400, { ...body, envelopes: [{ ...good, extra: true }] }],
    [400, { ...body, envelopes: Array.from({ length: 251 }, () => good) }],
    [426, { ...body, wire: 2, more: "of another form" }],
  ];
  for (const [status, sent, text] of nonsense) {
    const said = await device.ask("POST", ROUTES.push, sent, text === undefined ? {} : { text });
    expect([said.status, sent]).toEqual([status, sent]);
    expect(said.body["waymark"]).toBe("problem");
    expect(said.body["sentence"]).toMatch(/^[A-Z].*\.$/);
  }
  expect(await state(world, device)).toBe(before);
  expect(world.log).toEqual([]);
  expect((await device.push([good])).verdicts[0]?.changes[0]).toMatchObject({ verdict: "accepted" });
});

test("[S6] sealed nonsense gets a verdict with a sentence and does not block what follows", async () => {
  const { device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  const many = Array.from({ length: 10_000 }, () => write.create("note", pupil.record, { text: "x" }));
  let deep: unknown = "x";
  for (let i = 0; i < 200; i += 1) deep = [deep];
  const notes: readonly unknown[][] = [
    many,
    [],
    [{ ...pupil, kind: "explode" }],
    [{ ...pupil, fields: "none" }],
    [write.create("note", pupil.record, { text: deep as never })],
    [write.create("constructor", pupil.record, {})],
    [write.set(pupil, "toString", null, "x", pupil.id)],
    [write.set(pupil, "__proto__", null, "x", pupil.id)],
  ];
  const sealed = notes.map((changes) => device.commit(changes as Change[]));
  const plain = [write.create("note", pupil.record, { text: "x" })];
  // What one database takes and another one does not.
  sealed.push(device.commit(plain, { schema: 1e300 }), device.commit(plain, { authorKey: "a\u0000" }));
  const odd = device.envelopeOf(plain);
  sealed.push(device.seal({ ...odd, app: "a\u0000" }));
  const random = seededBytes(3);
  const garbage = { ...sealed[0]!, id: randomId<string>(random), deviceSeq: 13, box: "AAAA" };
  const oddKey = { ...garbage, id: randomId<string>(random), deviceSeq: 14, senderKey: "AA", nonce: "" };
  const honest = device.commit([write.create("note", pupil.record, { text: "Calm." })], { deviceSeq: 15 });
  const answer = await device.push([...sealed, garbage, oddKey, honest]);
  expect(answer.verdicts.slice(0, -1).map((verdict) => verdict.result)).toEqual(
    [...sealed, garbage, oddKey].map(() => "unreadable"),
  );
  for (const verdict of answer.verdicts.slice(0, -1)) expect(verdict.sentence).toMatch(/\.$/);
  expect(answer.verdicts.at(-1)?.changes).toMatchObject([{ verdict: "accepted" }]);
  expect(answer.next).toBe(16);
});

test("[S6] a field of two megabytes is refused beside its field", async () => {
  const { device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const huge = write.create("note", pupil.record, { text: "a".repeat(2_000_000) });
  const answer = await device.push([device.commit([pupil, huge])]);
  expect(answer.verdicts[0]?.changes[1]).toMatchObject({ verdict: "refused", code: "tooBig" });
});
