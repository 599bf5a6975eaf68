// What a restored server made of an envelope that this device keeps as it was sealed, and cannot open any more [S30]. Of
// most it says that they are filed. Where it could not file something (a choice for which there is no decision there, an
// edit of a record that nobody has offered yet), it hands back what is inside, and that stands on its author's screen
// again, with the reason. Until that was heard, also by a device that was shut when it offered them, they are asked about.

import type { ChangeVerdict, EnvelopeVerdict } from "#protocol/push.ts";
import type { Envelope } from "#ledger/change.ts";
import type { AcceptedRow, Store, StoreTx } from "../ports.ts";

const NOTHING_TOUCHED = { scopes: [], parts: [] } as const;

/** The first time that a server of this epoch says what it wants: about these it has to be heard. */
export async function noteUnheard(store: Store, epoch: string, next: number): Promise<void> {
  await store.write(
    "strict",
    async (tx) => {
      if ((await tx.control("unheard"))?.epoch === epoch) return;
      const envelopes = (await tx.accepted()).filter((row) => row.deviceSeq >= next).map((row) => row.id);
      await tx.setControl("unheard", { epoch, envelopes });
    },
    NOTHING_TOUCHED,
  );
}

/** Those that are kept as sent and were not heard of under this epoch. */
export async function unheardOf(tx: StoreTx): Promise<readonly AcceptedRow[]> {
  const unheard = await tx.control("unheard");
  if (!unheard || unheard.envelopes.length === 0 || unheard.epoch !== (await tx.control("epoch"))) return [];
  const wanted = new Set<string>(unheard.envelopes);
  return (await tx.accepted()).filter((row) => wanted.has(row.id));
}

/** Inside the transaction that keeps these verdicts. What still has to be told waits for an open vault. */
export async function hear(
  tx: StoreTx,
  verdicts: readonly EnvelopeVerdict[],
  { isOpen }: { readonly isOpen: boolean },
): Promise<void> {
  const unheard = await tx.control("unheard");
  if (!unheard || unheard.envelopes.length === 0) return;
  const told = new Map(verdicts.map((one) => [one.envelope, one]));
  const kept = new Map((await tx.accepted()).map((row) => [row.id as string, row]));
  const heard = new Set<string>();
  for (const id of unheard.envelopes) {
    const verdict = told.get(id);
    if (!verdict) continue;
    const row = kept.get(id);
    const isNews = row !== undefined && verdict.inside !== undefined;
    // A shut device is told no more than that something of it was not filed (A47).
    if (row && !isOpen && !verdict.changes.every(isFiled)) continue;
    heard.add(id);
    if (isNews) await bringBack(tx, row, verdict);
  }
  if (heard.size === 0) return;
  await tx.setControl("unheard", { ...unheard, envelopes: unheard.envelopes.filter((id) => !heard.has(id)) });
}

const isFiled = ({ verdict }: ChangeVerdict): boolean => verdict === "accepted" || verdict === "decision";

async function bringBack(tx: StoreTx, row: AcceptedRow, verdict: EnvelopeVerdict): Promise<void> {
  const envelope = verdict.inside as unknown as Envelope;
  if (envelope.id !== row.id || envelope.deviceSeq !== row.deviceSeq) return;
  const named = new Set<string>(envelope.changes.map((change) => change.id));
  const verdicts: readonly ChangeVerdict[] = verdict.changes.filter((one) => named.has(one.change));
  const { deviceSeq, id, wire } = row;
  await tx.putPending({ deviceSeq, id, state: "refused", acceptedSeq: 0, wire, inside: { envelope, verdicts } });
  await tx.deleteAccepted([deviceSeq]);
}
