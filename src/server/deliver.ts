// npm run deliver -- --from <file>: files what a tablet saved because it could not send it. The server may run.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { randomId } from "#base/id.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { mayHold } from "#casework/holding.ts";
import { schema } from "#casework/schema.ts";
import { parseUnsentFile } from "#protocol/unsent-file.ts";
import { readConfig } from "./config.ts";
import { openStorage } from "./storage/open-storage.ts";
import { deliverFile } from "./sync/deliver-file.ts";
import { createGrants } from "./sync/grants.ts";
import { whyNotStarted } from "./why-not-started.ts";

const USE = "Say which file: npm run deliver -- --from waymark-unsent-2026-09-07.json";

async function main(): Promise<number> {
  const from = wantedFile();
  if (from === undefined) return stop(USE);
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  let text: string;
  try {
    text = readFileSync(resolve(from), "utf8");
  } catch (error) {
    return stop(`${from} cannot be read (${(error as { readonly code?: string }).code ?? "unknown"}).`);
  }
  const file = parseUnsentFile(text);
  if ("sentence" in file) return stop(`${from}: ${file.sentence}`);
  const data = resolve(config.data);
  const clock = { now: () => Date.now() };
  const logFault = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const storage = await openStorage({ data, databaseUrl: config.databaseUrl }, clock, logFault);
    try {
      const newId = (): string => randomId((length) => crypto.getRandomValues(new Uint8Array(length)));
      const grants = createGrants(grantRules);
      const delivered = await deliverFile({ storage, schema, clock, newId, mayHold, grants, log: logFault }, file);
      if (!delivered) return stop("This server does not hold the school this file comes from. Nothing was changed.");
      const say = (line: string): void => void process.stdout.write(`${line}\n`);
      for (const one of delivered) say(`${one.deviceSeq}: ${one.words}`);
      const filed = delivered.filter((one) => one.filed).length;
      say(`${filed} of ${delivered.length} from ${file.tablet || "a tablet"} are in the school’s records.`);
      if (filed < delivered.length) say("The rest is kept on the server; nothing of it is lost. It can be done again.");
      return 0;
    } finally {
      await storage.close();
    }
  } catch (error) {
    const sentence = whyNotStarted(error, { port: config.port, host: config.host, data });
    if (sentence === undefined) throw error;
    return stop(sentence);
  }
}

function wantedFile(): string | undefined {
  try {
    return parseArgs({ options: { from: { type: "string" } } }).values.from;
  } catch {
    return undefined;
  }
}

function stop(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
