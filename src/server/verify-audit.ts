// npm run audit:verify [-- --checkpoints <file>]: reads every audit from its first line and compares it with what was
// signed before. `--checkpoints` names a copy that was kept somewhere else.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { publicKeyOf } from "./audit/checkpoint.ts";
import { checkpointFile, checkpointLines, readAuditKey } from "./audit/checkpoint-file.ts";
import { verifyAudit } from "./audit/verify-audit.ts";
import { readConfig } from "./config.ts";
import { readSnapshot } from "./storage/read-snapshot.ts";
import { whyNotStarted } from "./why-not-started.ts";

async function main(): Promise<number> {
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  const data = resolve(config.data);
  const wanted = wantedFile();
  if (wanted === undefined) return stop("Say it so: npm run audit:verify -- --checkpoints copy.jsonl");
  try {
    const key = readAuditKey(data);
    const lines = checkpointLines(wanted.file ?? checkpointFile(data));
    if (wanted.file !== undefined && lines.length === 0) return stop(`${wanted.file} holds no checkpoint.`);
    const place = { data, databaseUrl: config.databaseUrl };
    const { told, findings } = await readSnapshot(place, (db, _migrations, dialect) =>
      verifyAudit(db, dialect, lines, key ? publicKeyOf(key) : undefined),
    );
    for (const sentence of told) process.stdout.write(`${sentence}\n`);
    if (key) process.stdout.write(`Checkpoints are signed with the key ${publicKeyOf(key)}\n`);
    if (findings.length > 0) return stop(findings.join("\n"));
    process.stdout.write("The audit is whole.\n");
    return 0;
  } catch (error) {
    const sentence = whyNotStarted(error, { port: config.port, host: config.host, data });
    if (sentence === undefined) throw error;
    return stop(sentence);
  }
}

function wantedFile(): { readonly file: string | undefined } | undefined {
  try {
    return { file: parseArgs({ options: { checkpoints: { type: "string" } } }).values.checkpoints };
  } catch {
    return undefined;
  }
}

function stop(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
