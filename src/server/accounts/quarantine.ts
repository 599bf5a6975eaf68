// What was set aside, for those who answer for it (A19): to read it, to have it filed as its author wrote it, or to say
// that it was dealt with. Nothing is ever removed unread: what was dealt with is kept, and on no list.

import { createHash } from "node:crypto";
import type { Change } from "#ledger/change.ts";
import type { QuarantineAnswer, SettleRequest } from "#protocol/oversight.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { QuarantineRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { withDecisionsTold } from "../sync/decisions-told.ts";
import { openFiling } from "../sync/filing.ts";
import { fileWaiting } from "../sync/file-waiting.ts";
import { apart, replacedIn } from "../sync/refile.ts";
import { type By, responsibleIn } from "./in-charge.ts";
import { type Problem, isProblem, problem } from "./problem.ts";
import type { Proven } from "./prove-device.ts";
import { readerIn } from "./scope-of-reader.ts";
import type { AccountDeps } from "./set-up.ts";

const DONE = { waymark: "done" } as const;
type Done = typeof DONE;
type Kept = QuarantineAnswer["kept"][number];

export function listQuarantine(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
): Promise<QuarantineAnswer | Problem> {
  return deps.storage.transact(proven.school, async (tx): Promise<QuarantineAnswer | Problem> => {
    const now = deps.clock.now();
    const by = await responsibleIn(tx, { proven, token, now });
    if (isProblem(by)) return by;
    const all = await tx.quarantined();
    const reads = await readsIn(deps, tx, by, now);
    const rows = all.filter(reads);
    const line = { at: now, who: by.adult, device: by.device, about: "", facts: JSON.stringify({ kept: rows.length }) };
    // Somebody may read here what they may read nowhere else: that they looked is part of the record.
    await appendToAudit(tx, [{ ...line, what: "quarantineRead" }]);
    const kept: Kept[] = [];
    for (const row of rows) kept.push(await told(tx, row));
    return { waymark: "quarantine", kept, others: all.length - rows.length };
  });
}

/**
 * Which of it whoever answers for the school may read: what they may read of it once it is filed. An administrator who
 * sees no pupils' notes does not see them here, and the safeguarding lead sees all of it.
 */
async function readsIn(
  deps: AccountDeps,
  tx: SchoolTx,
  { adult }: By,
  now: number,
): Promise<(row: QuarantineRow) => boolean> {
  const { everybody, scope } = await readerIn(deps, tx, { adult, now });
  // What nobody can open tells nothing of anybody.
  return ({ reason, body }) =>
    everybody ||
    reason === "unreadable" ||
    (JSON.parse(body) as { readonly changes: readonly Change[] }).changes.every((change) => scope.mayRead(change));
}

async function told(tx: SchoolTx, row: QuarantineRow): Promise<Kept> {
  const { id, envelope, device, author, reason, received, body } = row;
  const by = await tx.device(device);
  const account = author === "" ? undefined : await tx.accountOf(author);
  const head = {
    ...{ id, envelope, device, author, reason },
    deviceName: by?.name ?? "",
    deviceRevoked: by?.revoked ?? false,
    authorEnded: account !== undefined && account.ended !== null,
    received: new Date(received).toISOString(),
  };
  if (reason === "unreadable") return { ...head, at: "", changes: [] };
  const { stamp, changes } = JSON.parse(body) as SetAside;
  return { ...head, at: stamp.at, changes: changes as Kept["changes"] };
}

/** Undoes the transaction it is thrown in. */
class NotFiled extends Error {
  readonly why: Problem;
  constructor(why: Problem) {
    super(why.code);
    this.why = why;
  }
}

export async function settleQuarantined(
  deps: AccountDeps,
  proven: Proven,
  token: string | undefined,
  { id, how, why = "" }: SettleRequest,
): Promise<Done | Problem> {
  let filed: readonly string[] = [];
  const work = deps.storage.transact(proven.school, async (tx): Promise<Done | Problem> => {
    const now = deps.clock.now();
    const by = await responsibleIn(tx, { proven, token, now }, "fresh");
    if (isProblem(by)) return by;
    const row = await tx.quarantinedOne(id);
    const reads = await readsIn(deps, tx, by, now);
    // What they may not read is not theirs to settle, nor to know of (A3).
    if (!row || !reads(row))
      return problem(404, "notKept", "This is not on the list any more. Somebody may have dealt with it.");
    if (how === "file") {
      const into = await file(deps, tx, by, row);
      if (isProblem(into)) return into;
      filed = into;
      return DONE;
    }
    if (why.trim() === "")
      return problem(422, "whyNeeded", "Say in a few words why it is dealt with, or what was done.", { field: "why" });
    await tx.settleQuarantined(id, { by: by.adult, at: now, why: why.trim() });
    // What was written about a child is not in the audit (A10): it holds the reason to what it was.
    const whyHash = createHash("sha256").update(why.trim()).digest("base64url");
    const facts = JSON.stringify({ envelope: row.envelope, author: row.author, reason: row.reason, whyHash });
    await appendToAudit(tx, [{ at: now, what: "dealtWith", who: by.adult, device: by.device, about: row.id, facts }]);
    return DONE;
  });
  const done = await work.catch((error: unknown) => {
    if (error instanceof NotFiled) return error.why;
    throw error;
  });
  // What waited for it is filed now, and not with the next push.
  if (!isProblem(done)) await apart(deps, () => fileWaiting(deps, proven.school, filed));
  return done;
}

/**
 * As its author wrote it, by the right of whoever releases it. What cannot be filed stays where it is. Gives the records
 * that were filed into.
 */
async function file(deps: AccountDeps, tx: SchoolTx, by: By, row: QuarantineRow): Promise<readonly string[] | Problem> {
  if (row.reason === "unreadable")
    return problem(422, "unreadable", "Nobody can read this, so it cannot be filed. Mark it as dealt with.");
  const { stamp, changes } = JSON.parse(row.body) as SetAside;
  const rules = deps.grants.rules;
  const filing = await openFiling({ tx, rules, schema: deps.schema, newId: deps.newId, log: deps.log });
  const verdicts = await filing.file({
    stamp,
    envelope: row.envelope,
    schema: row.schema,
    received: row.received,
    changes: changes as readonly Change[],
    scope: { holds: () => true, hides: () => [], mayRead: () => true, mayWrite: () => true },
  });
  const refused = verdicts.find((one) => one.verdict === "refused");
  if (refused)
    throw new NotFiled(
      problem(422, "cannotBeFiled", `This cannot be filed as it stands. ${refused.sentence ?? ""}`.trim()),
    );
  await tx.releaseQuarantined(row.id);
  const before = await tx.envelope(row.envelope);
  const told = await withDecisionsTold(
    { deps, tx, device: await tx.device(row.device), changes: changes as readonly Change[] },
    verdicts,
  );
  if (before) await tx.putEnvelope({ ...before, verdict: replacedIn(before.verdict, told) });
  const facts = JSON.stringify({ envelope: row.envelope, author: row.author, changes: changes.length });
  const line = { at: deps.clock.now(), who: by.adult, device: by.device, about: row.id, facts };
  filing.note({ ...line, what: "released" });
  await filing.write();
  return filing.filedInto();
}
