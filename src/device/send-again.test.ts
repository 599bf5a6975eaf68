import { expect, test } from "vitest";
import type { ChangeVerdict } from "#protocol/push.ts";
import { insides, newNote, write } from "./device.fixture.ts";
import { sendAgain } from "./send-again.ts";

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
