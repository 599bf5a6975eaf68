import { afterEach, expect, test, vi } from "vitest";
import { createSource } from "#base/signal.ts";
import type { Device } from "#device/device.ts";
import { readOnce } from "./binding.ts";

afterEach(() => void vi.useRealTimers());

test("one answer is waited for, and given up in time where the device was shut meanwhile and the press must not wait for ever", async () => {
  vi.useFakeTimers();
  const answer = createSource<unknown>(undefined);
  const device = { watch: () => answer } as unknown as Device;
  const first = readOnce(device, { kind: "drafts" });
  answer.set([]);
  expect(await first).toEqual([]);
  answer.set(undefined);
  const second = readOnce(device, { kind: "drafts" }, 10_000);
  const told = expect(second).rejects.toThrow("no answer about drafts");
  await vi.advanceTimersByTimeAsync(10_000);
  await told;
  expect(vi.getTimerCount()).toBe(0);
});
