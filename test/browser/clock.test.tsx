// The clock that screens follow: it turns with the minute, so that what is tapped in a new minute is of now at once.

import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { DeviceContext } from "#app/binding.ts";
import { useClock } from "#app/use-moment.ts";
import { createSource } from "#base/signal.ts";
import type { Device, Standing } from "#device/device.ts";

afterEach(cleanup);

const MINUTE = 60_000;
/** What a screen that is a quarter of a minute behind would show. */
const LATE = 10_000;

test("[C19] the minute turns on the screen when it turns on the tablet", async () => {
  const begun = performance.now();
  const start = Date.parse("2026-06-09T09:42:00Z") - 400;
  const now = () => start + performance.now() - begun;
  const localNow = () => new Date(now()).toISOString().slice(0, 16);
  const device = { now, localNow, standing: createSource<Standing>({ state: "new" }) } as unknown as Device;
  const Clock = () => <p>{useClock().localNow}</p>;
  render(
    <DeviceContext value={device}>
      <Clock />
    </DeviceContext>,
  );
  expect(screen.getByText("2026-06-09T09:41")).toBeTruthy();
  await screen.findByText("2026-06-09T09:42", {}, { timeout: MINUTE, interval: 50 });
  expect(now() - (start + 400)).toBeLessThan(LATE);
});
