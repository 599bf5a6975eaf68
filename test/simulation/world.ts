// A school in one process: the production server, and production devices over in-memory stores, joined by a network
// that fails. Everything that could differ between two runs comes from the seed.

import { mkdirSync, writeFileSync } from "node:fs";
import { randomId } from "#base/id.ts";
import type { MemoryDisk } from "#device/store/memory-store.ts";
import type { RecordId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import type { GrantRules } from "#server/sync/grants.ts";
import { createServer, type ServerRequest, type ServerStream, type WaymarkServer } from "#server/server.ts";
import { restoreBackup } from "#server/backup/restore-backup.ts";
import { takeBackup } from "#server/backup/take-backup.ts";
import { databaseFile } from "#server/storage/open-storage.ts";
import { openSqliteStorage } from "#server/storage/sqlite-storage.ts";
import { compactSchools } from "#server/sync/compact.ts";
import type { ChangeRow, SchoolTx, Storage } from "#server/storage/storage.ts";
import { caseloadRules } from "#server/sync/caseload.fixture.ts";
import { createChance } from "./chance.ts";
import { enrolSchool } from "./enrol-school.ts";
import { createHistory, type History } from "./history.ts";
import { createMortalStorage } from "./mortal-storage.ts";
import { type Counts, createNetwork, type Faults, NO_FAULTS } from "./network.ts";
import { diskFrom, imageOfDatabase, imageOfDisk, type SchoolImage, type Written } from "./school-image.ts";
import { createTablet, type Tablet } from "./tablet.ts";
import { createTime, type VirtualTime } from "./time.ts";
import { smallDemo, toySchool } from "./toy-school.ts";

export type { Tablet } from "./tablet.ts";

export const START = Date.UTC(2026, 5, 9, 9, 55);
export const TEN_YEARS = 10 * 365.25 * 86_400_000;

export interface World {
  readonly seed: number;
  /** Clocks of devices differ by up to ten years, or (0) not at all. */
  readonly skew: number;
  readonly time: VirtualTime;
  readonly counts: Counts;
  readonly faults: readonly unknown[];
  readonly tablets: readonly Tablet[];
  /** What the server reads and writes now. */
  readonly schema: () => Schema;
  readonly log: readonly string[];
  readonly history: History;
  count(what: string): void;
  /**
   * After so many requests the server stops: before the answer to what it has just committed is sent, or, in the
   * requests after, at the `points`-th moment of its storage (mortal-storage.ts). It starts again at once.
   */
  crashServer(when: { readonly requests: number; readonly points?: number }): void;
  /** How many moments its storage has had at which it can be killed. */
  readonly points: () => number;
  /** The server is stopped and started with a newer schema. */
  upgradeServer(schema: Schema): Promise<void>;
  /** The bodies of everything that is older than a moment go; what they said is remembered here alone. */
  thinOut(): Promise<void>;
  /** By change id: what stood in the log before it was thinned out. */
  readonly remembered: ReadonlyMap<string, ChangeRow>;
  /** One more tablet, that belongs to no school. */
  visitor(): Tablet;
  /** A backup of what the server holds; the server put back to the last one. Only for a world with a data folder. */
  backUp(): Promise<void>;
  restore(): Promise<void>;
  /** A look at what the server holds. */
  look<T>(work: (tx: SchoolTx) => Promise<T>): Promise<T>;
  heal(): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  readonly devices: number;
  readonly faults?: Faults;
  readonly schema?: Schema;
  /** What single tablets run, where it is another. */
  readonly schemaOf?: (tablet: number) => Schema;
  /** Clocks of devices differ by up to ten years, or not at all. */
  readonly skew?: number;
  /** Keeps the server's database in this folder instead of in memory. */
  readonly data?: string;
  /** Offers a small demo school; with no devices there is no other. */
  readonly demo?: boolean;
  readonly grantRules?: GrantRules;
  /** Devices listen to what the server says by itself. */
  readonly news?: boolean;
  /** Begins with this school instead of setting one up. */
  readonly image?: SchoolImage;
}

/** Sets a school up in a new folder, and keeps what it then is. */
export async function makeImage(options: {
  readonly seed: number;
  readonly devices: number;
  readonly schema?: Schema;
  readonly data: string;
  /** Writes something in it first. */
  readonly write?: (school: World) => Promise<Written>;
  readonly grantRules?: GrantRules;
}): Promise<SchoolImage> {
  const school = await world({ ...options, skew: 0 });
  await school.time.pass(10_000);
  const written = await options.write?.(school);
  const id = await school.look(async (tx) => tx.school);
  const tablets = school.tablets.map((tablet) => ({
    people: tablet.people,
    disk: imageOfDisk(tablet.store().disk),
    cookies: tablet.network.cookies(),
  }));
  await school.close();
  return {
    school: id,
    at: school.time.now(),
    database: imageOfDatabase(databaseFile({ data: options.data }), school.time.now()),
    tablets,
    ...(written ? { written } : {}),
  };
}

export async function world(options: WorldOptions): Promise<World> {
  const { seed, skew = 1, image } = options;
  let { schema = toySchool } = options;
  const chance = createChance(seed);
  const time = createTime(image?.at ?? START);
  const history = createHistory(time);
  const counts: Counts = {};
  const faults: unknown[] = [];
  const log: string[] = [];
  const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
  const place = { data: options.data ?? "", databaseUrl: undefined };
  const serverBytes = chance.fork("server").bytes;
  const serverChance = chance.fork("server’s turns");
  /** Requests under way. */
  let answering = 0;
  let storage = await firstStorage();
  let points = 0;
  let alive: ReturnType<typeof createMortalStorage>;
  let server = start();
  let crashAfter = Infinity;
  let crashPoints = 0;
  let school = image?.school ?? "";
  let backups = 0;
  let lastBackup: { readonly file: string; readonly schema: Schema } | undefined;

  async function firstStorage(): Promise<Storage> {
    const { data } = options;
    if (data === undefined) {
      if (image) return (await image.database.inMemory()).open();
      return openSqliteStorage({ file: ":memory:", clock: time });
    }
    mkdirSync(data, { recursive: true });
    if (image) writeFileSync(databaseFile(place), image.database.file);
    return openSqliteStorage({ file: databaseFile(place), clock: time });
  }

  function start(): WaymarkServer {
    const mortal = createMortalStorage(storage, {
      onPoint: () => void (points += 1),
      // The requests of a school meet between their transactions, never inside one.
      pause: () =>
        image && answering > 0 && serverChance.hits(0.3) ? time.pause(1 + serverChance.below(300)) : Promise.resolve(),
    });
    alive = mortal;
    return createServer({
      storage: mortal.storage,
      schema,
      clock: time,
      randomBytes: serverBytes,
      version: "0.0.0-simulated",
      mayHold: (definition, kind) => kind === "personal" || definition.onSharedDevice,
      passwordCost: { memoryKib: 8, passes: 1 },
      log(line) {
        // Whoever is killed in the middle of its work may say so.
        if (!mortal.isDead()) log.push(line);
      },
      grantRules: options.grantRules ?? caseloadRules,
      // Time stands still while a request is being answered: one that waited behind another that pauses would wait for ever.
      limits: { atOnce: 1_000, atOncePerLane: 1_000 },
      ...(options.news ? { after: (milliseconds, task) => time.after(milliseconds, task) } : {}),
      ...(options.demo ? { demo: smallDemo } : {}),
    });
  }

  const handle: Parameters<typeof createNetwork>[0]["handle"] = async (request) => {
    const asked = server;
    const life = alive;
    const crashes = (crashAfter -= 1) <= 0;
    if (crashes) {
      crashAfter = Infinity;
      if (crashPoints > 0) life.dieIn(crashPoints);
    }
    answering += 1;
    const answer = await time.hold(asked.handle(request)).finally(() => void (answering -= 1));
    // It is on the disk or it is not, and nobody will ever hear of it.
    if (life.isDead() || (crashes && crashPoints === 0)) {
      if (asked === server) {
        count(crashPoints > 0 ? "serverKilledInside" : "serverCrashes");
        stop();
        server = start();
      }
      return undefined;
    }
    return asked === server ? answer : undefined;
  };

  const listen = async (request: ServerRequest): Promise<ServerStream | undefined> => {
    const asked = server;
    answering += 1;
    const stream = await time.hold(asked.listen(request)).finally(() => void (answering -= 1));
    return asked === server && !alive.isDead() ? stream : undefined;
  };

  /** Whoever listened to it finds the line cut. */
  function stop(): void {
    alive.die();
    void server.close();
  }

  const remembered = new Map<string, ChangeRow>();
  const tablets: Tablet[] = [];
  const made: World = {
    seed,
    skew,
    time,
    counts,
    faults,
    tablets,
    schema: () => schema,
    log,
    history,
    count,
    crashServer({ requests, points: atPoint = 0 }) {
      crashAfter = requests;
      crashPoints = atPoint;
    },
    points: () => points,
    async upgradeServer(newer) {
      stop();
      schema = newer;
      server = start();
      await time.settle();
    },
    remembered,
    async thinOut() {
      for (const row of await made.look((tx) => tx.changesAfter(0, 1_000_000)))
        if (!row.bodiless) remembered.set(row.change.id, row);
      // Not to the newest: somebody must be able to stand above it.
      const days = 10_000 / 86_400_000;
      const stripped = await compactSchools({ storage, clock: time }, days);
      if (stripped > 0) count("thinnedOut");
    },
    visitor: () => addTablet(tablets.length),
    look: (work) => storage.transact(school, work),
    async backUp() {
      const to = `${place.data}.backup-${(backups += 1)}`;
      await takeBackup({ place, to, schema, clock: time, version: "0.0.0-simulated" });
      lastBackup = { file: to, schema };
      count("backups");
    },
    async restore() {
      if (!lastBackup) return;
      const from = lastBackup.file;
      count("restores");
      const before = (await made.look((tx) => tx.row())).seq;
      stop();
      // What is under way ends when its turn comes, and finds the server gone.
      await storage.close();
      const newId = () => randomId(serverBytes);
      await restoreBackup({ place, from, schema, clock: time, newId, replace: true });
      storage = await openSqliteStorage({ file: databaseFile(place), clock: time });
      server = start();
      // What the backup did not hold: all of it must come back from the tablets.
      counts["undone"] = (counts["undone"] ?? 0) + before - (await made.look((tx) => tx.row())).seq;
    },
    heal() {
      crashAfter = Infinity;
      alive.dieIn(Infinity);
      for (const tablet of tablets) tablet.network.heal();
    },
    async close() {
      for (const tablet of tablets) tablet.close();
      time.stop();
      alive.die();
      await storage.close();
    },
  };

  for (let n = 0; n < options.devices; n += 1) {
    const was = image?.tablets[n];
    addTablet(n, was && (await diskFrom(was.disk)));
  }
  if (image) for (const tablet of tablets) await tablet.open();
  else if (options.devices > 0) school = await enrolSchool({ time, setUpCode: () => server.newSetUpCode(), tablets });
  for (const tablet of tablets) tablet.network.trouble(options.faults ?? NO_FAULTS);
  return made;

  function addTablet(n: number, disk?: MemoryDisk): Tablet {
    const own = chance.fork(`tablet ${n}`);
    // Drawn also where it is not used: the same seed is the same schedule whatever the clocks say.
    const drawn = own.next();
    const was = image?.tablets[n];
    const drift = n === 0 ? 0 : Math.round((drawn * 2 - 1) * TEN_YEARS * skew);
    if (Math.abs(drift) > TEN_YEARS / 20) count(drift > 0 ? "clocksYearsFast" : "clocksYearsSlow");
    const name = `Tablet ${n + 1}`;
    const network = createNetwork({
      time,
      chance: own.fork("network"),
      counts,
      handle,
      ...(options.news ? { listen } : {}),
      history: history.of(n),
      ...(was ? { cookies: was.cookies } : {}),
    });
    const tablet = createTablet({
      name,
      database: `tablet ${n}`,
      network,
      time,
      chance: own,
      schema: options.schemaOf?.(n) ?? schema,
      drift,
      ...(disk ? { disk } : {}),
      ...(was ? { people: was.people } : {}),
      onFault: (fault) => void faults.push(fault),
      onCrash: (point) => count(point === "before-commit" ? "stoppedBeforeWrite" : "stoppedAfterWrite"),
    });
    tablets.push(tablet);
    return tablet;
  }
}

/** Ids of a record as commands want them. */
export const asRecord = (id: string): RecordId => id as RecordId;
