import { expect, test } from "vitest";
import { createDevice } from "../create-device.ts";
import { ENROLLED, EPOCH, idOf, insides, network, newNote, ok, schema, write } from "../device.fixture.ts";
import { createMemoryStore } from "../store/memory-store.ts";

/** A tablet whose commit an earlier server had taken in at number 7, and which is enrolled anew at a server of this epoch. */
async function enrolledAt(epoch: string) {
  const { store, commit, randomBytes } = await insides();
  await commit(write, [newNote("n1", "taken in before the server was lost")]);
  await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 1, state: "accepted", acceptedSeq: 7 }]), {
    scopes: [],
    parts: [],
  });
  const device = createDevice({
    ports: {
      store: createMemoryStore({ schema, disk: store.disk }),
      transport: network(() => ok({ waymark: "enrolled", enrolled: { ...ENROLLED, device: idOf("dv8"), epoch } })),
      clock: { now: () => Date.UTC(2026, 5, 9, 9, 42), offsetMinutes: () => 60 },
      scheduler: { after: () => () => undefined },
      randomBytes,
      slowHash: { derive: async () => new Uint8Array(32) },
    },
    schema,
    app: "test",
  });
  expect(await device.enrol({ code: "1234", name: "Tablet 3", kind: "shared" })).toBeUndefined();
  device.close();
  return (await store.read((tx) => tx.pendingOutside())).map(({ state, acceptedSeq }) => [state, acceptedSeq]);
}

test("[S9] enrolled at a server of another epoch: what an earlier one had taken in is to be sent again", async () => {
  expect(await enrolledAt(idOf("ep2"))).toEqual([["queued", 0]]);
});

test("[S9] enrolled anew under the same epoch, what was taken in still is", async () => {
  expect(await enrolledAt(EPOCH)).toEqual([["accepted", 7]]);
});
