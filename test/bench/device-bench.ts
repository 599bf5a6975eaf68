// Waymark against Dexie in one page, cost curves of device and server, and what a tablet has to fetch.

import { buildPage, dropProfile, newProfile, openPage } from "./bench-browser.ts";
import { machine, writePart } from "./benchmarks-page.ts";
import { drawBars } from "./draw-bars.ts";
import { type Comparison, type Line, type Table, type Times, tableText, timesLine } from "./figures.ts";
import { type CurveSizes, measureCurves, QUICK_CURVES, WHOLE_CURVES } from "./measure-curves.ts";
import { type Measured, measureSides, measureStorage, megabytes, QUICK, type Sizes, WHOLE } from "./measure-sides.ts";
import { scriptTable } from "./script-table.ts";
import { growthLines, serverTable } from "./server-lines.ts";
import { serverBench } from "./server-side.ts";

export interface BenchOptions {
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly tables: readonly Table[];
  readonly names: { readonly [side: string]: string };
  /** Renews this bench's part of docs/benchmarks.md, and its drawing. */
  write(): void;
}

const SIDES = ["waymark", "dexie"];
const NAMES = { waymark: "Waymark", dexie: "Dexie", before: "before", after: "after" };
/** Of a tablet that costs little. */
export const SLOWER = 4;
/** Each side holds still for longer: fewer and shorter turns tell as much. */
export const slowSizes = (sizes: Sizes): Sizes => ({ ...sizes, fillings: 1, runs: 3, commits: 40, questions: 40 });

export async function measureDevice({ quick, say }: BenchOptions): Promise<Bench> {
  const sizes = quick ? QUICK : WHOLE;
  const curves: CurveSizes = quick ? QUICK_CURVES : WHOLE_CURVES;
  const built = await buildPage("test/bench");
  const profile = newProfile();
  let version = "";
  let plain: Measured;
  let slow: Measured;
  let growth: readonly Line[];
  let storage: { readonly [side: string]: number };
  try {
    const opened = await openPage(built.url, profile, say);
    version = opened.version;
    try {
      plain = await measureSides(opened.page, SIDES, sizes, say);
      growth = await measureCurves(opened.page, curves, say);
      await opened.slowDown(SLOWER);
      say(`now ${SLOWER} times slower`);
      slow = await measureSides(opened.page, SIDES, slowSizes(sizes), say);
    } finally {
      await opened.close();
    }
    storage = await measureStorage(built.url, SIDES, sizes.rows, say);
  } finally {
    await built.close();
    dropProfile(profile);
  }
  const server = await serverBench({ quick, say });
  const compared = comparedTable(sizes, plain, slow, storage);
  const growing: Table = { sides: ["before", "after"], lines: [...growth, ...growthLines(server)] };
  const taking = serverTable(server);
  const fetching = quick ? [] : [await scriptTable()];
  return {
    tables: [compared, growing, taking, ...fetching],
    names: NAMES,
    write() {
      const name = "benchmarks.svg";
      const parts = { compared, growing, taking, fetching: fetching[0] as Table };
      writePart("device and server", report(parts, sizes, version), { name, svg: drawing(compared, growing) });
    },
  };
}

function comparedTable(
  { rows }: Sizes,
  { times }: Measured,
  { times: slow }: Measured,
  storage: { readonly [side: string]: number },
): Table {
  const line = (what: string, taken: Times, limit?: number): Line => {
    const against: Comparison = { against: "dexie", ...(limit === undefined ? {} : { limit }) };
    return timesLine(what, SIDES, taken, against);
  };
  const told = rows.toLocaleString("en-GB");
  return {
    sides: SIDES,
    lines: [
      line("Commit, strict, p50", times.commit, 1.6),
      line("the same, p95", times.commitTail),
      line(`Fill a device with ${told} records`, times.hydrate, 0.5),
      line(`Newest 50 of a pupil not asked for lately, of ${told} records, p50`, times.newest, 1.5),
      line("the same, p95", times.newestTail),
      line("the same again straight after, p50", times.again),
      storageLine(`Storage of ${told} records`, SIDES, storage, { against: "dexie", limit: 1.5 }),
      line(`${SLOWER} × slower processor: commit, p50`, slow.commit),
      line(`${SLOWER} × slower processor: fill`, slow.hydrate),
      line(`${SLOWER} × slower processor: newest 50, p50`, slow.newest),
    ],
  };
}

export function storageLine(
  what: string,
  sides: readonly string[],
  bytes: { readonly [side: string]: number },
  comparison: Comparison,
): Line {
  const ratio = (bytes[sides[0] as string] ?? Number.NaN) / (bytes[comparison.against] ?? Number.NaN);
  return { what, cells: sides.map((side) => megabytes(bytes[side] ?? Number.NaN)), ratio, ...comparison };
}

function drawing(compared: Table, growing: Table): string {
  const groupOf =
    (kind: string) =>
    ({ what, ratio, limit }: Line) => ({
      what: `${kind}: ${what}`,
      bars: [{ name: "Waymark", ratio: ratio ?? Number.NaN, ours: true }],
      ...(limit === undefined ? {} : { limit }),
    });
  const limited = ({ lines }: Table): readonly Line[] => lines.filter(({ limit }) => limit !== undefined);
  return drawBars({
    title: "What it costs, against Dexie and against itself with eight times as much",
    unit: "One is what Dexie needs for the same, or what a device or server needs before there is eight times as much.",
    groups: [
      ...limited(compared).map(groupOf("Against Dexie")),
      ...limited(growing).map(groupOf("Eight times as much")),
    ],
  });
}

interface Parts {
  readonly compared: Table;
  readonly growing: Table;
  readonly taking: Table;
  readonly fetching: Table;
}

function report({ compared, growing, taking, fetching }: Parts, sizes: Sizes, version: string): string {
  return `## Against Dexie

Both sides run in the same page of a real Chromium, on a profile on disk, taking turns: ${sizes.fillings} fillings, then ${sizes.runs} runs
of ${sizes.commits} commits and ${sizes.questions} questions each. Times are medians over the runs; a ratio is the median of the ratios within
each run. Dexie keeps everything in clear; Waymark signs and seals.

![Ratios of the table below, with their limits](benchmarks.svg)

${tableText(compared, NAMES)}

- **Commit** is the production one: command, check, sign, seal to the server, seal under the row key, one strict
  transaction. Dexie writes a record of the same size and an outbox row, in clear, at the same durability.
- **Filling** is the production page of a snapshot: sealed packs, directories and summaries, in pages of 500 records, pupil
  by pupil, at relaxed durability. Dexie takes the same pages with bulkPut.
- **Newest 50** opens fifty sealed records of one pupil among 200. Dexie reads a compound index.
- **Storage** is the size of the browser's database files, each side in a profile of its own, after the browser was closed
  and opened once more. The notes of no two records are alike; Chromium compresses what it can, and sealed text it cannot.
- The **slower processor** is Chromium's own throttling. It slows the page, and not the disk.

## How cost grows

Eight times as much is held, or eight times as much has changed. Flat would be 1, linear 8.

${tableText(growing, NAMES)}

The first lines are a device in the same Chromium: it takes in a page of the feed, each record of another pupil, and folds
it into its packs between the runs, untimed. The others are the server without a network.

## What a server takes in

${tableText(taking, NAMES)}

Signed and sealed beforehand, five changes an envelope, every commit waited for on the disk.

## What a tablet fetches

${tableText(fetching, NAMES)}

Measured with ${machine(version)}.
To repeat: \`npm install && npm run bench\`.
`;
}
