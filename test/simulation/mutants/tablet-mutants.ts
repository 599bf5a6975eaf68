// Mistakes a tablet could make.

import { mutant, type Mutant } from "./mutants.ts";

const KEEP = "src/device/sync/keep-verdicts.ts";
const PUSH = "src/device/sync/push.ts";
const PULL = "src/device/sync/pull.ts";
const PAGE = "src/device/sync/apply-page.ts";
const COMMIT = "src/device/commit.ts";
const OVERLAY = "src/device/overlay.ts";
const DIGEST = "src/protocol/compare.ts";

/**
 * An answer to what is no longer held writes what it speaks of. Two guards go at once: only the feed writes what the
 * server has (F3), and of what left the list of what waits nothing is remembered that could be written [S4].
 */
function late(name: string, seed: number, unless: string, says: string): Mutant {
  const row = `{ id: record, type, scope, schema, seq, ${says}, lists: {}, amendments: [], withdrawn: null, decisions: [], stamps: { [id]: { author, device, at } } }`;
  const write = `for (const change of said?.changes ?? []) { const { record, type, scope, id } = change; const seq = verdict.changes.find((one) => one.change === id)?.seq; if (seq === undefined) continue; ${unless} await tx.putRows([${row}]); }`;
  const remember = "(globalThis.sent ??= new Map()).set(id, envelope);";
  return {
    name,
    seed,
    kind: ["--shares", "--length", "60"],
    patches: [
      { file: COMMIT, from: "      tried = row;\n", to: `      tried = row;\n      ${remember}\n` },
      {
        file: KEEP,
        from: "if (!pending.has(held.deviceSeq)) continue;",
        to: `if (!pending.has(held.deviceSeq)) { const said = deps.isOpen() ? globalThis.sent?.get(held.id) : undefined; const { author, device, at, schema } = said ?? {}; ${write} continue; }`,
      },
    ],
  };
}

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
  late(
    "a late answer makes a purged record anew",
    97,
    'if (change.kind !== "create") continue;',
    "created: id, fields: Object.fromEntries(Object.entries(change.fields).map(([field, value]) => [field, { value, by: id }]))",
  ),
  late(
    "a late answer makes a ghost of what is gone",
    313,
    'if (change.kind !== "set" || (await tx.row(record, scope))) continue;',
    "created: change.base, fields: { [change.field]: { value: change.to, by: id } }",
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
  mutant("a parked edit counts as refused", 133, OVERLAY, "!awaitsNewer && ", "", ["--renews"]),
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
  {
    name: "the number of a commit is kept apart from the commit",
    seed: 109,
    patches: [
      {
        file: COMMIT,
        from: '      await tx.setControl("deviceSeq", deviceSeq);\n',
        // Soon after, or not at all where the device stops meanwhile: it must not fall over for that.
        to: '      queueMicrotask(() => void (async () => store.write("relaxed", (late) => late.setControl("deviceSeq", deviceSeq), { scopes: [], parts: [] }))().catch(() => undefined));\n',
      },
    ],
  },
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
  {
    name: "of a commit only the number is kept",
    seed: 1,
    patches: [
      {
        file: COMMIT,
        from: '      await tx.setControl("deviceSeq", deviceSeq);\n',
        to: '      await tx.setControl("deviceSeq", deviceSeq);\n      if (deviceSeq % 4 === 0) return row;\n',
      },
    ],
  },
  mutant(
    "folding keeps what was packed",
    19,
    "src/device/store/fold.ts",
    "(findPacked(directory, id)?.seq ?? 0) <= row.seq) coming",
    "(findPacked(directory, id)?.seq ?? 0) === 0) coming",
    ["--length", "60"],
  ),
  mutant(
    "a digest leaves out what fields say",
    1,
    DIGEST,
    "hash(canonicalJson(one",
    "hash(canonicalJson({ ...one, fields: {} }",
    ["--rots"],
  ),
  mutant(
    "a digest leaves out histories",
    1,
    DIGEST,
    "[...rows, ...entries.filter(({ seq }) => seq > horizon)]",
    "[...rows]",
    ["--rots"],
  ),
  mutant(
    "a digest is made of what was told, and not of what stands",
    1,
    "src/device/sync/compare.ts",
    "  const rows = await tx.rows({ scope });",
    '  const told = (globalThis.told ??= new Map());\n  const name = (await tx.control("enrolled")).device;\n  const rows = (await tx.rows({ scope })).map((row) => { const key = `${name} ${row.id} ${row.seq}`; if (!told.has(key)) told.set(key, row); return told.get(key); });',
    ["--rots"],
  ),
  mutant(
    "what differs is not asked for anew",
    1,
    "src/device/sync/compare.ts",
    "if (anew.length === 0) return true;",
    "if (anew.length >= 0) return true;",
    ["--rots"],
  ),
  mutant(
    "what is asked for anew goes with what was not sent",
    12,
    PAGE,
    "  for (const scope of filled) await tx.purgeScope(",
    "  for (const row of await tx.pending()) if (row.inside.envelope.changes.some((one) => filled.has(one.scope))) await tx.deletePending([row.deviceSeq]);\n  for (const scope of filled) await tx.purgeScope(",
    ["--rots"],
  ),
  mutant(
    "what could not be asked for counts as asked for",
    254,
    "src/device/sync/compare.ts",
    "{ differs, anew, still }), WRITTEN))) return told;",
    "{ differs, anew, still }), WRITTEN))) void 0;",
  ),
];
