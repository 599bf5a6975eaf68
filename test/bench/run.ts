// `npm run bench`: the production commit and store against plain Dexie in a real Chromium, how cost grows on a device and
// on the server, and how much a server takes in. Ratios are held to a limit; milliseconds are only told.
//
//   npm run bench                measures, prints, and fails when a ratio is over its limit
//   npm run bench -- --day       instead: only the adult's day on the built app, which is the second part of the whole
//   npm run bench -- --peers     instead: against RxDB and PouchDB, fetched when they are not there
//   npm run bench -- --write     also renews its part of docs/benchmarks.md and its drawing
//   npm run bench -- --quick     small sizes, to see that it works: no limits and nothing written

import { measureDayBench } from "./day/day-bench.ts";
import { type Bench, measureDevice } from "./device-bench.ts";
import { sayOver, tableText } from "./figures.ts";

const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => !["--day", "--peers", "--write", "--quick"].includes(flag));
if (unknown.length > 0) {
  console.error(`Not understood: ${unknown.join(" ")}. There are --day, --peers, --write and --quick.`);
  process.exit(2);
}
const quick = flags.has("--quick");
const say = (line: string): void => console.log(line);
const begun = performance.now();
// What the peers' bench needs is not there unless somebody asks for it.
const measures = flags.has("--peers")
  ? [(await import("./peers/peers-bench.ts")).measurePeers]
  : flags.has("--day")
    ? [measureDayBench]
    : [measureDevice, measureDayBench];
const benches: Bench[] = [];
for (const measure of measures) {
  const bench = await measure({ quick, say });
  benches.push(bench);
  for (const table of bench.tables) console.log(`\n${tableText(table, bench.names)}`);
}
console.log(`\nTook ${Math.round((performance.now() - begun) / 1000)} seconds.`);
if (quick) console.log("Small sizes: no limit is held.");
else {
  if (flags.has("--write")) for (const { write } of benches) write();
  const lines = benches.flatMap(({ tables }) => tables.flatMap((table) => table.lines));
  process.exitCode = sayOver(lines, say) ? 1 : 0;
}
