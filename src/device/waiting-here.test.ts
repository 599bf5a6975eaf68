import { describe, expect, test } from "vitest";
import { insides, newNote, schema, write } from "./device.fixture.ts";
import type { PendingRow, StoreTx } from "./ports.ts";
import { createWaitingHere } from "./waiting-here.ts";

/** Two commits, and transactions that see the first so many of them, when their time has come. */
async function withTwoCommits() {
  const { commit, committed } = await insides();
  await commit(write, [newNote("n1", "Threw a chair")]);
  await commit(write, [newNote("n2", "Came back")]);
  const seeing = (rows: readonly PendingRow[], when: Promise<void> = Promise.resolve()): StoreTx =>
    ({
      pendingStates: () =>
        when.then(() => ({ queued: rows.map(({ deviceSeq }) => deviceSeq), refused: [], accepted: [] })),
      pendingNamed: (wanted: readonly number[]) =>
        when.then(() => rows.filter(({ deviceSeq }) => wanted.includes(deviceSeq))),
      holdings: () => Promise.resolve(undefined),
      control: () => Promise.resolve(undefined),
    }) as unknown as StoreTx;
  return { before: committed.slice(0, 1), now: committed, seeing, waiting: createWaitingHere(schema) };
}

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => void (open = resolve));
  return { open: () => open(), opened };
}

const numbers = (of: { readonly rows: readonly { readonly deviceSeq: number }[] }): readonly number[] =>
  of.rows.map((row) => row.deviceSeq);

describe("waiting here", () => {
  test("[S5] of two questions asked at once, neither is answered with what stood before", async () => {
    const { now, seeing, waiting } = await withTwoCommits();
    const seen = await Promise.all([waiting.refresh(seeing(now)), waiting.refresh(seeing(now))]);
    expect(seen.map(numbers)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test("[S5] a read that began before a commit does not take the commit off the screen", async () => {
    const { before, now, seeing, waiting } = await withTwoCommits();
    const { open, opened } = gate();
    const slow = waiting.refresh(seeing(before, opened));
    waiting.spoil();
    expect(numbers(await waiting.refresh(seeing(now)))).toEqual([1, 2]);
    open();
    expect(numbers(await slow)).toEqual([1]);
    expect(numbers(waiting.get())).toEqual([1, 2]);
    expect(numbers(await waiting.refresh(seeing(now)))).toEqual([1, 2]);
  });

  test("[V20] a read that was under way when the vault was shut leaves nothing here", async () => {
    const { now, seeing, waiting } = await withTwoCommits();
    const { open, opened } = gate();
    const slow = waiting.refresh(seeing(now, opened));
    waiting.empty();
    open();
    await slow;
    expect(numbers(waiting.get())).toEqual([]);
  });
});
