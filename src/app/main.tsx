// The root of the app: hands the schema and the browser's ports to the device, and puts the first screen up.
// Everything that has a life is made here, once.

// First: it names the layers, and the order in which they are first named is the order in which they win.
import "./ui/tokens.css";
import "./ui/base.css";
import { randomId } from "#base/id.ts";
import type { JsonObject } from "#base/json.ts";
import { createEarlyDevice } from "#device/early-device.ts";
import { earlyLook } from "#device/early-look.ts";
import { nothingKept } from "#device/store/nothing-kept.ts";
import type { RecordId } from "#ledger/names.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { nameTheSwitch } from "./demo/name-the-switch.ts";
import { createSignalSwitch } from "./demo/signal-switch.ts";
import { drawn, fetchDevice, inTime, known, lockScreen } from "./later.ts";
import { wakeDevice } from "./wake-device.ts";
import { registerWorker } from "./register-worker.ts";
import { guardSecondTaps } from "./second-tap.ts";
import { createScriptUrls } from "./script-urls.ts";
import { createDraftKeeper, putAwayCovered } from "./state/draft-keeper.ts";
import { createPreferences, preferencesFrom } from "./state/preferences.ts";

const DATABASE = "waymark";
/** Between two tries to fetch the rest of the app, on a line that comes and goes. */
const AGAIN = 3_000;
const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

async function start(root: HTMLElement): Promise<void> {
  guardSecondTaps(document);
  const scriptUrls = createScriptUrls();
  let keep: (next: JsonObject) => void = () => undefined;
  const preferences = createPreferences(preferencesFrom(undefined), (next) => keep(next));
  const signal = createSignalSwitch(true);
  signal.on.subscribe(() => preferences.getState().setSignal(signal.on.get()));
  const clock = { now: () => Date.now(), offsetMinutes: (at: number) => -new Date(at).getTimezoneOffset() };
  const drafts = createDraftKeeper();
  // The worker keeps the app where somebody has been. The first screen is the lock then, and needs no more than this.
  if ("serviceWorker" in navigator && navigator.serviceWorker.controller !== null)
    void lockScreen.bring().catch(() => undefined);
  const isNew = await nothingKept(DATABASE);
  const [look] = isNew
    ? []
    : await Promise.all([inTime(earlyLook(DATABASE)), inTime(lockScreen.bring().catch(() => undefined))]);
  if (look) preferences.setState(preferencesFrom(look.preferences));
  signal.set(preferences.getState().signal);
  /** Chosen before there was a device to keep it. */
  let chosen: JsonObject | undefined;
  keep = (next) => (chosen = next);
  const device = createEarlyDevice({
    first: look?.standing ?? { state: isNew ? "new" : "starting" },
    look,
    clock,
    async make() {
      const { makeDevice } = await fetchDevice();
      return makeDevice({
        database: DATABASE,
        trusted: scriptUrls.trusted,
        before: signal.before,
        clock,
        randomBytes,
        putAway: () => putAwayCovered(drafts),
        preferences(kept, keepFromNowOn) {
          if (chosen) keepFromNowOn(chosen);
          else if (!look) preferences.setState(preferencesFrom(kept));
          keep = keepFromNowOn;
          signal.set(preferences.getState().signal);
        },
      });
    },
  });
  const demo = {
    signal,
    async startAgain(): Promise<void> {
      signal.set(true);
      await device.leaveDemo();
      location.assign("/");
    },
  };
  const show = (): void =>
    createRoot(root).render(
      <App
        device={nameTheSwitch(device, signal.on)}
        preferences={preferences}
        drafts={drafts}
        demo={demo}
        worker={registerWorker(scriptUrls, () => location.reload())}
        newId={() => randomId<RecordId>(randomBytes)}
      />,
    );
  if (isNew || look) {
    show();
    // The rest of the app is fetched while somebody reads, or types their words.
    await drawn();
  }
  const arrived = device.arrive();
  if (!isNew && !look) {
    if (await arrived) await known(device.standing);
    show();
  }
  wakeDevice(device);
  while (!(await device.arrive())) await new Promise((resolve) => setTimeout(resolve, AGAIN));
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
void start(root);
