import { expect, test } from "vitest";
import { createDevice } from "./create-device.ts";
import { ENROLLED, schema, seededBytes } from "./device.fixture.ts";
import type { Device, Standing } from "./door.ts";
import { createEarlyDevice, type EarlyDeviceOptions } from "./early-device.ts";
import { createMemoryStore } from "./store/memory-store.ts";

const clock = { now: () => Date.UTC(2026, 5, 9, 9, 42), offsetMinutes: () => 60 };

/** A device on a store of its own, whose making a test can hold up or let fail. */
async function early({
  first = { state: "new" } as Standing,
  look = undefined as EarlyDeviceOptions["look"],
  enrolled = false,
} = {}) {
  const store = createMemoryStore({ schema });
  if (enrolled)
    await store.write("strict", (tx) => tx.setControl("enrolled", { ...ENROLLED, clockOffset: 60_000 }), {
      scopes: [],
      parts: ["control"],
    });
  const asked: string[] = [];
  let made = 0;
  const fetched: { go(): void; fail(): void }[] = [];
  const make = async (): Promise<Device> => {
    await new Promise<void>((resolve, reject) =>
      fetched.push({ go: resolve, fail: () => reject(new Error("not fetched")) }),
    );
    made += 1;
    return createDevice({
      ports: {
        store,
        transport: {
          async send(_method, path) {
            asked.push(path);
            return { reached: false, why: "offline" };
          },
        },
        clock,
        scheduler: { after: () => () => undefined },
        randomBytes: seededBytes(1),
        slowHash: { derive: async () => new Uint8Array(32) },
      },
      schema,
      app: "test",
    });
  };
  const device = createEarlyDevice({ first, look, clock, make });
  return { device, asked, made: () => made, fetched };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test("it stands before the device is there, and what is asked waits for it", async () => {
  const { device, asked, fetched, made } = await early();
  expect(device.standing.get()).toEqual({ state: "new" });
  expect(device.localNow()).toBe("2026-06-09T10:42");
  const join = device.enrol({ code: "ABC", name: "Tablet 2", kind: "shared" });
  void device.arrive();
  await settled();
  expect(asked).toEqual([]);
  fetched[0]?.go();
  expect(await join).toMatchObject({ code: "unreachable" });
  expect(asked).toHaveLength(1);
  expect(made()).toBe(1);
  expect(device.schema).toBe(schema);
});

test("what is shown stays until the device knows better, and then follows it", async () => {
  const { device, fetched } = await early({ first: { state: "starting" }, enrolled: true });
  const seen: string[] = [];
  device.standing.subscribe(() => seen.push(device.standing.get().state));
  const arrived = device.arrive();
  fetched[0]?.go();
  expect(await arrived).toBe(true);
  await settled();
  expect(seen).toEqual(["enrolled"]);
  // The school's clock on this device is ahead of its own.
  expect(device.localNow()).toBe("2026-06-09T10:43");
});

test("[S12] what was looked up stands until the device has counted for itself, and is not said twice", async () => {
  const first: Standing = { state: "enrolled", schoolName: ENROLLED.schoolName, demo: ENROLLED.demo };
  const look = { clockOffset: 60_000, counts: { counted: true, queued: 3, refused: 1, jots: 2 } };
  const { device, fetched } = await early({ first, look, enrolled: true });
  expect(device.status.get()).toMatchObject(look.counts);
  // By the school's clock, and not by the tablet's.
  expect(device.localNow()).toBe("2026-06-09T10:43");
  const seen: boolean[] = [];
  device.status.subscribe(() => seen.push(device.status.get().counted));
  const standings: string[] = [];
  device.standing.subscribe(() => standings.push(device.standing.get().state));
  const arrived = device.arrive();
  fetched[0]?.go();
  await arrived;
  await settled();
  expect(device.status.get()).toMatchObject({ counted: true, queued: 0 });
  // Nought is said of a count, and of nothing else.
  expect(new Set(seen)).toEqual(new Set([true]));
  expect(standings).toEqual([]);
});

test("a script that could not be fetched is a sentence for whoever asked, and is fetched again", async () => {
  const { device, fetched } = await early();
  const enter = device.enterDemo("room");
  fetched[0]?.fail();
  expect(await enter).toMatchObject({ refused: true, code: "unreachable" });
  const arrived = device.arrive();
  fetched[1]?.go();
  expect(await arrived).toBe(true);
});

test("a question asked early is answered when the device is there, and let go of when nobody waits", async () => {
  const { device, fetched } = await early();
  const drafts = device.watch({ kind: "drafts" });
  let told = 0;
  const stop = drafts.subscribe(() => (told += 1));
  const gone = device.watch({ kind: "unsent" }).subscribe(() => (told += 100));
  gone();
  const arrived = device.arrive();
  fetched[0]?.go();
  await arrived;
  await settled();
  // Nobody has opened the vault: there is no answer, and nothing breaks.
  expect(drafts.get()).toBeUndefined();
  expect(told).toBe(0);
  stop();
});
