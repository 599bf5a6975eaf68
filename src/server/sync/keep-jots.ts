// Takes in what was written on a locked device and not filed there (V32): the device was taken out of use, could not
// open it, or an adult gave it to the safeguarding lead. Nobody signed it, so it is set aside and never filed by itself.

import { bytesToUtf8, utf8ToBytes } from "#base/bytes.ts";
import type { SealedEnvelope } from "#protocol/envelope.ts";
import { JOT_INFO, jotContext, type JotsAnswer, type JotsRequest, type JotText, jotTextShape } from "#protocol/jot.ts";
import * as v from "valibot";
import { appendToAudit } from "../audit/chain.ts";
import type { QuarantineRow, Storage } from "../storage/storage.ts";
import { createBoxOpener, type ServerKeys } from "./open.ts";
import type { Asker } from "./accept.ts";
import { createRoom, QuarantineFull } from "./quarantine-bounds.ts";

type SealedJot = JotsRequest["jots"][number];

export interface KeepJotsDeps {
  readonly storage: Storage;
  readonly clock: { now(): number };
}

/**
 * Every jot is kept once, read or not; the device may forget those that the answer names. One for which there is no
 * room is not named, and holds up no other. Throws `QuarantineFull` where there is room for none [S29].
 */
export async function keepJots(deps: KeepJotsDeps, asker: Asker, { jots }: JotsRequest): Promise<JotsAnswer> {
  return deps.storage.transact(asker.school, async (tx) => {
    const school = await tx.row();
    const open = createJotOpener(school);
    const received = deps.clock.now() + school.clockOffset;
    const room = createRoom(tx);
    const kept: string[] = [];
    for (const jot of jots) {
      const text = jot.school === asker.school && jot.device === asker.device ? open(jot) : undefined;
      const row = rowOf(jot, text, asker.device, received);
      if (!(await room.isFor(row))) {
        // What came before, its answer was lost: it takes no room, and the device may forget it.
        if (await tx.quarantinedOne(jot.id)) kept.push(jot.id);
        continue;
      }
      if (await tx.quarantine(row)) {
        room.took(row);
        const facts = JSON.stringify({ jot: jot.id });
        const line = { at: received, who: "", device: asker.device, about: asker.device, facts };
        await appendToAudit(tx, [{ ...line, what: text ? "jotKept" : "unreadable" }]);
      }
      kept.push(jot.id);
    }
    if (kept.length === 0) throw new QuarantineFull("Too many notes");
    return { waymark: "jots", kept };
  });
}

function rowOf(jot: SealedJot, text: JotText | undefined, device: string, received: number): QuarantineRow {
  const head = { id: jot.id, envelope: jot.id, device, schema: 0, received } as const;
  if (!text) return { ...head, author: "", reason: "unreadable", body: JSON.stringify(jot) };
  const author = text.author ?? "";
  const fields = text.body as { readonly [field: string]: unknown };
  const scope = text.scope ?? "school";
  // In the form of what is set aside otherwise, so that it is read, and erased, like the rest.
  const change = { kind: "create", id: jot.id, record: jot.id, type: text.kind, scope, fields };
  const body = JSON.stringify({ stamp: { author, device, at: text.at }, changes: [change] });
  return { ...head, author, reason: "jot", body };
}

function createJotOpener(keys: ServerKeys): (jot: SealedJot) => JotText | undefined {
  const open = createBoxOpener(keys, JOT_INFO);
  return (jot) => {
    try {
      const plain = open(jot as Pick<SealedEnvelope, "senderKey" | "nonce" | "box">, utf8ToBytes(jotContext(jot)));
      const parsed = v.safeParse(jotTextShape, JSON.parse(bytesToUtf8(plain)));
      return parsed.success ? parsed.output : undefined;
    } catch {
      return undefined;
    }
  };
}
