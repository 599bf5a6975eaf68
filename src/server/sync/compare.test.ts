import { createHash } from "node:crypto";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { Change } from "#ledger/change.ts";
import { type CompareAnswer, compareAnswerShape, digestOf } from "#protocol/compare.ts";
import type { PullAnswer } from "#protocol/pull.ts";
import { ROUTES } from "#protocol/routes.ts";
import { type TestDevice, addColleague, createTestDevice, createWorld, writer } from "./device.fixture.ts";
import { caseloadRules } from "./caseload.fixture.ts";

const textHash = (text: string): string => createHash("sha256").update(text).digest("base64url");
const OF_NOTHING = digestOf({ rows: [], entries: [] }, 0, textHash);
type Held = Pick<PullAnswer, "rows" | "entries">;

async function start() {
  const world = await createWorld({ grantRules: caseloadRules });
  const tablet = createTestDevice(world, "personal");
  await tablet.setUp();
  const write = writer(world);
  const pupil = write.create("pupil", null, { name: "Amara" });
  const note = write.create("note", pupil.record, { text: "Came in." });
  const set = write.set(pupil, "name", "Amara", "Amara Okafor", pupil.id);
  await tablet.push([tablet.commit([pupil, note]), tablet.commit([set])]);
  const inSchool = <T>(work: Parameters<typeof world.storage.transact<T>>[1]) =>
    world.storage.transact(tablet.home().school, work);
  const lines = () =>
    inSchool(async (tx) => (await tx.auditAfter(0, 1_000)).filter(({ what }) => what === "copyDiffers"));
  return { world, tablet, write, pupil, note, set, inSchool, lines };
}

/** What a device holds of everything, and how it would ask. */
async function whole(device: TestDevice) {
  const page = await device.pull({ cursor: null, grants: null });
  const grants = page.grants?.version ?? "";
  const held = (scope: string): Held => ({
    rows: page.rows.filter((row) => row.scope === scope),
    entries: page.entries.filter(({ change }) => change.scope === scope),
  });
  const digest = (of: string | Held): string =>
    digestOf(typeof of === "string" ? held(of) : of, page.horizon, textHash);
  const compare = async (digests: { readonly [scope: string]: string }, other: object = {}): Promise<CompareAnswer> => {
    const scopes = Object.entries(digests).map(([scope, one]) => ({ scope, digest: one }));
    const stands = { epoch: device.home().epoch, cursor: page.cursor, horizon: page.horizon, grants };
    const said = await device.ask("POST", ROUTES.compare, { wire: 1, ...stands, scopes, ...other });
    expect(said.status, JSON.stringify(said.body)).toBe(200);
    return v.parse(compareAnswerShape, said.body);
  };
  return { page, held, digest, compare };
}

test("[S33] what a device holds as it was sent is the same, in whatever order it holds it", async () => {
  const { tablet, pupil, lines } = await start();
  const { held, digest, compare } = await whole(tablet);
  const { rows, entries } = held(pupil.scope);
  expect([rows.length, entries.length]).toEqual([2, 1]);
  const reversed = digest({ rows: rows.toReversed(), entries: entries.toReversed() });
  expect(await compare({ school: digest("school"), [pupil.scope]: reversed })).toMatchObject({
    same: ["school", pupil.scope],
    differs: [],
  });
  expect(await lines()).toEqual([]);
});

const faults: readonly (readonly [string, (held: Held) => Held])[] = [
  ["a record that is missing", ({ rows, entries }) => ({ rows: rows.slice(1), entries })],
  [
    "a record too many",
    ({ rows, entries }) => ({ rows: [...rows, { ...rows[0]!, id: "0".repeat(26) as never }], entries }),
  ],
  ["a record twice", ({ rows, entries }) => ({ rows: [...rows, rows[0]!], entries })],
  [
    "one character of a field",
    (held) => JSON.parse(JSON.stringify(held).replaceAll("Amara Okafor", "Amara Okafer")) as Held,
  ],
  ["a history that is missing", ({ rows }) => ({ rows, entries: [] })],
  [
    "another author in the history",
    ({ rows, entries }) => ({ rows, entries: entries.map((one) => ({ ...one, author: "0".repeat(26) })) }),
  ],
  ["nothing at all", () => ({ rows: [], entries: [] })],
];

test.each(faults)("[S33] %s is found, and said in the audit of that pupil", async (_what, plant) => {
  const { tablet, pupil, lines, world } = await start();
  const { held, digest, compare } = await whole(tablet);
  const planted = digest(plant(held(pupil.scope)));
  expect(await compare({ school: digest("school"), [pupil.scope]: planted })).toMatchObject({
    same: ["school"],
    differs: [pupil.scope],
  });
  expect(await lines()).toMatchObject([{ about: pupil.scope, device: tablet.home().device, who: "" }]);
  expect(world.log.join()).toContain("held other records than the server, of 1 scopes");
});

test("[S33] what was written since the device's cursor is not compared; what is untouched is", async () => {
  const { tablet, pupil, write, lines } = await start();
  const { digest, compare } = await whole(tablet);
  const other = write.create("pupil", null, { name: "Noor" });
  await tablet.push([tablet.commit([other, write.create("note", pupil.record, { text: "Left." })])]);
  const asked = { school: digest("school"), [pupil.scope]: digest(pupil.scope), [other.scope]: OF_NOTHING };
  expect(await compare(asked)).toMatchObject({ same: ["school"], differs: [] });
  expect(await lines()).toEqual([]);
});

test("[S33] another epoch, horizon, cursor or version of the grants: nothing is compared, and nothing said", async () => {
  const { tablet, pupil, lines } = await start();
  const { page, digest, compare } = await whole(tablet);
  const nothing = { same: [], differs: [] };
  const asked = { [pupil.scope]: OF_NOTHING, school: digest("school") };
  expect(await compare(asked, { epoch: "0".repeat(26) })).toMatchObject(nothing);
  expect(await compare(asked, { horizon: page.horizon + 1 })).toMatchObject(nothing);
  expect(await compare(asked, { cursor: (page.cursor ?? 0) + 1 })).toMatchObject(nothing);
  expect(await compare(asked, { grants: "another" })).toMatchObject(nothing);
  expect(await lines()).toEqual([]);
});

test("[S33] [A3] of what it may not hold a device hears what it would hear of a pupil who never was", async () => {
  const { world, tablet, pupil, write } = await start();
  const { newId } = world;
  const colleague = await addColleague(world, tablet, "Kim");
  const own = write.create("pupil", null, { name: "Noor" });
  await tablet.push([tablet.commit([own])]);
  const load = write.create("caseload", "school", { device: colleague.home().device });
  const head = { record: load.record, type: load.type, scope: load.scope };
  const add = { ...head, kind: "add", id: newId(), field: "pupils", item: newId(), value: own.record };
  await tablet.push([tablet.commit([load, add as unknown as Change])]);
  const { page, digest, compare } = await whole(colleague);
  expect(page.rows.map((row) => row.scope as string)).not.toContain(pupil.scope);
  // Written in since: whoever may hold it would not be told either way.
  const said = async (scope: string) => {
    const ask = async (one: string) => {
      const { same, differs } = await compare({ [scope]: one });
      return [same.length, differs.length];
    };
    return { nothing: await ask(OF_NOTHING), something: await ask("x") };
  };
  expect(await said(pupil.scope)).toEqual({ nothing: [1, 0], something: [0, 1] });
  const before = await said(newId());
  expect(await said(pupil.scope)).toEqual(before);
  await tablet.push([tablet.commit([write.create("note", pupil.record, { text: "Left." })])]);
  expect(await said(pupil.scope)).toEqual(before);
  expect(await compare({ [own.scope]: digest(own.scope) })).toMatchObject({ same: [own.scope] });
});

test("[S33] [A4] a shared tablet's digest is made of what it may hold, and a level's of what that level shows", async () => {
  const { world, tablet, pupil, write, lines } = await start();
  const more = write.create("circumstances", pupil.record, { number: "A1" });
  await tablet.push([tablet.commit([more])]);
  const shared = await addColleague(world, tablet, "Kim");
  const theirs = await whole(shared);
  const mine = await whole(tablet);
  expect(theirs.held(pupil.scope).rows).toHaveLength(mine.held(pupil.scope).rows.length - 1);
  expect(await theirs.compare({ [pupil.scope]: theirs.digest(pupil.scope) })).toMatchObject({ same: [pupil.scope] });
  expect(await mine.compare({ [pupil.scope]: mine.digest(pupil.scope) })).toMatchObject({ same: [pupil.scope] });
  expect(await lines()).toEqual([]);
});

test("[S33] [A47] a tablet that nobody has open compares nothing", async () => {
  const { tablet, pupil } = await start();
  const stands = { epoch: tablet.home().epoch, cursor: 0, horizon: 0, grants: "x" };
  const scopes = [{ scope: pupil.scope, digest: "x" }];
  const said = await tablet.ask("POST", ROUTES.compare, { wire: 1, ...stands, scopes }, { reader: "nobody" });
  expect([said.status, said.body["code"]]).toEqual([403, "notOpen"]);
});
