// What waits on a device that was taken out of use, under a name it had before (S19): nobody can sign it anew there any
// more. It goes as it was sealed, and the server keeps it for those who answer for it (A17). What the server does not
// believe stays, and stands in the file of unsent work (S24). Works while the vault is shut.

import * as v from "valibot";
import { sealedEnvelopeShape } from "#protocol/envelope.ts";
import { pushAnswerShape } from "#protocol/push.ts";
import { ROUTES } from "#protocol/routes.ts";
import { WIRE } from "#protocol/version.ts";
import type { PendingOutside, Store } from "../ports.ts";
import { moveToAccepted } from "./keep-verdicts.ts";
import { type ServerLink, shaped } from "./server-link.ts";
import { waitsToBeSigned } from "./to-sign.ts";

export interface DeliverFormerDeps {
  readonly store: Store;
  readonly server: ServerLink;
  readonly now: () => number;
}

/** So many at once: each is some kilobytes, and this happens once in a device's life. */
const AT_ONCE = 50;
const parse = shaped(pushAnswerShape);

export async function deliverFormer({ store, server, now }: DeliverFormerDeps): Promise<void> {
  let rest = await store.read(async (tx) => {
    const enrolled = await tx.control("enrolled");
    const waiting = await tx.pendingOutside();
    return waiting.filter((row) => enrolled && waitsToBeSigned(row, enrolled) && v.is(sealedEnvelopeShape, row.wire));
  });
  while (rest.length > 0) {
    const batch = rest.slice(0, AT_ONCE);
    const body = { wire: WIRE, epoch: null, unsent: rest.length, envelopes: batch.map(({ wire }) => wire) };
    const heard = await server.ask({ method: "POST", path: ROUTES.push, body, parse });
    if (heard.kind !== "answer" || heard.value.verdicts.length === 0) return;
    const { verdicts } = heard.value;
    const taken = new Set<string>(verdicts.filter(({ result }) => result === "processed").map((one) => one.envelope));
    await keep(
      store,
      batch.filter(({ id }) => taken.has(id)),
      now(),
    );
    rest = rest.slice(verdicts.length);
  }
}

async function keep(store: Store, rows: readonly PendingOutside[], at: number): Promise<void> {
  if (rows.length === 0) return;
  await store.write(
    "strict",
    (tx) =>
      moveToAccepted(
        tx,
        rows.map((row) => ({ ...row, acceptedSeq: 0 })),
        at,
      ),
    {
      scopes: "all",
      parts: ["pending"],
    },
  );
}
