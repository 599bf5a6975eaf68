// The frame of every command at the server's terminal: what stands behind it is read, then the environment; the work is
// done; what an operator can put right is told in one sentence, and the exit code says that it was not done: 2 where what
// stands behind the command is wrong (an unknown option, a file that cannot be read), 1 for everything else.

import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type RandomBytes, randomId } from "#base/id.ts";
import { readConfig } from "./config.ts";
import { openStorage, type Place } from "./storage/open-storage.ts";
import type { Storage } from "./storage/storage.ts";
import { whyNotStarted } from "./why-not-started.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

/** What a command works with. */
export interface Terminal {
  readonly place: Place;
  readonly clock: { now(): number };
  readonly randomBytes: RandomBytes;
  readonly newId: () => string;
  /** The version of Waymark that runs it. */
  readonly version: string;
  /** A line for the operator. */
  say(line: string): void;
  /** A line about something that went wrong inside; it never holds what anybody wrote. */
  log(line: string): void;
  /** Opens the database for as long as the work takes. A server may run on it at the same time. */
  withStorage<T>(work: (storage: Storage) => Promise<T>): Promise<T>;
}

export interface TerminalCommand<O extends Options> {
  /** Said where what stands behind the command cannot be read. */
  readonly use: string;
  readonly options: O;
  /** Options without which nothing is done. */
  readonly needs?: readonly (keyof O & string)[];
  /** Options that name a file which is read. */
  readonly reads?: readonly (keyof O & string)[];
  /** Gives nothing when it is done, or the sentence that says why it is not. */
  readonly work: (terminal: Terminal, values: Values<O>) => Promise<string | undefined>;
  /** What this command alone can say about an error. */
  readonly whyNot?: (error: unknown, values: Values<O>) => string | undefined;
}

/** Runs it on this process's arguments and environment, and sets the exit code. */
export async function runCommand<const O extends Options>(command: TerminalCommand<O>): Promise<void> {
  const whyNot = await whyNotDone(command);
  if (whyNot === undefined) return;
  const [sentence, code] = typeof whyNot === "string" ? [whyNot, 1] : [whyNot.misused, 2];
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}

/** What stands behind the command is wrong. */
interface Misused {
  readonly misused: string;
}

async function whyNotDone<O extends Options>(command: TerminalCommand<O>): Promise<string | Misused | undefined> {
  const { use, options, needs = [], reads = [], work, whyNot } = command;
  const values = readValues(options);
  const given = values as { readonly [name: string]: unknown } | undefined;
  if (values === undefined || needs.some((name) => given?.[name] === undefined)) return { misused: use };
  const config = readConfig(process.env);
  if ("sentence" in config) return config.sentence;
  for (const file of reads.map((name) => given?.[name])) {
    const unread = typeof file === "string" ? whyUnread(file) : undefined;
    if (unread !== undefined) return { misused: unread };
  }
  const { databaseUrl, port, host } = config;
  const data = resolve(config.data);
  try {
    return await work(terminalAt({ data, databaseUrl }), values);
  } catch (error) {
    const sentence = whyNot?.(error, values) ?? whyNotStarted(error, { port, host, data });
    if (sentence === undefined) throw error;
    return sentence;
  }
}

/** The sentence for a file that is to be read and cannot be. */
function whyUnread(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isDirectory() ? `${file} is a folder.` : undefined;
  } catch (error) {
    return `${file} cannot be read (${String((error as { readonly code?: unknown }).code)}).`;
  }
}

function terminalAt(place: Place): Terminal {
  const clock = { now: () => Date.now() };
  const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    place,
    clock,
    randomBytes,
    newId: () => randomId(randomBytes),
    version: ownVersion(),
    say: (line) => void process.stdout.write(`${line}\n`),
    log,
    async withStorage(work) {
      const storage = await openStorage(place, clock, log);
      try {
        return await work(storage);
      } finally {
        await storage.close();
      }
    },
  };
}

/** Undefined where something stands there that is none of the options. */
function readValues<O extends Options>(options: O): Values<O> | undefined {
  try {
    return parseArgs({ options }).values;
  } catch {
    return undefined;
  }
}

function ownVersion(): string {
  const root = fileURLToPath(new URL("../../package.json", import.meta.url));
  return (JSON.parse(readFileSync(root, "utf8")) as { readonly version: string }).version;
}
