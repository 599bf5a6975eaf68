// The demo's bar comes late: its place is as high as it is, so that nothing under it moves when it comes.

import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { DeviceContext } from "#app/binding.ts";
import { DemoBar } from "#app/demo/demo-bar.tsx";
import { DemoBarPlace } from "#app/demo/demo-bar-place.tsx";
import { DemoContext } from "#app/demo/demo-context.ts";
import { createSource } from "#base/signal.ts";
import type { Device } from "#device/device.ts";
import "#app/ui/tokens.css";
import "#app/ui/base.css";

afterEach(cleanup);

test.each([
  [820, 1180],
  [1180, 820],
])("what stands under the demo's bar stays where it is when the bar comes, %i wide", async (width, height) => {
  await page.viewport(width, height);
  const on = createSource(true);
  const demo = { signal: { on, set: on.set }, startAgain: () => Promise.resolve() };
  const under = (bar: React.ReactNode): number => {
    const { container, unmount } = render(
      <DeviceContext value={{ sendNow: () => undefined } as unknown as Device}>
        <DemoContext value={demo as never}>
          {bar}
          <p>Who is here?</p>
        </DemoContext>
      </DeviceContext>,
    );
    const top = container.querySelector("p")?.getBoundingClientRect().top ?? 0;
    unmount();
    return top;
  };
  const before = under(<DemoBarPlace />);
  expect(before).toBeGreaterThanOrEqual(48);
  expect(before).toBe(under(<DemoBar />));
});
