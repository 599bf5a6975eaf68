// Pushes that no honest tablet sends, and honest ones that come at the worst moment.

import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import type { PushAnswer } from "#protocol/push.ts";
import { addColleague, createTestDevice, createWorld, writer } from "#server/sync/device.fixture.ts";
import { fuzzPush } from "../fuzz/fuzz-push.ts";

test("[A1] [S6] pushes of every wrong kind: no 5xx, nothing changed by a refusal, nothing filed that is not said", async () => {
  const { counts, faults } = await fuzzPush({ cases: 900, seed: 20_260_609 });
  expect(faults).toEqual([]);
  const met = [...counts.keys()].join("\n");
  // What was tried reached every answer there is: none of the cases is a mere wrong address.
  for (const answer of ["401 badProof", "401 unknownDevice", "409 counter", "400 notJson", "400 notUnderstood"])
    expect(met).toContain(answer);
  for (const answer of ["200 accepted", "200 decision", "200 refused", "200 unreadable"]) expect(met).toContain(answer);
}, 240_000);

async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world);
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea");
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  await admin.push([admin.commit([pupil])]);
  const note = (n: number) => write.create("note", pupil.record, { text: `Note ${n}` });
  const stands = () =>
    world.storage.transact(admin.home().school, async (tx) => ({
      changes: (await tx.changesAfter(0, 10_000)).map(({ change }) => change.id as string),
      aside: await tx.quarantined(),
      audit: (await tx.auditAfter(0, 10_000)).map(({ what }) => what),
    }));
  return { world, admin, bea, write, pupil, note, stands };
}

test("[A5] [S2] a storm of replays has exactly one effect: the same requests, and the same commits in requests of their own", async () => {
  const { world, bea, note, stands } = await start();
  const before = await stands();
  const notes = [1, 2, 3, 4, 5].map(note);
  const batch = notes.map((one) => bea.commit([one]));
  const body = { wire: 1, epoch: null, unsent: batch.length, envelopes: batch };
  const copied = bea.requestFor("POST", ROUTES.push, body);
  const [copies, requests] = await Promise.all([
    Promise.all(Array.from({ length: 200 }, () => world.server.handle(copied))),
    Promise.all(Array.from({ length: 50 }, () => bea.ask("POST", ROUTES.push, body))),
  ]);
  const taken = copies.filter(({ status }) => status === 200);
  expect(taken.length).toBeLessThanOrEqual(1);
  expect(copies.filter(({ status }) => status !== 200).map(({ status }) => status)).not.toContain(503);
  const verdicts = requests
    .filter(({ status }) => status === 200)
    .map(({ body: said }) => JSON.stringify((said as unknown as PushAnswer).verdicts));
  expect(verdicts.length).toBeGreaterThan(0);
  expect(new Set(verdicts).size).toBe(1);
  const after = await stands();
  expect(after.changes.slice(before.changes.length)).toEqual(notes.map(({ id }) => id));
  expect(after.aside).toEqual([]);
  expect(after.audit.length - before.audit.length).toBe(notes.length);
  expect(world.log).toEqual([]);
}, 120_000);

test("[A17] a tablet taken out of use while it was away brings fifty commits: all are set aside, none is filed, none lost", async () => {
  const { world, admin, bea, note, stands } = await start();
  const pending = Array.from({ length: 50 }, (_, n) => bea.commit([note(n)]));
  await admin.ask("POST", ROUTES.revokeDevice, { device: bea.home().device });
  const before = await stands();
  const answer = await bea.push(pending);
  expect(answer.standing).toBe("revoked");
  expect(answer.verdicts.flatMap((one) => one.changes.map(({ verdict }) => verdict))).toEqual(
    pending.map(() => "quarantined"),
  );
  const after = await stands();
  expect(after.changes).toEqual(before.changes);
  expect(new Set(after.aside.map(({ envelope }) => envelope))).toEqual(new Set(pending.map(({ id }) => id)));
  expect(after.aside.every(({ author, reason }) => author === bea.author().id && reason === "notAllowed")).toBe(true);
  // Sent once more after a lost answer: still fifty.
  await bea.push(pending);
  expect((await stands()).aside).toHaveLength(50);
  expect(world.log).toEqual([]);
}, 120_000);

test("[S14] clocks ten years behind and ahead: filed in the order in which they came, under the server's time", async () => {
  const { world, admin, bea, note } = await start();
  const ids: string[] = [];
  for (const [n, at] of [
    [1, "2036-06-09T11:00:00+01:00"],
    [2, "2016-06-09T11:00:00+01:00"],
    [3, "2026-06-09T11:00:00+01:00"],
  ] as const) {
    const one = note(n);
    ids.push(one.id);
    const answer = await bea.push([bea.seal({ ...bea.envelopeOf([one]), at } as never)]);
    expect(answer.verdicts[0]?.changes).toMatchObject([{ verdict: "accepted" }]);
  }
  const { entries, rows } = await admin.pull();
  const filed = rows.filter((row) => row.type === "note").toSorted((a, b) => a.seq - b.seq);
  expect(filed.map(({ created }) => created as string)).toEqual(ids);
  for (const { received } of entries) expect(Date.parse(received)).toBe(world.now());
});
