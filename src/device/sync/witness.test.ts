import { expect, test } from "vitest";
import { schema } from "../device.fixture.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { keepWitness, witnessOf } from "./witness.ts";

type Told = Parameters<typeof keepWitness>[1];
const told = (number: number, hash: string, witnessed: { number: number; hash: string } | null, epoch = "e"): Told =>
  ({ epoch, audit: { number, hash, witnessed } }) as Told;

async function start() {
  const store = createMemoryStore({ schema });
  const keep = (page: Told) => store.write("relaxed", (tx) => keepWitness(tx, page), { scopes: [], parts: [] });
  const differs = () => store.read((tx) => tx.control("auditDiffers"));
  const named = (epoch: string | null = "e") => store.read((tx) => witnessOf(tx, epoch));
  return { keep, differs, named };
}

test("[A46] what extends what was seen takes its place", async () => {
  const { keep, differs, named } = await start();
  expect(await named()).toBeNull();
  await keep(told(3, "c", null));
  expect(await named()).toEqual({ number: 3, hash: "c" });
  await keep(told(7, "g", { number: 3, hash: "c" }));
  expect(await named()).toEqual({ number: 7, hash: "g" });
  expect(await differs()).toBeUndefined();
});

test.each([
  ["another hash at its place", told(9, "i", { number: 7, hash: "x" })],
  ["the line gone, and the end before it", told(5, "e", null)],
] as const)(
  "[A46] %s is noticed; what was seen stays, and is named without its hash from then on",
  async (_what, page) => {
    const { keep, differs, named } = await start();
    await keep(told(7, "g", null));
    await keep(page);
    expect(await differs()).toBe(7);
    expect(await named()).toEqual({ number: 7 });
    await keep(page);
    expect(await differs()).toBe(7);
    // The true one is back.
    await keep(told(10, "j", { number: 7, hash: "g" }));
    expect(await differs()).toBeUndefined();
    expect(await named()).toEqual({ number: 10, hash: "j" });
  },
);

test("[A46] a line that is gone while others were put behind it is noticed too", async () => {
  const { keep, differs } = await start();
  await keep(told(7, "g", null));
  await keep(told(12, "l", { number: 7, hash: "other" }));
  expect(await differs()).toBe(7);
});

test("[A46] a restore begins another epoch: nothing of before is compared; an older answer of another page says nothing", async () => {
  const { keep, differs, named } = await start();
  await keep(told(7, "g", null));
  expect(await named("f")).toBeNull();
  await keep(told(2, "b", null, "f"));
  expect(await differs()).toBeUndefined();
  expect(await named("f")).toEqual({ number: 2, hash: "b" });
  await keep(told(9, "i", { number: 1, hash: "a" }, "f"));
  expect(await named("f")).toEqual({ number: 2, hash: "b" });
});
