// What waits here as a file, for a tablet that cannot send it (S24). The envelopes stand in it as they were sealed to
// the server: neither the adult who carries it nor whoever finds it can read one. Works while the vault is shut.

import * as v from "valibot";
import { sealedEnvelopeShape } from "#protocol/envelope.ts";
import type { UnsentFile } from "#protocol/unsent-file.ts";
import type { Store } from "./ports.ts";

export async function unsentFile(
  store: Store,
  saved: string,
): Promise<{ readonly name: string; readonly text: string; readonly count: number }> {
  const held = await store.read(async (tx) => ({
    pending: await tx.pendingOutside(),
    tablet: (await tx.control("deviceName")) ?? "",
    school: (await tx.control("enrolled"))?.school,
  }));
  const open = held.pending.filter((row) => row.state !== "accepted").map((row) => row.wire);
  const envelopes = open.filter((wire) => v.is(sealedEnvelopeShape, wire));
  const school = held.school ?? envelopes[0]?.school ?? "";
  const file: UnsentFile = { waymark: "unsent", format: 1, tablet: held.tablet, saved, school, envelopes };
  return { name: `waymark-unsent-${saved.slice(0, 10)}.json`, text: JSON.stringify(file), count: envelopes.length };
}
