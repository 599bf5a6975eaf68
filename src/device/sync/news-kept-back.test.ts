// When screens hear of what the writes of a round changed.

import { expect, test } from "vitest";
import { idOf } from "../device.fixture.ts";
import type { ScopeId } from "#ledger/names.ts";
import type { Touched } from "../ports.ts";
import { createNewsKeptBack } from "./news-kept-back.ts";

const one = idOf<ScopeId>("p1");
const two = idOf<ScopeId>("p2");
const marks = (scopes: Touched["scopes"]): Touched => ({ scopes, parts: ["pending", "control"] });

function news() {
  const at = { now: 0 };
  const told: Touched[] = [];
  const store = {
    async write<T>(_: "strict" | "relaxed", __: unknown, touched: Touched | ((result: T) => Touched)): Promise<T> {
      told.push(typeof touched === "function" ? touched(undefined as T) : touched);
      return undefined as T;
    },
  };
  return { at, told, news: createNewsKeptBack(store, () => at.now) };
}

test("[S5] [S12] what a batch or a page changed is kept back for five seconds at most, and all of it is told; how much waits at once", async () => {
  const { at, told, news: subject } = news();
  expect(subject.of(marks([one]), false)).toEqual({ scopes: [], parts: ["counts"] });
  at.now = 5_000;
  expect(subject.of(marks([two]), false)).toEqual({ scopes: [one, two], parts: ["pending", "control"] });
  expect(subject.of(marks([one]), false).scopes).toEqual([]);
  expect(subject.of({ scopes: [two], parts: ["rows", "control"] }, false).scopes).toEqual([]);
  await subject.rest();
  expect(told).toEqual([{ scopes: [one, two], parts: ["pending", "control", "rows"] }]);
  await subject.rest();
  expect(told).toHaveLength(1);
});

test("[S6] a reason is told at once, and a clock that was set back keeps nothing back", () => {
  const { at, news: subject } = news();
  expect(subject.of(marks("all"), true).scopes).toBe("all");
  at.now = -5;
  expect(subject.of(marks([one]), false).scopes).toEqual([one]);
});
