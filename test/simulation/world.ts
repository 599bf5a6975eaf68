// A school in one process: the production server, and production devices over in-memory stores, joined by a network
// that fails. Everything that could differ between two runs comes from the seed.

import { createHash } from "node:crypto";
import { createDevice, type Device } from "#device/device.ts";
import type { DevicePorts, SlowHash } from "#device/ports.ts";
import { createMemoryStore, type CrashPoint, type MemoryStore } from "#device/store/memory-store.ts";
import { randomId } from "#base/id.ts";
import type { AdultId, RecordId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import type { Schema } from "#ledger/schema.ts";
import { ROUTES } from "#protocol/routes.ts";
import { createServer, type WaymarkServer } from "#server/server.ts";
import { restoreBackup } from "#server/backup/restore-backup.ts";
import { takeBackup } from "#server/backup/take-backup.ts";
import { openStorage } from "#server/storage/open-storage.ts";
import { openSqliteStorage } from "#server/storage/sqlite-storage.ts";
import type { SchoolTx, Storage } from "#server/storage/storage.ts";
import { type Chance, createChance } from "./chance.ts";
import { type Counts, createNetwork, type Faults, type Network, NO_FAULTS } from "./network.ts";
import { createTime, type VirtualTime } from "./time.ts";
import { smallDemo, toySchool } from "./toy-school.ts";

export const START = Date.UTC(2026, 5, 9, 9, 55);
const PASSWORD = "four unrelated tall herons";
const TEN_YEARS = 10 * 365.25 * 86_400_000;

/** Argon2id is not what is tested here, and would be most of the time a schedule takes. */
const quickHash: SlowHash = {
  derive: (secret, salt) => Promise.resolve(new Uint8Array(createHash("sha256").update(secret).update(salt).digest())),
};

export interface Tablet {
  readonly name: string;
  readonly network: Network;
  /** The adults who can open it, with their words. */
  readonly people: readonly { readonly adult: AdultId; readonly words: readonly string[] }[];
  /** The tabs that are open; the first is the one that is worked in. */
  readonly tabs: Device[];
  store(): MemoryStore;
  device(): Device;
  /** The next write crashes the device there. */
  crashAt(point: CrashPoint | undefined): void;
  readonly crashed: () => boolean;
  /** Starts again on what is on the disk, and opens it with somebody's words. */
  restart(options?: { readonly powerCut?: boolean; readonly open?: boolean }): Promise<void>;
  open(): Promise<void>;
  openTab(): Promise<void>;
  close(): void;
}

export interface World {
  readonly seed: number;
  readonly time: VirtualTime;
  readonly counts: Counts;
  readonly faults: readonly unknown[];
  readonly tablets: readonly Tablet[];
  readonly schema: Schema;
  readonly log: readonly string[];
  count(what: string): void;
  /** The server stops before the answer to what it has just committed is sent, and starts again. */
  crashServerAfter(requests: number): void;
  /** One more tablet, that belongs to no school. */
  visitor(): Tablet;
  /** A backup of what the server holds, and the server put back to it. Only for a world with a data folder. */
  backUp(to: string): Promise<void>;
  restore(from: string): Promise<void>;
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
  /** Clocks of devices differ by up to ten years, or not at all. */
  readonly skew?: number;
  /** Keeps the server's database in this folder instead of in memory. */
  readonly data?: string;
  /** Offers a small demo school; with no devices there is no other. */
  readonly demo?: boolean;
}

export async function world(options: WorldOptions): Promise<World> {
  const { seed, schema = toySchool, skew = 1 } = options;
  const chance = createChance(seed);
  const time = createTime(START);
  const counts: Counts = {};
  const faults: unknown[] = [];
  const log: string[] = [];
  const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
  const place = { data: options.data ?? "", databaseUrl: undefined };
  const openAll = (): Promise<Storage> =>
    options.data === undefined
      ? openSqliteStorage({ file: ":memory:", clock: time })
      : openStorage(place, time, (line) => void log.push(line));
  let storage = await openAll();
  const serverBytes = chance.fork("server").bytes;
  const start = (): WaymarkServer =>
    createServer({
      storage,
      schema,
      clock: time,
      randomBytes: serverBytes,
      version: "0.0.0-simulated",
      mayHold: (definition, kind) => kind === "personal" || definition.onSharedDevice,
      passwordCost: { memoryKib: 8, passes: 1 },
      log: (line) => void log.push(line),
      ...(options.demo ? { demo: smallDemo } : {}),
    });
  let server = start();
  let crashAfter = Infinity;
  let school = "";

  const handle: Parameters<typeof createNetwork>[0]["handle"] = async (request) => {
    const answering = server;
    const answer = await time.hold(answering.handle(request));
    if (answering !== server) return undefined;
    if ((crashAfter -= 1) > 0) return answer;
    // It is on the disk, and nobody will ever hear of it.
    crashAfter = Infinity;
    count("serverCrashes");
    server = start();
    return undefined;
  };

  const tablets: Tablet[] = [];
  const made: World = {
    seed,
    time,
    counts,
    faults,
    tablets,
    schema,
    log,
    count,
    crashServerAfter(requests) {
      crashAfter = requests;
    },
    visitor: () => makeTablet(tablets.length),
    look: (work) => storage.transact(school, work),
    async backUp(to) {
      await takeBackup({ place, to, schema, clock: time, version: "0.0.0-simulated" });
    },
    async restore(from) {
      const before = (await made.look((tx) => tx.row())).seq;
      const old = server;
      await time.hold(old.close());
      const newId = () => randomId(serverBytes);
      await restoreBackup({ place, from, schema, clock: time, newId, replace: true });
      storage = await openAll();
      server = start();
      // What the backup did not hold: all of it must come back from the tablets.
      counts["undone"] = (counts["undone"] ?? 0) + before - (await made.look((tx) => tx.row())).seq;
    },
    heal() {
      crashAfter = Infinity;
      for (const tablet of tablets) tablet.network.heal();
    },
    async close() {
      for (const tablet of tablets) tablet.close();
      time.stop();
      await server.close();
    },
  };

  if (options.devices > 0) ({ school } = await enrolTablets());
  for (const tablet of tablets) tablet.network.trouble(options.faults ?? NO_FAULTS);
  return made;

  /** The first tablet sets the school up; its administrator lets the others in, each with an adult of its own. */
  async function enrolTablets(): Promise<{ readonly school: string }> {
    const code = await server.newSetUpCode();
    const first = makeTablet(0);
    const done = await during(
      first.device().setUp({
        code: code as string,
        schoolName: "Fell Road School",
        givenName: "Ada",
        familyName: "Holt",
        login: "ada.holt",
        password: PASSWORD,
        deviceName: "Tablet 1",
        deviceKind: "shared",
      }),
    );
    if (isRefusal(done)) throw new Error(done.sentence);
    const standing = first.device().standing.get();
    if (standing.state !== "open") throw new Error(`the first tablet is ${standing.state}`);
    addPerson(first, standing.adult, done.words);
    for (let n = 1; n < options.devices; n += 1) {
      const tablet = makeTablet(n);
      const made = await enrolCode(first);
      const refused = await during(tablet.device().enrol({ code: made, name: tablet.name, kind: "shared" }));
      if (refused) throw new Error(refused.sentence);
      await signInOn(tablet, { login: "ada.holt", password: PASSWORD });
    }
    return { school: standing.school };
  }

  async function enrolCode(first: Tablet): Promise<string> {
    const told = await during(first.device().ask("POST", ROUTES.deviceCodes, {}));
    if (isRefusal(told)) throw new Error(told.sentence);
    return (told.body as { code: string }).code;
  }

  async function signInOn(
    tablet: Tablet,
    who: { login: string; password: string; invitation?: string },
  ): Promise<void> {
    const signedIn = await during(tablet.device().signIn(who));
    if (isRefusal(signedIn)) throw new Error(signedIn.sentence);
    const standing = tablet.device().standing.get();
    if (standing.state !== "open") throw new Error(`${tablet.name} is ${standing.state}`);
    addPerson(tablet, standing.adult, signedIn.words ?? []);
  }

  function addPerson(tablet: Tablet, adult: AdultId, words: readonly string[]): void {
    (tablet.people as { adult: AdultId; words: readonly string[] }[]).push({ adult, words });
  }

  /** Lets time pass until it is done; hashing a password takes the outer loop. */
  async function during<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const done = work.finally(() => {
      over = true;
    });
    for (let i = 0; i < 2_000 && !over; i += 1) await time.pass(50);
    return done;
  }

  function makeTablet(n: number): Tablet {
    const own: Chance = chance.fork(`tablet ${n}`);
    // Drawn also where it is not used: the same seed is the same schedule whatever the clocks say.
    const drawn = own.next();
    const drift = n === 0 ? 0 : Math.round((drawn * 2 - 1) * TEN_YEARS * skew);
    const network = createNetwork({
      time,
      chance: own.fork("network"),
      counts,
      handle,
    });
    let crashPoint: CrashPoint | undefined;
    let dead = false;
    let store = createMemoryStore({
      schema,
      name: `tablet ${n}`,
      crash(point) {
        if (point !== crashPoint) return false;
        crashPoint = undefined;
        dead = true;
        count("deviceCrashes");
        return true;
      },
    });
    const portsOver = (over: MemoryStore): DevicePorts => ({
      store: over,
      transport: network.transport,
      clock: { now: () => time.now() + drift, offsetMinutes: () => 60 },
      scheduler: time,
      randomBytes: own.bytes,
      slowHash: quickHash,
    });
    const start = (over: MemoryStore): Device =>
      createDevice({
        ports: portsOver(over),
        schema,
        app: "simulated",
        onFault(error) {
          // A device that was stopped by the world is allowed to say so.
          if (!dead && !closed.has(over)) faults.push(error);
        },
      });
    const closed = new Set<MemoryStore>();
    let second: MemoryStore | undefined;
    const tablet: Tablet = {
      name: `Tablet ${n + 1}`,
      network,
      people: [],
      tabs: [start(store)],
      store: () => store,
      device: () => tablet.tabs[0] as Device,
      crashAt(point) {
        crashPoint = point;
      },
      crashed: () => dead,
      async restart({ powerCut = false, open = true } = {}) {
        crashPoint = undefined;
        closed.add(store);
        if (second) closed.add(second);
        for (const tab of tablet.tabs.splice(0)) tab.close();
        await time.settle();
        store = store.reopen({ powerCut });
        dead = false;
        tablet.tabs.push(start(store));
        if (open) await tablet.open();
        else await time.settle();
      },
      async open() {
        const [person] = tablet.people;
        if (!person) throw new Error(`nobody can open ${tablet.name}`);
        for (const tab of tablet.tabs) {
          const refused = await tab.openWithWords(person.adult, person.words);
          if (refused && !dead) throw new Error(refused.sentence);
        }
      },
      async openTab() {
        if (tablet.tabs.length > 1) return;
        const standing = tablet.device().standing.get();
        second = createMemoryStore({ schema, name: `tablet ${n}`, disk: store.disk });
        const tab = start(second);
        tablet.tabs.push(tab);
        if (standing.state !== "open") return;
        const person = tablet.people.find((one) => one.adult === standing.adult);
        if (person) await tab.openWithWords(person.adult, person.words);
      },
      close() {
        closed.add(store);
        if (second) closed.add(second);
        for (const tab of tablet.tabs) tab.close();
      },
    };
    tablets.push(tablet);
    return tablet;
  }
}

/** Ids of a record as commands want them. */
export const asRecord = (id: string): RecordId => id as RecordId;
