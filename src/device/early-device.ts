// A device that can be shown before it is there. Store, keys and sync are most of the script of a first visit, and
// the first screen needs none of them: it stands at once, and what is asked of the device waits until it has come. Where
// somebody has been that screen is the lock, and what it says was looked up (early-look.ts).

import { createSource, type Signal } from "#base/signal.ts";
import { OFFLINE } from "./ask-server.ts";
import { type Json, jsonEqual } from "#base/json.ts";
import type { AnswerTo, Device, Query, Standing } from "./door.ts";
import type { EarlyLook } from "./early-look.ts";
import { NOTHING_KNOWN } from "./nothing-known.ts";
import type { Clock } from "./ports.ts";
import { createSchoolClock } from "./school-clock.ts";

export interface EarlyDeviceOptions {
  /** What is known of who is here without the device: "starting", or "new" where nothing was ever kept. */
  readonly first: Standing;
  /** What a look at the store found. */
  readonly look?: Pick<EarlyLook, "counts" | "clockOffset"> | undefined;
  readonly clock: Clock;
  /** Makes the device. Rejects when its script could not be fetched; it is called again the next time it is needed. */
  readonly make: () => Promise<Device>;
}

export interface EarlyDevice extends Device {
  /** Fetches and makes the device, once; true when it is there. */
  arrive(): Promise<boolean>;
}

export function createEarlyDevice({ first, look, clock, make }: EarlyDeviceOptions): EarlyDevice {
  const standing = createSource(first);
  const status = createSource({ ...NOTHING_KNOWN, ...look?.counts });
  const early = createSchoolClock(clock, () => look?.clockOffset ?? 0);
  const arrivals = new Set<() => void>();
  let device: Device | undefined;
  let isShown = true;
  let making: Promise<Device> | undefined;

  async function whole(): Promise<Device> {
    making ??= make().then(take);
    try {
      return await making;
    } catch (error) {
      making = undefined;
      throw error;
    }
  }

  function take(made: Device): Device {
    device = made;
    made.shown(isShown);
    const tellStanding = (): void => {
      // It begins by not knowing; what is shown already stays until it does.
      const next = made.standing.get();
      if (next.state === "starting" || jsonEqual(standing.get() as unknown as Json, next as unknown as Json)) return;
      standing.set(next);
    };
    const tellStatus = (): void => {
      const next = made.status.get();
      // Until it has counted, what was counted early stands.
      status.set(next.counted ? next : { ...next, ...look?.counts });
    };
    made.standing.subscribe(tellStanding);
    made.status.subscribe(tellStatus);
    tellStanding();
    tellStatus();
    for (const arrived of [...arrivals]) arrived();
    return made;
  }

  /** Where an adult can be told that the device could not be had. */
  async function orOffline<T>(ask: (made: Device) => Promise<T>): Promise<T | typeof OFFLINE> {
    let made: Device;
    try {
      made = await whole();
    } catch {
      return OFFLINE;
    }
    return ask(made);
  }

  function watch<Q extends Query>(query: Q): Signal<AnswerTo<Q> | undefined> {
    if (device) return device.watch(query);
    let inner: Signal<AnswerTo<Q> | undefined> | undefined;
    const answers = (): typeof inner => (inner ??= device?.watch(query));
    return {
      get: () => answers()?.get(),
      subscribe(listener) {
        let stop: (() => void) | undefined;
        const begin = (): void => {
          arrivals.delete(begin);
          stop = answers()?.subscribe(listener);
        };
        if (device) begin();
        else arrivals.add(begin);
        return () => {
          arrivals.delete(begin);
          stop?.();
        };
      },
    };
  }

  return {
    get schema() {
      if (!device) throw new Error("the schema is asked for before the device is there");
      return device.schema;
    },
    standing,
    status,
    now: () => (device ?? early).now(),
    localNow: () => (device ?? early).localNow(),
    setUp: (input) => orOffline((made) => made.setUp(input)),
    enrol: (input) => orOffline((made) => made.enrol(input)),
    readmit: (how) => orOffline((made) => made.readmit(how)),
    signIn: (input) => orOffline((made) => made.signIn(input)),
    openWithWords: (adult, words) => orOffline((made) => made.openWithWords(adult, words)),
    letCoverIn: (vouch, who, label, again) => orOffline((made) => made.letCoverIn(vouch, who, label, again)),
    openWithPin: (adult, pin) => orOffline((made) => made.openWithPin(adult, pin)),
    setPin: (pin) => orOffline((made) => made.setPin(pin)),
    dropPin: async () => (await whole()).dropPin(),
    enterDemo: (persona) => orOffline((made) => made.enterDemo(persona)),
    clear: (saved) => orOffline((made) => made.clear(saved)),
    leaveDemo: async () => (await whole()).leaveDemo(),
    lock: (where) => device?.lock(where),
    commit: async (command, input) => (await whole()).commit(command, input),
    jot: async (kind, body, about) => (await whole()).jot(kind, body, about),
    takeJotBack: async (id) => (await whole()).takeJotBack(id),
    fileJot: async (id, command, input) => (await whole()).fileJot(id, command, input),
    setJotAside: async (id) => (await whole()).setJotAside(id),
    watch,
    whereIs: (record) => device?.whereIs(record),
    nudge: () => device?.nudge(),
    shown: (next) => (device ? device.shown(next) : void (isShown = next)),
    sendNow: async () => (await whole()).sendNow(),
    letGo: async (envelope) => (await whole()).letGo(envelope),
    sendAgain: async (envelope) => (await whole()).sendAgain(envelope),
    unsentFile: async () => (await whole()).unsentFile(),
    saveDraft: async (id, body) => (await whole()).saveDraft(id, body),
    dropDraft: async (id) => (await whole()).dropDraft(id),
    ask: (method, path, body) => orOffline((made) => made.ask(method, path, body)),
    tidy: async () => (await whole()).tidy(),
    finderView: async (limit) => (await whole()).finderView(limit),
    close: () => device?.close(),
    arrive: () =>
      whole().then(
        () => true,
        () => false,
      ),
  };
}
