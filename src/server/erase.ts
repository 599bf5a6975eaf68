// npm run erase -- --pupil <name in the address> [--school <name>] [--confirm <the same name>]: erases everything about
// one pupil. Without --confirm it only says what that would be. The server may run.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { randomId } from "#base/id.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { schema } from "#casework/schema.ts";
import { textOf } from "#ledger/view.ts";
import { appendErasures, erasureFile } from "./backup/erasure-file.ts";
import { readConfig } from "./config.ts";
import { openStorage } from "./storage/open-storage.ts";
import { eraseRecords } from "./sync/erase.ts";
import { createGrants } from "./sync/grants.ts";
import { type ToErase, findToErase } from "./sync/pupil-to-erase.ts";
import { whyNotStarted } from "./why-not-started.ts";

const USE =
  'Say which pupil: npm run erase -- --pupil 0123456789abcdefghjkmnpqrs [--school "Fell Road School"]. The name is in the address of the pupil’s page.';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const wanted = readWanted();
  if (wanted?.pupil === undefined) return stop(USE);
  const { pupil, school, confirm } = wanted;
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  const data = resolve(config.data);
  const clock = { now: () => Date.now() };
  try {
    const storage = await openStorage({ data, databaseUrl: config.databaseUrl }, clock, (line) => void stop(line));
    try {
      const found = await findToErase({ storage, schema }, { school, pupil });
      if ("sentence" in found) return stop(found.sentence);
      for (const line of inWords(found)) say(line);
      if (confirm === undefined) {
        say(`Nothing was changed. To erase it, run the same with --confirm ${pupil}`);
        return 0;
      }
      if (confirm !== pupil) return stop("What stands behind --confirm is another name. Nothing was changed.");
      const newId = (): string => randomId((length) => crypto.getRandomValues(new Uint8Array(length)));
      const deps = { storage, clock, newId, grants: createGrants(grantRules) };
      const erased = await eraseRecords(deps, found.school.id, found.records, { adult: "", device: "" });
      appendErasures(data, found.school.id, erased);
      say(
        `Erased ${erased.length}. The audit says so, and each tablet throws away what it holds when it is next in contact.`,
      );
      say(`It is remembered in ${erasureFile(data)}: keep that file with your backups. A restore erases it again.`);
      say("In backups that were taken before, it still stands. Delete those when you can.");
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

function inWords({ school, owner, counts, setAside }: ToErase): readonly string[] {
  const name = [textOf(owner, "givenName"), textOf(owner, "familyName")].filter(Boolean).join(" ");
  const parts = [...counts].map(([type, count]) => {
    const { label = type, plural = type } = schema.definitions[type] ?? {};
    return `${count} ${count === 1 ? label : plural}`;
  });
  const aside = setAside === 0 ? [] : [`And ${setAside} of what was set aside, as far as it is about them.`];
  return [`${school.name}: everything about ${name || "this pupil"}.`, `${parts.join(", ")}.`, ...aside];
}

function readWanted(): { readonly [K in "pupil" | "school" | "confirm"]?: string | undefined } | undefined {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ options: { pupil: text, school: text, confirm: text } }).values;
  } catch {
    return undefined;
  }
}

function stop(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
