// Mistakes a server could make.

import { mutant, type Mutant } from "./mutants.ts";

const ACCEPT = "src/server/sync/accept.ts";
const FILING = "src/server/sync/filing.ts";
const FEED = "src/server/sync/feed.ts";

export const SERVER_MUTANTS: readonly Mutant[] = [
  mutant(
    "the server takes the same envelope twice",
    3,
    ACCEPT,
    "  const stored = known.get(sealed.id);\n",
    "  const stored = undefined as ReturnType<typeof known.get>;\n",
  ),
  {
    name: "a gap in the numbers is passed over",
    seed: 53,
    patches: [
      { file: ACCEPT, from: '(!isNext && cameAs === "push") || ', to: "" },
      { file: ACCEPT, from: "if (isNext) lastSeq = sealed.deviceSeq;", to: "lastSeq = sealed.deviceSeq;" },
    ],
  },
  mutant(
    "of a group, what can be filed is filed",
    18,
    FILING,
    "for (const unit of unitsOf(env.changes)) {",
    "for (const unit of env.changes.map((one) => [one])) {",
  ),
  mutant(
    "an answer speaks of what is not on the disk",
    1,
    "src/server/storage/sqlite-storage.ts",
    '        const result = await work(db);\n        database.exec("COMMIT");',
    '        const result = await work(db);\n        if ((result?.verdicts?.length ?? 0) > 1) { database.exec("ROLLBACK"); return result; }\n        database.exec("COMMIT");',
  ),
  mutant(
    "a record that was taken back is left out of the feed",
    1,
    FEED,
    "if (!record || rows.has(record.id)) continue;",
    "if (!record || record.withdrawn || rows.has(record.id)) continue;",
  ),
  mutant(
    "a reader passes a number that is committed later",
    2,
    "src/server/storage/change-rows.ts",
    ".limit(limit).execute()).map(fromTable);",
    ".limit(limit).execute()).map(fromTable).filter((row, _i, all) => row.device === all.at(-1).device || Date.parse(all.at(-1).received) - Date.parse(row.received) > 2000);",
  ),
  mutant(
    "the feed begins with what the device has already",
    1,
    FEED,
    "tx.changesAfter(cursor, MOST_CHANGES)",
    "tx.changesAfter(cursor + 1, MOST_CHANGES)",
  ),
  mutant("a device goes on from below the horizon", 6, FEED, "cursor >= school.horizon", "cursor >= 0"),
  mutant(
    "what was granted anew is not sent",
    3,
    "src/device/sync/holdings.ts",
    "if (!anew) wanted.add(scope);",
    "if (!anew) wanted.delete(scope);",
    ["--shares"],
  ),
  mutant(
    "what may not be held any more stays",
    1,
    "src/device/sync/apply-grants.ts",
    "for (const scope of next.purge) await tx.purgeScope(scope);",
    "",
    ["--shares"],
  ),
  mutant(
    "what may not be written any more is dropped",
    19,
    FILING,
    'no("quarantined", env.scope.wantsWord?.(change) ? WORD_WANTED : NOT_ALLOWED)',
    'no("refused", NOT_ALLOWED)',
    ["--shares"],
  ),
  mutant("the feed sends what may not be held", 1, FEED, "if (!scope.mayRead(row.change)) continue;", "", ["--shares"]),
  mutant(
    "a restored server keeps its epoch",
    5,
    "src/server/backup/restore-backup.ts",
    "await tx.setEpoch(newId());",
    "newId();",
    ["--restores"],
  ),
  mutant(
    "what waits for something that has not come is refused",
    5,
    FILING,
    '["noSuchRecord", "noSuchOwner", "noSuchDecision"].includes(code)',
    "code === undefined",
    ["--restores", "--length", "60"],
  ),
  mutant(
    "what waited is not filed when that has come",
    47,
    "src/server/sync/file-waiting.ts",
    "for (const row of ready) {",
    "for (const row of ready.slice(0, 0)) {",
    ["--restores", "--length", "60"],
  ),
  mutant(
    "a newer app's words are read as one's own",
    21,
    "src/ledger/upgrade.ts",
    "if (from > schema.version) {",
    "if (from > schema.version + 5) {",
    ["--renews", "--length", "60"],
  ),
  mutant(
    "an older app's words are not told in today's",
    2,
    "src/ledger/upgrade.ts",
    "current = step(current);",
    "void step;",
    ["--renews"],
  ),
  mutant(
    "what a newer app wrote is refused for good",
    11,
    FILING,
    'change.code === "newerSchema" ? "parked" : "refused"',
    '"refused"',
    ["--renews"],
  ),
  mutant(
    "what was parked stays parked",
    11,
    "src/server/sync/refile.ts",
    'row.reason === "newerSchema" && ',
    'row.reason === "never" && ',
    ["--renews"],
  ),
  {
    name: "losing a pupil takes what was not sent",
    seed: 69,
    kind: ["--shares"],
    patches: [
      { file: "src/device/sync/apply-grants.ts", from: 'if (row.state !== "refused" || !row', to: "if (!row" },
      {
        file: "src/device/sync/apply-grants.ts",
        from: "if (isHeldOnlyHere(row, lost)) await",
        to: "if (row.id === undefined) await",
      },
    ],
  },
];
