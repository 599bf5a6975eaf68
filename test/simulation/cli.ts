// Plays schedules from the command line, on as many processes as are asked for:
//
//   npm run simulate -- --schedules 1000 --seed 1 --workers 2
//
// Each failing seed is told at once, with the line that plays it again; then the rate and what the schedules met.

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { readOptions, wholeNumber } from "../tools/read-options.ts";

const USE =
  "Say it so, with whole numbers above nought: npm run simulate -- --schedules 1000 --seed 1 --workers 2 " +
  "[--length 40] [--restores] [--renews] [--shares] [--news] [--rots] [--first]";
const values = readOptions(USE, {
  schedules: { type: "string", default: "100" },
  seed: { type: "string", default: "1" },
  workers: { type: "string", default: "2" },
  /** Acts in each schedule, and what they meet, instead of what its seed says. */
  length: { type: "string" },
  restores: { type: "boolean", default: false },
  renews: { type: "boolean", default: false },
  shares: { type: "boolean", default: false },
  news: { type: "boolean", default: false },
  rots: { type: "boolean", default: false },
  /** Stops at the first failing seed. */
  first: { type: "boolean", default: false },
});
const [schedules, seed, workers] = [
  wholeNumber(USE, values.schedules),
  wholeNumber(USE, values.seed),
  wholeNumber(USE, values.workers),
];
if (values.length !== undefined) wholeNumber(USE, values.length);

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const TOLD_EVERY_MS = 30_000;

const totals: { [what: string]: number } = {};
const failing: number[] = [];
const start = performance.now();
let played = 0;
let told = start;

const kind = [
  ...(values.length === undefined ? [] : ["--length", values.length]),
  ...(values.restores ? ["--restores"] : []),
  ...(values.renews ? ["--renews"] : []),
  ...(values.shares ? ["--shares"] : []),
  ...(values.news ? ["--news"] : []),
  ...(values.rots ? ["--rots"] : []),
];
/** A process of its own for so many: what the worlds that are over leave behind in memory goes with it. */
const AT_ONCE = 600;
/** Many small worlds, each soon over: room for their youth spares collections, and most code runs too seldom to be optimised. */
const ENGINE = ["--max-semi-space-size=64", "--always-sparkplug"];
let next = seed;
/** Stopped by hand: what was played until then is told as ever. */
let isStopped = false;
const players = new Set<ChildProcess>();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    isStopped = true;
    for (const player of players) player.kill();
  });
await Promise.all(
  Array.from({ length: workers }, async () => {
    while (next < seed + schedules && !isStopped) {
      const from = next;
      next = Math.min(from + AT_ONCE, seed + schedules);
      await playFrom(from, next - from);
    }
  }),
);
progress();
process.stdout.write(
  `${played} schedules, ${failing.length} failing${failing.length ? `: ${failing.join(" ")}` : ""}\n`,
);
for (const [what, count] of Object.entries(totals).sort()) process.stdout.write(`  ${what}: ${count}\n`);
process.exitCode = failing.length > 0 || played < schedules ? 1 : 0;

function progress(): void {
  told = performance.now();
  const each = ((told - start) / Math.max(1, played)).toFixed(1);
  const rate = (played / ((told - start) / 1000)).toFixed(1);
  process.stdout.write(`${played} of ${schedules}, ${each} ms each, ${rate} a second, ${failing.length} failing\n`);
}

function playFrom(from: number, count: number): Promise<void> {
  let last = from - 1;
  const loaded = ["--import", here("quick/use-native-curves.ts"), here("player.ts")];
  const args = [...ENGINE, ...loaded, `${from}`, `${count}`, ...kind];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  players.add(child);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const done = JSON.parse(line) as { seed: number; faults: string[]; counts: { [what: string]: number } };
    played += 1;
    last = done.seed;
    for (const [what, number] of Object.entries(done.counts)) totals[what] = (totals[what] ?? 0) + number;
    if (done.faults.length > 0) {
      failing.push(done.seed);
      const again = ["npm run simulate -- --schedules 1 --seed", done.seed, ...kind].join(" ");
      process.stdout.write(`\nseed ${done.seed}: ${done.faults.slice(0, 8).join("\n  ")}\n  again: ${again}\n`);
      if (values.first) process.exit(1);
    }
    if (performance.now() - told > TOLD_EVERY_MS) progress();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      players.delete(child);
      if (last < from + count - 1 && !isStopped) {
        failing.push(last + 1);
        process.stdout.write(
          `\nseed ${last + 1} was not played to its end: ${signal ?? `the process ended with ${code}`}\n`,
        );
      }
      resolve();
    });
  });
}
