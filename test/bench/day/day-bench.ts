// The adult's day on the built app, through its own screens: with sixty pupils and tens of thousands of entries on the
// tablet, and with nothing written yet. Targets are told; the ratio between the two is held to a limit.

import { machine, writePart } from "../benchmarks-page.ts";
import type { Bench, BenchOptions } from "../device-bench.ts";
import { drawBars } from "../draw-bars.ts";
import { type Line, median, milliseconds, ratioOf, type Table, tableText } from "../figures.ts";
import { buildApp } from "../script-table.ts";
import { type DayServer, startDayServer } from "./day-server.ts";
import { type DayTablet, openDayTablet } from "./day-tablet.ts";
import type { Tap } from "./eyes.ts";
import { fullSchool, type SchoolSize } from "./full-school.ts";
import {
  allTaps,
  type ByStore,
  type DayTimes,
  measureDay,
  QUICK_DAY,
  type Store,
  STORES,
  WHOLE_DAY,
} from "./measure-day.ts";

const FULL: SchoolSize = { pupils: 60, entries: 30_000, most: 2_000, roll: 840 };
const FULL_QUICK: SchoolSize = { pupils: 60, entries: 3_000, most: 400, roll: 840 };
const emptyOf = ({ pupils }: SchoolSize): SchoolSize => ({ pupils, entries: 0, most: 0, roll: 0 });
/** A tablet that costs little beside a machine that builds and tests. */
const SLOWER = 6;
const NAMES = { full: "full", empty: "empty", target: "target" };
const SIDES = [...STORES, "target"];

export async function measureDayBench({ quick, say }: BenchOptions): Promise<Bench> {
  const size = quick ? FULL_QUICK : FULL;
  const app = await buildApp();
  const servers: DayServer[] = [];
  const tablets: DayTablet[] = [];
  let times: DayTimes;
  try {
    const open = async (of: SchoolSize): Promise<{ tablet: DayTablet; names: readonly string[] }> => {
      const { demo, names } = fullSchool(of, new Date().toISOString().slice(0, 10));
      const server = await startDayServer(demo, app, say);
      servers.push(server);
      const tablet = await openDayTablet(server, of.pupils);
      tablets.push(tablet);
      say(`a tablet holds ${of.entries.toLocaleString("en-GB")} entries`);
      return { tablet, names };
    };
    const both = { full: await open(size), empty: await open(emptyOf(size)) };
    times = await measureDay(both, quick ? QUICK_DAY : WHOLE_DAY, SLOWER, say);
  } finally {
    for (const tablet of tablets) await tablet.close();
    for (const server of servers) await server.close();
  }
  const table = dayTable(times);
  return {
    tables: [table],
    names: NAMES,
    write() {
      const name = "benchmarks-day.svg";
      const version = tablets[0]?.version() ?? "";
      writePart("the day", report(table, times, size, version), { name, svg: drawing(table) });
    },
  };
}

/** `target`: in milliseconds, for the full store. */
function line(what: string, times: ByStore<readonly number[]>, limit?: number, target?: number): Line {
  const of = (store: Store): number => median(times[store]);
  return {
    what,
    cells: [...STORES.map((store) => milliseconds(of(store))), targetWords(of("full"), target)],
    ratio: ratioOf(times.full, times.empty),
    ...(limit === undefined ? {} : { limit }),
    against: "empty",
  };
}

const targetWords = (taken: number, target: number | undefined): string =>
  target === undefined ? "" : `${target.toLocaleString("en-GB")} ms, ${taken <= target ? "met" : "missed"}`;

function dayTable(times: DayTimes): Table {
  const slow = `${SLOWER} × slower`;
  return {
    sides: SIDES,
    lines: [
      line("Unlock with words, to Today, without the slow hash", times.unlock, 3),
      line("Hand-over, from the last digit of a PIN to the banner", times.handOver, 1.5, 1_000),
      line("of that the slow hash of the PIN", times.hash),
      line(`${slow}: open cold without a signal, to Today, without the slow hash`, times.coldOpen, 1.5, 1_500),
      line(`${slow}: from the second tap of a log to “Saved on this tablet”`, times.quickLog, 1.5, 150),
      line(`${slow}: a pupil’s page, to the last of it`, times.overview, 2, 1_000),
      line(`${slow}: the timeline under it, to the last of it`, times.timeline, 4, 1_000),
      line(`${slow}: INP of a part of the day`, times.inp, 1.5, 200),
    ],
  };
}

function drawing({ lines }: Table): string {
  return drawBars({
    title: "The adult’s day with a full store, against the same with an empty one",
    unit: "One is what the same takes on a tablet of the same room with nothing written yet.",
    groups: lines
      .filter(({ limit }) => limit !== undefined)
      .map(({ what, ratio, limit }) => ({
        what,
        bars: [{ name: "full", ratio: ratio ?? Number.NaN, ours: true }],
        ...(limit === undefined ? {} : { limit }),
      })),
  });
}

const tapWords = ({ what, milliseconds: taken }: Tap): string => `${taken} ms (${what.trim()})`;

function report(table: Table, times: DayTimes, size: SchoolSize, version: string): string {
  const told = (n: number): string => n.toLocaleString("en-GB");
  const taps = allTaps(times.interactions.full);
  return `## The adult’s day

The built app in a real Chromium at the size of a tablet, without a signal, through its own screens. The full tablet
holds ${size.pupils} pupils in the room, ${told(size.entries)} entries (${told(size.most)} of one pupil) and ${told(size.roll)} more pupils by name; it got them from a
server, as any tablet does. The empty one has the same ${size.pupils} pupils with their plans, and nothing written. Both take turns.

![Ratios of the table below, with their limits](benchmarks-day.svg)

${tableText(table, NAMES)}

- **To Today** is to the frame in which a screenful of the ${size.pupils} pupils can be tapped; the others follow while one looks.
- **Without the slow hash**: Argon2id costs what it costs on purpose, and is measured in the page and taken off.
- **Opening cold** is the page from the start of its loading to the names at the lock, and from the press on “Open” to the
  frame in which a screenful of pupils is on Today and can be tapped. The browser was closed before. Between the two the
  page stands still once: nobody types five words in no time.
- **“Saved on this tablet”** is said when the strict transaction is on the disk.
- **To the last of it**: until nothing more on the screen changes.
- **INP** is the 98th percentile of ${told(taps.count)} taps and keys: whereabouts, logs, a sweep, a log for several, looking for a
  pupil and through their pages. The slowest of all: ${taps.slow.slice(0, 5).map(tapWords).join("; ")}.
- **${SLOWER} × slower** is Chromium’s own throttling. It slows the page, and neither the disk nor the hash. Targets are for a tablet;
  they are told, since a machine’s milliseconds do not carry over. The ratios are held.

Measured with ${machine(version)}.
To repeat: \`npm install && npm run bench -- --day\`.
`;
}
