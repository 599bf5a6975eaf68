import { expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import { addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";

/** Two adults change the same fact, apart: one on a device that may hold it, one on a tablet that may not. */
async function start() {
  const world = await createWorld();
  const admin = createTestDevice(world, "personal");
  await admin.setUp();
  const bea = await addColleague(world, admin, "Bea", "shared");
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const facts = write.create("circumstances", pupil.record, { number: "one" });
  const plan = write.create("plan", pupil.record, { goal: "one" });
  await admin.push([admin.commit([pupil, facts, plan])]);
  const { seq } = await world.storage.transact(admin.home().school, (tx) => tx.row());
  await admin.push([
    admin.commit([write.set(facts, "number", "one", "two", facts.id), write.set(plan, "goal", "one", "two", plan.id)]),
  ]);
  const sealed = bea.commit([
    write.set(facts, "number", "one", "three", facts.id),
    write.set(plan, "goal", "one", "three", plan.id),
  ]);
  const row = (record: string) => world.storage.transact(admin.home().school, (tx) => tx.record(record));
  return { world, admin, bea, write, facts, plan, sealed, row, seq };
}

test("[A37] a tablet that may not read a record is not told that a decision stands in it; both sides stand all the same", async () => {
  const { bea, admin, facts, plan, sealed, row, seq } = await start();
  // Sent twice: what is told of it again is the same.
  for (let times = 0; times < 2; times += 1) {
    const [hidden, seen] = (await bea.push([sealed])).verdicts[0]!.changes;
    expect(hidden).toEqual({ change: hidden!.change, verdict: "accepted", seq: hidden!.seq });
    expect(seen).toMatchObject({ verdict: "decision", decision: expect.any(String) as string });
  }
  for (const [record, field] of [
    [facts.record, "number"],
    [plan.record, "goal"],
  ] as const) {
    const [decision] = (await row(record))!.decisions;
    expect([decision?.field, decision?.kept.value, decision?.others.map((side) => side.value)]).toEqual([
      field,
      "two",
      ["three"],
    ]);
  }
  // Neither the feed nor a new beginning brings anything of it to that tablet; who may read it sees both sides.
  for (const cursor of [seq, null]) {
    const [theirs, ours] = [JSON.stringify(await bea.pull({ cursor })), JSON.stringify(await admin.pull({ cursor }))];
    expect([theirs.includes(facts.record), ours.includes(facts.record)]).toEqual([false, true]);
    expect([theirs.includes(plan.record), ours.includes('"three"')]).toEqual([true, true]);
  }
});

test("[A37] filed later, by hand or when its author may write again, it is told no more than that", async () => {
  const { world, admin, bea, sealed } = await start();
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  await bea.push([sealed]);
  const kept = (await admin.ask("GET", ROUTES.quarantine)).body["kept"] as { readonly id: string }[];
  expect(kept).toHaveLength(1);
  await admin.ask("POST", ROUTES.settleQuarantined, { id: kept[0]!.id, how: "file" });
  const told = (await bea.push([sealed])).verdicts[0]!.changes;
  expect(told.map(({ verdict }) => verdict)).toEqual(["accepted", "decision"]);
  expect(told[0]).not.toHaveProperty("decision");
  expect(world.log).toEqual([]);
});

test("[A37] a record keeps its type and its owner, so no side of a decision can be brought in from where less may be seen", async () => {
  const { admin, bea, write, facts, sealed, row } = await start();
  const other = write.create("pupil", null, { name: "Ben" });
  await admin.push([admin.commit([other])]);
  const moved = { ...write.set(facts, "number", "one", "four", facts.id), scope: other.record };
  const disguised = { ...write.set(facts, "number", "one", "five", facts.id), type: "plan" };
  const sent = await bea.push([sealed, bea.commit([moved as never, disguised as never])]);
  expect(sent.verdicts[1]?.changes.map(({ verdict, code }) => [verdict, code])).toEqual([
    ["refused", "wrongPlace"],
    ["refused", "wrongPlace"],
  ]);
  const after = await row(facts.record);
  expect(after?.decisions.flatMap(({ kept, others }) => [kept, ...others].map((side) => side.value))).toEqual([
    "two",
    "three",
  ]);
});
