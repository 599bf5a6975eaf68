import { expect, test } from "vitest";
import { seededBytes } from "../device.fixture.ts";
import { tryBoxes } from "./try-boxes.ts";

test("boxes that come back as they went in are no trouble", () => {
  expect(() => tryBoxes(seededBytes(3))).not.toThrow();
});

test("a browser whose boxes do not open as they were sealed is found before a record is trusted to it", () => {
  const { set } = Uint8Array.prototype;
  try {
    // As a broken copy would: the first byte of whatever is moved comes out as another.
    Uint8Array.prototype.set = function (this: Uint8Array, from: ArrayLike<number>, at?: number): void {
      set.call(this, from, at);
      if (from.length > 1000) this[at ?? 0] = ((this[at ?? 0] as number) + 1) & 255;
    };
    expect(() => tryBoxes(seededBytes(3))).toThrow();
  } finally {
    Uint8Array.prototype.set = set;
  }
});
