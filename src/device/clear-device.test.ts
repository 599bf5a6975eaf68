import { expect, test } from "vitest";
import { EPOCH, newNote, ok, type Sent, write } from "./device.fixture.ts";
import { ADA, at, comeIn, settled, twoAdults } from "./two-adults.fixture.ts";

/** A server that took this device out of use; `takes`: whether it has the commits and the notes then. */
const server =
  (takes: { push: boolean; jots: boolean }) =>
  ({ path, body }: Sent) => {
    if (path.endsWith("/push")) {
      const envelopes = (body["envelopes"] ?? []) as { id: string; deviceSeq: number }[];
      const verdicts = envelopes.map(({ id: envelope, deviceSeq }) =>
        takes.push
          ? { envelope, deviceSeq, result: "processed", changes: [] }
          : { envelope, deviceSeq, result: "unreadable", sentence: "No.", changes: [] },
      );
      const next = (envelopes.at(-1)?.deviceSeq ?? 0) + 1;
      return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts, next, standing: "revoked" });
    }
    if (path.endsWith("/jots") && takes.jots)
      return ok({ waymark: "jots", kept: (body["jots"] as { id: string }[]).map(({ id }) => id) });
    if (path.endsWith("/clear")) return ok({ waymark: "done" });
    return { reached: false, why: "offline" } as const;
  };

async function start(takes: { push: boolean; jots: boolean }) {
  const made = await twoAdults(server(takes));
  const device = made.tab();
  await comeIn(device, ADA);
  await device.commit(write, [newNote("n1", "Written before")]);
  device.lock();
  await device.jot("note", { text: "Written while locked" });
  await settled();
  const asked = () => made.transport.sent.map(({ path }) => path.split("/").at(-1));
  return { ...made, device, asked };
}

test("[V38] what waits is delivered before the server is asked to clear anything", async () => {
  const { device, store, asked } = await start({ push: true, jots: true });
  expect(await device.clear(false)).toBeUndefined();
  expect(asked().at(-1)).toBe("clear");
  expect(asked().indexOf("push")).toBeLessThan(asked().indexOf("clear"));
  expect(asked().indexOf("jots")).toBeLessThan(asked().indexOf("clear"));
  expect(await store.read((tx) => tx.jots())).toEqual([]);
  await settled();
  expect(at(device)).toBe("enrolled");
});

test("[V38] a note that is not with the server keeps everything where it is", async () => {
  const takes = { push: true, jots: false };
  const { device, store, asked } = await start(takes);
  for (const saved of [false, true]) expect(await device.clear(saved)).toMatchObject({ code: "notDelivered" });
  expect(asked()).not.toContain("clear");
  expect(await store.read((tx) => tx.jots())).toHaveLength(1);
  takes.jots = true;
  expect(await device.clear(false)).toBeUndefined();
});

test("[V38] what the server set aside is with the server, though nobody here can open its verdict any more", async () => {
  const { device } = await start({ push: false, jots: true });
  expect(await device.clear(false)).toBeUndefined();
});

test("[V38] what the server refused before is nowhere else: it goes only after it was saved as a file", async () => {
  const { device, store, asked } = await start({ push: true, jots: true });
  await store.write("strict", (tx) => tx.markPending([{ deviceSeq: 1, state: "refused", acceptedSeq: 0 }]), {
    scopes: "all",
    parts: ["pending"],
  });
  expect(await device.clear(false)).toMatchObject({ code: "unsent" });
  expect(asked()).not.toContain("clear");
  expect((await store.read((tx) => tx.pendingOutside())).length).toBe(1);
  expect((await device.unsentFile()).count).toBe(1);
  expect(await device.clear(true)).toBeUndefined();
  expect(asked().at(-1)).toBe("clear");
});
