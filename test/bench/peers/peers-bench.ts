// Waymark against what can be installed: RxDB and PouchDB, with Dexie as the floor. What these need is fetched into this
// folder when the bench is asked for, and is no part of the app or of npm install.

import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { buildPage, dropProfile, newProfile, openPage } from "../bench-browser.ts";
import { machine, writePart } from "../benchmarks-page.ts";
import { type Bench, type BenchOptions, SLOWER, slowSizes, storageLine } from "../device-bench.ts";
import { drawBars } from "../draw-bars.ts";
import { type Line, median, milliseconds, type Table, type Times, ratioOf, tableText, timesLine } from "../figures.ts";
import { CHANGED_LIMIT } from "../measure-curves.ts";
import { inTurn, measureSides, measureStorage, type Measured, QUICK, type Sizes, WHOLE } from "../measure-sides.ts";
import type { PeersPage } from "./peers-page.ts";
import type { Clash, Pushed } from "./two-tablets.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const SIDES = ["waymark", "rxdb", "pouchdb", "dexie"];
/** Dexie alone has nobody to send to. */
const SENDING = ["waymark", "rxdb", "pouchdb"];
const NAMES = { waymark: "Waymark", rxdb: "RxDB", pouchdb: "PouchDB", dexie: "Dexie" };

/** What is held, and what was meant (docs/decisions/a-push-costs-what-it-proves.md). */
const PUSH = { limit: 1.1, meant: 0.6 };
const CLASH = { limit: 2.6, meant: 0.5 };

interface PeersSizes extends Sizes {
  readonly rounds: number;
  readonly edits: number;
  readonly clashes: number;
}
const WHOLE_PEERS: PeersSizes = { ...WHOLE, fillings: 3, runs: 5, rounds: 5, edits: 1_000, clashes: 200 };
const QUICK_PEERS: PeersSizes = { ...QUICK, rows: 2_000, runs: 1, rounds: 1, edits: 100, clashes: 20 };

interface Sent {
  /** Waymark's own, of an eighth as many edits. */
  readonly fewer: readonly number[];
  /** Until the server has them. */
  readonly push: { readonly [side: string]: number[] };
  /** Until nothing is left to fetch. */
  readonly back: { readonly [side: string]: number[] };
  readonly clash: { readonly [side: string]: Clash[] };
}

export async function measurePeers({ quick, say }: BenchOptions): Promise<Bench> {
  fetchPeers(say);
  const sizes = quick ? QUICK_PEERS : WHOLE_PEERS;
  // It imports what was fetched just now.
  const servers = await (await import("./peers-servers.ts")).startPeersServers(say);
  const built = await buildPage("test/bench/peers", servers.proxy);
  const profile = newProfile();
  let version = "";
  let plain: Measured;
  let slow: Measured;
  let sent: Sent;
  let storage: { readonly [side: string]: number };
  try {
    const opened = await openPage(`${built.url}#${servers.setUpCode}`, profile, say);
    version = opened.version;
    try {
      sent = await measureSending(opened.page, sizes, say);
      plain = await measureSides(opened.page, SIDES, sizes, say);
      await opened.slowDown(SLOWER);
      say(`now ${SLOWER} times slower`);
      slow = await measureSides(opened.page, SIDES, slowSizes(sizes), say);
    } finally {
      await opened.close();
    }
    storage = await measureStorage(built.url, SIDES, sizes.rows, say);
  } finally {
    await built.close();
    await servers.close();
    dropProfile(profile);
  }
  const sending = sendingTable(sizes, sent);
  const keeping = keepingTable(sizes, plain, slow, storage);
  const growing = growingTable(sizes, sent);
  return {
    tables: [sending, growing, keeping],
    names: NAMES,
    write() {
      const drawing = { name: "benchmarks-peers.svg", svg: draw(sent, plain) };
      writePart("peers", report({ sending, growing, keeping }, sizes, version), drawing);
    },
  };
}

/** A package of its own would end the reach of "#room" paths here: it stands one folder down, and only what it fetched here. */
function fetchPeers(say: (line: string) => void): void {
  if (existsSync(join(here, "node_modules/rxdb"))) return;
  say("Fetching RxDB and PouchDB into test/bench/peers (about 110 MB) …");
  const cwd = join(here, "packages");
  const flags = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", flags, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error("RxDB and PouchDB could not be fetched: this bench needs the network once.");
  rmSync(join(here, "node_modules"), { recursive: true, force: true });
  renameSync(join(cwd, "node_modules"), join(here, "node_modules"));
}

async function measureSending(
  page: Page,
  { rounds, edits, clashes }: PeersSizes,
  say: (line: string) => void,
): Promise<Sent> {
  const push: { [side: string]: number[] } = Object.fromEntries(SENDING.map((side) => [side, []]));
  const back: { [side: string]: number[] } = Object.fromEntries(SENDING.map((side) => [side, []]));
  const clash: { [side: string]: Clash[] } = Object.fromEntries(SENDING.map((side) => [side, []]));
  const fewer: number[] = [];
  // Makes the tablets and their school, and warms the code of both sides of the wire.
  for (const side of SENDING) await evaluatePush(page, side, 20);
  for (let round = 0; round < rounds; round += 1) {
    fewer.push((await evaluatePush(page, "waymark", Math.round(edits / 8))).there);
    for (const side of inTurn(SENDING, round)) {
      const pushed = await evaluatePush(page, side, edits);
      push[side]?.push(pushed.there);
      back[side]?.push(pushed.back);
    }
    for (const side of inTurn(SENDING, round))
      clash[side]?.push(
        await page.evaluate(([who, n]) => (window as unknown as PeersPage).sync.clash(who, n), [
          side,
          clashes,
        ] as const),
      );
    say(`sent ${round + 1} of ${rounds}`);
  }
  return { fewer, push, back, clash };
}

function evaluatePush(page: Page, side: string, edits: number): Promise<Pushed> {
  return page.evaluate(([who, n]) => (window as unknown as PeersPage).sync.push(who, n), [side, edits] as const);
}

const clashTimes = (clash: Sent["clash"]): { [side: string]: number[] } =>
  Object.fromEntries(SENDING.map((side) => [side, clash[side]?.map(({ milliseconds }) => milliseconds) ?? []]));

function sendingTable({ edits, clashes }: PeersSizes, { push, back, clash }: Sent): Table {
  const told = (n: number): string => n.toLocaleString("en-GB");
  /** The worst of all rounds. */
  const least = (side: string, of: "recoverable" | "flagged"): number =>
    Math.min(...(clash[side]?.map((one) => one[of]) ?? []));
  const count = (what: string, of: "recoverable" | "flagged", wanted: number): Line => ({
    what,
    cells: SENDING.map((side) => String(least(side, of))),
    ratio: wanted / least("waymark", of),
    limit: 1,
    against: "all",
  });
  return {
    sides: SENDING,
    lines: [
      timesLine(`Push ${told(edits)} edits made offline`, SENDING, push, { against: "rxdb", ...PUSH }),
      timesLine("the same, until they have come back and nothing is left to fetch", SENDING, back, { against: "rxdb" }),
      timesLine(`${told(clashes)} clashes in one field, until both tablets know`, SENDING, clashTimes(clash), {
        against: "rxdb",
        ...CLASH,
      }),
      count(`of ${told(2 * clashes)} clashing edits, can be read afterwards`, "recoverable", 2 * clashes),
      count(`of ${told(clashes)} clashes, stand as a question to a person`, "flagged", clashes),
    ],
  };
}

/** Sending costs what there is to send: eight times as much may cost eight times as much, and not its square. */
function growingTable({ edits }: PeersSizes, { fewer, push }: Sent): Table {
  const told = (n: number): string => n.toLocaleString("en-GB");
  const more = push.waymark ?? [];
  return {
    sides: ["before", "after"],
    lines: [
      {
        what: `Waymark: push ${told(Math.round(edits / 8))}, then ${told(edits)} edits made offline`,
        cells: [fewer, more].map((times) => milliseconds(median(times))),
        ratio: ratioOf(more, fewer),
        limit: CHANGED_LIMIT,
      },
    ],
  };
}

function keepingTable(
  { rows }: PeersSizes,
  { times }: Measured,
  { times: slow }: Measured,
  storage: { readonly [side: string]: number },
): Table {
  const line = (what: string, taken: Times): Line => timesLine(what, SIDES, taken, { against: "rxdb" });
  const told = rows.toLocaleString("en-GB");
  return {
    sides: SIDES,
    lines: [
      line("Save a new record, p50", times.commit),
      line("the same, p95", times.commitTail),
      line(`Fill a device with ${told} records`, times.hydrate),
      line(`Newest 50 of a pupil, of ${told} records, p50`, times.newest),
      line("the same, p95", times.newestTail),
      storageLine(`Storage of ${told} records`, SIDES, storage, { against: "rxdb" }),
      line(`${SLOWER} × slower processor: save, p50`, slow.commit),
      line(`${SLOWER} × slower processor: fill`, slow.hydrate),
      line(`${SLOWER} × slower processor: newest 50, p50`, slow.newest),
    ],
  };
}

function draw({ push, clash }: Sent, { times }: Measured): string {
  const group = (what: string, taken: Times, sides: readonly string[], limit?: number) => ({
    what,
    bars: sides.map((side) => ({
      name: NAMES[side as keyof typeof NAMES],
      ratio: ratioOf(taken[side] ?? [], taken.rxdb ?? []),
      ours: side === "waymark",
    })),
    ...(limit === undefined ? {} : { limit }),
  });
  return drawBars({
    title: "Times what RxDB needs",
    unit: "One is what RxDB needs for the same.",
    groups: [
      group("Push edits made offline", push, SENDING, PUSH.limit),
      group("Clashes in one field", clashTimes(clash), SENDING, CLASH.limit),
      group("Save a new record", times.commit, SIDES),
      group("Fill a device", times.hydrate, SIDES),
      group("Newest 50 of a pupil", times.newest, SIDES),
    ],
  });
}

interface Parts {
  readonly sending: Table;
  readonly growing: Table;
  readonly keeping: Table;
}

function report({ sending, growing, keeping }: Parts, sizes: PeersSizes, version: string): string {
  return `## Against RxDB and PouchDB

RxDB 17.6.0 with its free storage over Dexie, and PouchDB 9.0.0 with its own over IndexedDB; Dexie is the floor. All run in
the same page of a real Chromium and take turns: ${sizes.rounds} rounds of sending, ${sizes.fillings} fillings, ${sizes.runs} runs of ${sizes.commits} saves and
${sizes.questions} questions each. Times are medians; a ratio is the median of the ratios within each round.

![What each needs for the same work, as times what RxDB needs](benchmarks-peers.svg)

### Two tablets and a server

${tableText(sending, NAMES)}

- **Push**: one tablet holds the records, edits each while it is off the line, and comes back. Timed is how long it takes
  until the server has everything and the tablet has written down that it has; that it has is seen on the second tablet.
  RxDB’s round is over then: its tablet is told of its own edits by the server in the next. Waymark’s goes on and fetches
  what the server made of them, as PouchDB does meanwhile. So the line below times two rounds of each, behind which
  nothing is left to fetch.
- **Clashes**: two tablets edit the same field of the same records while both are off the line. Timed is first, second,
  first again. Then every edit that was made is looked for, on both tablets, in the record, in what the record asks and
  (PouchDB) in the revisions that lost. The figure is the worst of all rounds.
- **Waymark** is its production device and server over HTTP and SQLite: every edit is a commit of its own that is signed,
  sealed, checked against who wrote it, merged, and kept in an audit chain. On the tablet an edit is written four times:
  that it was accepted, the record, the line of its history, and the envelope as it was sent, which a restored server is
  offered again. RxDB keeps the last state alone.
- **RxDB** runs its own replication with its default conflict handler and batches of 100, against a server of some hundred
  lines (test/bench/peers/rxdb-server.ts) over the same SQLite with the same durability: it turns a write away that was
  made from another state, as the protocol asks. It checks no signature and writes no history, and its tablets save at
  relaxed durability as they do unless told; all this is in RxDB's favour.
- **PouchDB** replicates with express-pouchdb 4.2.0 with its databases in memory, which waits for no disk, in PouchDB's
  favour. It keeps what lost as a revision nobody is shown.
- All servers run in one process and are reached through the same proxy.

${tableText(growing, NAMES)}

### One device

${tableText(keeping, NAMES)}

Waymark, RxDB and Dexie save with strict durability; PouchDB leaves no choice. Dexie's save writes an outbox row beside the
record. PouchDB's question runs over its ids, which are made for it: its indexes would be slower.

Measured with ${machine(version)}.
To repeat: \`npm install && npm run bench -- --peers\`. It fetches what it needs into test/bench/peers, once: some 110 MB.
`;
}
