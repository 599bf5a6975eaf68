// The next batch is sent while the answer to the last one is written down.

import { expect, test, vi } from "vitest";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import { type EnvelopeVerdict, MOST_ENVELOPES } from "#protocol/push.ts";
import { EPOCH, insides, network, newNote, ok, PUPIL, type Sent, write } from "../device.fixture.ts";
import type { Answer, Store } from "../ports.ts";
import { StoreTrouble } from "../store/store-trouble.ts";
import { push, type PushDeps } from "./push.ts";
import { createServerLink } from "./server-link.ts";

const ALL = MOST_ENVELOPES + 2;
const envelopesIn = (sent: Sent): readonly SealedEnvelope[] => sent.body["envelopes"] as SealedEnvelope[];

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
  const { store: whole, commit } = await insides();
  for (let n = 0; n < ALL; n += 1) await commit(write, [newNote(`n${n}x`, "calm")]);
  const transport = network(taking);
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
  const deps: PushDeps = {
    store,
    server: createServerLink({ store, transport }),
    isOpen: () => true,
    now: () => 1000,
    scopesOf: () => [PUPIL],
    onSending: () => undefined,
  };
  const accepted = async (): Promise<number> => (await whole.read((tx) => tx.pendingStates())).accepted.length;
  await expect(push(deps)).rejects.toBeInstanceOf(StoreTrouble);
  expect(await accepted()).toBe(0);
  expect(await push(deps)).toEqual({ done: true, sent: ALL });
  expect(await accepted()).toBe(ALL);
  const first = [1, MOST_ENVELOPES, ALL];
  const second = [MOST_ENVELOPES + 1, ALL, 2];
  const sent = transport.sent.map((one) => {
    const numbers = envelopesIn(one).map(({ deviceSeq }) => deviceSeq);
    return [numbers[0], numbers.at(-1), one.body["unsent"]];
  });
  expect(sent).toEqual([first, second, first, second]);
});

test("[S2] the batch behind is proven while the first is on its way, and goes only when that one is taken in", async () => {
  const { store, commit } = await insides();
  for (let n = 0; n < ALL; n += 1) await commit(write, [newNote(`n${n}x`, "calm")]);
  const answered = network(taking);
  const proofs = () => store.read((tx) => tx.control("requestCounter"));
  const during: (number | undefined)[] = [];
  const transport = {
    async send(...asked: Parameters<typeof answered.send>) {
      await vi.waitFor(async () => expect(await proofs()).toBe(2), { timeout: 60_000 });
      during.push(answered.sent.length);
      return answered.send(...asked);
    },
  };
  const deps: PushDeps = {
    store,
    server: createServerLink({ store, transport }),
    isOpen: () => true,
    now: () => 1000,
    scopesOf: () => [PUPIL],
    onSending: () => undefined,
  };
  expect(await push(deps)).toEqual({ done: true, sent: ALL });
  // Two requests, one after the other, and no proof that was made in vain.
  expect(during).toEqual([0, 1]);
  expect(answered.sent.map((one) => [envelopesIn(one).length, one.body["unsent"]])).toEqual([
    [MOST_ENVELOPES, ALL],
    [2, 2],
  ]);
  expect(await proofs()).toBe(2);
});
