// Files what a device saved as a file because it could not send it (S24). Exactly like a push of that device: what is
// there already is told once more, what cannot be believed is kept. Done twice, it changes nothing.

import type { SealedEnvelope } from "#protocol/envelope.ts";
import { type EnvelopeVerdict, MOST_ENVELOPES } from "#protocol/push.ts";
import type { UnsentFile } from "#protocol/unsent-file.ts";
import { WIRE } from "#protocol/version.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { AcceptDeps } from "./accept.ts";
import { acceptAndFileWaiting } from "./file-waiting.ts";
import { hashOfSealed } from "./open.ts";

export interface Delivered {
  readonly envelope: string;
  readonly deviceSeq: number;
  /** One line for the person at the terminal. It never holds what anybody wrote. */
  readonly words: string;
  /** It is in the school's records, all of it. */
  readonly filed: boolean;
}

/** What came of each envelope, in the order of the file. Undefined where this server does not hold the school. */
export async function deliverFile(deps: AcceptDeps, file: UnsentFile): Promise<readonly Delivered[] | undefined> {
  const schools = await deps.storage.readServer((server) => server.schools());
  if (!schools.some(({ id }) => id === file.school)) return undefined;
  const delivered: Delivered[] = [];
  for (const device of new Set(file.envelopes.map((envelope) => envelope.device))) {
    const own = file.envelopes.filter((envelope) => envelope.device === device);
    const inOrder = own.toSorted((a, b) => a.deviceSeq - b.deviceSeq);
    const known = await deps.storage.transact(file.school, (tx) => tx.device(device));
    if (known) delivered.push(...(await pushAll(deps, file.school, device, inOrder, known.unsent)));
    else delivered.push(...(await keepAll(deps, file.school, device, inOrder)));
  }
  return delivered;
}

async function pushAll(
  deps: AcceptDeps,
  school: string,
  device: string,
  envelopes: readonly SealedEnvelope[],
  unsent: number,
): Promise<readonly Delivered[]> {
  const told: Delivered[] = [];
  let rest = envelopes;
  while (rest.length > 0) {
    const batch = rest.slice(0, MOST_ENVELOPES);
    const request = { wire: WIRE, epoch: null, unsent, envelopes: batch };
    // What the file leaves out was sent before: a tablet that comes back to a restored server still has it to offer.
    const { verdicts } = await acceptAndFileWaiting(deps, { school, device }, request, "file");
    if (verdicts.length === 0) throw new Error("a push took nothing in and said nothing of it");
    told.push(...verdicts.map(inWords));
    rest = rest.slice(verdicts.length);
  }
  return told;
}

/** Of a device that is not known here nothing can be believed: it is kept, once, until the tablet is let in again. */
async function keepAll(
  deps: AcceptDeps,
  school: string,
  device: string,
  envelopes: readonly SealedEnvelope[],
): Promise<readonly Delivered[]> {
  return deps.storage.transact(school, async (tx) => {
    const received = deps.clock.now();
    for (const sealed of envelopes) {
      const head = { envelope: sealed.id, device, author: "", reason: "unreadable", schema: 0, received } as const;
      const isNew = await tx.quarantine({ id: hashOfSealed(sealed), ...head, body: JSON.stringify(sealed) });
      if (!isNew) continue;
      const facts = JSON.stringify({ envelope: sealed.id, deviceSeq: sealed.deviceSeq });
      await appendToAudit(tx, [{ at: received, what: "unreadable", who: "", device, about: device, facts }]);
    }
    const words = "kept, not filed: this server does not know the tablet it was written on";
    return envelopes.map(({ id, deviceSeq }) => ({ envelope: id, deviceSeq, words, filed: false }));
  });
}

function inWords({ envelope, deviceSeq, result, sentence, changes }: EnvelopeVerdict): Delivered {
  const head = { envelope, deviceSeq };
  if (result === "unreadable") return { ...head, words: `kept, not filed: ${sentence ?? ""}`, filed: false };
  const open = changes.filter(({ verdict }) => verdict !== "accepted" && verdict !== "decision");
  const count = `${changes.length} ${changes.length === 1 ? "change" : "changes"}`;
  if (open.length === 0) return { ...head, words: `filed: ${count}`, filed: true };
  const reasons = [...new Set(open.map(({ sentence: why, verdict }) => why ?? verdict))];
  return { ...head, words: `${open.length} of ${count} not filed: ${reasons.join(" ")}`, filed: false };
}
