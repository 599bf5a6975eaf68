import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import { defineSchema } from "#ledger/schema.ts";
import { ROUTES } from "#protocol/routes.ts";
import { firstBrokenLine } from "../audit/chain.ts";
import type { Storage } from "../storage/storage.ts";
import { addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { TOY_DEFINITIONS } from "./toy.fixture.ts";
import { start, log, state } from "./accept.fixture.ts";

test("[A9] accepts a commit: record, log and audit stand together, numbered in the order of commitment", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plan = write.create("plan", pupil.record, { goal: "Three calm starts" });
  const answer = await device.push([device.commit([pupil, plan])]);
  expect(answer.next).toBe(2);
  expect(answer.verdicts[0]).toMatchObject({
    result: "processed",
    changes: [{ verdict: "accepted" }, { verdict: "accepted" }],
  });
  const { school } = device.home();
  await world.storage.transact(school, async (tx) => {
    const rows = await tx.records([pupil.record, plan.record]);
    expect(new Map(rows.map((row) => [row.id, row])).get(plan.record)?.fields["goal"]?.value).toBe("Three calm starts");
    const changes = await tx.changesAfter(0, 100);
    expect(changes.map((row) => row.seq)).toEqual(changes.map((_row, i) => i + 1));
    expect((await tx.row()).seq).toBe(changes.length);
    const audit = (await tx.auditAfter(0, 100)).filter((line) => line.what === "change");
    expect(audit.map((line) => JSON.parse(line.facts).change)).toEqual(changes.map((row) => row.change.id));
    expect(await firstBrokenLine(tx)).toBeUndefined();
  });
});

test("[A10] the audit holds no word of what was written", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara Okonkwo" });
  await device.push([device.commit([pupil, write.set(pupil, "name", "Amara Okonkwo", "Amara Obi", pupil.id)])]);
  const audit = await world.storage.transact(device.home().school, (tx) => tx.auditAfter(0, 1000));
  expect(audit.length).toBeGreaterThan(2);
  expect(JSON.stringify(audit)).not.toMatch(/Amara|Okonkwo|Obi/);
});

test("[M5] two values written apart for one field become a decision, and its verdict names it", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea");
  const pupil = write.create("pupil", null, { name: "Amara" });
  const plan = write.create("plan", pupil.record, { goal: "Calm", review: "June" });
  await device.push([device.commit([pupil, plan])]);
  const mine = write.set(plan, "goal", "Calm", "Three calm starts", plan.id);
  const theirs = write.set(plan, "goal", "Calm", "Back in Maths", plan.id);
  const apart = write.set(plan, "review", "June", "July", plan.id);
  await device.push([device.commit([mine])]);
  const answer = await colleague.push([colleague.commit([theirs, apart])]);
  expect(answer.verdicts[0]?.changes).toMatchObject([
    { verdict: "decision", decision: theirs.id },
    { verdict: "accepted" },
  ]);
  const row = await world.storage.transact(device.home().school, (tx) => tx.record(plan.record));
  expect(row?.fields["goal"]?.value).toBe("Three calm starts");
  expect(row?.decisions[0]).toMatchObject({
    kept: { value: "Three calm starts" },
    others: [{ value: "Back in Maths" }],
  });
  expect(row?.fields["review"]?.value).toBe("July");
});

test("[S6] one bad change never blocks the others; its author is told why, beside its field", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const bad = [
    write.create("note", pupil.record, { text: "x".repeat(100_000) }),
    write.create("note", pupil.record, { text: "pasted \u0000 rubbish" }),
    write.create("note", pupil.record, {}),
    write.create("note", world.newId<string>(), { text: "nobody's" }),
    write.create("plan", "school", {}),
    write.create("pupil", pupil.record, { name: "Her shadow" }),
    write.create("timetable", pupil.record, {}),
    write.set(pupil, "helps", null, "Quiet", pupil.id),
    write.create("note", pupil.record, { text: "ok", extra: "y".repeat(250_000) }),
  ];
  const good = write.create("note", pupil.record, { text: "Calm start." });
  const answer = await device.push([device.commit([pupil, ...bad, good])]);
  const verdicts = answer.verdicts[0]?.changes ?? [];
  expect(verdicts.map((verdict) => verdict.code)).toEqual([
    undefined,
    "tooLong",
    "unseenCharacters",
    "missing",
    "noSuchOwner",
    "wrongPlace",
    "wrongPlace",
    "unknownType",
    "wrongType",
    "tooBig",
    undefined,
  ]);
  for (const verdict of verdicts.slice(1, -1)) {
    // Its owner may yet come; the others can never be filed.
    expect(verdict.verdict).toBe(verdict.code === "noSuchOwner" ? "parked" : "refused");
    expect(verdict.sentence).toMatch(/\.$/);
  }
  expect(verdicts[1]?.field).toBe("text");
  const filed = (await log(world, device)).filter((row) => row.change.type !== "adult");
  expect(filed.map((row) => row.change.id)).toEqual([pupil.id, good.id]);
});

test("changes of one group stand or fall together", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  const first = write.create("plan", pupil.record, { goal: "Calm" }, { group: 1 });
  const second = write.create("note", pupil.record, { text: "y".repeat(20_000) }, { group: 1 });
  const third = write.set(first, "goal", "Calm", "Calmer", first.id, { group: 1 });
  const [other, another] = [1, 2].map((n) =>
    write.create("note", pupil.record, { text: `Note ${n}` }, { group: 2 }),
  ) as [Change, Change];
  const answer = await device.push([device.commit([pupil, first, other, second, third, another])]);
  expect(answer.verdicts[0]?.changes.map(({ verdict, code }) => [verdict, code])).toEqual([
    ["accepted", undefined],
    ["refused", "withTheOthers"],
    ["accepted", undefined],
    ["refused", "tooLong"],
    ["refused", "withTheOthers"],
    ["accepted", undefined],
  ]);
  const { school } = device.home();
  expect(await world.storage.transact(school, (tx) => tx.record(first.record))).toBeUndefined();
  const seqs = (await log(world, device)).map((row) => row.seq);
  expect(seqs).toEqual(seqs.map((_seq, i) => i + 1));
});

test("a batch that fails half-way leaves nothing, and the same batch sent again is accepted whole", async () => {
  let failing = false;
  const wrap = (storage: Storage): Storage => ({
    ...storage,
    transact: (school, work) =>
      storage.transact(school, (tx) =>
        work({
          ...tx,
          appendAudit: (rows) => (failing ? Promise.reject(new Error("disk full")) : tx.appendAudit(rows)),
        }),
      ),
  });
  const world = await createWorld({ wrap });
  const device = createTestDevice(world);
  await device.setUp();
  const write = writer(world);
  const batch = ["Amara", "Daniel"].map((name) => device.commit([write.create("pupil", null, { name })]));
  const before = await state(world, device);
  failing = true;
  const said = await device.ask("POST", ROUTES.push, { wire: 1, epoch: null, unsent: 2, envelopes: batch });
  expect(said.status).toBe(503);
  expect(said.body).toMatchObject({ waymark: "problem", code: "fault" });
  expect(world.log.join("\n")).toMatch(/disk full/);
  failing = false;
  expect(await state(world, device)).toBe(before);
  const answer = await device.push(batch);
  expect(answer.verdicts.map((verdict) => verdict.changes[0]?.verdict)).toEqual(["accepted", "accepted"]);
});

test("[S6] a fault of ours in one entry parks it and lets the others through", async () => {
  const fragile = { ...TOY_DEFINITIONS[1]!, type: "fragile" };
  // A definition whose rules break when they are read.
  Object.defineProperty(fragile, "fields", {
    get: () => {
      throw new Error("a fault in a definition");
    },
  });
  const world = await createWorld({ schema: defineSchema(1, [...TOY_DEFINITIONS, fragile]) });
  const device = createTestDevice(world);
  await device.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const broken = write.create("fragile", pupil.record, { goal: "kept" });
  const note = write.create("note", pupil.record, { text: "Calm." });
  const answer = await device.push([device.commit([pupil, broken, note])]);
  expect(answer.verdicts[0]?.changes.map((one) => one.verdict)).toEqual(["accepted", "parked", "accepted"]);
  expect(world.log.join("\n")).toMatch(/a fault in a definition/);
  const [kept] = await world.storage.transact(device.home().school, (tx) => tx.quarantined());
  expect(kept).toMatchObject({ reason: "fault" });
  expect(kept?.body).toContain('"goal":"kept"');
});

test("[S6] what is chosen in a decision must be a value its field can hold", async () => {
  const { world, device, write } = await start();
  const colleague = await addColleague(world, device, "Bea");
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  const mine = write.set(pupil, "name", "Amara", "Amara Obi", pupil.id);
  const theirs = write.set(pupil, "name", "Amara", "Amara Okonkwo", pupil.id);
  await device.push([device.commit([mine])]);
  await colleague.push([colleague.commit([theirs])]);
  const settle = (to: string): Change =>
    ({
      ...mine,
      kind: "settle",
      id: world.newId(),
      decision: theirs.id,
      to,
      base: [mine.id, theirs.id],
      field: undefined,
      from: undefined,
    }) as unknown as Change;
  const answer = await device.push([device.commit([settle("z".repeat(5_000)), settle("Amara Obi")])]);
  expect(answer.verdicts[0]?.changes).toMatchObject([{ verdict: "refused", code: "tooLong" }, { verdict: "accepted" }]);
});

test("a long batch is filed in parts: the rest is asked for, nothing is lost", async () => {
  const { world, device, write } = await start();
  const pupil = write.create("pupil", null, { name: "Amara" });
  await device.push([device.commit([pupil])]);
  const envelopes = [1, 2, 3].map((n) =>
    device.commit(
      Array.from({ length: 250 }, (_none, i) => write.create("note", pupil.record, { text: `Note ${n}.${i}` })),
    ),
  );
  for (const n of [0, 1, 2]) expect((await device.push(envelopes.slice(n))).next).toBe(3 + n);
  const notes = await world.storage.transact(device.home().school, (tx) => tx.changesAfter(0, 2000));
  expect(notes.filter((row) => row.change.type === "note")).toHaveLength(750);
});
