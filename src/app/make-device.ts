// The other half of the root: the device with the schema and the browser's ports. A chunk of its own, fetched while
// the first screen is being looked at.

import type { JsonObject } from "#base/json.ts";
import { schema } from "#casework/schema.ts";
import { createDevice, type Device } from "#device/device.ts";
import type { DevicePorts, Store, Transport } from "#device/ports.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { createFetchTransport } from "#device/transport/fetch-transport.ts";
import { createSlowHash } from "#device/vault/slow-hash.ts";
import slowHashWorker from "#device/vault/slow-hash.worker.ts?worker&url";
import { appVersion } from "./build-facts.ts";

/** A tablet at the edge of the Wi-Fi answers late; longer than this, and trying again is quicker. */
const TIMEOUT = 20_000;

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
  const store = createDexieStore({ name: database, schema });
  options.preferences(await readPreferences(store), (next) => void keepPreferences(store, next));
  return createDevice({
    ports: {
      store,
      transport: before(createFetchTransport({ timeoutMs: TIMEOUT })),
      clock,
      scheduler: {
        after(milliseconds, task) {
          const timer = setTimeout(task, milliseconds);
          return () => clearTimeout(timer);
        },
      },
      randomBytes,
      slowHash: createSlowHash(() => trusted(slowHashWorker)),
    },
    schema,
    app: appVersion,
    putAway: options.putAway,
  });
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
