import { expect, test } from "vitest";
import type { ChangeVerdict } from "#protocol/push.ts";
import { insides, newNote, write } from "./device.fixture.ts";
import { letGo } from "./let-go.ts";
import type { PendingRow } from "./ports.ts";
import { sendAgain } from "./send-again.ts";
import { keepVerdicts } from "./sync/keep-verdicts.ts";
import { turnToEpoch } from "./sync/new-epoch.ts";

async function refused(said: readonly Partial<ChangeVerdict>[]) {
  const inside = await insides();
  const { store, commit } = inside;
  await commit(
    write,
    said.map((_one, n) => newNote(`n${n}x`, `note ${n}`)),
  );
  const [row] = await store.read((tx) => tx.pending());
  if (!row) throw new Error("nothing was kept");
  const verdicts = row.inside.envelope.changes.map((change, n) => ({ change: change.id, ...said[n] }) as ChangeVerdict);
  const next = { ...row, state: "refused", inside: { ...row.inside, verdicts } } as const;
  await store.write("strict", (tx) => tx.putPending(next), { scopes: [], parts: [] });
  const again = (opened = inside.opened) =>
    sendAgain({ store, opened: () => opened, randomBytes: inside.randomBytes, now: () => 1000 }, row.id);
  return { ...inside, row, again };
}

test("[S20] what was refused goes once more under its own change's name, in an envelope of its own", async () => {
  const { store, row, again } = await refused([{ verdict: "accepted", seq: 7 }, { verdict: "refused" }]);
  expect(await again()).toBe(true);
  const [next, ...more] = await store.read((tx) => tx.pending());
  expect(more).toEqual([]);
  expect(next).toMatchObject({ deviceSeq: 2, state: "queued" });
  expect(next?.id).not.toBe(row.id);
  expect(next?.inside.envelope.changes).toEqual(row.inside.envelope.changes.slice(1));
  // As it was sent first it stays: its number is one of the numbers without gaps.
  expect(await store.read((tx) => tx.accepted())).toMatchObject([{ deviceSeq: 1, wire: row.wire }]);
  expect(await again()).toBe(false);
});

test("[S20] nobody sends again what another adult wrote, or what the server keeps", async () => {
  const { opened, again } = await refused([{ verdict: "refused" }]);
  expect(await again({ ...opened, adult: "somebody" as typeof opened.adult })).toBe(false);
  const kept = await refused([{ verdict: "refused" }, { verdict: "quarantined" }]);
  expect(await kept.again()).toBe(false);
});

test("[S5] what was accepted of it stays on the screen until the feed brings it, also when the rest is let go or sent again", async () => {
  for (const how of ["letGo", "sendAgain"] as const) {
    const { store, row, again } = await refused([{ verdict: "accepted", seq: 7 }, { verdict: "refused" }]);
    const [held] = await store.read((tx) => tx.pending());
    const answered = { ...(held as PendingRow), acceptedSeq: 7 };
    await store.write("strict", (tx) => tx.putPending(answered), { scopes: [], parts: [] });
    await (how === "letGo" ? letGo(store, row.id, 1000) : again());
    const [first] = await store.read((tx) => tx.pending());
    expect(first).toMatchObject({ deviceSeq: 1, state: "accepted", acceptedSeq: 7, wire: row.wire });
    expect(first?.inside.envelope.changes).toEqual(row.inside.envelope.changes.slice(0, 1));
  }
});

test("[S9] [F4] what was let go does not come back as refused when the server is restored and answers the same", async () => {
  const { store, row, opened } = await refused([{ verdict: "accepted", seq: 7 }, { verdict: "refused" }]);
  const [held] = await store.read((tx) => tx.pending());
  const answered = { ...(held as PendingRow), acceptedSeq: 7 };
  await store.write("strict", (tx) => tx.putPending(answered), { scopes: [], parts: [] });
  await letGo(store, row.id, 1000);
  await turnToEpoch(store, "ep2");
  expect(await store.read((tx) => tx.pendingOutside())).toMatchObject([{ state: "queued" }]);
  const said = {
    envelope: row.id,
    deviceSeq: 1,
    result: "processed" as const,
    changes: answered.inside.verdicts.map((one) => ({ ...one, ...(one.seq && { seq: 3 }) })),
  };
  const deps = { store, isOpen: () => opened !== undefined, now: () => 2000, scopesOf: () => "all" as const };
  await keepVerdicts(deps, "ep2", [said], [row]);
  expect(await store.read((tx) => tx.pendingOutside())).toMatchObject([{ state: "accepted", acceptedSeq: 3 }]);
});
