// The server's half of the bench, without a network: changes accepted per second on SQLite and PostgreSQL with one and
// with four schools writing; what a pull costs against what the school holds (flat) and against what has changed
// (linear); how a calm school fares beside a flood; how long one transaction keeps everybody waiting.
//
//   node test/bench/server-side.ts [--quick]     prints the figures as JSON
//
// SQLite writes to a file, PostgreSQL is started for this alone, both in the system's folder for temporary files, with
// every commit waited for. Where that folder is in memory, the waiting costs nothing and the figures flatter.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { createServer } from "#server/server.ts";
import { verifyOnThreads } from "#server/sync/look-ahead.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import type { Storage } from "#server/storage/storage.ts";
import { toySchema } from "#server/sync/toy.fixture.ts";
import { startPostgres } from "../tools/start-postgres.ts";
import { type BenchSchool, type BenchTablet, type BenchWorld, openSchool } from "./bench-school.ts";

export type Database = "SQLite" | "PostgreSQL";

export interface ServerFigures {
  /** Changes accepted per second, all schools together: median over the runs, and each run. */
  readonly accepted: readonly {
    readonly database: Database;
    readonly schools: number;
    readonly tablets: number;
    readonly perSecond: number;
    readonly runs: readonly number[];
  }[];
  /** Medians of one pull, in milliseconds. */
  readonly pull: readonly {
    readonly database: Database;
    readonly held: number;
    readonly changed: number;
    readonly milliseconds: number;
  }[];
  readonly growth: readonly {
    readonly database: Database;
    /** The same news in a school that holds eight times as much: 1 is flat. */
    readonly heldTimesEight: number;
    /** Eight times as much news in the same school: 8 is linear. */
    readonly changedTimesEight: number;
  }[];
  /** One commit of a calm school, in milliseconds: by itself, and while another school floods the server. */
  readonly calm: readonly {
    readonly database: Database;
    readonly alone: number;
    readonly besideFlood: number;
  }[];
  /** The longest that everything else waited while full batches were filed, in milliseconds: median over the runs. */
  readonly longestPause: readonly { readonly database: Database; readonly milliseconds: number }[];
}

export interface ServerBenchOptions {
  /** Small sizes: to see that it works. */
  readonly quick?: boolean;
  readonly say?: (line: string) => void;
}

const TABLETS = 4;

interface Opened {
  readonly database: Database;
  readonly storage: Storage;
}

export async function serverBench({
  quick = false,
  say = () => undefined,
}: ServerBenchOptions = {}): Promise<ServerFigures> {
  const folder = mkdtempSync(join(tmpdir(), "waymark-bench-server-"));
  const postgres = await startPostgres(mkdtempSync(join(tmpdir(), "waymark-bench-postgres-")));
  const figures = { accepted: [], pull: [], growth: [], calm: [], longestPause: [] } as {
    -readonly [part in keyof ServerFigures]: ServerFigures[part][number][];
  };
  let number = 0;
  /** A database with nothing in it. */
  const open = async (database: Database): Promise<Opened> => {
    number += 1;
    const storage =
      database === "SQLite"
        ? await openStorage({ data: join(folder, String(number)), databaseUrl: undefined }, Date, say)
        : await openStorage({ data: "", databaseUrl: postgres.url, schema: `bench_${number}` }, Date, say);
    return { database, storage };
  };
  try {
    const sizes = quick ? QUICK : WHOLE;
    await measureAccepted(figures, open, sizes, say);
    for (const database of DATABASES) {
      await measurePull(figures, await open(database), sizes);
      say(`${database}: pulls measured`);
      await measureCalm(figures, await open(database), sizes);
      say(`${database}: a calm school beside a flood measured`);
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  return figures;
}

type Figures = { -readonly [part in keyof ServerFigures]: ServerFigures[part][number][] };

interface Sizes {
  readonly runs: number;
  /** Envelopes of each tablet; five changes in each. */
  readonly envelopes: number;
  readonly held: number;
  readonly changed: number;
  readonly pulls: number;
  readonly commits: number;
}
/** Eight times `changed` is one page of the feed (feed.ts: FEED_SIZE). */
const WHOLE: Sizes = { runs: 5, envelopes: 60, held: 2_000, changed: 40, pulls: 41, commits: 40 };
const QUICK: Sizes = { runs: 1, envelopes: 15, held: 200, changed: 20, pulls: 7, commits: 7 };
const EACH = 5;
const DATABASES: readonly Database[] = ["SQLite", "PostgreSQL"];

function start({ storage }: Opened): BenchWorld {
  const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const server = createServer({
    storage,
    schema: toySchema,
    clock: Date,
    randomBytes,
    version: "bench",
    mayHold: () => true,
    verifyAside: verifyOnThreads,
    log(line) {
      throw new Error(line);
    },
  });
  return { server, storage, randomBytes, clock: Date };
}

/** The databases and the numbers of schools take turns, so that what disturbs the machine disturbs them all. */
async function measureAccepted(
  figures: Figures,
  open: (database: Database) => Promise<Opened>,
  { runs, envelopes }: Sizes,
  say: (line: string) => void,
): Promise<void> {
  const cases = DATABASES.flatMap((database) => [1, 4].map((schools) => ({ database, schools })));
  const taken = new Map(cases.map((one) => [one, { speeds: [] as number[], pauses: [] as number[] }]));
  for (let run = 0; run < runs; run += 1) {
    for (const one of run % 2 === 0 ? cases : cases.toReversed()) {
      const opened = await open(one.database);
      const world = start(opened);
      const schools: BenchSchool[] = [];
      for (let n = 0; n < one.schools; n += 1) schools.push(await openSchool(world, TABLETS));
      const work = schools.flatMap(({ tablets }) =>
        tablets.map((tablet) => ({ tablet, sealed: tablet.notes(envelopes, EACH) })),
      );
      const pause = monitorEventLoopDelay({ resolution: 1 });
      pause.enable();
      const begun = performance.now();
      const accepted = await Promise.all(work.map(({ tablet, sealed }) => tablet.push(sealed)));
      const seconds = (performance.now() - begun) / 1000;
      pause.disable();
      taken.get(one)?.speeds.push(accepted.reduce((sum, count) => sum + count, 0) / seconds);
      taken.get(one)?.pauses.push(pause.max / 1e6);
      await world.server.close();
    }
    say(`accepted: run ${run + 1} of ${runs}`);
  }
  for (const [{ database, schools }, { speeds, pauses }] of taken) {
    const runs = speeds.map(Math.round);
    figures.accepted.push({
      database,
      schools,
      tablets: schools * TABLETS,
      perSecond: Math.round(median(speeds)),
      runs,
    });
    if (schools === 1) figures.longestPause.push({ database, milliseconds: round(median(pauses)) });
  }
}

async function measurePull(figures: Figures, opened: Opened, { held, changed, pulls }: Sizes): Promise<void> {
  const { database } = opened;
  const world = start(opened);
  const small = await openSchool(world, 1);
  const large = await openSchool(world, 1);
  const tabletOf = (school: BenchSchool): BenchTablet => school.tablets[0] as BenchTablet;
  /** Fills a school, then writes the news, and gives where a tablet stood before them. */
  const fill = async (school: BenchSchool, count: number): Promise<number> => {
    const tablet = tabletOf(school);
    await tablet.push(tablet.notes(Math.ceil(count / 100), 100), 5);
    const { seq } = await world.storage.transact(school.row.id, (tx) => tx.row());
    await tablet.push(tablet.notes(8 * changed, 1));
    return seq;
  };
  const places = [
    { school: small, held, from: await fill(small, held) },
    { school: large, held: 8 * held, from: await fill(large, 8 * held) },
  ];
  const cases = places.flatMap((place) => [1, 8].map((times) => ({ ...place, count: times * changed })));
  const times = cases.map((): number[] => []);
  for (let pull = 0; pull < pulls; pull += 1)
    for (const [at, { school, from, count }] of cases.entries()) {
      const begun = performance.now();
      const page = await tabletOf(school).pull(from + 8 * changed - count);
      times[at]?.push(performance.now() - begun);
      if (page.kind !== "feed" || page.rows.length !== count || page.more)
        throw new Error("another page than asked for");
    }
  const medians = times.map(median);
  for (const [at, { held, count }] of cases.entries())
    figures.pull.push({ database, held, changed: count, milliseconds: round(medians[at] ?? Number.NaN) });
  const [few, many, fewOfLarge] = medians as [number, number, number];
  figures.growth.push({ database, heldTimesEight: round(fewOfLarge / few), changedTimesEight: round(many / few) });
  await world.server.close();
}

async function measureCalm(figures: Figures, opened: Opened, { commits, envelopes }: Sizes): Promise<void> {
  const { database } = opened;
  const world = start(opened);
  const calm = (await openSchool(world, 1)).tablets[0] as BenchTablet;
  const flood = await openSchool(world, TABLETS);
  await calm.push(calm.notes(1, 1));
  const one = async (): Promise<number> => {
    const sealed = calm.notes(1, 1);
    const begun = performance.now();
    await calm.push(sealed);
    return performance.now() - begun;
  };
  const alone: number[] = [];
  for (let n = 0; n < commits; n += 1) alone.push(await one());
  const sealed = flood.tablets.map((tablet) => ({ tablet, work: tablet.notes(4 * envelopes, EACH) }));
  let flooding = true;
  const done = Promise.all(sealed.map(({ tablet, work }) => tablet.push(work))).then(() => (flooding = false));
  const beside: number[] = [];
  while (flooding && beside.length < 5 * commits) beside.push(await one());
  await done;
  figures.calm.push({ database, alone: round(median(alone)), besideFlood: round(median(beside)) });
  await world.server.close();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const round = (value: number): number => Math.round(value * 100) / 100;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await serverBench({ quick: process.argv.includes("--quick"), say: (line) => console.error(line) });
  console.log(JSON.stringify(figures, undefined, 2));
}
