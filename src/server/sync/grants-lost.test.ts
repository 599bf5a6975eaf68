import { expect, test } from "vitest";
import { caseloadRules } from "./caseload.fixture.ts";
import { eraseRecords } from "./erase.ts";
import { createGrants } from "./grants.ts";
import { start } from "./grants.fixture.ts";

test("[A15] what is written in a lost scope is set aside whole, also what could not have been filed", async () => {
  const { world, admin, tablet, write, give, scopes, plans } = await start();
  await give([scopes[0]!]);
  const good = write.create("note", scopes[1]!, { text: "Ben was calm." });
  const bad = write.create("note", scopes[1]!, { text: 7 });
  const edit = write.set(plans[1]!, "review", null, "12 June", plans[1]!.id);
  const mine = write.create("note", scopes[0]!, { text: "Amara too." });
  const answer = await tablet.push([tablet.commit([good, bad, edit, mine])]);
  expect(answer.verdicts[0]?.changes.map((one) => one.verdict)).toEqual([
    "quarantined",
    "quarantined",
    "quarantined",
    "accepted",
  ]);
  const kept = await world.storage.transact(admin.home().school, (tx) => tx.quarantined());
  expect(kept).toMatchObject([{ reason: "notAllowed", author: tablet.author().id, device: tablet.home().device }]);
  expect(JSON.parse(kept[0]!.body)).toMatchObject({ changes: [good, bad, edit] });
});

test("[A15] a pupil that is made on a narrowed device is nobody's to shut out; what follows needs a grant", async () => {
  const { tablet, write, give, scopes, world } = await start();
  await give([scopes[0]!]);
  const pupil = write.create("pupil", null, { name: "Dev" });
  const plan = write.create("plan", pupil.record, { goal: "Calm" });
  const note = write.create("note", pupil.record, { text: "First day." });
  const early = await tablet.push([tablet.commit([pupil, plan]), tablet.commit([note])]);
  expect(early.verdicts.flatMap((one) => one.changes.map((change) => change.verdict))).toEqual([
    "accepted",
    "accepted",
    "quarantined",
  ]);
  // With a grant in the same batch it counts at once, before anything of the batch is written.
  const other = write.create("pupil", null, { name: "Eve" });
  const own = { device: tablet.home().device, pupils: { [world.newId<string>()]: other.record } };
  const batch = [
    tablet.commit([other]),
    tablet.commit([write.create("caseload", "school", own)]),
    tablet.commit([write.create("note", other.record, { text: "First day." })]),
  ];
  expect((await tablet.push(batch)).verdicts.map((one) => one.changes[0]?.verdict)).toEqual([
    "accepted",
    "accepted",
    "accepted",
  ]);
});

test("[A15] what was refused in a scope that is lost since is set aside when it is sent again, once", async () => {
  const { world, admin, tablet, write, give, scopes, audit } = await start();
  const bad = write.create("note", scopes[1]!, { text: 7 });
  const sealed = tablet.commit([bad, write.create("note", scopes[0]!, { text: "Fine." })]);
  const verdicts = async () => (await tablet.push([sealed])).verdicts[0]?.changes.map((one) => one.verdict);
  expect(await verdicts()).toEqual(["refused", "accepted"]);
  expect(await verdicts()).toEqual(["refused", "accepted"]);
  await give([scopes[0]!]);
  expect(await verdicts()).toEqual(["quarantined", "accepted"]);
  expect(await verdicts()).toEqual(["quarantined", "accepted"]);
  const kept = await world.storage.transact(admin.home().school, (tx) => tx.quarantined());
  expect(kept.map((row) => JSON.parse(row.body).changes)).toEqual([[bad]]);
  expect(await audit("handedOver")).toHaveLength(1);
});

test("[A21] what was refused of a pupil who was erased since is not set aside when it is sent again, and says so", async () => {
  const { world, admin, tablet, write, give, scopes } = await start();
  const sealed = tablet.commit([write.create("note", scopes[1]!, { text: 7 })]);
  const said = async () => (await tablet.push([sealed])).verdicts[0]?.changes[0];
  expect(await said()).toMatchObject({ verdict: "refused", code: "wrongType" });
  const deps = { storage: world.storage, clock: world, newId: world.newId, grants: createGrants(caseloadRules) };
  const { device } = admin.home();
  await eraseRecords(deps, admin.home().school, [scopes[1]!], { adult: world.newId(), device });
  await give([scopes[0]!]);
  expect(await said()).toMatchObject({ verdict: "refused", code: "erased" });
  expect(await world.storage.transact(admin.home().school, (tx) => tx.quarantined())).toEqual([]);
});
