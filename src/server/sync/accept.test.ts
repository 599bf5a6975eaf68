import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import { defineRecord } from "#ledger/definition.ts";
import { defineSchema } from "#ledger/schema.ts";
import { ROUTES } from "#protocol/routes.ts";
import { firstBrokenLine } from "../audit/chain.ts";
import type { Storage } from "../storage/storage.ts";
import {
  type TestDevice,
  type World,
  addColleague,
  createTestDevice,
  createWorld,
  seededBytes,
  writer,
} from "./device.fixture.ts";
import { TOY_DEFINITIONS } from "./toy.fixture.ts";

async function start(): Promise<{ world: World; device: TestDevice; write: ReturnType<typeof writer> }> {
  const world = await createWorld();
  const device = createTestDevice(world);
  await device.setUp();
  return { world, device, write: writer(world) };
}

const log = (world: World, device: TestDevice) =>
  world.storage.transact(device.home().school, (tx) => tx.changesAfter(0, 1000));
const state = (world: World, device: TestDevice) =>
  world.storage.transact(device.home().school, async (tx) =>
    JSON.stringify([await tx.changesAfter(0, 1000), await tx.quarantined(), await tx.row()]),
  );

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
