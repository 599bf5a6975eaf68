// A person's decision on what the server refused (F4). It leaves the list; as it was sealed it stays on the device,
// because its number is one of the device's numbers without gaps [S3].

import type { EnvelopeId } from "#ledger/names.ts";
import type { Store, StoreTx } from "./ports.ts";
import { moveToAccepted } from "./sync/keep-verdicts.ts";
import { toldOf } from "./sync/too-large.ts";
import { acceptedOf, keepUntilBrought } from "./sync/until-brought.ts";

export async function letGo(store: Store, envelope: EnvelopeId, now: number): Promise<void> {
  await store.write(
    "strict",
    async (tx) => {
      const row = (await tx.pendingOutside()).find((one) => one.id === envelope);
      // What is still to be sent, or on its way back, is nobody's to let go.
      if (row?.state !== "refused") return;
      await noteLetGo(tx, envelope);
      if (row.acceptedSeq <= ((await tx.control("cursor")) ?? 0)) return moveToAccepted(tx, [row], now);
      for (const whole of await tx.pending())
        if (whole.id === envelope) await keepUntilBrought(tx, acceptedOf(whole), now);
    },
    { scopes: "all", parts: ["pending"] },
  );
}

/**
 * What the server refused is nowhere but here, and its author does not want it any more: a restored server, which might
 * take it, is told so [S31]. What the server keeps (quarantined, parked) is not its author's alone to let go.
 */
async function noteLetGo(tx: StoreTx, envelope: EnvelopeId): Promise<void> {
  const row = (await tx.pending()).find((one) => one.id === envelope);
  const refused = row ? toldOf(row).flatMap((one) => (one.verdict === "refused" ? [one.change] : [])) : [];
  if (refused.length === 0) return;
  await tx.setControl("letGo", { ...(await tx.control("letGo")), [envelope]: refused });
}
