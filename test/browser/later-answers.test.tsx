// What is drawn when, in a real browser: an answer to a question, the facts of the status, a link of a long list.

import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { Profiler } from "react";
import { MemoryRouter, useLocation } from "react-router";
import { afterEach, expect, test } from "vitest";
import { DeviceContext, useStatusFact, useWatch } from "#app/binding.ts";
import { SteadyLink } from "#app/ui/steady-link.tsx";
import { createSource, type Source } from "#base/signal.ts";
import type { Device } from "#device/device.ts";
import { NOTHING_KNOWN } from "#device/nothing-known.ts";

afterEach(cleanup);

function deviceWith(answer: Source<unknown>): {
  readonly device: Device;
  readonly status: Source<typeof NOTHING_KNOWN>;
} {
  const status = createSource(NOTHING_KNOWN);
  return { device: { watch: () => answer, status } as unknown as Device, status };
}

function Drafts() {
  const drafts = useWatch({ kind: "drafts" });
  return <p>{drafts === undefined ? "nothing" : `${drafts.length} drafts`}</p>;
}

test("[V20] an answer is drawn, and the next one; what was forgotten is gone from the page at once", async () => {
  const answer = createSource<unknown>(undefined);
  render(
    <DeviceContext value={deviceWith(answer).device}>
      <Drafts />
    </DeviceContext>,
  );
  expect(screen.getByText("nothing")).toBeTruthy();
  await act(async () => answer.set([{}]));
  expect(screen.getByText("1 drafts")).toBeTruthy();
  await act(async () => answer.set([{}, {}]));
  expect(screen.getByText("2 drafts")).toBeTruthy();
  await act(async () => {
    answer.set([{}, {}, {}]);
    answer.set(undefined);
  });
  expect(screen.getByText("nothing")).toBeTruthy();
});

test("who asks for one fact of the status is not drawn anew by the others", async () => {
  const { device, status } = deviceWith(createSource<unknown>(undefined));
  let drawn = 0;
  function Waiting() {
    return <p>{useStatusFact("queued")} wait</p>;
  }
  render(
    <DeviceContext value={device}>
      <Profiler id="waiting" onRender={() => (drawn += 1)}>
        <Waiting />
      </Profiler>
    </DeviceContext>,
  );
  const before = drawn;
  await act(async () => status.set({ ...status.get(), sending: true }));
  expect(drawn).toBe(before);
  await act(async () => status.set({ ...status.get(), queued: 2 }));
  expect(screen.getByText("2 wait")).toBeTruthy();
});

test("a link of a long list leads where it says, and a key held leaves it to the browser", async () => {
  function Where() {
    return <p>at {useLocation().pathname}</p>;
  }
  render(
    <MemoryRouter>
      <SteadyLink to="/today/log/one">Amara</SteadyLink>
      <Where />
    </MemoryRouter>,
  );
  const link = screen.getByRole("link", { name: "Amara" });
  expect(link.getAttribute("href")).toBe("/today/log/one");
  // Kept from leading away from the test: only whether the link itself has answered counts.
  const heldKey = new MouseEvent("click", { ctrlKey: true, bubbles: true, cancelable: true });
  let answered = true;
  addEventListener("click", (click) => ((answered = click.defaultPrevented), click.preventDefault()), { once: true });
  await act(async () => link.dispatchEvent(heldKey));
  expect(answered).toBe(false);
  expect(screen.getByText("at /")).toBeTruthy();
  await act(async () => fireEvent.click(link));
  expect(screen.getByText("at /today/log/one")).toBeTruthy();
});
