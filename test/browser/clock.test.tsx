// The clock that screens follow: it turns with the minute, so that what is tapped in a new minute is of now at once.

import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { DeviceContext } from "#app/binding.ts";
import { useClock } from "#app/use-moment.ts";
import { createSource } from "#base/signal.ts";
import type { Device, Standing } from "#device/device.ts";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("[C19] the minute turns on the screen when it turns on the tablet", async () => {
  // What stands between is counted, and not how long a machine takes for it.
  vi.useFakeTimers({ now: Date.parse("2026-06-09T09:41:59.500Z"), toFake: ["setTimeout", "clearTimeout", "Date"] });
  const now = () => Date.now();
  const localNow = () => new Date(now()).toISOString().slice(0, 16);
  const device = { now, localNow, standing: createSource<Standing>({ state: "new" }) } as unknown as Device;
  const Clock = () => <p>{useClock().localNow}</p>;
  render(
    <DeviceContext value={device}>
      <Clock />
    </DeviceContext>,
  );
  const passes = (milliseconds: number): Promise<void> => act(async () => void vi.advanceTimersByTime(milliseconds));
  await passes(400);
  expect(screen.getByText("2026-06-09T09:41")).toBeTruthy();
  await passes(200);
  expect(screen.getByText("2026-06-09T09:42")).toBeTruthy();
});
