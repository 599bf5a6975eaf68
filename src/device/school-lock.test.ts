import { expect, test } from "vitest";
import { EPOCH, newNote, ok, PUPIL, type Sent, write } from "./device.fixture.ts";
import type { Device } from "./door.ts";
import type { Answer } from "./ports.ts";
import { ADA, at, BEN, comeIn, settled, twoAdults, WORDS } from "./two-adults.fixture.ts";

const PIN = "8305";
const NO: Answer = {
  reached: true,
  status: 423,
  body: { waymark: "problem", code: "deviceLocked", sentence: "Your school has locked this device." },
};
const PAGE = {
  ...{ waymark: "pull", wire: 1, epoch: EPOCH, kind: "feed", rows: [], entries: [], own: [], purge: [] },
  ...{ cursor: 1, more: false, horizon: 0 },
};

/** A server of which the school locks the device when a test says so. */
async function start(half?: { text: string }) {
  const school = { locked: false, signal: true, slow: undefined as Promise<void> | undefined };
  const answer = ({ path, body }: Sent): Answer => {
    if (!school.signal) return { reached: false, why: "offline" };
    if (path === "/api/sync/pull") {
      const page = school.locked ? NO : ok(PAGE);
      // The answer is the one of when it was asked, however late it comes.
      return school.slow ? (school.slow.then(() => page) as unknown as Answer) : page;
    }
    if (path === "/api/devices" && school.locked) return NO;
    if (path !== "/api/sync/push") return { reached: false, why: "offline" };
    const { envelopes } = body as unknown as { envelopes: { id: string; deviceSeq: number }[] };
    const verdicts = envelopes.map(({ id, deviceSeq }) => ({
      envelope: id,
      deviceSeq,
      result: "processed",
      changes: [],
    }));
    const next = (envelopes.at(-1)?.deviceSeq ?? 0) + 1;
    return ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts, next, ...(school.locked && { locked: true }) });
  };
  const made = await twoAdults(...Array.from({ length: 40 }, () => answer));
  const device = made.tab(half);
  await comeIn(device, ADA);
  expect(await device.setPin(PIN)).toBeUndefined();
  await device.sendNow();
  expect(at(device)).toBe(ADA);
  const lock = async (locked: boolean, by: Device = device): Promise<void> => {
    school.locked = locked;
    await by.sendNow();
    await settled();
  };
  return { ...made, device, school, lock };
}

const isLockedBySchool = (device: Device): boolean => {
  const standing = device.standing.get();
  return standing.state === "locked" && standing.schoolLock === true;
};

test("[A49] locked from afar it shuts at its next contact: no PIN, no words, also after the page was loaded again", async () => {
  const { device, tab, lock, school } = await start();
  await lock(true);
  expect([at(device), isLockedBySchool(device)]).toEqual(["locked", true]);
  expect((await device.openWithPin(ADA, PIN))?.code).toBe("schoolLock");
  expect((await device.openWithWords(BEN, WORDS[BEN] ?? []))?.code).toBe("schoolLock");
  device.close();
  school.signal = false;
  const again = tab();
  await settled();
  expect(isLockedBySchool(again)).toBe(true);
  expect((await again.openWithWords(ADA, WORDS[ADA] ?? []))?.code).toBe("schoolLock");
  expect(at(again)).toBe("locked");
});

test("[A49] let be opened again it opens at its next contact, with words: a PIN that was warm before is cold", async () => {
  const { device, lock, school } = await start();
  await lock(true);
  school.signal = false;
  await lock(false);
  expect(isLockedBySchool(device)).toBe(true);
  school.signal = true;
  await lock(false);
  expect(isLockedBySchool(device)).toBe(false);
  expect((await device.openWithPin(ADA, PIN))?.code).toBe("pinCold");
  await comeIn(device, ADA);
  expect(at(device)).toBe(ADA);
});

test("[A49] an answer from before the lock, that comes after it was heard, does not lift it", async () => {
  const { device, school } = await start();
  let arrive = (): void => undefined;
  school.slow = new Promise((resolve) => (arrive = resolve));
  const late = device.sendNow();
  await settled();
  school.locked = true;
  expect(await device.ask("GET", "/api/devices")).toMatchObject({ code: "deviceLocked" });
  await settled();
  expect(isLockedBySchool(device)).toBe(true);
  school.signal = false;
  arrive();
  await late;
  await settled();
  expect(isLockedBySchool(device)).toBe(true);
  expect((await device.openWithWords(ADA, WORDS[ADA] ?? []))?.code).toBe("schoolLock");
});

test("[A49] what waits is delivered, what is half written stays, and notes can still be taken", async () => {
  const { device, transport, lock, school } = await start({ text: "He said that" });
  school.signal = false;
  const done = await device.commit(write, [newNote("n1", "Written before anybody knew")]);
  expect(done.refused).toBeUndefined();
  school.signal = true;
  await lock(true);
  expect(transport.sent.some(({ body }) => (body["envelopes"] as unknown[] | undefined)?.length === 1)).toBe(true);
  expect((await device.jot("note", { text: "In the corridor" }, { scope: PUPIL })).refused).toBeUndefined();
  await lock(false);
  await comeIn(device, ADA);
  const drafts = device.watch({ kind: "drafts" });
  drafts.subscribe(() => undefined);
  await settled();
  expect(drafts.get()).toMatchObject([{ id: "half", body: { text: "He said that" } }]);
});

test("[A49] one tab hears it, and every tab of the browser is shut, whoever is at it", async () => {
  const { device, tab, lock } = await start();
  const other = tab();
  device.lock();
  await settled();
  await comeIn(other, BEN);
  expect([at(device), at(other)]).toEqual(["locked", BEN]);
  // The one that hears is locked already, and has nobody to shut.
  await lock(true);
  expect([at(other), isLockedBySchool(other), isLockedBySchool(device)]).toEqual(["locked", true, true]);
  for (const one of [device, other]) expect((await one.openWithPin(ADA, PIN))?.code).toBe("schoolLock");
});

test("[A49] whoever was on their way in when it was heard does not come in", async () => {
  const { device, lock } = await start();
  device.lock();
  await settled();
  const coming = device.openWithWords(BEN, WORDS[BEN] ?? []);
  const locked = lock(true);
  const refused = await coming;
  await locked;
  expect([refused?.code ?? "came in", at(device)]).toEqual([expect.stringMatching(/schoolLock|came in/), "locked"]);
});
