import { expect, test } from "vitest";
import type { JsonObject } from "#base/json.ts";
import type { AdultId } from "#ledger/names.ts";
import { createDevice } from "./create-device.ts";
import { ENROLLED, idOf, rest, schema, seededBytes } from "./device.fixture.ts";
import type { Device } from "./door.ts";
import { createMemoryDisk, createMemoryStore } from "./store/memory-store.ts";
import { makePhraseSlot } from "./vault/phrase-slot.ts";

const ADA = idOf<AdultId>("ad1");
const BEN = idOf<AdultId>("ad2");
const WORDS: { readonly [adult: string]: readonly string[] } = {
  [ADA]: ["apple", "bread", "chair", "dance", "eagle"],
  [BEN]: ["fence", "grape", "house", "ivory", "jelly"],
};
/** Nothing is guessed here: the words themselves will do for a key. */
const slowHash = {
  derive: async (secret: string) => Uint8Array.from({ length: 32 }, (_, at) => secret.codePointAt(at) ?? 0),
};

/** Two tabs of one browser, known to Ada and Ben. */
async function tabs() {
  const disk = createMemoryDisk();
  const randomBytes = seededBytes(7);
  const vaultKey = randomBytes(32);
  const authorSeed = randomBytes(32);
  const first = createMemoryStore({ schema, disk });
  const slots = await Promise.all(
    [ADA, BEN].map((adult) => {
      const cost = { memoryKib: 8, passes: 1 };
      const words = WORDS[adult] ?? [];
      return makePhraseSlot({
        id: `slot-${adult}`,
        adult,
        label: adult,
        words,
        vaultKey,
        authorSeed,
        cost,
        randomBytes,
        slowHash,
      });
    }),
  );
  await first.write(
    "strict",
    async (tx) => {
      await tx.setControl("enrolled", ENROLLED);
      await tx.setControl("authorKeys", { [ADA]: idOf("key1"), [BEN]: idOf("key2") });
      for (const slot of slots) await tx.putSlot(slot);
    },
    { scopes: [], parts: [] },
  );
  const made: Device[] = [];
  const tab = (half?: JsonObject): Device => {
    const device = createDevice({
      ports: {
        store: made.length === 0 ? first : createMemoryStore({ schema, disk }),
        transport: { send: async () => ({ reached: false, why: "offline" }) },
        clock: { now: () => Date.UTC(2026, 5, 9, 9, 42), offsetMinutes: () => 60 },
        scheduler: { after: () => () => undefined },
        randomBytes,
        slowHash,
      },
      schema,
      app: "test",
      ...(half && { putAway: () => device.saveDraft("half", half) }),
    });
    made.push(device);
    return device;
  };
  const comeIn = async (device: Device, adult: AdultId): Promise<void> => {
    expect(await device.openWithWords(adult, WORDS[adult] ?? [])).toBeUndefined();
    await settled();
  };
  return { tab, comeIn };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await rest();
};
const at = (device: Device): string => {
  const standing = device.standing.get();
  return standing.state === "open" ? standing.adult : standing.state;
};

test("[V25] locking one tab shuts the others, once what was half written there is put away", async () => {
  const { tab, comeIn } = await tabs();
  const [one, two] = [tab(), tab({ text: "He said that" })];
  await comeIn(one, ADA);
  await comeIn(two, ADA);
  expect([at(one), at(two)]).toEqual([ADA, ADA]);
  one.lock();
  await settled();
  expect([at(one), at(two)]).toEqual(["locked", "locked"]);
  await comeIn(one, ADA);
  const drafts = one.watch({ kind: "drafts" });
  drafts.subscribe(() => undefined);
  await settled();
  expect(drafts.get()).toMatchObject([{ id: "half", author: ADA, body: { text: "He said that" } }]);
  expect(at(two)).toBe("locked");
});

test("[V25] whoever comes in at one tab shuts somebody else's, and a tab that was shut so shuts nobody", async () => {
  const { tab, comeIn } = await tabs();
  const [one, two, three] = [tab(), tab(), tab()];
  await comeIn(one, ADA);
  await comeIn(two, ADA);
  await comeIn(three, BEN);
  expect([at(one), at(two), at(three)]).toEqual(["locked", "locked", BEN]);
  await comeIn(one, BEN);
  expect([at(one), at(two), at(three)]).toEqual([BEN, "locked", BEN]);
});

test("[V25] a tab that was left locks alone, and a tab that is closed locks nobody", async () => {
  const { tab, comeIn } = await tabs();
  const [one, two, three] = [tab(), tab(), tab()];
  for (const device of [one, two, three]) await comeIn(device, ADA);
  one.lock("here");
  three.close();
  await settled();
  expect([at(one), at(two)]).toEqual(["locked", ADA]);
});
