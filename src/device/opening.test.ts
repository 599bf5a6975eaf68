// What an opened device does beside its first reading, where that meets damage or goes on and on.

import { expect, test } from "vitest";
import { createDevice } from "./create-device.ts";
import { feedPage, type handTime, ok, rest, schema, seededBytes } from "./device.fixture.ts";
import type { Device } from "./door.ts";
import type { Store, Transport } from "./ports.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import { StoreTrouble } from "./store/store-trouble.ts";
import { ADA, comeIn, quickHash, settled, twoAdults, WORDS } from "./two-adults.fixture.ts";

const deviceOn = (store: Store, transport: Transport, time: ReturnType<typeof handTime>): Device =>
  createDevice({
    ports: {
      store,
      transport,
      clock: { now: time.now, offsetMinutes: () => 60 },
      scheduler: time,
      randomBytes: seededBytes(9),
      slowHash: quickHash(),
    },
    schema,
    app: "test",
  });

test("[S23] what is met as damaged while a device is opened is made good at every opening, and told once", async () => {
  const { disk, time, transport } = await twoAdults(() => ok(feedPage({ more: false })));
  const store = createMemoryStore({ schema, disk });
  let damaged = false;
  const broken: Store = {
    ...store,
    read: (work) =>
      store.read((tx) =>
        work(
          damaged
            ? {
                ...tx,
                summaries: async () => {
                  throw new StoreTrouble("damaged");
                },
              }
            : tx,
        ),
      ),
  };
  const device = deviceOn(broken, transport, time);
  await settled();
  for (const sitting of [1, 2]) {
    damaged = true;
    await comeIn(device, ADA);
    await time.pass(1000);
    await settled();
    damaged = false;
    const said = device.status.get().attempts.filter(({ words }) => words.startsWith("Something kept"));
    expect(device.status.get().trouble).toBeNull();
    expect(said).toHaveLength(sitting);
    await device.sendNow();
    await settled();
    device.lock();
    await settled();
  }
});

test("[V30] a tablet that is being filled takes notes once it was opened, though its lists change all the time", async () => {
  const { disk, time, transport } = await twoAdults();
  const store = createMemoryStore({ schema, disk });
  const other = createMemoryStore({ schema, disk });
  let filling = true;
  /** Another page of the feed arrives while the lists are read. */
  const filled: Store = {
    ...store,
    async read(work) {
      const answer = await store.read(work);
      if (!filling) return answer;
      await other.write("relaxed", async () => undefined, { scopes: "all", parts: ["rows"] });
      await rest();
      return answer;
    },
  };
  const device = deviceOn(filled, transport, time);
  await settled();
  await device.openWithWords(ADA, WORDS[ADA] ?? []);
  await time.pass(30_000);
  await expect.poll(() => store.read((tx) => tx.control("jotKeys"))).toBeDefined();
  filling = false;
  await settled();
});
