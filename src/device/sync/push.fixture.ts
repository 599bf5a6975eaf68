// A device with commits that wait, and a server that takes what comes in order: for the tests of pushing.

import type { SealedEnvelope } from "#protocol/envelope.ts";
import type { ChangeVerdict, EnvelopeVerdict, PushAnswer } from "#protocol/push.ts";
import { EPOCH, insides, network, newNote, ok, PUPIL, type Sent, write } from "../device.fixture.ts";
import type { Answer, PendingRow } from "../ports.ts";
import { push, type PushDeps } from "./push.ts";
import { createServerLink } from "./server-link.ts";

export type Said = (row: PendingRow) => Partial<ChangeVerdict>;

export async function pushing(commits: number, ...answers: ((sent: Sent) => Answer)[]) {
  const inside = await insides();
  const { store, commit } = inside;
  for (let n = 0; n < commits; n += 1) await commit(write, [newNote(`n${n}x`, `note ${n}`)]);
  const rows = await store.read((tx) => tx.pending());
  const transport = network(...answers);
  const sending: (readonly number[])[] = [];
  const deps: PushDeps = {
    store,
    server: createServerLink({ store, transport }),
    isOpen: () => true,
    now: () => 1000,
    scopesOf: () => [PUPIL],
    onSending: (numbers) => void sending.push(numbers),
  };
  const states = async (): Promise<unknown[]> =>
    (await store.read((tx) => tx.pendingOutside())).map((row) => [row.deviceSeq, row.state, row.acceptedSeq]);
  return { ...inside, rows, transport, deps, sending, states, push: () => push(deps) };
}

export const envelopesIn = (sent: Sent | undefined): SealedEnvelope[] =>
  (sent?.body["envelopes"] ?? []) as SealedEnvelope[];
export const numbersIn = (sent: Sent | undefined): number[] => envelopesIn(sent).map((one) => one.deviceSeq);

/** A server that takes what comes in order, from `first` on, and says of each change what it is told to say. */
export function server(rows: () => readonly PendingRow[], first = 1, said: Said = () => ({ verdict: "accepted" })) {
  let next = first;
  return (sent: Sent): Answer => {
    const verdicts: EnvelopeVerdict[] = [];
    for (const envelope of envelopesIn(sent)) {
      if (envelope.deviceSeq > next) break;
      const row = rows().find((one) => one.deviceSeq === envelope.deviceSeq) as PendingRow;
      const changes = row.inside.envelope.changes.map((change): ChangeVerdict => ({
        change: change.id,
        verdict: "accepted",
        seq: 100 + row.deviceSeq,
        ...said(row),
      }));
      verdicts.push({ envelope: envelope.id, deviceSeq: envelope.deviceSeq, result: "processed", changes });
      next = Math.max(next, envelope.deviceSeq + 1);
    }
    const answer: PushAnswer = { waymark: "push", wire: 1, epoch: EPOCH, verdicts, next };
    return ok(answer);
  };
}
