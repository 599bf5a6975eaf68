// The root of the app: hands the schema and the browser's ports to the device, and puts the first screen up.
// Everything that has a life is made here, once.

// First: it names the layers, and the order in which they are first named is the order in which they win.
import "./ui/tokens.css";
import "./ui/base.css";
import { randomId } from "#base/id.ts";
import type { JsonObject } from "#base/json.ts";
import { schema } from "#casework/schema.ts";
import { createDevice } from "#device/device.ts";
import type { Store } from "#device/ports.ts";
import { createDexieStore } from "#device/store/dexie-store.ts";
import { createFetchTransport } from "#device/transport/fetch-transport.ts";
import { createSlowHash } from "#device/vault/slow-hash.ts";
import slowHashWorker from "#device/vault/slow-hash.worker.ts?worker&url";
import type { RecordId } from "#ledger/names.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { appVersion } from "./build-facts.ts";
import { createSignalSwitch } from "./demo/signal-switch.ts";
import { wakeDevice } from "./wake-device.ts";
import { registerWorker } from "./register-worker.ts";
import { createScriptUrls } from "./script-urls.ts";
import { createDraftKeeper } from "./state/draft-keeper.ts";
import { createPreferences, preferencesFrom } from "./state/preferences.ts";

/** A tablet at the edge of the Wi-Fi answers late; longer than this, and trying again is quicker. */
const TIMEOUT = 20_000;
const DATABASE = "waymark";
const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

async function start(root: HTMLElement): Promise<void> {
  const scriptUrls = createScriptUrls();
  const store = createDexieStore({ name: DATABASE, schema });
  const kept = await readPreferences(store);
  const preferences = createPreferences(kept, (next) => void keepPreferences(store, next));
  const signal = createSignalSwitch(preferences.getState().signal);
  signal.on.subscribe(() => preferences.getState().setSignal(signal.on.get()));
  const device = createDevice({
    ports: {
      store,
      transport: signal.before(createFetchTransport({ timeoutMs: TIMEOUT })),
      clock: { now: () => Date.now(), offsetMinutes: (at) => -new Date(at).getTimezoneOffset() },
      scheduler: {
        after(milliseconds, task) {
          const timer = setTimeout(task, milliseconds);
          return () => clearTimeout(timer);
        },
      },
      randomBytes,
      slowHash: createSlowHash(() => scriptUrls.trusted(slowHashWorker)),
    },
    schema,
    app: appVersion,
  });
  wakeDevice(device);
  const demo = {
    signal,
    async startAgain(): Promise<void> {
      signal.set(true);
      await device.leaveDemo();
      location.assign("/");
    },
  };
  createRoot(root).render(
    <App
      device={device}
      preferences={preferences}
      drafts={createDraftKeeper()}
      demo={demo}
      worker={registerWorker(scriptUrls, () => location.reload())}
      newId={() => randomId<RecordId>(randomBytes)}
    />,
  );
}

/** A store that cannot be read is told by the device; the app then stands as it comes. */
async function readPreferences(store: Store): Promise<ReturnType<typeof preferencesFrom>> {
  try {
    return preferencesFrom(await store.read((tx) => tx.control("preferences")));
  } catch {
    return preferencesFrom(undefined);
  }
}

async function keepPreferences(store: Store, next: JsonObject): Promise<void> {
  try {
    await store.write("relaxed", (tx) => tx.setControl("preferences", next), { scopes: [], parts: [] });
  } catch {
    // How the tablet looks may be lost; what was written on it may not, and is told by the device.
  }
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
void start(root);
