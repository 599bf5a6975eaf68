// npm run recover -- --login <name>: a code with which an administrator chooses a new password, where no other
// administrator is left to give one. The server may run.

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { recover } from "./accounts/recover.ts";
import { readConfig } from "./config.ts";
import { openStorage } from "./storage/open-storage.ts";
import { whyNotStarted } from "./why-not-started.ts";

const USE = "Say who: npm run recover -- --login p.nair";

async function main(): Promise<number> {
  const login = wantedLogin();
  if (login === undefined) return stop(USE);
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  const data = resolve(config.data);
  const clock = { now: () => Date.now() };
  const logFault = (line: string): void => void process.stderr.write(`${line}\n`);
  const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  try {
    const storage = await openStorage({ data, databaseUrl: config.databaseUrl }, clock, logFault);
    try {
      const done = await recover({ storage, clock, randomBytes }, login);
      if ("administrators" in done)
        return stop(
          done.administrators.length === 0
            ? "This server holds no school with an administrator. Nothing was changed."
            : `Nobody who signs in as ${login} is an administrator. Administrators sign in as: ${done.administrators.join(", ")}.`,
        );
      const say = (line: string): void => void process.stdout.write(`${line}\n`);
      say(`Invitation code for ${login}: ${done.code}`);
      say("It works once, for a day. At sign-in choose “I have an invitation code”, keep the name, choose a password.");
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

function wantedLogin(): string | undefined {
  try {
    return parseArgs({ options: { login: { type: "string" } } }).values.login;
  } catch {
    return undefined;
  }
}

function stop(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
