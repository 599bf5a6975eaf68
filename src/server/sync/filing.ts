// Files changes into a school: checks each, merges it, and writes record, log and audit together. One filing lasts
// one transaction. Merging happens in memory and only what stood is written, so a change or a group that fails
// leaves nothing behind and does not touch its neighbours.

import { type Refusal, isRefusal, refuse } from "#ledger/refusal.ts";
import type { Change, Stamp } from "#ledger/change.ts";
import { type Json, jsonEqual } from "#base/json.ts";
import { merge } from "#ledger/merge.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import type { Schema } from "#ledger/schema.ts";
import { upgradeChange } from "#ledger/upgrade.ts";
import { createdBy } from "#ledger/view.ts";
import type { ChangeVerdict } from "#protocol/push.ts";
import { appendToAudit } from "../audit/chain.ts";
import type { AuditLine, ChangeRow, QuarantineRow, SchoolRow, SchoolTx, SetAside } from "../storage/storage.ts";
import { checkChange } from "./check-change.ts";
import type { GrantRules } from "./grants.ts";
import type { Scope } from "./scope-for.ts";

export interface ToFile {
  readonly stamp: Stamp;
  readonly envelope: string;
  /** The schema number the changes were written under. */
  readonly schema: number;
  /** Server time, milliseconds. */
  readonly received: number;
  readonly changes: readonly Change[];
  readonly scope: Scope;
}

export interface Filing {
  /** The school as the transaction found it. */
  readonly school: SchoolRow;
  /** What was filed and is not written yet, of the types that decide who may hold what; the same list until there is more. */
  filedGrants(): readonly RecordRow[];
  /** A record as it stands with what was filed here and is not written yet; undefined where nothing was. */
  filed(record: string): RecordRow | undefined;
  /** The records that were filed into. */
  filedInto(): readonly string[];
  /** Reads ahead what many envelopes will meet: one question to the database instead of one for each. */
  expect(changes: readonly Change[]): Promise<void>;
  /** A verdict for each change, in their order. Changes of one group stand or fall together; one never blocks another. */
  file(envelope: ToFile): Promise<readonly ChangeVerdict[]>;
  /** Adds a line to what the audit will tell of this transaction. */
  note(line: AuditLine): void;
  /** Writes everything that was filed. Nothing is in the database before. */
  write(): Promise<void>;
}

export interface FilingDeps {
  readonly tx: SchoolTx;
  readonly rules: Pick<GrantRules, "types">;
  readonly schema: Schema;
  readonly newId: () => string;
  /** Hears of faults in our own code; what was being filed is kept in quarantine. */
  readonly log: (line: string) => void;
}

const FAULT = refuse(
  "fault",
  "Something is wrong on the server with this entry. It is kept there, and the people who run it can see it.",
);
export const NOT_ALLOWED = refuse(
  "notAllowed",
  "You may not write here, or no longer. It is kept for the designated safeguarding lead to look at.",
);

/** `receivedAt`: ISO 8601 UTC, as the log tells it. */
type Env = ToFile & { readonly receivedAt: string };
const WORD_WANTED = refuse(
  "wordWanted",
  "This lets an adult see more, so it needs your password just before. It is kept, and an administrator can file it.",
);

/** What goes into the log, if it was not there; and what is said of it. */
type Merged = readonly [ChangeRow | undefined, ChangeVerdict];
type Kept = Extract<ChangeVerdict["verdict"], "refused" | "parked" | "quarantined">;
interface Failed {
  readonly verdict: Kept;
  readonly refusal: Refusal;
  readonly change: Change;
  /** The change for which the whole unit failed. */
  readonly for?: Change;
}

export const ERASED = refuse("erased", "This record was erased. Nothing can be added to it any more.");

export async function openFiling({ tx, rules, schema, newId, log }: FilingDeps): Promise<Filing> {
  const school = await tx.row();
  const first = school.seq;
  const rows = new Map<string, RecordRow | undefined>();
  const touched = new Set<string>();
  let grants: readonly RecordRow[] = [];
  const erased = new Set<string>();
  const known = new Map<string, ChangeRow>();
  const askedFor = new Set<string>();
  const accepted: ChangeRow[] = [];
  const audit: AuditLine[] = [];

  /** Reads at once what these changes will meet. */
  async function expect(changes: readonly Change[]): Promise<void> {
    const wanted = new Set<string>();
    const ids: string[] = [];
    for (const { id, record, scope } of changes) {
      for (const met of scope === "school" ? [record] : [record, scope]) if (!rows.has(met)) wanted.add(met);
      if (!askedFor.has(id)) ids.push(id);
      askedFor.add(id);
    }
    for (const row of await tx.records([...wanted])) rows.set(row.id, row);
    const missing = [...wanted].filter((id) => !rows.has(id));
    for (const id of missing) rows.set(id, undefined);
    if (missing.length > 0) for (const id of await tx.tombstones(missing)) erased.add(id);
    const there = await tx.knownChanges(ids);
    for (const row of there.length === 0 ? [] : await tx.changesNamed(there)) known.set(row.change.id, row);
  }

  /** All changes of a unit in memory, or the first that fails. */
  function mergeUnit(unit: readonly Change[], env: Env, made: ReadonlySet<string>): readonly Merged[] | Failed {
    const staged = new Map<string, RecordRow>();
    const ids = new Set<string>();
    const held = (id: string): RecordRow | undefined => staged.get(id) ?? rows.get(id);
    const done: Merged[] = [];
    let added = 0;
    for (const original of unit) {
      const no = (verdict: Kept, refusal: Refusal): Failed => ({ verdict, refusal, change: original });
      const change = upgradeChange(schema, env.schema, original);
      if (isRefusal(change)) return no(change.code === "newerSchema" ? "parked" : "refused", change);
      const before = known.get(change.id);
      // S20: a device that had to begin again under another name sends what waits once more: what stood already, stands.
      if (before && isSame(before, change, env)) {
        done.push([undefined, { change: change.id, verdict: "accepted", seq: before.seq }]);
        continue;
      }
      if (before || ids.has(change.id))
        return no("refused", refuse("usedBefore", "An entry with this name is in the record already."));
      if (erased.has(change.record) || erased.has(change.scope)) return no("refused", ERASED);
      // Before anything else is found wrong with it: what its author may not write is kept, whatever it says (A15).
      const ownerIsNew = change.scope !== "school" && (!rows.get(change.scope) || made.has(change.scope));
      const there = held(change.record);
      const own = there ? createdBy(there)?.author === env.stamp.author : change.kind === "create";
      if (!env.scope.mayWrite(change, { own, ownerIsNew }))
        return no("quarantined", env.scope.wantsWord?.(change) ? WORD_WANTED : NOT_ALLOWED);
      const bad = checkChange(schema, change, held);
      if (bad) return waits(bad) ? no("parked", untilThere(bad)) : no("refused", bad);
      added += 1;
      const seq = first + accepted.length + added;
      const { stamp } = env;
      const definition = schema.definitions[change.type];
      const row = held(change.record);
      const merged = merge({ row, change, stamp, seq, schema: schema.version, definition });
      if (isRefusal(merged)) return waits(merged) ? no("parked", untilThere(merged)) : no("refused", merged);
      ids.add(change.id);
      staged.set(change.record, merged.row);
      const { author, device, at } = stamp;
      const { outcome } = merged;
      const { receivedAt: received } = env;
      const base = { change: change.id, seq };
      done.push([
        { seq, change, author, device, at, received, outcome, envelope: env.envelope, schema: schema.version },
        outcome === "decision"
          ? { ...base, verdict: "decision", ...(merged.decision === undefined ? {} : { decision: merged.decision }) }
          : { ...base, verdict: "accepted" },
      ]);
    }
    for (const [id, row] of staged) {
      rows.set(id, row);
      touched.add(id);
      if (rules.types.includes(row.type)) grants = [...grants.filter((one) => one.id !== row.id), row];
    }
    return done;
  }

  function tell(row: ChangeRow, at: number): void {
    const { change, seq, outcome, envelope } = row;
    const facts = {
      change: change.id,
      kind: change.kind,
      type: change.type,
      scope: change.scope,
      seq,
      outcome,
      envelope,
    };
    audit.push({
      at,
      what: "change",
      who: row.author,
      device: row.device,
      about: change.record,
      facts: JSON.stringify(facts),
    });
  }

  return {
    school,
    filedInto: () => [...touched],
    filedGrants: () => grants,
    filed: (record) => (touched.has(record) ? rows.get(record) : undefined),
    expect,
    async file(toFile) {
      const env = { ...toFile, receivedAt: new Date(toFile.received).toISOString() };
      await expect(env.changes);
      const verdicts = new Map<Change, ChangeVerdict>();
      const failures: Failed[] = [];
      /** Owners that this envelope makes. */
      const made = new Set<string>();
      for (const unit of unitsOf(env.changes)) {
        let result: ReturnType<typeof mergeUnit>;
        try {
          result = mergeUnit(unit, env, made);
        } catch (error) {
          // A fault of ours in one entry must not stop the entries behind it for ever.
          log(`fault while filing envelope ${env.envelope}: ${error instanceof Error ? error.stack : String(error)}`);
          result = { verdict: "parked", refusal: FAULT, change: unit[0] as Change };
        }
        if (isFailed(result)) {
          for (const change of unit) {
            verdicts.set(change, verdictOf(result, change));
            failures.push({ ...result, change, for: result.change });
          }
          continue;
        }
        result.forEach(([row, verdict], i) => {
          verdicts.set(unit[i] as Change, verdict);
          if (!row) return;
          accepted.push(row);
          known.set(row.change.id, row);
          if (row.change.kind === "create") made.add(row.change.record);
          tell(row, env.received);
        });
      }
      await setAside(env, failures);
      return env.changes.map((change) => verdicts.get(change) as ChangeVerdict);
    },
    note: (line) => audit.push(line),
    async write() {
      if (accepted.length > 0) {
        const start = await tx.takeSequence(accepted.length);
        if (start !== first + 1) throw new Error("the school's sequence moved inside its own transaction");
        await tx.putRecords([...touched].map((id) => rows.get(id) as RecordRow));
        await tx.appendChanges(accepted);
        if (accepted.some(({ change }) => rules.types.includes(change.type))) await tx.touchGrants();
      }
      await appendToAudit(tx, audit);
    },
  };

  /** The same words by the same adult: sent again in another envelope, it is not another change. */
  function isSame(before: ChangeRow, change: Change, { stamp, envelope }: ToFile): boolean {
    if (before.author !== stamp.author || before.envelope === envelope) return false;
    // Its words are gone; its name, its author and what it was about are what there is to go by.
    if (before.bodiless) return before.change.kind === change.kind && before.change.record === change.record;
    const stood = upgradeChange(schema, before.schema, before.change);
    return !isRefusal(stood) && jsonEqual(withoutGroup(stood), withoutGroup(change));
  }

  /** Keeps what may yet be filed, or must be seen by somebody; tells the audit of all that was not accepted. */
  async function setAside(env: ToFile, failures: readonly Failed[]): Promise<void> {
    for (const reason of ["newerSchema", "notAllowed", "fault", "waiting"] as const) {
      const failed = failures.filter((one) => reasonOf(one) === reason);
      const changes = failed.map(({ change }) => change);
      if (changes.length === 0) continue;
      const body: SetAside = { stamp: env.stamp, changes };
      await tx.quarantine({
        id: newId(),
        envelope: env.envelope,
        device: env.stamp.device,
        author: env.stamp.author,
        reason,
        schema: env.schema,
        received: env.received,
        body: JSON.stringify(body),
        ...(reason === "waiting" && { waits: missingTo(failed[0] as Failed) }),
      });
    }
    for (const { verdict, refusal, change } of failures) {
      audit.push({
        at: env.received,
        what: verdict,
        who: env.stamp.author,
        device: env.stamp.device,
        about: change.record,
        facts: JSON.stringify({ change: change.id, kind: change.kind, code: refusal.code, envelope: env.envelope }),
      });
    }
  }
}

const withoutGroup = ({ group: _group, ...change }: Change): Json => change as unknown as Json;

function reasonOf({ verdict, refusal }: Failed): QuarantineRow["reason"] | undefined {
  if (verdict === "quarantined") return "notAllowed";
  if (verdict !== "parked") return undefined;
  return waits(refusal) ? "waiting" : refusal.code === "fault" ? "fault" : "newerSchema";
}

/**
 * It belongs to something that is not here. After a restore another device may still have to offer that again, so
 * this is kept and filed when it has come (file-waiting.ts) [S9].
 */
const waits = ({ code }: Refusal): boolean => ["noSuchRecord", "noSuchOwner", "noSuchDecision"].includes(code);

/** The record that is to come first. */
function missingTo({ refusal, change, for: of = change }: Failed): string {
  return refusal.code === "noSuchOwner" ? of.scope : of.record;
}

const untilThere = (refusal: Refusal): Refusal => ({
  ...refusal,
  sentence: `${refusal.sentence} It is kept, and filed when that has come.`,
});

const isFailed = (result: readonly Merged[] | Failed): result is Failed => "verdict" in result;

/** A change without a group is a unit of its own; a group is one, where its first change stands. */
function unitsOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const units: Change[][] = [];
  const byGroup = new Map<number, Change[]>();
  for (const change of changes) {
    const unit = change.group === undefined ? undefined : byGroup.get(change.group);
    if (unit) unit.push(change);
    else {
      const made = [change];
      units.push(made);
      if (change.group !== undefined) byGroup.set(change.group, made);
    }
  }
  return units;
}

function verdictOf(failed: Failed, change: Change): ChangeVerdict {
  const { verdict, refusal } = failed;
  if (change === failed.change || verdict === "quarantined") {
    const base = { change: change.id, verdict, code: refusal.code, sentence: refusal.sentence };
    return refusal.field === undefined ? base : { ...base, field: refusal.field };
  }
  return {
    change: change.id,
    verdict,
    code: "withTheOthers",
    sentence: `This belongs together with something that could not be filed. ${refusal.sentence}`,
  };
}
