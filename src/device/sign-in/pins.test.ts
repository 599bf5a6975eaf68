import { expect, test } from "vitest";
import { EPOCH, newNote, ok, PUPIL, type Sent, write } from "../device.fixture.ts";
import type { Device, Person } from "../door.ts";
import { ADA, at, BEN, comeIn, settled, twoAdults, WORDS } from "../two-adults.fixture.ts";
import { MOST_WRONG, pinWait } from "./pins.ts";

const PIN = { [ADA]: "8305", [BEN]: "7614" };

/** Both have a PIN, and the page stands locked and warm. */
async function start(...answers: readonly ((sent: Sent) => ReturnType<typeof ok>)[]) {
  const made = await twoAdults(...answers);
  const device = made.tab();
  for (const adult of [ADA, BEN]) {
    await comeIn(device, adult);
    expect(await device.setPin(PIN[adult] ?? "")).toBeUndefined();
  }
  device.lock();
  await settled();
  return { ...made, device };
}

const people = (device: Device): readonly Person[] => {
  const standing = device.standing.get();
  return standing.state === "locked" ? standing.people : [];
};
const tryPin = async (device: Device, adult: typeof ADA, pin: string): Promise<string> => {
  const code = (await device.openWithPin(adult, pin))?.code ?? "in";
  await settled();
  return code;
};

test("[V10] after anybody's words everybody with a PIN takes over by it, and signs what they write", async () => {
  const { device, store } = await start();
  expect(people(device)).toMatchObject([
    { adult: ADA, digits: 4, warm: true },
    { adult: BEN, digits: 4, warm: true },
  ]);
  expect([await tryPin(device, BEN, PIN[BEN] ?? ""), at(device)]).toEqual(["in", BEN]);
  await device.commit(write, [newNote("n1", "By Ben")]);
  expect([await tryPin(device, ADA, PIN[ADA] ?? ""), at(device)]).toEqual(["in", ADA]);
  await device.commit(write, [newNote("n2", "By Ada")]);
  const found = device.watch({ kind: "unsent" });
  found.subscribe(() => undefined);
  await settled();
  expect(found.get()?.map(({ envelope }) => [envelope.author, envelope.authorKey])).toEqual([
    [BEN, expect.stringContaining("key2")],
    [ADA, expect.stringContaining("key1")],
  ]);
  expect((await store.read((tx) => tx.pendingOutside())).length).toBe(2);
});

test("[V10] a page that was loaded again asks for words, of everybody; after one adult's words all PINs are back", async () => {
  const { device, tab } = await start();
  device.close();
  const again = tab();
  await settled();
  expect(people(again)).toMatchObject([{ digits: 4, warm: false }, { warm: false }]);
  expect(await tryPin(again, ADA, PIN[ADA] ?? "")).toBe("pinCold");
  await comeIn(again, BEN);
  expect([await tryPin(again, ADA, PIN[ADA] ?? ""), at(again)]).toEqual(["in", ADA]);
});

test("[V10] a second tab is as cold as a page loaded again, whatever stands in the first", async () => {
  const { device, tab } = await start();
  await comeIn(device, ADA);
  const second = tab();
  await settled();
  expect([at(second), await tryPin(second, ADA, PIN[ADA] ?? "")]).toEqual(["locked", "pinCold"]);
});

test("[V10] one adult's PIN opens nothing for another", async () => {
  const { device } = await start();
  expect(await tryPin(device, ADA, PIN[BEN] ?? "")).toBe("wrongPin");
  expect(at(device)).toBe("locked");
});

test("[V33] wrong PINs hold up that adult alone, longer each time; a right one ends it", async () => {
  const { device, time } = await start();
  for (let n = 0; n < 2; n += 1) expect(await tryPin(device, ADA, "0001")).toBe("wrongPin");
  const refused = await device.openWithPin(ADA, "0001");
  expect(refused?.sentence).toBe("That is not your PIN. Wait 5 seconds, then try again.");
  // Also the right one has to wait, and the other adult has not.
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("pinWait");
  expect(await tryPin(device, BEN, PIN[BEN] ?? "")).toBe("in");
  await time.pass(5_000);
  expect(await tryPin(device, ADA, "0001")).toBe("wrongPin");
  await time.pass(5_000);
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("pinWait");
  await time.pass(5_000);
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("in");
  device.lock();
  expect(await tryPin(device, ADA, "0001")).toBe("wrongPin");
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("in");
});

test("[V33] many tried at once are tried one after another", async () => {
  const { device, slowHash } = await start();
  const before = slowHash.asked.length;
  const all = await Promise.all(Array.from({ length: 30 }, (_, n) => device.openWithPin(ADA, String(3000 + n))));
  expect(all.filter((refused) => refused?.code === "wrongPin")).toHaveLength(3);
  expect(slowHash.asked.length - before).toBe(3);
});

test("[V33] loading the page again neither shortens the wait nor forgets the count", async () => {
  const { device, tab, time } = await start();
  for (let n = 0; n < 5; n += 1) {
    expect(await tryPin(device, ADA, "0001")).toBe("wrongPin");
    await time.pass(pinWait(n + 1) * 1000);
  }
  device.close();
  const again = tab();
  await settled();
  await comeIn(again, BEN);
  expect(await tryPin(again, ADA, PIN[ADA] ?? "")).toBe("pinWait");
  await time.pass(pinWait(5) * 1000 - 1);
  expect(await tryPin(again, ADA, PIN[ADA] ?? "")).toBe("pinWait");
  await time.pass(1);
  expect(await tryPin(again, ADA, PIN[ADA] ?? "")).toBe("in");
});

test("[V33] after twenty wrong ones the way in is gone, also after another adult's words; the adult's own bring it back", async () => {
  const { device, tab, time } = await start();
  for (let n = 1; n <= MOST_WRONG; n += 1) {
    expect(await tryPin(device, ADA, "0001")).toBe(n === MOST_WRONG ? "pinOff" : "wrongPin");
    await time.pass(pinWait(n) * 1000);
  }
  expect(people(device)).toMatchObject([
    { adult: ADA, warm: false },
    { adult: BEN, warm: true },
  ]);
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("pinOff");
  device.close();
  const again = tab();
  await settled();
  await comeIn(again, BEN);
  expect(await tryPin(again, ADA, PIN[ADA] ?? "")).toBe("pinOff");
  await comeIn(again, ADA);
  again.lock();
  expect(await tryPin(again, ADA, PIN[ADA] ?? "")).toBe("in");
});

test("[V33] the right one at the last try opens it, and again after that", async () => {
  const { device, time, store } = await start();
  for (let n = 1; n < MOST_WRONG; n += 1) {
    expect(await tryPin(device, ADA, "0001")).toBe("wrongPin");
    await time.pass(pinWait(n) * 1000);
  }
  expect([await tryPin(device, ADA, PIN[ADA] ?? ""), at(device)]).toEqual(["in", ADA]);
  expect(await store.read((tx) => tx.control("pinTries"))).toEqual({});
  device.lock();
  await settled();
  expect(people(device)).toMatchObject([{ adult: ADA, warm: true }, { warm: true }]);
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("in");
});

test("[V34] another PIN takes the place of the one before, at once and in every tab", async () => {
  const { device, tab } = await start();
  const second = tab();
  await comeIn(second, ADA);
  await comeIn(device, ADA);
  expect(await device.setPin("1234")).toMatchObject({ code: "pinWeak" });
  expect(await device.setPin("90417")).toBeUndefined();
  await settled();
  device.lock();
  await settled();
  for (const page of [device, second]) {
    expect(await tryPin(page, ADA, PIN[ADA] ?? "")).toBe("wrongPin");
    expect(await tryPin(page, ADA, "90417")).toBe("in");
    page.lock();
    await settled();
  }
});

test("[V34] a PIN that was taken away opens nothing, in no tab", async () => {
  const { device, tab } = await start();
  const second = tab();
  await comeIn(second, ADA);
  second.lock();
  await comeIn(device, ADA);
  await device.dropPin();
  await settled();
  device.lock();
  await settled();
  for (const page of [device, second]) expect(await tryPin(page, ADA, PIN[ADA] ?? "")).toBe("pinCold");
});

test("[V10] a device that was taken out of use is opened by no PIN, also where the page was warm", async () => {
  const told = () => ok({ waymark: "push", wire: 1, epoch: EPOCH, verdicts: [], next: 1, standing: "revoked" });
  const { device } = await start(told);
  await device.sendNow();
  await settled();
  expect([at(device), await tryPin(device, ADA, PIN[ADA] ?? "")]).toEqual(["enrolled", "pinCold"]);
});

test("[V34] a locked tablet takes no PIN, and a cover adult has none", async () => {
  const { device } = await start();
  expect(await device.setPin("90417")).toMatchObject({ code: "locked" });
  await comeIn(device, ADA);
  const vouch = { name: "vouch", run: () => [newNote("cv", "Ms Cole", PUPIL)] } as never;
  await device.letCoverIn(vouch, {}, "Ms C");
  await settled();
  expect(await device.setPin("90417")).toMatchObject({ code: "coverItself" });
});

test("[V10] words still open it where the PIN does not", async () => {
  const { device } = await start();
  for (let n = 0; n < 3; n += 1) await tryPin(device, ADA, "0001");
  expect(await device.openWithWords(ADA, WORDS[ADA] ?? [])).toBeUndefined();
  device.lock();
  expect(await tryPin(device, ADA, PIN[ADA] ?? "")).toBe("in");
});
