// One tablet of the simulated school: production devices (its tabs) over one in-memory disk, behind a network of its
// own. It can be stopped at any of its writes, and started again on what was on the disk.

import { createHash } from "node:crypto";
import { createDevice } from "#device/create-device.ts";
import type { Device } from "#device/device.ts";
import type { DevicePorts, SlowHash } from "#device/ports.ts";
import { createMemoryStore, type CrashPoint, type MemoryDisk, type MemoryStore } from "#device/store/memory-store.ts";
import type { AdultId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import type { Chance } from "./chance.ts";
import type { Network } from "./network.ts";
import type { VirtualTime } from "./time.ts";

/** Argon2id is not what is tested here, and would be most of the time a schedule takes. */
const quickHash: SlowHash = {
  derive: (secret, salt) => Promise.resolve(new Uint8Array(createHash("sha256").update(secret).update(salt).digest())),
};

/** An adult who can open a tablet, with the five words. */
export interface Person {
  readonly adult: AdultId;
  readonly words: readonly string[];
}

export interface Tablet {
  readonly name: string;
  readonly network: Network;
  readonly people: readonly Person[];
  /** The tabs that are open; the first is the one that is worked in. */
  readonly tabs: Device[];
  store(): MemoryStore;
  device(): Device;
  /** The device stops at its `writes`-th write from now on. */
  crashAt(point: CrashPoint | undefined, writes?: number): void;
  readonly crashed: () => boolean;
  /** How many writes its stores have made. */
  readonly writes: () => number;
  /** Its clock is so far off from now on, in milliseconds. */
  setDrift(milliseconds: number): void;
  /** Starts again on what is on the disk, and opens it with somebody's words; with another schema it is a newer app. */
  restart(options?: { readonly powerCut?: boolean; readonly open?: boolean; readonly schema?: Schema }): Promise<void>;
  readonly schema: () => Schema;
  /** Its name at the server; absent until it has been open. */
  readonly deviceId: () => string | undefined;
  open(): Promise<void>;
  openTab(): Promise<void>;
  close(): void;
}

export interface TabletOptions {
  readonly name: string;
  /** Of its database; boxes are sealed to it. */
  readonly database: string;
  readonly network: Network;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly schema: Schema;
  readonly drift: number;
  /** What is on its disk already, and who can open it. */
  readonly disk?: MemoryDisk;
  readonly people?: readonly Person[];
  readonly onFault: (fault: unknown) => void;
  readonly onCrash: (point: CrashPoint) => void;
}

export function createTablet(options: TabletOptions): Tablet {
  const { name, database, network, time, chance, onFault, onCrash } = options;
  let { schema, drift } = options;
  let crashPoint: CrashPoint | undefined;
  let crashIn = 1;
  let writes = 0;
  let dead = false;
  const crash = (point: CrashPoint): boolean => {
    if (point === "before-commit") writes += 1;
    if (point !== crashPoint || (crashIn -= 1) > 0) return false;
    crashPoint = undefined;
    dead = true;
    onCrash(point);
    return true;
  };
  const newStore = (disk: MemoryDisk | undefined): MemoryStore =>
    createMemoryStore({ schema, name: database, crash, ...(disk ? { disk } : {}) });
  let store = newStore(options.disk);
  let second: MemoryStore | undefined;
  let deviceId: string | undefined;
  const closed = new Set<MemoryStore>();
  const portsOver = (over: MemoryStore): DevicePorts => ({
    store: over,
    transport: network.transport,
    clock: { now: () => time.now() + drift, offsetMinutes: () => 60 },
    scheduler: time,
    randomBytes: chance.bytes,
    slowHash: quickHash,
  });
  const start = (over: MemoryStore): Device =>
    createDevice({
      ports: portsOver(over),
      schema,
      app: "simulated",
      onFault(error) {
        // A device that was stopped by the world is allowed to say so.
        if (!dead && !closed.has(over)) onFault(error);
      },
    });
  const tablet: Tablet = {
    name,
    network,
    people: [...(options.people ?? [])],
    tabs: [start(store)],
    store: () => store,
    device: () => tablet.tabs[0] as Device,
    crashAt(point, after = 1) {
      crashPoint = point;
      crashIn = after;
    },
    crashed: () => dead,
    writes: () => writes,
    schema: () => schema,
    deviceId() {
      const standing = tablet.device().standing.get();
      if ("device" in standing) deviceId = standing.device;
      return deviceId;
    },
    setDrift(milliseconds) {
      drift = milliseconds;
    },
    async restart({ powerCut = false, open = true, schema: newer } = {}) {
      crashPoint = undefined;
      closed.add(store);
      if (second) closed.add(second);
      for (const tab of tablet.tabs.splice(0)) tab.close();
      await time.settle();
      store = store.reopen({ powerCut });
      if (newer) {
        schema = newer;
        store.close();
        store = newStore(store.disk);
      }
      dead = false;
      tablet.tabs.push(start(store));
      if (open) await tablet.open();
      else await time.settle();
    },
    async open() {
      const [person] = tablet.people;
      if (!person) throw new Error(`nobody can open ${name}`);
      for (const tab of tablet.tabs) {
        try {
          const refused = await tab.openWithWords(person.adult, person.words);
          if (refused && !dead) throw new Error(refused.sentence);
        } catch (error) {
          if (!dead) throw error;
        }
      }
    },
    async openTab() {
      if (tablet.tabs.length > 1) return;
      const standing = tablet.device().standing.get();
      second = createMemoryStore({ schema, name: database, disk: store.disk });
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
  return tablet;
}
