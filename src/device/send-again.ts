// Sends once more what the server refused, because its author asks for it: the pupil may be back, the right given. The
// same changes under the same names in an envelope of its own, behind everything that has a number (S20).

import { type RandomBytes, randomId } from "#base/id.ts";
import type { Envelope } from "#ledger/change.ts";
import type { DeviceId, EnvelopeId } from "#ledger/names.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import type { Opened } from "./opened.ts";
import type { Store } from "./ports.ts";
import { toldOf } from "./sync/too-large.ts";
import { acceptedOf, keepUntilBrought } from "./sync/until-brought.ts";
import { sealEnvelope } from "./vault/envelope.ts";

export interface SendAgainDeps {
  readonly store: Store;
  readonly opened: () => Opened | undefined;
  readonly randomBytes: RandomBytes;
  readonly now: () => number;
}

/** Of what is kept on the server (quarantined, parked) nothing is sent: it is there. */
const isRefused = ({ verdict }: ChangeVerdict): boolean => verdict === "refused";

/** True when it waits to be sent again. Only its author can sign it. */
export async function sendAgain(
  { store, opened, randomBytes, now }: SendAgainDeps,
  wanted: EnvelopeId,
): Promise<boolean> {
  const here = opened();
  if (!here) return false;
  return store.write(
    "strict",
    async (tx) => {
      const row = (await tx.pending()).find((one) => one.id === wanted);
      if (row?.state !== "refused" || row.inside.envelope.author !== here.adult) return false;
      const { envelope: before } = row.inside;
      const verdicts = toldOf(row);
      const refused = new Set<string>(verdicts.filter(isRefused).map((verdict) => verdict.change));
      const changes = before.changes.filter((change) => refused.has(change.id));
      // What else is said of it would be lost from the screen.
      if (changes.length === 0 || verdicts.some(({ verdict }) => verdict === "quarantined" || verdict === "parked"))
        return false;
      const deviceSeq = ((await tx.control("deviceSeq")) ?? 0) + 1;
      const envelope: Envelope = {
        ...before,
        id: randomId<EnvelopeId>(randomBytes),
        device: here.enrolled.device as DeviceId,
        deviceSeq,
        authorKey: here.authorKey,
        changes,
      };
      const wire = sealEnvelope({ envelope, sign: (text) => here.author.sign(text), randomBytes, sender: here.sender });
      await tx.setControl("deviceSeq", deviceSeq);
      await keepUntilBrought(tx, acceptedOf(row), now());
      const next = { deviceSeq, id: envelope.id, state: "queued", acceptedSeq: 0, wire } as const;
      await tx.putPending({ ...next, inside: { envelope, verdicts: [] } });
      return true;
    },
    { scopes: "all", parts: ["pending"] },
  );
}
