// `npm run bench`: the production commit and store against plain Dexie in a real Chromium, how cost grows on a device and
// on the server, and how much a server takes in. Ratios are held to a limit; milliseconds are only told.
//
//   npm run bench                measures, prints, and fails when a ratio is over its limit
//   npm run bench -- --peers     instead: against RxDB and PouchDB, fetched when they are not there
//   npm run bench -- --write     also renews its part of docs/benchmarks.md and its drawing
//   npm run bench -- --quick     small sizes, to see that it works: no limits and nothing written

import { measureDevice } from "./device-bench.ts";
import { sayOver, tableText } from "./figures.ts";

const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => !["--peers", "--write", "--quick"].includes(flag));
if (unknown.length > 0) {
  console.error(`Not understood: ${unknown.join(" ")}. There are --peers, --write and --quick.`);
  process.exit(2);
}
const quick = flags.has("--quick");
const say = (line: string): void => console.log(line);
const begun = performance.now();
// What the peers' bench needs is not there unless somebody asks for it.
const measure = flags.has("--peers") ? (await import("./peers/peers-bench.ts")).measurePeers : measureDevice;
const { tables, names, write } = await measure({ quick, say });

for (const table of tables) console.log(`\n${tableText(table, names)}`);
console.log(`\nTook ${Math.round((performance.now() - begun) / 1000)} seconds.`);
if (quick) console.log("Small sizes: no limit is held.");
else {
  if (flags.has("--write")) write();
  process.exitCode = sayOver(
    tables.flatMap(({ lines }) => lines),
    say,
  )
    ? 1
    : 0;
}
