// Signs anew what waits under a name this device had before (S19). Each adult's own, while they are there: nobody else
// can sign for them. The changes keep their names, so that what the server has of them already is filed once (S20); the
// envelope as it was sealed first stays among what is kept as sent.

import { type RandomBytes, randomId } from "#base/id.ts";
import type { Envelope } from "#ledger/change.ts";
import type { DeviceId, EnvelopeId } from "#ledger/names.ts";
import type { Opened } from "../opened.ts";
import type { PendingRow, Store } from "../ports.ts";
import { sealEnvelope } from "../vault/envelope.ts";
import { moveToAccepted } from "./keep-verdicts.ts";
import { type ToSign, waitsToBeSigned } from "./to-sign.ts";

export interface SignAnewDeps {
  readonly store: Store;
  readonly opened: () => Opened | undefined;
  readonly randomBytes: RandomBytes;
  readonly now: () => number;
  /** Remembers what was looked at: each commit is read for this once. */
  readonly signing: ToSign;
}

/** All of it in one transaction, in its old order and behind everything that has a number already. Gives how many. */
export async function signAnew({ store, opened, randomBytes, now, signing }: SignAnewDeps): Promise<number> {
  const here = opened();
  if (!here || !(await waitsUnderFormer(store, signing))) return 0;
  return store.write(
    "strict",
    async (tx) => {
      const enrolled = await tx.control("enrolled");
      const authorKey = (await tx.control("authorKeys"))?.[here.adult];
      if (!enrolled || authorKey === undefined) return 0;
      let deviceSeq = (await tx.control("deviceSeq")) ?? 0;
      let signed = 0;
      for (const row of await tx.pending()) {
        const { envelope: before, verdicts } = row.inside;
        if (before.author !== here.adult || !waitsToBeSigned(row, enrolled)) continue;
        deviceSeq += 1;
        const id = randomId<EnvelopeId>(randomBytes);
        const device = enrolled.device as DeviceId;
        const envelope: Envelope = { ...before, id, device, deviceSeq, authorKey };
        const wire = sealEnvelope({
          envelope,
          sign: (text) => here.author.sign(text),
          randomBytes,
          sender: here.sender,
        });
        const next: PendingRow = { ...row, deviceSeq, id, wire, inside: { envelope, verdicts } };
        await moveToAccepted(tx, [{ ...row, acceptedSeq: 0 }], now());
        await tx.putPending(next);
        signed += 1;
      }
      await tx.setControl("deviceSeq", deviceSeq);
      return signed;
    },
    (signed) => (signed > 0 ? { scopes: "all", parts: ["pending"] } : { scopes: [], parts: [] }),
  );
}

function waitsUnderFormer(store: Store, signing: ToSign): Promise<boolean> {
  return store.read(async (tx) => {
    const { queued } = await tx.pendingStates();
    return (await signing.count(tx, await tx.control("enrolled"), queued)) > 0;
  });
}
