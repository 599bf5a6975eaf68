import { describe, expect, test } from "vitest";
import { Locked } from "../ports.ts";
import { createSealer } from "./seal.ts";
import { createSigningKey } from "./signing-key.ts";

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const key = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const text = new TextEncoder().encode("walked in calmly");

describe("sealer", () => {
  test("[V2] the same vault key opens and names the same, another neither", () => {
    const one = createSealer(key(1), randomBytes);
    const again = createSealer(key(1), randomBytes);
    const other = createSealer(key(2), randomBytes);
    const box = one.seal("rows|a|1", text);
    expect(again.open("rows|a|1", box)).toEqual(text);
    expect(() => other.open("rows|a|1", box)).toThrow();
    expect(() => again.open("rows|a|2", box)).toThrow();
    expect(again.blind("scope")).toBe(one.blind("scope"));
    expect(other.blind("scope")).not.toBe(one.blind("scope"));
  });

  test("[V13] names are short, one-way and never two for one", () => {
    const sealer = createSealer(key(1), randomBytes);
    const names = new Set<string>();
    // More than are kept at once: a name forgotten and asked for again is the same.
    for (let i = 0; i < 5000; i += 1) names.add(sealer.blind(`scope ${i}`));
    expect(names.size).toBe(5000);
    for (const i of [0, 1, 4999]) expect(names.has(sealer.blind(`scope ${i}`))).toBe(true);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test("[V11] the same text never makes the same box", () => {
    const sealer = createSealer(key(1), randomBytes);
    expect(sealer.seal("c", text)).not.toEqual(sealer.seal("c", text));
  });

  test("[V20] shut, it throws Locked and seals nothing under a key of zeroes", () => {
    const sealer = createSealer(key(1), randomBytes);
    const box = sealer.seal("c", text);
    const name = sealer.blind("scope");
    sealer.shut();
    expect(() => sealer.seal("c", text)).toThrow(Locked);
    expect(() => sealer.open("c", box)).toThrow(Locked);
    expect(() => sealer.blind("scope")).toThrow(Locked);
    const after = createSealer(key(1), randomBytes);
    expect([after.open("c", box), after.blind("scope")]).toEqual([text, name]);
  });

  test("the vault key is left to the one who holds it", () => {
    const held = key(1);
    const sealer = createSealer(held, randomBytes);
    held.fill(0);
    expect(createSealer(key(1), randomBytes).open("c", sealer.seal("c", text))).toEqual(text);
    expect(() => createSealer(new Uint8Array(31), randomBytes)).toThrow(/32 bytes/);
  });
});

describe("signing key", () => {
  test("[V3][V20] it signs until it is shut, whatever becomes of the seed it was made from", () => {
    const seed = key(3);
    const signing = createSigningKey(seed);
    seed.fill(0);
    const fresh = createSigningKey(key(3));
    expect(signing.publicKey).toBe(fresh.publicKey);
    expect(signing.sign(text)).toEqual(fresh.sign(text));
    signing.shut();
    expect(() => signing.sign(text)).toThrow(Locked);
  });
});
