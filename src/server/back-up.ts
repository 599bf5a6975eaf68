// npm run backup -- --to <file>: a checked copy of everything, while the server runs.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { schema } from "#casework/schema.ts";
import { UnusableCopy } from "./backup/copy-file.ts";
import { inWords } from "./backup/in-words.ts";
import { takeBackup } from "./backup/take-backup.ts";
import { readConfig } from "./config.ts";
import { whyNotStarted } from "./why-not-started.ts";

const USE = "Say where the backup goes: npm run backup -- --to waymark-2026-09-07.backup";

async function main(): Promise<number> {
  const to = wantedFile();
  if (to === undefined) return stop(USE);
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  const data = resolve(config.data);
  const root = fileURLToPath(new URL("../../package.json", import.meta.url));
  const { version } = JSON.parse(readFileSync(root, "utf8")) as { version: string };
  try {
    const clock = { now: () => Date.now() };
    const done = await takeBackup({ place: { data, databaseUrl: config.databaseUrl }, to, schema, clock, version });
    process.stdout.write(
      `Copied ${inWords(done)} to ${done.file} (${Math.ceil(done.bytes / 1000)} kB), and read it again.\n`,
    );
    if (done.findings.length === 0) return 0;
    return stop(
      `The copy is true to the database, but in the database something is wrong:\n${done.findings.join("\n")}`,
    );
  } catch (error) {
    if (error instanceof UnusableCopy) return stop(error.message);
    const { code, path } = error as { readonly code?: unknown; readonly path?: unknown };
    if (typeof code === "string" && typeof path === "string" && path.startsWith(resolve(to)))
      return stop(`${resolve(to)} cannot be written (${code}).`);
    const sentence = whyNotStarted(error, { port: config.port, host: config.host, data });
    if (sentence === undefined) throw error;
    return stop(sentence);
  }
}

function wantedFile(): string | undefined {
  try {
    return parseArgs({ options: { to: { type: "string" } } }).values.to;
  } catch {
    return undefined;
  }
}

function stop(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
