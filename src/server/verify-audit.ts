// npm run audit:verify [-- --checkpoints <file>]: reads every audit from its first line and compares it with what was
// signed before. `--checkpoints` names a copy that was kept somewhere else.

import { publicKeyOf } from "./audit/checkpoint.ts";
import { checkpointFile, checkpointLines, readAuditKey } from "./audit/checkpoint-file.ts";
import { verifyAudit } from "./audit/verify-audit.ts";
import { runCommand } from "./run-command.ts";
import { readSnapshot } from "./storage/read-snapshot.ts";

await runCommand({
  use: "Say it so: npm run audit:verify -- --checkpoints copy.jsonl",
  options: { checkpoints: { type: "string" } },
  reads: ["checkpoints"],
  async work({ place, say }, { checkpoints }) {
    const key = readAuditKey(place.data);
    const lines = checkpointLines(checkpoints ?? checkpointFile(place.data));
    if (checkpoints !== undefined && lines.length === 0) return `${checkpoints} holds no checkpoint.`;
    const { told, findings } = await readSnapshot(place, (db, _migrations, dialect) =>
      verifyAudit(db, dialect, lines, key ? publicKeyOf(key) : undefined),
    );
    for (const sentence of told) say(sentence);
    if (key) say(`Checkpoints are signed with the key ${publicKeyOf(key)}`);
    if (findings.length > 0) return findings.join("\n");
    say("The audit is whole.");
    return undefined;
  },
});
