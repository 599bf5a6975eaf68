// Devices that Ada and Ben can open with their words, on one disk: the tabs of one browser, or the same page loaded
// again. The network is what a test hands in; time passes when it says so.

import type { JsonObject } from "#base/json.ts";
import type { AdultId } from "#ledger/names.ts";
import { createDevice } from "./create-device.ts";
import { ENROLLED, handTime, idOf, network, rest, schema, seededBytes, type Sent } from "./device.fixture.ts";
import type { Device, DeviceOptions } from "./door.ts";
import type { Answer, Clock, Mirror } from "./ports.ts";
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from "./store/memory-store.ts";
import { makePhraseSlot } from "./vault/phrase-slot.ts";

export const ADA = idOf<AdultId>("ad1");
export const BEN = idOf<AdultId>("ad2");
export const WORDS: { readonly [adult: string]: readonly string[] } = {
  [ADA]: ["apple", "bread", "chair", "dance", "eagle"],
  [BEN]: ["fence", "grape", "house", "ivory", "jelly"],
};

/** Nothing is guessed here: a cheap mix of secret and salt will do for a key. Counts what is asked of it. */
export function quickHash() {
  const asked: { readonly memoryKib: number; readonly passes: number }[] = [];
  return {
    asked,
    async derive(secret: string, salt: Uint8Array, cost: { readonly memoryKib: number; readonly passes: number }) {
      asked.push(cost);
      const mix = (at: number): number =>
        [...secret].reduce((sum, letter, i) => (sum * 31 + letter.charCodeAt(0) * (at + i + 1)) % 65_521, at + 1);
      return Uint8Array.from({ length: 32 }, (_, at) => mix(at) ^ (salt[at % salt.length] ?? 0) ^ cost.passes);
    },
  };
}

const COST = { memoryKib: 8, passes: 1 };

type TabOptions = Partial<DeviceOptions> & {
  readonly clock?: Clock;
  readonly mirror?: Mirror;
  /** Another disk than the one they are known on. */
  readonly on?: MemoryDisk;
};

export async function twoAdults(...answers: readonly ((sent: Sent) => Answer)[]) {
  const disk = createMemoryDisk();
  const randomBytes = seededBytes(7);
  const vaultKey = randomBytes(32);
  const store = createMemoryStore({ schema, disk });
  const slowHash = quickHash();
  const time = handTime();
  const transport = network(...answers);
  let slept = 0;
  const slots = await Promise.all(
    [ADA, BEN].map((adult) => {
      const words = WORDS[adult] ?? [];
      const authorSeed = randomBytes(32);
      const head = { id: `slot-${adult}`, adult, label: adult === ADA ? "Ada H" : "Ben O" };
      return makePhraseSlot({ ...head, words, vaultKey, authorSeed, cost: COST, randomBytes, slowHash });
    }),
  );
  await store.write(
    "strict",
    async (tx) => {
      await tx.setControl("enrolled", ENROLLED);
      await tx.setControl("epoch", ENROLLED.epoch);
      await tx.setControl("offeredEpoch", ENROLLED.epoch);
      await tx.setControl("deviceKeys", { signing: "A".repeat(43), secret: "B".repeat(42) + "A" });
      await tx.setControl("authorKeys", { [ADA]: idOf("key1"), [BEN]: idOf("key2") });
      for (const slot of slots) await tx.putSlot(slot);
    },
    { scopes: [], parts: [] },
  );
  const tab = (half?: JsonObject, { clock, mirror, on = disk, ...over }: TabOptions = {}): Device => {
    const device = createDevice({
      ports: {
        store: createMemoryStore({ schema, disk: on }),
        transport,
        mirror,
        clock: clock ?? { now: () => time.now() + slept, offsetMinutes: () => 60 },
        scheduler: time,
        randomBytes,
        slowHash,
      },
      schema,
      app: "test",
      slowHashCost: COST,
      pinCost: COST,
      ...(half && { putAway: () => device.saveDraft("half", half) }),
      ...over,
    });
    return device;
  };
  /** So much time goes by in a cupboard: the clock runs, no timer does; then the tablet is awake for two minutes. */
  const sleep = async (milliseconds: number): Promise<void> => {
    slept += milliseconds;
    await time.pass(120_000);
    await settled();
  };
  return { tab, store, disk, time, sleep, slowHash, transport };
}

export async function comeIn(device: Device, adult: AdultId): Promise<void> {
  const refused = await device.openWithWords(adult, WORDS[adult] ?? []);
  if (refused) throw new Error(refused.sentence);
  await settled();
}

export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await rest();
};

/** Who is open at the device, or how it stands. */
/** A tab at which an adult was, and locked it. */
export async function lockedTablet() {
  const made = await twoAdults();
  const device = made.tab();
  await comeIn(device, ADA);
  device.lock();
  await settled();
  const waiting = async (): Promise<number> => (await made.store.read((tx) => tx.jots())).length;
  return { ...made, device, waiting };
}

/** The jots as they stand for whoever is there; undefined while nobody is. */
export async function jotsAt(device: Device) {
  const jots = device.watch({ kind: "jots" });
  const stop = jots.subscribe(() => undefined);
  await settled();
  stop();
  return jots.get();
}

export const at = (device: Device): string => {
  const standing = device.standing.get();
  return standing.state === "open" ? standing.adult : standing.state;
};
