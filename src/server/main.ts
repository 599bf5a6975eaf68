// The root of the server: the environment, the database, the schema, the port. Everything is handed in from here.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { demoSchool } from "#casework/demo/demo-school.ts";
import { grantRules } from "#casework/grant-rules.ts";
import { mayHold } from "#casework/holding.ts";
import { schema } from "#casework/schema.ts";
import { openAuditKey } from "./audit/checkpoint-file.ts";
import { noteHeads } from "./audit/note-heads.ts";
import { readConfig } from "./config.ts";
import { createHttp } from "./http/http.ts";
import { listen } from "./http/listen.ts";
import { createServer } from "./server.ts";
import { verifyOnThreads } from "./sync/look-ahead.ts";
import { openStorage } from "./storage/open-storage.ts";
import { whyNotStarted } from "./why-not-started.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The same school for everybody who looks around: help and screenshots fit what they see. */
const DEMO_SEED = 1;
/** Milliseconds: the first screen and what it fetches come before the demo school is made. */
const IN_A_MOMENT = 400;
const ONE_DAY = 86_400_000;
const ONE_HOUR = ONE_DAY / 24;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if ("sentence" in config) return stop(config.sentence);
  const { port, host, tls } = config;
  const data = resolve(config.data);
  const clock = { now: () => Date.now() };
  const logFault = (line: string): void => void (config.log !== "off" && process.stderr.write(`${line}\n`));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  try {
    const storage = await openStorage({ data, databaseUrl: config.databaseUrl }, clock, logFault);
    const server = createServer({
      storage,
      schema,
      clock,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      version,
      mayHold,
      grantRules,
      log: logFault,
      verifyAside: verifyOnThreads,
      ...(typeof config.historyDays === "number" ? { historyDays: config.historyDays } : {}),
      after(milliseconds, task) {
        const timer = setTimeout(task, milliseconds);
        return () => clearTimeout(timer);
      },
      later: (task) => void setTimeout(task, IN_A_MOMENT).unref(),
      ...(config.demo ? { demo: () => demoSchool({ seed: DEMO_SEED, today: localDay(clock.now()) }) } : {}),
    });
    const http = { server, app: join(root, "dist"), tls, ...(config.log === "requests" ? { onRequest: say } : {}) };
    const listening = await listen(() => createHttp(http), port, host).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
    const note = async (): Promise<void> => {
      try {
        await noteHeads({ storage, data, key: openAuditKey(data), clock });
      } catch (error) {
        logFault(`How far the audit has come could not be noted: ${String(error)}`);
      }
    };
    const compact = async (): Promise<void> => {
      try {
        await server.compact();
      } catch (error) {
        logFault(`Old history could not be made thinner: ${String(error)}`);
      }
    };
    const daily = (): void => {
      void note();
      // A panel or a tribunal asks what stood there and who changed it: nothing goes unless the school says so.
      if (config.historyDays !== "all") void compact();
    };
    daily();
    setInterval(daily, ONE_DAY).unref();
    setInterval(() => void server.fileSetAside(), ONE_HOUR).unref();
    const end = (): void => {
      void listening
        .close()
        .then(() => server.close())
        .then(() => process.exit(0));
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    say(`Waymark ${version} is at ${tls ? "https" : "http"}://${host ?? "localhost"}:${port}`);
    if (host !== undefined && !tls && !["localhost", "127.0.0.1", "::1"].includes(host))
      say("Without TLS_CERT and TLS_KEY only this machine can use it: a tablet's browser needs HTTPS to work offline.");
    const code = await server.newSetUpCode().catch(async (error: unknown) => {
      await listening.close();
      await server.close();
      throw error;
    });
    if (code !== undefined) say(`To set up your school, enter this code there: ${code}`);
  } catch (error) {
    const sentence = whyNotStarted(error, { port, host, data });
    if (sentence === undefined) throw error;
    stop(sentence);
  }
}

/** The day on this machine's wall: "2026-06-09". */
function localDay(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function stop(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

await main();
