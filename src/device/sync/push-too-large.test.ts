import { expect, test } from "vitest";
import { network, newNote, type Sent, write } from "../device.fixture.ts";
import type { Answer, PendingRow } from "../ports.ts";
import { sendAgain } from "../send-again.ts";
import { unsentFile } from "../unsent-file.ts";
import { push } from "./push.ts";
import { createServerLink } from "./server-link.ts";
import { toldOf } from "./too-large.ts";
import { numbersIn, pushing, server } from "./push.fixture.ts";

test("[S15] too much at once is halved until it goes", async () => {
  const at = await pushing(5);
  const taking = server(() => at.rows);
  const tooLarge = { waymark: "problem", code: "tooLarge", sentence: "Too much." };
  const transport = network((sent) =>
    numbersIn(sent).length > 2 ? { reached: true, status: 413, body: tooLarge } : taking(sent),
  );
  const result = await push({ ...at.deps, server: createServerLink({ store: at.store, transport }) });
  expect(result).toEqual({ done: true, sent: 5 });
  expect(transport.sent.map(numbersIn)).toEqual([[1, 2, 3, 4, 5], [1, 2], [3, 4], [5]]);
});

test("[S28] one commit that is too large for the way to the server holds up nobody, and its author is told", async () => {
  const at = await pushing(1);
  const { store, commit } = at;
  const long = "word ".repeat(1_900);
  await commit(
    write,
    [1, 2, 3, 4, 5].map((n) => newNote(`l${n}x`, long)),
  );
  await commit(write, [newNote("n9x", "behind it")]);
  const rows = [...(await store.read((tx) => tx.pending()))];
  let wanted = 1;
  const taking = (sent: Sent): Answer => {
    if (JSON.stringify(sent.body).length > 30_000) return { reached: true, status: 413, body: "<html>" };
    wanted = Math.max(wanted, (sent.body["kept"] as number | undefined) ?? 0);
    const answer = server(() => rows, wanted)(sent);
    wanted = Math.max(wanted, ...numbersIn(sent).map((number) => number + 1));
    return answer;
  };
  const transport = network(taking);
  const deps = { ...at.deps, server: createServerLink({ store, transport }) };
  // A shut device does the same: the reason needs no seal.
  expect(await push({ ...deps, isOpen: () => false })).toEqual({ done: true, sent: 2 });
  expect(await at.states()).toEqual([
    [1, "accepted", 101],
    [2, "refused", 0],
    [3, "accepted", 103],
  ]);
  const [, aside] = await store.read((tx) => tx.pending());
  const told = toldOf(aside as PendingRow);
  expect(told).toHaveLength(5);
  expect(told[0]).toMatchObject({ verdict: "refused", code: "tooLargeToSend" });
  expect(told[0]?.sentence).toMatch(/too large to send/);
  // Later commits go past it too, and it is not lost from the file of unsent work.
  await commit(write, [newNote("n8x", "later")]);
  rows.push(...(await store.read((tx) => tx.pending())).slice(-1));
  expect(await push(deps)).toEqual({ done: true, sent: 1 });
  expect((await unsentFile(store, "2026-06-09T11:00:00Z")).count).toBe(1);
  // Sent again, in an envelope of its own, once the way is wider.
  const again = { store, opened: () => at.opened, randomBytes: at.randomBytes, now: () => 1000 };
  expect(await sendAgain(again, (aside as PendingRow).id)).toBe(true);
  const all = await store.read((tx) => tx.pending());
  const wide = network(server(() => all, 5));
  expect(await push({ ...deps, server: createServerLink({ store, transport: wide }) })).toEqual({
    done: true,
    sent: 1,
  });
  expect(numbersIn(wide.sent[0])).toEqual([5]);
});

test("[S28] where even an everyday commit is too large, the way is to blame: nothing is put aside", async () => {
  const at = await pushing(2, ...[1, 2].map(() => (): Answer => ({ reached: true, status: 413, body: "<html>" })));
  expect(await at.push()).toMatchObject({ done: false, reached: true, words: expect.stringMatching(/too much/) });
  expect((await at.states()).map((state) => (state as unknown[])[1])).toEqual(["queued", "queued"]);
});
