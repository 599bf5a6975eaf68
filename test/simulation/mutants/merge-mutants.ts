// Mistakes in what happens where two wrote apart.

import { mutant, type Mutant } from "./mutants.ts";

const FIELD = "src/ledger/merge-field.ts";
const WITHDRAWAL = "src/ledger/merge-withdrawal.ts";
const SEEN = "const seen = change.base === current.by || (current.also ?? []).includes(change.base);";

export const MERGE_MUTANTS: readonly Mutant[] = [
  mutant("the last one to write wins", 2, FIELD, "  if (seen) {", "  if (seen || change) {"),
  mutant(
    "the first one to write wins, in silence",
    2,
    FIELD,
    "  const other: Side",
    '  if (row) return { row, outcome: "same" };\n  const other: Side',
  ),
  mutant(
    "the record has one version for all its fields",
    1,
    FIELD,
    SEEN,
    "const seen = change.base === Object.keys(row.stamps).at(-1);",
  ),
  mutant(
    "one's own earlier edit counts as somebody else's",
    1,
    FIELD,
    SEEN,
    "const seen = change.base === row.created;",
  ),
  {
    name: "the later clock wins",
    seed: 7,
    patches: [
      { file: FIELD, from: "set({ row, definition }", to: "set({ row, definition, stamp }" },
      {
        file: FIELD,
        from: SEEN,
        to: 'const seen = change.base === current.by || stamp.at > (row.stamps[current.by]?.at ?? "");',
      },
    ],
  },
  mutant("whoever agrees in a guarded field is not asked", 11, FIELD, "if (!guarded && ", "if ("),
  {
    name: "an edit of the losing side wins",
    seed: 11,
    patches: [
      { file: FIELD, from: "if (open && side >= 0) {", to: "if (open && side > 99) {" },
      { file: FIELD, from: "  if (seen) {", to: "  if (seen || side >= 0) {" },
    ],
  },
  mutant(
    "the side that lost is forgotten",
    11,
    FIELD,
    "{ ...open, others: [...open.others, other] }",
    "{ ...open, others: [other] }",
  ),
  mutant(
    "a withdrawal beats what its author never saw",
    2,
    WITHDRAWAL,
    "const [unseen] = unseenBy(row, change.seen);",
    "const [unseen] = unseenBy(row, [...change.seen, ...Object.keys(row.stamps)] as never);",
  ),
  mutant(
    "an edit of a withdrawn record is swallowed",
    3,
    WITHDRAWAL,
    'if (isRefusal(merged) || !row.withdrawn || merged.outcome === "same") return merged;',
    'if (isRefusal(merged) || !row.withdrawn || merged.outcome === "same") return merged;\n  if (row) return { row, outcome: "same" };',
  ),
  mutant(
    "an amendment of a withdrawn record is swallowed",
    162,
    "src/ledger/merge.ts",
    "? revivedBy(input, change.id, amend(input, change))",
    '? (input.row.withdrawn ? { row: input.row, outcome: "same" } : amend(input, change))',
  ),
  mutant(
    "a choice on the screen leaves out what its author wrote on",
    98,
    "src/ledger/view.ts",
    "decisions: asked ?? row.decisions,",
    "decisions: row.decisions,",
  ),
  {
    name: "versions are numbers",
    seed: 24,
    kind: ["--restores", "--length", "60"],
    patches: [
      {
        file: FIELD,
        from: "value: change.to, by: change.id });",
        to: "value: change.to, by: change.id, n: (current.n ?? 0) + 1 });",
      },
      {
        file: FIELD,
        from: SEEN,
        to: 'const seen = change.base === current.by || change.base === String(current.n ?? 0).padStart(26, "0");',
      },
      {
        file: "src/ledger/view.ts",
        from: "base: state.by }",
        to: 'base: state.n === undefined ? state.by : String(state.n).padStart(26, "0") }',
      },
    ],
  },
];
