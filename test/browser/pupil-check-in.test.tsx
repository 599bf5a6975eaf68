// A pupil's own check-in in a real browser: kept sealed while it is tapped and typed, and one check-in in the end.

import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { DeviceContext } from "#app/binding.ts";
import PupilAnswers from "#app/screens/check-in/pupil-answers.tsx";
import { idOf } from "#device/device.fixture.ts";
import { ADA, comeIn, settled, twoAdults } from "#device/two-adults.fixture.ts";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };
const PUPIL = idOf("p1");

async function handed() {
  const { tab, store } = await twoAdults();
  const device = tab();
  await comeIn(device, ADA);
  device.lock();
  await settled();
  const standing = device.standing.get();
  if (standing.state !== "locked") throw new Error(`it stands ${standing.state}`);
  const { unmount } = render(
    <MemoryRouter initialEntries={[`/check-in/${PUPIL}`]}>
      <DeviceContext value={device}>
        <Routes>
          <Route path="/check-in/:pupil" element={<PupilAnswers standing={standing} pupil={PUPIL} />} />
          <Route path="/today" element={<h1>The lock</h1>} />
        </Routes>
      </DeviceContext>
    </MemoryRouter>,
  );
  const tap = (name: string) => fireEvent.click(screen.getByLabelText(name));
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
  const type = (words: string) =>
    fireEvent.change(screen.getByLabelText("Anything else?"), { target: { value: words } });
  const sealed = () => screen.findByText(/^Kept safe/, {}, WAIT);
  const waiting = async () => (await store.read((tx) => tx.jots())).length;
  /** As an adult finds them. */
  const said = async () => {
    await comeIn(device, ADA);
    const jots = device.watch({ kind: "jots" });
    const stop = jots.subscribe(() => undefined);
    await settled();
    stop();
    return (jots.get() ?? []).map(({ kind, scope, body: { when: _when, ...body } }) => ({ kind, scope, body }));
  };
  return { tap, press, type, sealed, waiting, said, unmount };
}

const checkIn = (body: object) => ({ kind: "check-in", scope: PUPIL, body });

test("[V39] [C45] what a pupil tapped and typed outlives the page without being saved, and says that it was broken off", async () => {
  const { tap, type, sealed, waiting, said, unmount } = await handed();
  tap("Some quiet");
  await sealed();
  type("can i sit by the window");
  expect(screen.queryByText(/^Kept safe/)).toBeNull();
  await sealed();
  expect(await waiting()).toBe(1);
  tap("Wobbly");
  unmount();
  const body = { feeling: "wobbly", wishes: ["quiet"], words: "can i sit by the window", unfinished: true };
  expect(await said()).toEqual([checkIn(body)]);
});

test("[V39] [C45] saved, it is one check-in that was finished, also when the page goes", async () => {
  const { tap, press, sealed, said, unmount } = await handed();
  tap("Good");
  await sealed();
  press("Save what I said");
  await screen.findByText(/^It is saved/, {}, WAIT);
  unmount();
  expect(await said()).toEqual([checkIn({ feeling: "good" })]);
});

test("[V39] [C45] where a pupil does not want to, or takes everything back, nothing of it is kept", async () => {
  const { tap, press, type, sealed, waiting, unmount } = await handed();
  tap("Some quiet");
  await sealed();
  tap("Some quiet");
  await vi.waitFor(async () => expect(await waiting()).toBe(0), WAIT);
  type("leave me alone");
  await sealed();
  expect(await waiting()).toBe(1);
  tap("Hard");
  press("I don’t want to");
  await screen.findByRole("heading", { name: "The lock" }, WAIT);
  unmount();
  await settled();
  expect(await waiting()).toBe(0);
});
