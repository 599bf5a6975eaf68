// A morning with the school's real records: one tablet works without a signal, another goes on with the same plan.

import { expect, test } from "vitest";
import { amendRecord } from "#casework/commands/amend-record.ts";
import { editRecord } from "#casework/commands/edit-record.ts";
import { quickLog } from "#casework/commands/log-behaviour.ts";
import { makeRecord } from "#casework/commands/make-record.ts";
import { reopenDecision, settleDecision } from "#casework/commands/settle-decision.ts";
import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import { schema } from "#casework/schema.ts";
import type { Device } from "#device/device.ts";
import type { Command } from "#ledger/command.ts";
import { type RecordId, type ScopeId, scopeOf } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { textOf, valueOf, type ViewRecord } from "#ledger/view.ts";
import { createBook, knowledge } from "./book.ts";
import { finalState } from "./final-state.ts";
import { broken } from "./invariants.ts";
import { see } from "./play.ts";
import { type Tablet, world } from "./world.ts";

test("[S5] [S12] [M5] twenty entries without a signal, one plan edited on both tablets, and everything arrives", async () => {
  const school = await world({ seed: 11, devices: 2, schema });
  const book = createBook();
  const [first, second] = school.tablets as [Tablet, Tablet];
  const [one, two] = [first.device(), second.device()];

  async function commit<Input>(device: Device, command: Command<Input>, input: Input): Promise<RecordId> {
    const store = (device === one ? first : second).store();
    const { seen } = input as { readonly seen?: ViewRecord };
    const knew = await store.read((tx) => knowledge(tx, new Map(seen ? [[seen.id, seen.scope]] : [])));
    const done = await device.commit(command, input);
    if (isRefusal(done)) throw new Error(`${command.name}: ${done.sentence}`);
    const tablet = device === one ? 0 : 1;
    const kept = await store.read((tx) => tx.pending());
    const { changes } = kept.find((row) => row.id === done.envelope)!.inside.envelope;
    book.write({ tablet, envelope: done.envelope, changes, schema: schema.version, knew, confirmed: true });
    return done.records[0] as RecordId;
  }
  const record = async (device: Device, id: RecordId, scope: ScopeId): Promise<ViewRecord> => {
    const view = await see(school, device, { kind: "record", id, scope });
    if (!view) throw new Error(`no record ${id}`);
    return view;
  };
  const meet = async (): Promise<void> => {
    for (let i = 0; i < 3; i += 1) {
      for (const tablet of school.tablets) tablet.device().nudge();
      await school.time.pass(5_000);
    }
  };

  const names = { givenName: "Amara", familyName: "Field", birthDate: "2012-11-02", year: "9" };
  const pupil = await commit(one, makeRecord, { type: "pupil", fields: names });
  const scope = scopeOf(pupil);
  const calm = await commit(one, makeRecord, { type: "category", fields: { label: "Calm start" } });
  const plan = await commit(one, makeRecord, {
    type: "plan",
    scope,
    fields: { target: "Three calm starts" },
  });
  await meet();

  second.network.down();
  const logs: RecordId[] = [];
  for (let n = 0; n < 20; n += 1) {
    logs.push(await commit(two, quickLog, { pupil: scope, category: calm }));
    await school.time.pass(60_000);
  }
  const seen = await record(two, logs[3] as RecordId, scope);
  await commit(two, amendRecord, { seen, fields: { note: "Came in smiling, took his seat" } });
  await commit(two, withdrawRecord, { seen: await record(two, logs[4] as RecordId, scope), reason: "Tapped twice" });
  const planOnTwo = await record(two, plan, scope);
  await commit(two, editRecord, { seen: planOnTwo, to: { goodToKnow: "Offer a break card" } });
  await commit(two, editRecord, { seen: await record(two, plan, scope), to: { reviewDate: "2026-06-14" } });
  expect(two.status.get()).toMatchObject({ queued: 24, reach: "unreachable" });
  expect(two.whereIs(await record(two, plan, scope))).toBe("saved");

  const planOnOne = await record(one, plan, scope);
  await commit(one, editRecord, { seen: planOnOne, to: { target: "Two calm starts, then Maths" } });
  await commit(one, editRecord, { seen: await record(one, plan, scope), to: { reviewDate: "2026-06-12" } });
  await school.time.pass(5_000);

  second.network.up();
  two.nudge();
  await meet();
  for (const device of [one, two]) {
    expect(device.status.get()).toMatchObject({ queued: 0, refused: 0, decisions: 1, oldestQueued: null });
    const shown = await see(school, device, { kind: "records", scope, types: ["behaviour-log"] });
    expect(shown).toHaveLength(19);
    const there = await record(device, plan, scope);
    expect(textOf(there, "goodToKnow")).toBe("Offer a break card");
    expect(textOf(there, "target")).toBe("Two calm starts, then Maths");
    expect(textOf(there, "reviewDate")).toBe("2026-06-12");
    expect(there.unsent).toEqual([]);
    expect(device.whereIs(there)).toBe("needs-decision");
    const [asked] = there.decisions;
    expect([asked?.kept.value, ...(asked?.others.map((side) => side.value) ?? [])]).toEqual([
      "2026-06-12",
      "2026-06-14",
    ]);
  }
  expect(valueOf(await record(one, logs[3] as RecordId, scope), "note")).toBe("Came in smiling, took his seat");

  const card = await record(two, plan, scope);
  await commit(two, settleDecision, { seen: card, decision: card.decisions[0]!.id, to: "2026-06-14" });
  await meet();
  expect(textOf(await record(one, plan, scope), "reviewDate")).toBe("2026-06-14");
  expect(one.status.get().decisions).toBe(0);
  const settled = await record(one, plan, scope);
  await commit(one, reopenDecision, { seen: settled, decision: settled.decisions[0]!.id });
  await meet();
  expect(textOf(await record(two, plan, scope), "reviewDate")).toBe("2026-06-12");
  expect(two.status.get()).toMatchObject({ queued: 0, decisions: 1 });

  const lines = await see(school, two, { kind: "history", record: plan, scope });
  expect(lines?.map((line) => `${line.change.kind} ${line.outcome}`)).toEqual([
    "set applied",
    "set applied",
    "set applied",
    "set decision",
    "settle applied",
    "reopen applied",
  ]);
  expect(broken(book, await finalState(school), { schema })).toEqual([]);
  expect(school.faults).toEqual([]);
  await school.close();
});
