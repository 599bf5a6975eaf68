// What a restored server cannot take in again is told to who wrote it, and what was given up does not come back with it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Draft } from "#ledger/change.ts";
import { defineCommand } from "#ledger/command.ts";
import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { see } from "./play.ts";
import { type Tablet, world, type World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-after-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const change = defineCommand<Draft>("change", (draft) => [draft]);
const room = { type: "room", scope: SCHOOL_SCOPE } as const;

async function commit(tablet: Tablet, draft: object): Promise<string> {
  const made = await tablet.device().commit(change, draft as Draft);
  if (isRefusal(made)) throw new Error(made.sentence);
  return made.changes[0] as string;
}

async function onlyRoom(school: World, tablet: Tablet) {
  const rooms = await see(school, tablet.device(), { kind: "records", scope: SCHOOL_SCOPE, types: ["room"] });
  return rooms?.[0];
}

/** One room on two tablets, given another name on each, apart; the first decides. The backup is older than all of that. */
async function decided(seed: number, data: string) {
  const school = await world({ seed, devices: 2, data: join(folder, data), skew: 0 });
  const [first, second] = school.tablets as [Tablet, Tablet];
  const made = await first.device().commit(
    defineCommand("make", (_none, { newId }): readonly Draft[] => [
      { kind: "create", record: newId(), ...room, fields: { name: "Base" } } as Draft,
    ]),
    undefined,
  );
  if (isRefusal(made)) throw new Error(made.sentence);
  await school.time.pass(120_000);
  await school.backUp();
  const base = made.changes[0] as string;
  const edit = { kind: "set", record: made.records[0], ...room, field: "name", from: "Base", base };
  const mine = await commit(first, { ...edit, to: "Harbour" });
  await school.time.pass(60_000);
  second.network.down();
  await school.time.pass(1_000);
  const theirs = await commit(second, { ...edit, to: "Hut" });
  second.network.up();
  await school.time.pass(180_000);
  const [decision] = (await onlyRoom(school, first))?.decisions ?? [];
  expect(decision?.state).toBe("open");
  const sides = [mine, theirs];
  const settle = { kind: "settle", record: edit.record, ...room, decision: decision?.id, to: "Hut", base: sides };
  const choice = await commit(first, settle);
  await school.time.pass(180_000);
  expect((await onlyRoom(school, first))?.fields["name"]?.value).toBe("Hut");
  return { school, first, second, choice };
}

const unsentOn = async (school: World, tablet: Tablet) =>
  (await see(school, tablet.device(), { kind: "unsent" })) ?? [];

test("[S30] a choice for which a restored server has no decision is told to its author; it is filed when the decision arises", async () => {
  const { school, first, second, choice } = await decided(31, "choice");
  // The other side is on a tablet that is away.
  second.network.down();
  await school.restore();
  await school.time.pass(300_000);
  const [told] = await unsentOn(school, first);
  expect(told?.envelope.changes).toMatchObject([{ kind: "settle", id: choice, to: "Hut" }]);
  expect(told?.verdicts).toMatchObject([{ change: choice, verdict: "parked" }]);
  expect(told?.verdicts[0]?.sentence).toMatch(/nothing to decide here.*kept/);
  expect(first.device().status.get()).toMatchObject({ refused: 1, queued: 0 });
  second.network.up();
  await school.time.pass(600_000);
  expect((await onlyRoom(school, second))?.fields["name"]?.value).toBe("Hut");
  await school.time.pass(300_000);
  expect(await unsentOn(school, first)).toEqual([]);
  expect(first.device().status.get()).toMatchObject({ refused: 0, queued: 0 });
  await school.close();
});

test("[S30] a tablet that is shut while it offers everything again tells its adult when they open it", async () => {
  const { school, first, second, choice } = await decided(32, "shut");
  second.network.down();
  first.device().lock();
  await school.restore();
  await school.time.pass(600_000);
  expect(first.device().status.get().refused).toBe(0);
  const [person] = first.people;
  const opening = first.device().openWithWords(person!.adult, person!.words);
  await school.time.pass(1_000);
  expect(await opening).toBeUndefined();
  await school.time.pass(300_000);
  const [told] = await unsentOn(school, first);
  expect(told?.envelope.changes.map(({ id }) => id)).toEqual([choice]);
  // Heard once, it is not asked about again.
  const { unheard } = await first.store().read(async (tx) => ({ unheard: await tx.control("unheard") }));
  expect(unheard?.envelopes).toEqual([]);
  await school.close();
});
