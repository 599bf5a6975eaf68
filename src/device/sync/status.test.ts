import { describe, expect, test } from "vitest";
import { insides, newNote, rest, schema, write } from "../device.fixture.ts";
import { waitingOf } from "../overlay.ts";
import type { Store } from "../ports.ts";
import { createStatus } from "./status.ts";

async function counting() {
  const inside = await insides();
  const { store } = inside;
  let slow: (() => Promise<void>) | undefined;
  const late: Store = {
    ...store,
    async read(work) {
      const result = await store.read(work);
      await slow?.();
      return result;
    },
  };
  const errors: unknown[] = [];
  let rows: Parameters<typeof waitingOf>[0] = [];
  const keeper = createStatus({
    store: late,
    now: () => 5,
    waiting: () => waitingOf(rows, schema),
    onError: (error) => void errors.push(error),
  });
  const commit = async (name: string): Promise<void> => {
    await inside.commit(write, [newNote(name, "x")]);
    rows = await store.read((tx) => tx.pending());
    keeper.committed(1000);
  };
  return {
    ...inside,
    keeper,
    commit,
    errors,
    slowDown: (wait: (() => Promise<void>) | undefined) => void (slow = wait),
  };
}

describe("status", () => {
  test("[S12] a commit counts at once, and is then counted in the store", async () => {
    const { keeper, commit } = await counting();
    await commit("n1");
    expect(keeper.status.get()).toMatchObject({ queued: 1, oldestQueued: 1000 });
    await rest();
    expect(keeper.status.get()).toMatchObject({ queued: 1, oldestQueued: Date.UTC(2026, 5, 9, 9, 42) });
  });

  test("[S12] a count that was begun before the last commit is thrown away", async () => {
    const { keeper, commit, slowDown } = await counting();
    let release: () => void = () => undefined;
    slowDown(() => new Promise((resolve) => void (release = resolve)));
    keeper.recount();
    await rest();
    slowDown(undefined);
    await commit("n1");
    release();
    await rest();
    expect(keeper.status.get().queued).toBe(1);
  });

  test("[S12] refused ones are counted apart, and the age is that of the oldest that waits", async () => {
    const { keeper, commit, store } = await counting();
    await commit("n1");
    await commit("n2");
    await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 1, state: "refused", acceptedSeq: 0 }]), {
      scopes: [],
      parts: [],
    });
    keeper.recount();
    await rest();
    expect(keeper.status.get()).toMatchObject({ queued: 1, refused: 1 });
    await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 2, state: "accepted", acceptedSeq: 3 }]), {
      scopes: [],
      parts: [],
    });
    keeper.recount();
    await rest();
    expect(keeper.status.get()).toMatchObject({ queued: 0, refused: 1, oldestQueued: null });
  });

  test("the last ten attempts, newest first; a failure to reach is said, and trouble stays until it is over", async () => {
    const { keeper } = await counting();
    for (let n = 0; n < 12; n += 1) keeper.round({ ok: n === 11, reached: n > 5, words: `try ${n}` });
    const { attempts, reach } = keeper.status.get();
    expect(attempts.map((attempt) => attempt.words).slice(0, 2)).toEqual(["try 11", "try 10"]);
    expect(attempts).toHaveLength(10);
    expect(reach).toBe("online");
    keeper.trouble("No room left.");
    keeper.recount();
    await rest();
    expect(keeper.status.get().trouble).toBe("No room left.");
    keeper.trouble(null);
    expect(keeper.status.get().trouble).toBeNull();
  });

  test("[S12] what broke off on this device says nothing of the server: not that it answered, nor that it could not be reached", async () => {
    const { keeper } = await counting();
    keeper.round({ ok: false, reached: true, words: "Not known.", unknownHere: true });
    keeper.round({ ok: false, reached: false, brokenOff: true, words: "Something went wrong on this tablet." });
    expect(keeper.status.get()).toMatchObject({ reach: "online", unknownHere: true });
    expect(keeper.status.get().attempts.map(({ reached }) => reached)).toEqual([false, true]);
  });

  test("while envelopes are on their way, each is known to be", async () => {
    const { keeper } = await counting();
    keeper.sending([3, 4]);
    expect([keeper.status.get().sending, keeper.isSending(3), keeper.isSending(5)]).toEqual([true, true, false]);
    keeper.sending([]);
    expect([keeper.status.get().sending, keeper.isSending(3)]).toEqual([false, false]);
  });

  test("storage that cannot be read is handed on, and the next count works", async () => {
    const { keeper, commit, errors, slowDown } = await counting();
    slowDown(() => Promise.reject(new Error("lost")));
    keeper.recount();
    await rest();
    expect(errors).toHaveLength(1);
    slowDown(undefined);
    await commit("n1");
    await rest();
    expect(keeper.status.get().queued).toBe(1);
  });

  test("[S7] a round that asked nothing is no attempt and no contact; the same again takes the place of the one before", async () => {
    const { keeper } = await counting();
    keeper.round({ ok: true, reached: undefined, words: "Everything is sent." });
    expect(keeper.status.get()).toMatchObject({ reach: "unknown", attempts: [] });
    keeper.round({ ok: false, reached: false, words: "Not reached." });
    for (let n = 0; n < 20; n += 1) keeper.round({ ok: true, reached: true, words: "Everything is sent." });
    expect(keeper.status.get().attempts.map(({ words }) => words)).toEqual(["Everything is sent.", "Not reached."]);
  });

  test("[S25] what the server says by itself is contact; up to date is only who holds what it speaks of, also after a count", async () => {
    const { keeper } = await counting();
    keeper.heard(false);
    expect(keeper.status.get()).toMatchObject({ reach: "online", lastContact: 5, upToDate: null });
    keeper.heard(true);
    keeper.recount();
    await rest();
    expect(keeper.status.get().upToDate).toBe(5);
  });

  test("what came of sending now stays until the next time", async () => {
    const { keeper } = await counting();
    expect(keeper.status.get().sentNow).toBeNull();
    keeper.sentNow({ ok: true, words: "Sent 1 at 10:42. Nothing was left." });
    keeper.round({ ok: false, reached: false, words: "Not reached." });
    keeper.recount();
    await rest();
    expect(keeper.status.get().sentNow).toEqual({ at: 5, ok: true, words: "Sent 1 at 10:42. Nothing was left." });
  });
});

test("[A17] a device that was taken out of use says so until the server says otherwise", async () => {
  const { keeper } = await counting();
  const takenOut = (reached: boolean, revoked: boolean): boolean => {
    keeper.round({ ok: !revoked && reached, reached, words: "x", revoked });
    return keeper.status.get().takenOut;
  };
  expect([takenOut(true, false), takenOut(true, true), takenOut(false, false), takenOut(true, false)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
