// The next batch is sent while the answer to the last one is written down.

import { expect, test, vi } from "vitest";
import { type EnvelopeVerdict, MOST_ENVELOPES } from "#protocol/push.ts";
import { EPOCH, ok, type Sent } from "../device.fixture.ts";
import type { Answer, Store } from "../ports.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import { push } from "./push.ts";
import { envelopesIn, numbersIn, pushing } from "./push.fixture.ts";
import { createServerLink } from "./server-link.ts";

const ALL = MOST_ENVELOPES + 2;

/** Takes everything; whatever it gave out last is what it gives out of an envelope that comes again. */
function taking(sent: Sent): Answer {
  const verdicts = envelopesIn(sent).map(({ id, deviceSeq }): EnvelopeVerdict => ({
    envelope: id,
    deviceSeq,
    result: "processed",
    changes: [{ change: id, verdict: "accepted", seq: 100 + deviceSeq }],
  }));
  return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts, next: (verdicts.at(-1)?.deviceSeq ?? 0) + 1 });
}

test("[S2] [S4] where an answer cannot be written down while the next batch is on its way, both are asked for again", async () => {
  const { store: whole, transport, deps: at } = await pushing(ALL, taking);
  let fails = true;
  const store: Store = {
    ...whole,
    async write(durability, work, touched) {
      // The verdicts are all that is written strictly here.
      if (durability === "strict" && fails) {
        await vi.waitFor(() => expect(transport.sent).toHaveLength(2), { timeout: 60_000 });
        fails = false;
        throw new StoreTrouble("full");
      }
      return whole.write(durability, work, touched);
    },
  };
  const deps = { ...at, store, server: createServerLink({ store, transport }) };
  const accepted = async (): Promise<number> => (await whole.read((tx) => tx.pendingStates())).accepted.length;
  await expect(push(deps)).rejects.toBeInstanceOf(StoreTrouble);
  expect(await accepted()).toBe(0);
  expect(await push(deps)).toEqual({ done: true, sent: ALL });
  expect(await accepted()).toBe(ALL);
  const first = [1, MOST_ENVELOPES, ALL];
  const second = [MOST_ENVELOPES + 1, ALL, 2];
  const sent = transport.sent.map((one) => {
    const numbers = numbersIn(one);
    return [numbers[0], numbers.at(-1), one.body["unsent"]];
  });
  expect(sent).toEqual([first, second, first, second]);
});

test("[S2] the batch behind is proven while the first is on its way, and goes only when that one is taken in", async () => {
  const { store, transport: answered, deps: at } = await pushing(ALL, taking);
  const proofs = () => store.read((tx) => tx.control("requestCounter"));
  const during: (number | undefined)[] = [];
  const transport = {
    async send(...asked: Parameters<typeof answered.send>) {
      await vi.waitFor(async () => expect(await proofs()).toBe(2), { timeout: 60_000 });
      during.push(answered.sent.length);
      return answered.send(...asked);
    },
  };
  const deps = { ...at, server: createServerLink({ store, transport }) };
  expect(await push(deps)).toEqual({ done: true, sent: ALL });
  // Two requests, one after the other, and no proof that was made in vain.
  expect(during).toEqual([0, 1]);
  expect(answered.sent.map((one) => [envelopesIn(one).length, one.body["unsent"]])).toEqual([
    [MOST_ENVELOPES, ALL],
    [2, 2],
  ]);
  expect(await proofs()).toBe(2);
});
