import { expect, test } from "vitest";
import { ADA, at, BEN, comeIn, settled, twoAdults } from "./two-adults.fixture.ts";

test("[V25] locking one tab shuts the others, once what was half written there is put away", async () => {
  const { tab } = await twoAdults();
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
  const { tab } = await twoAdults();
  const [one, two, three] = [tab(), tab(), tab()];
  await comeIn(one, ADA);
  await comeIn(two, ADA);
  await comeIn(three, BEN);
  expect([at(one), at(two), at(three)]).toEqual(["locked", "locked", BEN]);
  await comeIn(one, BEN);
  expect([at(one), at(two), at(three)]).toEqual([BEN, "locked", BEN]);
});

test("[V25] a tab that was left locks alone, and a tab that is closed locks nobody", async () => {
  const { tab } = await twoAdults();
  const [one, two, three] = [tab(), tab(), tab()];
  for (const device of [one, two, three]) await comeIn(device, ADA);
  one.lock("here");
  three.close();
  await settled();
  expect([at(one), at(two)]).toEqual(["locked", ADA]);
});

test("[A18] whose ways in are gone from the device is shut out of it, and nobody else is", async () => {
  const { tab, store } = await twoAdults();
  const device = tab();
  const without = (adult: string) =>
    store.write(
      "strict",
      async (tx) => {
        for (const slot of await tx.slots()) if (slot.adult === adult) await tx.deleteSlot(slot.id);
      },
      { scopes: [], parts: ["slots"] },
    );
  await comeIn(device, ADA);
  await without(BEN);
  await settled();
  expect(at(device)).toBe(ADA);
  const again = await twoAdults();
  const lone = again.tab();
  await comeIn(lone, BEN);
  await again.store.write(
    "strict",
    async (tx) => {
      for (const slot of await tx.slots()) if (slot.adult === BEN) await tx.deleteSlot(slot.id);
    },
    { scopes: [], parts: ["slots"] },
  );
  await settled();
  expect(lone.standing.get()).toMatchObject({ state: "locked", people: [{ adult: ADA }] });
});

test("[V25] a tab whose own facts change while its drafts are put away is shut all the same", async () => {
  const { tab, store } = await twoAdults();
  let away = (): void => undefined;
  const putAway = (): Promise<void> => new Promise((resolve) => (away = resolve));
  const [one, two] = [tab(undefined, { putAway }), tab()];
  await comeIn(one, ADA);
  await comeIn(two, BEN);
  expect(at(one)).toBe(ADA);
  // Ben sets a PIN, or comes in by login: the ways in are written, and every tab looks at them anew.
  await store.write("strict", (tx) => tx.setControl("preferences", {}), { scopes: [], parts: ["slots"] });
  await settled();
  away();
  await settled();
  expect(at(one)).toBe("locked");
});
