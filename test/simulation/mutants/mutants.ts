// Mistakes that have cost real systems their users' work, as patches to the source. The simulation must find each;
// a patch that no longer fits fails the gate, so the list cannot rot.

export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** A seed that finds it, known from a search: the gate plays that one and a few more. */
  readonly seed: number;
  /** What the schedules must be made to meet, for player.ts. */
  readonly kind?: readonly ("--restores" | "--renews")[];
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: "the last one to write wins",
    file: "src/ledger/merge-field.ts",
    from: "  if (seen) {",
    to: "  if (seen || change) {",
    seed: 1,
  },
  {
    name: "one's own earlier edit counts as somebody else's",
    file: "src/ledger/merge-field.ts",
    from: "const seen = change.base === current.by || (current.also ?? []).includes(change.base);",
    to: "const seen = change.base === row.created;",
    seed: 1,
  },
  {
    name: "a withdrawal beats what its author never saw",
    file: "src/ledger/merge-withdrawal.ts",
    from: "const [unseen] = unseenBy(row, change.seen);",
    to: "const [unseen] = unseenBy(row, [...change.seen, ...Object.keys(row.stamps)] as never);",
    seed: 5,
  },
  {
    name: "an edit of a withdrawn record is swallowed",
    file: "src/ledger/merge-withdrawal.ts",
    from: 'if (isRefusal(merged) || !row.withdrawn || merged.outcome === "same") return merged;',
    to: 'if (isRefusal(merged) || !row.withdrawn || merged.outcome === "same") return merged;\n  if (row) return { row, outcome: "same" };',
    seed: 10,
  },
  {
    name: "accepted is taken for arrived",
    file: "src/device/sync/keep-verdicts.ts",
    from: "if (cursor !== undefined && acceptedSeq <= cursor)",
    to: "if (cursor !== undefined)",
    seed: 1,
  },
  {
    name: "an answer empties the list of what waits",
    file: "src/device/sync/keep-verdicts.ts",
    from: "      for (const { verdict, held } of whole) {",
    to: "      for (const row of pending.values()) await tx.deletePending(row.deviceSeq);\n      for (const { verdict, held } of whole) {",
    seed: 1,
  },
  {
    name: "refused is taken for done",
    file: "src/device/sync/keep-verdicts.ts",
    from: "verdict.changes.every(isAccepted)",
    to: "verdict.changes.length > 0",
    seed: 2,
  },
  {
    name: "a refusal holds up what stands behind it",
    file: "src/device/sync/push.ts",
    from: "      sent += await keepVerdicts(deps, epoch, verdicts, batch);",
    to: "      if (verdicts.some((one) => one.changes.some((two) => two.sentence))) return { done: false, reached: true, words: NO_VERDICT };\n      sent += await keepVerdicts(deps, epoch, verdicts, batch);",
    seed: 2,
  },
  {
    name: "what comes covers what waits",
    file: "src/device/overlay.ts",
    from: "if (!waiting) return row && { ...row, unsent: [] };",
    to: "if (!waiting || row) return row && { ...row, unsent: [] };",
    seed: 1,
  },
  {
    name: "the cursor is kept before its rows",
    file: "src/device/sync/pull.ts",
    from: "    if (!isOpen()) return { done: true };\n    await store.write(",
    to: '    if (!isOpen()) return { done: true };\n    await store.write("strict", (tx) => tx.setControl("cursor", page.cursor ?? undefined), { scopes: [], parts: [] });\n    asked.cursor = page.cursor;\n    await store.write(',
    seed: 6,
  },
  {
    name: "the number of a commit is kept apart from the commit",
    file: "src/device/commit.ts",
    from: '      await tx.setControl("deviceSeq", deviceSeq);\n',
    to: '      queueMicrotask(() => void store.write("relaxed", (late) => late.setControl("deviceSeq", deviceSeq), { scopes: [], parts: [] }).catch(() => undefined));\n',
    seed: 1,
  },
  {
    name: "the count of what waits is read only after a round",
    file: "src/device/sync/status.ts",
    from: "      change({ queued: queued + 1, oldestQueued: oldestQueued ?? at });\n      void count();",
    to: "      void at;\n      void queued;\n      void oldestQueued;",
    seed: 1,
  },
  {
    name: "the server takes the same envelope twice",
    file: "src/server/sync/accept.ts",
    from: "  const stored = await tx.envelope(sealed.id);\n",
    to: "  const stored = undefined as Awaited<ReturnType<typeof tx.envelope>>;\n",
    seed: 9,
  },
  {
    name: "a summary forgets who makes room",
    file: "src/device/summary-of-scope.ts",
    from: "return !slimOf(schema, row) || whenOf(row, definition) < whenOf(before, definition);",
    to: "return !row && whenOf(row, definition) < whenOf(before, definition);",
    seed: 4,
  },
];
