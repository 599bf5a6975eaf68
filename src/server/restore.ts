// npm run restore -- --from <file> [--replace]: puts a backup in the place of the database, while no server runs.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { randomId } from "#base/id.ts";
import { schema } from "#casework/schema.ts";
import { UnusableCopy } from "./backup/copy-file.ts";
import { inWords } from "./backup/in-words.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { readConfig } from "./config.ts";
import { InUse } from "./storage/in-use.ts";
import { whyNotStarted } from "./why-not-started.ts";

const USE = "Say which backup: npm run restore -- --from waymark-2026-09-07.backup";

async function main(): Promise<number> {
  const wanted = wantedFile();
  if (wanted?.from === undefined) return stop(USE);
  const { from, replace = false } = wanted;
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  const data = resolve(config.data);
  try {
    const done = await restoreBackup({
      place: { data, databaseUrl: config.databaseUrl },
      from,
      replace,
      schema,
      clock: { now: () => Date.now() },
      newId: () => randomId((length) => crypto.getRandomValues(new Uint8Array(length))),
    });
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    say(`Restored ${inWords(done)}, as they were at ${new Date(done.taken).toISOString()}.`);
    if (done.kept !== undefined) say(`What stood here before is kept as ${done.kept}. It holds the same secrets.`);
    say("Start the server. Tablets fetch everything again and offer what they sent since; adults sign in once more.");
    if (done.findings.length > 0) return stop(`In the backup something is wrong:\n${done.findings.join("\n")}`);
    return 0;
  } catch (error) {
    if (error instanceof UnusableCopy || error instanceof InUse) return stop(error.message);
    const { code, path, syscall } = error as { readonly [name: string]: unknown };
    if (typeof code === "string" && path === resolve(from)) return stop(`${from} cannot be read (${code}).`);
    if (code === "ENOENT" && syscall === "open") return stop(`${from} is not there.`);
    const sentence = whyNotStarted(error, { port: config.port, host: config.host, data });
    if (sentence === undefined) throw error;
    return stop(sentence);
  }
}

function wantedFile(): { readonly from?: string | undefined; readonly replace?: boolean | undefined } | undefined {
  try {
    return parseArgs({ options: { from: { type: "string" }, replace: { type: "boolean" } } }).values;
  } catch {
    return undefined;
  }
}

function stop(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
