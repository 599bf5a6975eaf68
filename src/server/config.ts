// What the environment says, checked once at the start: a wrong value stops the server with one sentence (E2).

import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";

export interface Config {
  readonly port: number;
  /** One address to listen on; undefined: this machine alone, 127.0.0.1 and ::1. */
  readonly host: string | undefined;
  /** The folder of the SQLite database, where no other database is named. */
  readonly data: string;
  /** A PostgreSQL database instead: "postgres://user:password@host:port/database". */
  readonly databaseUrl: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly demo: boolean;
  /** off: nothing; faults: what went wrong inside; requests: also a line for each request, without what it said. */
  readonly log: "off" | "faults" | "requests";
  /** For how many days it is kept what a replaced value said (A20). "all", unless the school says otherwise: for ever. */
  readonly historyDays: number | "all";
}

const OURS = ["WAYMARK_DATA", "WAYMARK_DEMO", "WAYMARK_HISTORY", "WAYMARK_LOG"];
/** Read by the app's build, not by the server; it may stand in the same environment. */
const OTHERS = ["WAYMARK_API"];

type Environment = { readonly [name: string]: string | undefined };

/** The configuration, or the sentence that says which value is wrong and what it may be. */
export function readConfig(env: Environment): Config | { readonly sentence: string } {
  const unknown = Object.keys(env).find((name) => name.startsWith("WAYMARK_") && ![...OURS, ...OTHERS].includes(name));
  if (unknown !== undefined)
    return {
      sentence: `${unknown} is no setting of Waymark. The settings are PORT, HOST, TLS_CERT, TLS_KEY, DATABASE_URL, ${OURS.join(", ")}.`,
    };
  const port = env["PORT"] ?? "4173";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    return { sentence: `PORT is "${port}". It must be a whole number between 1 and 65535.` };
  const host = env["HOST"];
  if (host !== undefined && !/^[0-9A-Za-z.:-]+$/.test(host))
    return { sentence: `HOST is "${host}". It must be the name or the address this machine listens on.` };
  const data = env["WAYMARK_DATA"] ?? "./data";
  if (data.trim() === "") return { sentence: "WAYMARK_DATA is empty. It must be the path of a folder." };
  const databaseUrl = env["DATABASE_URL"];
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl))
    // What it is stays unsaid: a password stands in it.
    return { sentence: "DATABASE_URL must have the form postgres://user:password@host:5432/database." };
  const demo = oneOf(env, "WAYMARK_DEMO", ["on", "off"]);
  if (typeof demo === "object") return demo;
  const log = oneOf(env, "WAYMARK_LOG", ["faults", "requests", "off"]);
  if (typeof log === "object") return log;
  const history = env["WAYMARK_HISTORY"];
  if (history !== undefined && history !== "all" && !(/^\d{3,5}$/.test(history) && Number(history) >= 100))
    return { sentence: `WAYMARK_HISTORY is "${history}". It must be a number of days, 100 at least, or "all".` };
  const historyDays = history === undefined || history === "all" ? "all" : Number(history);
  const tls = readTls(env["TLS_CERT"], env["TLS_KEY"]);
  if (tls && "sentence" in tls) return tls;
  return { port: Number(port), host, data, databaseUrl, tls, demo: demo === "on", log, historyDays };
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    ["postgres:", "postgresql:"].includes(url.protocol) &&
    url.hostname !== "" &&
    /^\/[^/]+$/.test(url.pathname) &&
    !/[\s\u0000]/.test(text)
  );
}

/** The first choice stands where nothing is said. */
function oneOf<const Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice | { readonly sentence: string } {
  const value = env[name];
  if (value === undefined) return choices[0];
  const chosen = choices.find((choice) => choice === value);
  return (
    chosen ?? { sentence: `${name} is "${value}". It must be ${choices.map((choice) => `"${choice}"`).join(" or ")}.` }
  );
}

function readTls(cert: string | undefined, key: string | undefined): Config["tls"] | { readonly sentence: string } {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    return { sentence: "TLS needs both: TLS_CERT and TLS_KEY, each the path of a PEM file." };
  const texts: string[] = [];
  for (const [name, path] of [
    ["TLS_CERT", cert],
    ["TLS_KEY", key],
  ] as const) {
    try {
      texts.push(readFileSync(path, "utf8"));
    } catch {
      return { sentence: `${name} is "${path}". That file cannot be read.` };
    }
  }
  const [certText, keyText] = texts as [string, string];
  try {
    createSecureContext({ cert: certText, key: keyText });
  } catch {
    return { sentence: `TLS_CERT ("${cert}") and TLS_KEY ("${key}") are not a certificate and its key in PEM form.` };
  }
  return { cert: certText, key: keyText };
}
