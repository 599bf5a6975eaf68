// A pupil whom nobody expected comes to the room: what is written about them stays on its tablets for the day, after it
// was sent and on every one of them, and goes with the day.

import { expect, test } from "vitest";
import { quickLog } from "#casework/commands/log-behaviour.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import { arrive } from "#casework/commands/say-where.ts";
import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { schema } from "#casework/schema.ts";
import type { Device } from "#device/device.ts";
import type { Command } from "#ledger/command.ts";
import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { see } from "./play.ts";
import { type Tablet, world } from "./world.ts";

/** From the morning the world begins with into the night: the school has another day. */
const A_NIGHT = 14 * 60 * 60_000;

test("[A35] [A15] an arrival keeps the day's entries about a pupil on the room's tablets, and no longer than the day", async () => {
  const school = await world({ seed: 5, devices: 2, skew: 0, schema, grantRules });
  const [one, two] = (school.tablets as [Tablet, Tablet]).map((tablet) => tablet.device()) as [Device, Device];
  async function commit<Input>(command: Command<Input>, input: Input): Promise<readonly RecordId[]> {
    const done = await one.commit(command, input);
    if (isRefusal(done)) throw new Error(`${command.name}: ${done.sentence}`);
    return done.records;
  }
  const meet = async (): Promise<void> => {
    for (let i = 0; i < 4; i += 1) {
      for (const tablet of school.tablets) tablet.device().nudge();
      await school.time.pass(5_000);
    }
  };
  const typesOn = async (device: Device, scope: ScopeId): Promise<readonly string[]> =>
    ((await see(school, device, { kind: "records", scope })) ?? []).map(({ type }) => type).sort();

  const [pupil] = await commit(makeRecord, { type: "pupil", fields: { givenName: "Kofi", familyName: "Mensah" } });
  const scope = scopeOf(pupil as RecordId);
  const [calm] = await commit(makeRecord, { type: "category", fields: { label: "Calm start" } });
  await commit(makeRecord, { type: "plan", scope, fields: { target: "Not for the room" } });
  const [before] = await commit(quickLog, { pupil: scope, category: calm as RecordId });
  await meet();
  // Nobody placed them: the room's tablets hold the name, and nothing of what was written.
  for (const device of [one, two]) expect(await typesOn(device, scope)).toEqual(["pupil"]);

  const [other] = await commit(makeRecord, { type: "pupil", fields: { givenName: "Noor", familyName: "Ali" } });
  const removed = scopeOf(other as RecordId);
  await commit(arrive, { pupil: scope, why: "regulate" });
  await commit(arrive, { pupil: removed, why: "removed" });
  const [log] = await commit(quickLog, { pupil: scope, category: calm as RecordId });
  await meet();
  expect(one.status.get()).toMatchObject({ queued: 0, refused: 0 });
  const ofTheDay = ["behaviour-log", "behaviour-log", "pupil", "visit", "whereabouts"];
  for (const device of [one, two]) expect(await typesOn(device, scope)).toEqual(ofTheDay);
  expect(before).not.toBe(log);
  // What was sent can still be taken back by whoever wrote it.
  const seen = await see(school, one, { kind: "record", id: log as RecordId, scope });
  await commit(withdrawRecord, { seen: seen as NonNullable<typeof seen>, reason: "Undone by its author" });
  await meet();
  expect(await typesOn(two, scope)).toEqual(ofTheDay.slice(1));

  await school.time.pass(A_NIGHT);
  await meet();
  for (const device of [one, two]) {
    expect(await typesOn(device, scope)).toEqual(["pupil"]);
    // The removal is not over: they are not back, and their parents do not know.
    expect(await typesOn(device, removed)).toEqual(["pupil", "removal", "visit", "whereabouts"]);
  }
  expect(one.status.get()).toMatchObject({ queued: 0, refused: 0 });
  await school.close();
});
