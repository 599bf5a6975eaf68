import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDraftKeeper, DRAFT_TIME } from "./draft-keeper.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("[V23] a lock waits for drafts that a slow tablet takes seconds to seal, and for ever for none", async () => {
  const keeper = createDraftKeeper();
  const put: string[] = [];
  keeper.add(() => after(4_000).then(() => void put.push("slow")));
  const dead = keeper.add(() => new Promise(() => undefined));
  void keeper.flush(DRAFT_TIME).then(() => put.push("given up"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(put).toEqual(["slow"]);
  await vi.advanceTimersByTimeAsync(DRAFT_TIME);
  expect(put).toEqual(["slow", "given up"]);
  dead();
  void keeper.flush(DRAFT_TIME).then(() => put.push("all away"));
  await vi.advanceTimersByTimeAsync(4_000);
  expect(put.at(-1)).toBe("all away");
});
