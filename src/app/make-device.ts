// The other half of the root: the device with the schema and the browser's ports. A chunk of its own, fetched while
// the first screen is being looked at.

import { randomId } from "#base/id.ts";
import type { JsonObject } from "#base/json.ts";
import { coverView } from "#casework/cover-view.ts";
import { leaseIsOver } from "#casework/lease.ts";
import { schema } from "#casework/schema.ts";
import { createDevice } from "#device/create-device.ts";
import type { Device } from "#device/device.ts";
import type { DevicePorts, Store, Transport } from "#device/ports.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { createOpfsMirror } from "#device/store/opfs-mirror.ts";
import opfsWriter from "#device/store/opfs-writer.worker.ts?worker&url";
import { openWholeLog, type WholeLog } from "#device/store/whole-log.ts";
import { createFetchTransport } from "#device/transport/fetch-transport.ts";
import { createSlowHash } from "#device/vault/slow-hash.ts";
import slowHashWorker from "#device/vault/slow-hash.worker.ts?worker&url";
import { appVersion } from "./build-facts.ts";
import { drawn } from "./later.ts";
import { whenIdle } from "./when-idle.ts";

/** Silence at the edge of the Wi-Fi; longer than this, and trying again is quicker. */
const TIMEOUT = 30_000;

/** What runs by itself (sending, the second copy, tidying) waits so long for a page that draws or is tapped. */
const BUSY_AT_MOST = 2_000;
/** The first of it also for the first screen: a cheap tablet may take seconds, and one that is not seen draws none. */
const FIRST_SCREEN = 5_000;

export interface MakeDeviceOptions extends Pick<DevicePorts, "clock" | "randomBytes"> {
  readonly database: string;
  readonly trusted: (path: string) => string;
  /** The demo's switch stands in front of the network. */
  readonly before: (transport: Transport) => Transport;
  /** Puts drafts away, before this tab is shut because of another. */
  readonly putAway: () => Promise<void>;
  /** Told of what was kept before the device begins to work. Given a way to keep what is chosen from then on. */
  readonly preferences: (kept: JsonObject | undefined, keep: (next: JsonObject) => void) => void;
}

export async function makeDevice(options: MakeDeviceOptions): Promise<Device> {
  const { database, trusted, before, clock, randomBytes } = options;
  // Before the first write: what a browser that was cut off left half written is not written behind. Somebody may look at
  // the lock meanwhile, and nobody waits for it who writes later.
  const wholeLog = keepLogWhole(database, randomBytes);
  const store = createDexieStore({ name: database, schema, beforeWriting: wholeLog });
  options.preferences(await readPreferences(store), (next) => void keepPreferences(store, next));
  const seen = drawn(FIRST_SCREEN);
  void seen.then(() => whenIdle(() => void wholeLog(), BUSY_AT_MOST));
  return createDevice({
    ports: {
      store,
      transport: before(createFetchTransport({ timeoutMs: TIMEOUT })),
      clock,
      mirror: createOpfsMirror(`${database}-outbox`, () => trusted(opfsWriter)),
      ...webTurns(database),
      scheduler: {
        after(milliseconds, task) {
          let off = false;
          let callOff = (): void => undefined;
          const timer = setTimeout(() => {
            void seen.then(() => {
              if (!off) callOff = whenIdle(task, BUSY_AT_MOST);
            });
          }, milliseconds);
          return () => {
            off = true;
            clearTimeout(timer);
            callOff();
          };
        },
      },
      randomBytes,
      slowHash: createSlowHash(() => trusted(slowHashWorker)),
    },
    schema,
    app: appVersion,
    lease: leaseIsOver,
    coverView,
    putAway: options.putAway,
  });
}

/** Begun when it is first asked for: by whoever writes, or once the first screen is seen [V26]. */
function keepLogWhole(database: string, randomBytes: MakeDeviceOptions["randomBytes"]): () => Promise<unknown> {
  const { locks } = navigator as { readonly locks?: LockManager };
  let log: Promise<WholeLog> | undefined;
  window.addEventListener("pagehide", () => void log?.then((open) => open.leave()));
  window.addEventListener("pageshow", ({ persisted }) => {
    // Another page of the same tab stood here meanwhile.
    if (persisted) void log?.then((open) => open.enter());
  });
  return () => (log ??= openWholeLog({ name: `${database}-pages`, page: randomId(randomBytes), randomBytes, locks }));
}

/** A store that cannot be read is told by the device; the app then stands as it comes. */
async function readPreferences(store: Store): Promise<JsonObject | undefined> {
  try {
    return await store.read((tx) => tx.control("preferences"));
  } catch {
    return undefined;
  }
}

async function keepPreferences(store: Store, next: JsonObject): Promise<void> {
  try {
    await store.write("relaxed", (tx) => tx.setControl("preferences", next), { scopes: [], parts: [] });
  } catch {
    // How the tablet looks may be lost; what was written on it may not, and is told by the device.
  }
}

/** One of this browser's tabs at a time, by its locks. Where there are none every tab has its turn. */
function webTurns(database: string): Pick<DevicePorts, "turns"> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return {};
  return {
    turns: {
      takeIfFree: (name) =>
        new Promise((resolve, reject) => {
          locks
            .request(`${database} ${name}`, { ifAvailable: true }, (lock) => {
              if (!lock) return resolve(undefined);
              // Held until it is given back, or this tab is gone.
              return new Promise<void>((giveBack) => resolve(giveBack));
            })
            .catch(reject);
        }),
    },
  };
}
