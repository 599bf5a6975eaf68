import { expect, test } from "vitest";
import { AT_MOST, AT_REST, createFingers } from "./fingers.ts";

/** A fingers, and the one task that waits. */
function start() {
  let waits: { readonly milliseconds: number; readonly task: () => void } | undefined;
  const fingers = createFingers((milliseconds, task) => {
    const mine = { milliseconds, task };
    waits = mine;
    return () => {
      if (waits === mine) waits = undefined;
    };
  });
  return {
    fingers,
    near: () => fingers.near.get(),
    waits: () => waits?.milliseconds,
    passes: () => {
      const due = waits;
      waits = undefined;
      due?.task();
    },
  };
}

test("a finger is near from the touch until a moment after the last finger was lifted", () => {
  const { fingers, near, waits, passes } = start();
  expect(near()).toBe(false);
  fingers.down(1);
  fingers.down(2);
  fingers.up(1);
  expect([near(), waits()]).toEqual([true, AT_MOST]);
  fingers.up(2);
  expect([near(), waits()]).toEqual([true, AT_REST]);
  passes();
  expect([near(), waits()]).toEqual([false, undefined]);
});

test("the next tap begins the moment anew, and only one moment runs", () => {
  const { fingers, near, waits, passes } = start();
  fingers.down(1);
  fingers.up(1);
  fingers.down(2);
  expect(waits()).toBe(AT_MOST);
  fingers.up(2);
  expect(waits()).toBe(AT_REST);
  passes();
  expect([near(), waits()]).toEqual([false, undefined]);
});

test("a finger whose lifting nobody told of holds nothing for ever, and what was lifted elsewhere holds nothing", () => {
  const { fingers, near, waits, passes } = start();
  fingers.up(7);
  expect([near(), waits()]).toEqual([false, undefined]);
  fingers.down(1);
  passes();
  expect(near()).toBe(false);
  fingers.down(2);
  fingers.up(2);
  expect(waits()).toBe(AT_REST);
});
