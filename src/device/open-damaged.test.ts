// Damage that is met by the first reading of an opened device.

import { expect, test } from "vitest";
import { createDevice } from "./create-device.ts";
import { feedPage, ok, seededBytes, schema } from "./device.fixture.ts";
import type { Store } from "./ports.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import { StoreTrouble } from "./store/store-trouble.ts";
import { ADA, comeIn, quickHash, settled, twoAdults } from "./two-adults.fixture.ts";

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
  const device = createDevice({
    ports: {
      store: broken,
      transport,
      clock: { now: time.now, offsetMinutes: () => 60 },
      scheduler: time,
      randomBytes: seededBytes(9),
      slowHash: quickHash(),
    },
    schema,
    app: "test",
  });
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
