// Compares what a device says it holds with what stands here, scope by scope, in one state of the school [S33]. A
// device says one hash for each scope and is told whether ours is the same: of what it may not hold the answer is the
// one of a scope in which there is nothing (A3).

import { hash } from "node:crypto";
import { type CompareAnswer, type CompareRequest, digestOf } from "#protocol/compare.ts";
import { WIRE } from "#protocol/version.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { Asker } from "./accept.ts";
import type { DigestMemory } from "./digest-memory.ts";
import type { FeedDeps } from "./feed.ts";
import { type Page, thatFit, wholeScopes } from "./page.ts";
import { scopeFor } from "./scope-for.ts";

export interface CompareDeps extends FeedDeps {
  readonly digests: DigestMemory;
  readonly log: (line: string) => void;
}

const textHash = (text: string): string => hash("sha256", text, "base64url");
const OF_NOTHING = digestOf({ rows: [], entries: [] }, 0, textHash);

export function answerCompare(deps: CompareDeps, asker: Asker, request: CompareRequest): Promise<CompareAnswer> {
  return deps.storage.transact(asker.school, async (tx) => {
    const school = await tx.row();
    const device = await tx.device(asker.device);
    if (!device) throw new Error("the device went while it compared what it holds");
    const now = deps.clock.now();
    const { cursor, grants, horizon } = request;
    const same: string[] = [];
    const differs: string[] = [];
    const answer = { waymark: "compare", wire: WIRE, epoch: school.epoch, same, differs } as const;
    const standsHere = request.epoch === school.epoch && cursor <= school.seq && horizon === school.horizon;
    // What it may hold has changed: it hears of that with its next pull.
    if (!standsHere || grants !== deps.grants.versionFor(school, device, now)) return answer;
    const held = await deps.grants.heldBy(tx, school, device, now);
    const page: Page = { tx, school, device: device.id, scope: scopeFor(deps, { device, held }) };
    const ours = await digestsOf(deps.digests, page, new Set(request.scopes.map(({ scope }) => scope)), cursor);
    for (const { scope, digest } of request.scopes) {
      const here = ours.get(scope);
      if (here !== undefined) (here === digest ? same : differs).push(scope);
    }
    if (differs.length > 0) {
      deps.log(`device ${device.id} held other records than the server, of ${differs.length} scopes, at ${cursor}`);
      const line = { at: now, what: "copyDiffers", who: "", device: device.id, facts: JSON.stringify({ cursor }) };
      await appendToAudit(
        tx,
        differs.map((about) => ({ ...line, about })),
      );
    }
    return answer;
  });
}

/** Of those scopes that nobody has written in since the device's cursor, and that are not too much at once. */
async function digestsOf(
  digests: DigestMemory,
  page: Page,
  asked: ReadonlySet<string>,
  cursor: number,
): Promise<ReadonlyMap<string, string>> {
  const { tx, school, scope } = page;
  const found = new Map<string, string>();
  const held: { readonly scope: string; readonly key: string }[] = [];
  const mayBeHeld = [...asked].filter((one) => scope.holds(one));
  for (const one of asked) if (!scope.holds(one)) found.set(one, OF_NOTHING);
  const newest = await tx.newestIn(mayBeHeld);
  for (const [i, one] of mayBeHeld.entries()) {
    const seq = newest[i] ?? 0;
    if (seq > cursor) continue;
    // All that the digest is made of: what stands in a scope changes only with its newest change.
    const key = JSON.stringify([school.id, school.epoch, school.horizon, one, seq, scope.hides(one)]);
    const known = digests.get(key);
    if (known === undefined) held.push({ scope: one, key });
    else found.set(one, known);
  }
  for (const one of await thatFit(page, held)) {
    const digest = digestOf(await wholeScopes(page, [one.scope]), school.horizon, textHash);
    digests.put(one.key, digest);
    found.set(one.scope, digest);
  }
  return found;
}
