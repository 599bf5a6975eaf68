// `npm test`: every check of the project, one after another, and a table of what came of each. No step is left out
// silently: one that could not run says so. Only the audit may, because it asks a service outside, and an engine that
// is not on this machine and may not be installed on it; on a build machine that is a failure.
//
//   npm test                        everything
//   npm test -- --only lint,unit    these steps; the table names the ones left out

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSize, FIRST_SCRIPT_TARGET, kilobytes, sizeFaults, todayScript } from "./build-size.ts";
import { engineVersion } from "../engines/engine-version.ts";
import { ensureBrowser } from "./find-browser.ts";
import { misused, readOptions } from "./read-options.ts";
import { ensureEngine, type EngineName } from "./find-engine.ts";

interface Outcome {
  readonly ok: boolean;
  readonly words: string;
  readonly passed?: number;
  readonly failed?: number;
  readonly skipped?: true;
}
interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}
interface Finished {
  readonly code: number | null;
  readonly out: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const reports = join(root, "test/.out");
const MINUTE = 60_000;

const steps: readonly Step[] = [
  { name: "format", run: () => tool("oxfmt/bin/oxfmt", ["--check"]) },
  { name: "lint", run: () => tool("oxlint/bin/oxlint", ["-c", ".oxlint.config.ts"]) },
  { name: "types", run: () => tool("typescript/bin/tsc", ["-b"]) },
  { name: "house rules", run: () => node(["test/tools/check-house.ts"]) },
  { name: "unit", run: () => vitest("unit", 10) },
  { name: "postgres", run: () => vitest("postgres", 10) },
  { name: "simulation", run: () => vitest("simulation", 15) },
  { name: "build and size", run: build },
  { name: "browser", run: () => vitest("browser", 10) },
  { name: "firefox", run: () => engine("firefox") },
  { name: "webkit", run: () => engine("webkit") },
  { name: "e2e", run: () => vitest("e2e", 20) },
  { name: "audit", run: audit },
];

async function main(): Promise<number> {
  const wanted = askedFor();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  // Before anything is measured: an installation in the middle would look like a slow test.
  ensureBrowser();
  for (const name of ["firefox", "webkit"] as const) if (wanted.includes(name)) ensureEngine(name);
  const lines: { name: string; words: string; seconds: string; state: string }[] = [];
  let passed = 0;
  let failed = 0;
  for (const { name, run } of steps) {
    if (!wanted.includes(name)) {
      lines.push({ name, state: "left out", seconds: "", words: "not asked for" });
      continue;
    }
    console.log(`\n── ${name}`);
    const before = performance.now();
    const outcome = await run().catch((error: unknown): Outcome => ({ ok: false, words: String(error) }));
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    passed += outcome.passed ?? 0;
    // A step that is no test run, or fell over before it could report, is one failure: the last line is never all
    // well while the exit code is not.
    failed += Math.max(outcome.failed ?? 0, outcome.ok ? 0 : 1);
    const state = outcome.ok ? (outcome.skipped ? "skipped" : "ok") : "FAILED";
    lines.push({ name, state, seconds: `${seconds} s`, words: outcome.words });
  }
  console.log(`\n${"─".repeat(78)}`);
  for (const { name, state, seconds, words } of lines)
    console.log(`${name.padEnd(16)}${state.padEnd(10)}${seconds.padStart(9)}  ${words}`);
  console.log("─".repeat(78));
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function askedFor(): readonly string[] {
  const names = steps.map(({ name }) => name);
  const use = `Say it so: npm test -- --only some of ${names.join(",")}`;
  const { only } = readOptions(use, { only: { type: "string" } });
  if (only === undefined) return names;
  const wanted = only.split(",").filter((name) => name !== "");
  const unknown = wanted.filter((name) => !names.includes(name));
  if (wanted.length === 0 || unknown.length > 0)
    misused(`--only takes some of: ${names.join(", ")}. Not: ${unknown.join(", ") || "nothing"}.`);
  return wanted;
}

/** Runs a command with its output shown as it comes. Killed after `minutes`: a hung step is a failed one. */
function command(program: string, args: readonly string[], minutes: number, quiet = false): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      // NODE_ENV as it is on a machine that runs the app: a build with another one is another app.
      env: { ...process.env, NODE_ENV: undefined, NO_COLOR: "1", FORCE_COLOR: undefined },
    });
    let out = "";
    const take = (chunk: Buffer): void => {
      out += chunk.toString();
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const timer = setTimeout(() => {
      out += `\nstopped after ${minutes} minutes\n`;
      child.kill("SIGKILL");
    }, minutes * MINUTE);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, out });
    });
  });
}

async function node(args: readonly string[]): Promise<Outcome> {
  const { code, out } = await command(process.execPath, args, 5);
  const lines = out.trim().split("\n");
  const sum = lines.findLast((line) => /^Found \d+/.test(line)) ?? lines.at(-1) ?? "";
  if (sum === "" && code === 0) return { ok: true, words: "nothing found" };
  return { ok: code === 0, words: sum.slice(0, 100) };
}

const tool = (path: string, args: readonly string[]): Promise<Outcome> =>
  node([join(root, "node_modules", path), ...args]);

async function vitest(project: string, minutes: number): Promise<Outcome> {
  const file = join(reports, `${project}.json`);
  const { code } = await command(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    ],
    minutes,
  );
  const report = readReport(file);
  if (report === undefined) return { ok: false, words: "no report: the tests did not run to their end" };
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests = 0 } = report;
  const left = numPendingTests + numTodoTests;
  if (passed + failed === 0) return { ok: false, words: "nothing ran" };
  const words = `${passed} passed, ${failed} failed${left > 0 ? `, ${left} SKIPPED` : ""}`;
  return { ok: code === 0 && failed === 0 && left === 0 && passed > 0, words, passed, failed };
}

/** The vault and the store in an engine that is not Chromium, then the whole app. One that is not here is told by name. */
async function engine(name: EngineName): Promise<Outcome> {
  const here = ensureEngine(name);
  if ("missing" in here) {
    const words = `not run: ${here.missing}`;
    return process.env.CI && !here.unreachable ? { ok: false, words } : { ok: true, skipped: true, words };
  }
  const version = await engineVersion(here);
  const first = await vitest(name, 6);
  // A browser that stopped answering has tested nothing: it is started once more, and that is said. Tests that failed
  // stay failed.
  const again = !first.ok && (first.failed ?? 0) === 0;
  const { words, ...outcome } = again ? await vitest(name, 6) : first;
  const inEngine = `(${version}${again ? ", at the second try" : ""})`;
  if (!outcome.ok) return { ...outcome, words: `${words} ${inEngine}` };
  const app = await vitest(`${name}-app`, 16);
  return {
    ok: app.ok,
    passed: (outcome.passed ?? 0) + (app.passed ?? 0),
    failed: app.failed ?? 0,
    words: `${words} ${inEngine}; the whole app: ${app.words}`,
  };
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests?: number;
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return undefined;
  }
}

async function build(): Promise<Outcome> {
  const { code } = await command(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], 5);
  if (code !== 0) return { ok: false, words: "the app did not build" };
  const size = buildSize(join(root, "dist"));
  const faults = sizeFaults(size);
  for (const fault of faults) console.log(fault);
  const words =
    `script before the first screen ${kilobytes(size.firstScript)} (target ${kilobytes(FIRST_SCRIPT_TARGET)}), ` +
    `before Today can be used ${kilobytes(todayScript(join(root, "dist")))}, page and style ${kilobytes(size.pageAndStyle)}, kept for offline ${kilobytes(size.precache)} in ${size.files} files`;
  console.log(words);
  return { ok: faults.length === 0, words };
}

/** Known weaknesses in the packages that ship. A service that cannot be asked is never a pass. */
async function audit(): Promise<Outcome> {
  const notReached: Outcome = { ok: true, skipped: true, words: "skipped: audit service not reached" };
  try {
    const { code, out } = await command("npm", ["audit", "--omit=dev", "--audit-level=high", "--json"], 2, true);
    const answer = JSON.parse(out.slice(out.indexOf("{"))) as {
      metadata?: { vulnerabilities?: { high: number; critical: number; total: number } };
    };
    const found = answer.metadata?.vulnerabilities;
    if (found === undefined) return notReached;
    return { ok: code === 0, words: `${found.total} known weaknesses, ${found.high + found.critical} of them high` };
  } catch {
    return notReached;
  }
}

process.exitCode = await main();
