import { ed25519 } from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import * as v from "valibot";
import { bytesToBase64 } from "#base/bytes.ts";
import type { Change } from "#ledger/change.ts";
import { type RecordDefinition, defineRecord } from "#ledger/definition.ts";
import { date, line } from "#ledger/field.ts";
import { defineSchema } from "#ledger/schema.ts";
import { quarantineAnswerShape } from "#protocol/oversight.ts";
import { ROUTES } from "#protocol/routes.ts";
import { type Lies, type TestDevice, addColleague, seededBytes } from "./device.fixture.ts";
import { overseen } from "../accounts/overseen.fixture.ts";
import type { GrantRules } from "./grants.ts";
import { TOY_DEFINITIONS } from "./toy.fixture.ts";

const cover: RecordDefinition = defineRecord({
  tier: 1,
  retention: "staff",
  disclosure: "no",
  slim: { fields: [], keep: 5 },
  type: "cover",
  label: "Cover",
  plural: "Cover",
  mode: "log",
  scope: "school",
  onSharedDevice: true,
  fields: { name: line({ label: "Name" }), day: date({ label: "Day" }), key: line({ label: "Key" }) },
  layout: [{ title: "Cover", fields: ["name", "day", "key"] }],
});

/** Cover adults write notes; adults write everything. */
const rules: GrantRules = {
  name: "cover/1",
  types: [],
  timed: false,
  holds: ({ adults, purpose }) => ({ rest: purpose === "write" && adults[0]?.cover ? "cover" : "adult", held: [] }),
  mayRead: () => true,
  mayWrite: (level, definition) => level === "adult" || definition?.type === "note",
};

/** The day the clock of these tests' envelopes says. */
const DAY = "2026-06-09";

async function start() {
  const schema = defineSchema(1, [...TOY_DEFINITIONS, cover]);
  const { world, admin, bea, write, pupil, say } = await overseen({ schema, grantRules: rules });
  const seed = seededBytes(99)(32);
  const key = bytesToBase64(ed25519.getPublicKey(seed));
  const letIn = (day = DAY): Change => write.create("cover", "school", { name: "Ms Cole", day, key });
  const as = (vouch: Change, over: Lies = {}): Lies => ({ author: vouch.record, authorKey: "cover", seed, ...over });
  const kept = async () => v.parse(quarantineAnswerShape, (await admin.ask("GET", ROUTES.quarantine)).body).kept;
  return { world, admin, bea, write, pupil, seed, letIn, say, as, kept };
}

const told = async (device: TestDevice, envelopes: readonly ReturnType<TestDevice["commit"]>[]) =>
  (await device.push(envelopes)).verdicts.map(
    ({ result, changes }) => `${result} ${changes.map((one) => one.verdict).join()}`,
  );

test("[A34] a cover adult's entries are filed under their own name, in the push that let them in and after it", async () => {
  const { world, admin, bea, letIn, say, as } = await start();
  const vouch = letIn();
  const first = [bea.commit([vouch]), bea.commit([say("One.")], as(vouch))];
  expect(await told(bea, first)).toEqual(["processed accepted", "processed accepted"]);
  expect(await told(bea, [bea.commit([say("Two.")], as(vouch))])).toEqual(["processed accepted"]);
  const log = await world.storage.transact(admin.home().school, (tx) => tx.changesAfter(0, 1000));
  const authors = log.slice(-3).map((row) => row.author);
  expect(authors).toEqual([bea.author().id, vouch.record, vouch.record]);
});

test("[A34] nothing is believed of somebody whom nobody let in, in another's key, or on another tablet", async () => {
  const { world, admin, bea, letIn, say, as } = await start();
  const vouch = letIn();
  expect(await told(bea, [bea.commit([say("Nobody.")], as(vouch))])).toEqual(["unreadable "]);
  await bea.push([bea.commit([vouch])]);
  const forged = bea.commit([say("Forged.")], as(vouch, { seed: seededBytes(3)(32) }));
  expect(await told(bea, [forged])).toEqual(["unreadable "]);
  const other = await addColleague(world, admin, "Cal", "shared");
  expect(await told(other, [other.commit([say("Elsewhere.")], as(vouch))])).toEqual(["unreadable "]);
  // An enrolled adult is nobody's cover.
  const adult = bea.commit([say("As Bea.")], as(vouch, { author: bea.author().id }));
  expect(await told(bea, [adult])).toEqual(["unreadable "]);
});

test("[A34] what a cover adult writes on another day, or may not write at all, is set aside and not lost", async () => {
  const { bea, write, pupil, letIn, say, as, kept } = await start();
  const vouch = letIn("2026-06-08");
  expect(await told(bea, [bea.commit([vouch]), bea.commit([say("A day late.")], as(vouch))])).toEqual([
    "processed accepted",
    "processed quarantined",
  ]);
  const today = letIn();
  const plan = write.create("plan", pupil.record, { goal: "Calm starts" });
  expect(await told(bea, [bea.commit([today]), bea.commit([plan], as(today))])).toEqual([
    "processed accepted",
    "processed quarantined",
  ]);
  expect((await kept()).map(({ author, reason }) => [author, reason])).toEqual([
    [vouch.record, "notAllowed"],
    [today.record, "notAllowed"],
  ]);
});

test("[A34] the key of a cover adult is the one they were let in with: an amendment of it is not believed", async () => {
  const { bea, world, letIn, say, as } = await start();
  const vouch = letIn();
  await bea.push([bea.commit([vouch])]);
  const theirs = seededBytes(5)(32);
  const amended = {
    kind: "amend",
    id: world.newId(),
    record: vouch.record,
    type: "cover",
    scope: "school",
    how: "amended",
    reason: "Another key",
    fields: { key: bytesToBase64(ed25519.getPublicKey(theirs)) },
  } as unknown as Change;
  expect(await told(bea, [bea.commit([amended])])).toEqual(["processed accepted"]);
  expect(await told(bea, [bea.commit([say("Taken over.")], as(vouch, { seed: theirs }))])).toEqual(["unreadable "]);
  expect(await told(bea, [bea.commit([say("Still theirs.")], as(vouch))])).toEqual(["processed accepted"]);
});

test("[A34] let in by an adult whose account has ended, a cover adult's entries wait with the record that let them in", async () => {
  const { admin, bea, letIn, say, as, kept } = await start();
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  const vouch = letIn();
  const sent = [bea.commit([vouch]), bea.commit([say("Seen.")], as(vouch))];
  expect(await told(bea, sent)).toEqual(["processed quarantined", "processed quarantined"]);
  const [, entry] = await kept();
  expect(entry).toMatchObject({ author: vouch.record, changes: [{ fields: { text: "Seen." } }] });
  expect((await admin.ask("POST", ROUTES.settleQuarantined, { id: entry!.id, how: "file" })).status).toBe(200);
});

test("[A34] a cover adult is for shared tablets: on an adult's own device what they write is set aside", async () => {
  const { admin, letIn, say, as } = await start();
  const vouch = letIn();
  expect(await told(admin, [admin.commit([vouch]), admin.commit([say("x")], as(vouch))])).toEqual([
    "processed accepted",
    "processed quarantined",
  ]);
});

test("[A47] [A34] a cover adult who was let in is sent what the tablet may hold; one who was only set aside is not", async () => {
  const { world, admin, bea, seed, letIn } = await start();
  const vouch = letIn();
  await bea.push([bea.commit([vouch])]);
  const status = async (id: string) =>
    (
      await bea.ask(
        "POST",
        ROUTES.pull,
        { wire: 1, epoch: bea.home().epoch, cursor: null, schema: 1 },
        { reader: { id, seed } },
      )
    ).status;
  expect(await status(vouch.record)).toBe(200);
  expect(await status(world.newId())).toBe(403);
  await admin.ask("POST", ROUTES.endAdult, { adult: bea.author().id });
  const late = letIn();
  await bea.push([bea.commit([late])]);
  expect(await status(late.record)).toBe(403);
});
