// Mistakes a tablet could make.

import { mutant, type Mutant } from "./mutants.ts";

const KEEP = "src/device/sync/keep-verdicts.ts";
const PUSH = "src/device/sync/push.ts";
const PULL = "src/device/sync/pull.ts";
const PAGE = "src/device/sync/apply-page.ts";
const COMMIT = "src/device/commit.ts";
const OVERLAY = "src/device/overlay.ts";

export const TABLET_MUTANTS: readonly Mutant[] = [
  mutant(
    "accepted is taken for arrived",
    2,
    KEEP,
    "if (cursor !== undefined && acceptedSeq <= cursor)",
    "if (cursor !== undefined)",
  ),
  mutant(
    "an answer empties the list of what waits",
    1,
    KEEP,
    "      for (const { verdict, held } of whole) {",
    "      await tx.deletePending([...pending.keys()]);\n      for (const { verdict, held } of whole) {",
  ),
  mutant("refused is taken for done", 2, KEEP, "verdict.changes.every(isAccepted)", "verdict.changes.length > 0"),
  mutant(
    "what was refused is not offered to a restored server",
    53,
    PUSH,
    "    pending,\n  );",
    '    pending.filter((row) => row.state !== "refused"),\n  );',
    ["--restores"],
  ),
  mutant(
    "what the feed brought back is not kept",
    1,
    KEEP,
    "  await tx.putAccepted(\n    moved.map(",
    "  await tx.putAccepted(\n    moved.slice(moved.length).map(",
  ),
  mutant(
    "a refusal holds up what stands behind it",
    2,
    PUSH,
    "      sent += await keepVerdicts(",
    "      if (verdicts.some((one) => one.changes.some((two) => two.sentence))) return { done: false, reached: true, words: NO_VERDICT };\n      sent += await keepVerdicts(",
  ),
  mutant(
    "what comes covers what waits",
    1,
    OVERLAY,
    "if (!waiting) return row && { ...row, unsent: [] };",
    "if (!waiting || row) return row && { ...row, unsent: [] };",
  ),
  mutant(
    "what arrived is laid over what replaced it",
    369,
    OVERLAY,
    "!arrived.has(change.id)",
    "arrived !== undefined",
    ["--length", "60"],
  ),
  mutant("a parked edit counts as refused", 139, OVERLAY, "!awaitsNewer && ", "", ["--renews"]),
  mutant(
    "the cursor is kept before its rows",
    38,
    PULL,
    "    if (!isOpen()) return { done: true };\n    await store.write(",
    '    if (!isOpen()) return { done: true };\n    await store.write("strict", (tx) => tx.setControl("cursor", page.cursor ?? undefined), { scopes: [], parts: [] });\n    asked.cursor = page.cursor;\n    await store.write(',
  ),
  mutant("a snapshot is laid over what stood", 11, PAGE, "    await tx.clearState();\n", "", ["--restores"]),
  mutant(
    "a change in two records of one commit: one has arrived, both have",
    14,
    PAGE,
    "if (!arrived.has(change.id)) return false;",
    "if (!arrived.has(change.id)) return true;",
  ),
  mutant(
    "the number of a commit is kept apart from the commit",
    16,
    COMMIT,
    '      await tx.setControl("deviceSeq", deviceSeq);\n',
    '      queueMicrotask(() => void store.write("relaxed", (late) => late.setControl("deviceSeq", deviceSeq), { scopes: [], parts: [] }).catch(() => undefined));\n',
  ),
  mutant(
    "saved is said before the disk has it",
    23,
    COMMIT,
    '    "strict",\n    async (tx) => {\n      // The store',
    '    "relaxed",\n    async (tx) => {\n      // The store',
  ),
  mutant(
    "the count of what waits is read only after a round",
    1,
    "src/device/sync/status.ts",
    "      change({ queued: queued + 1, oldestQueued: oldestQueued ?? at });\n      void count();",
    "      void at;\n      void queued;\n      void oldestQueued;",
  ),
  mutant(
    "news is taken for what it tells of",
    1,
    "src/device/sync/listen.ts",
    "      latest = news;\n",
    '      latest = news;\n      void store.write("strict", (tx) => tx.setControl("cursor", news.seq), { scopes: [], parts: [] });\n',
    ["--news"],
  ),
  mutant(
    "a summary forgets who makes room",
    93,
    "src/device/summary-of-scope.ts",
    "return !slimOf(schema, row) || whenOf(row, definition) < whenOf(before, definition);",
    "return !row && whenOf(row, definition) < whenOf(before, definition);",
    ["--length", "60"],
  ),
];
