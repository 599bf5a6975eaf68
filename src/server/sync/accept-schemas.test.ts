import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import { defineRecord } from "#ledger/definition.ts";
import { defineSchema } from "#ledger/schema.ts";
import { TOY_DEFINITIONS } from "./toy.fixture.ts";
import { start } from "./accept.fixture.ts";

test("fields and values this server does not know are kept as they stand", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara", pronouns: "she/her", map: { b: [1, null], a: "x" } });
  const set = write.set(pupil, "pronouns", "she/her", "they", pupil.id);
  await device.push([device.commit([pupil, set])]);
  const row = await world.storage.transact(device.home().school, (tx) => tx.record(pupil.record));
  expect(row?.fields["map"]?.value).toEqual({ b: [1, null], a: "x" });
  expect(row?.fields["pronouns"]).toEqual({ value: "they", by: set.id });
});

test("what a newer app wrote is parked, and filed when the server knows its schema", async () => {
  const { world, device, write } = await start();
  const visit = defineRecord({
    ...TOY_DEFINITIONS[1]!,
    type: "visit",
    label: "Visit",
    plural: "Visits",
  });
  const pupil = write.create("pupil", null, { name: "Amara" });
  const newer = write.create("visit", pupil.record, { goal: "See the new class" });
  const first = device.commit([pupil]);
  const parked = device.commit([newer], { schema: 2 });
  const answer = await device.push([first, parked]);
  expect(answer.verdicts[1]?.changes).toMatchObject([{ verdict: "parked", code: "newerSchema" }]);
  const updated = world.restart(defineSchema(2, [...TOY_DEFINITIONS, visit], { 1: (change) => change }));
  const again = await device.push([parked], { server: updated });
  expect(again.verdicts[0]?.changes).toMatchObject([{ change: newer.id, verdict: "accepted" }]);
  const { row, left } = await world.storage.transact(device.home().school, async (tx) => ({
    row: await tx.record(newer.record),
    left: await tx.quarantined(),
  }));
  expect(row?.fields["goal"]?.value).toBe("See the new class");
  expect(left).toEqual([]);
});

test("[S27] what an older server of the same database sets aside beside a newer one is filed without a start", async () => {
  const { world, device, write } = await start();
  const newer = world.restart(defineSchema(2, TOY_DEFINITIONS, { 1: (change) => change }));
  const pupil = write.create("pupil", null, { name: "Amara" });
  const parked = device.commit([pupil], { schema: 2 });
  // The newer one has looked once already: that is over with its first answer.
  await device.push([], { server: newer });
  const answer = await device.push([parked]);
  expect(answer.verdicts[0]?.changes).toMatchObject([{ verdict: "parked", code: "newerSchema" }]);
  await newer.fileSetAside();
  const again = await device.push([parked]);
  expect(again.verdicts[0]?.changes).toMatchObject([{ change: pupil.id, verdict: "accepted" }]);
});

test("an older app's change is upgraded, and one too old is refused with a sentence", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { nickname: "Amara" });
  const upgrades = {
    2: (change: Change): Change =>
      change.kind === "create" && "nickname" in change.fields
        ? { ...change, fields: { name: change.fields["nickname"] ?? null } }
        : change,
  };
  const later = world.restart(defineSchema(3, TOY_DEFINITIONS, upgrades));
  const other = write.create("pupil", null, { nickname: "Daniel" });
  const answer = await device.push([device.commit([pupil], { schema: 2 }), device.commit([other], { schema: 1 })], {
    server: later,
  });
  expect(answer.verdicts[0]?.changes[0]).toMatchObject({ verdict: "accepted" });
  expect(answer.verdicts[1]?.changes[0]).toMatchObject({ verdict: "refused", code: "schemaTooOld" });
  const row = await world.storage.transact(device.home().school, (tx) => tx.record(pupil.record));
  expect(row?.fields["name"]?.value).toBe("Amara");
});
