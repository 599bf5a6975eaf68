// A pupil's own check-in in a real browser: kept sealed while it is tapped and typed, and one check-in in the end.

import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { DeviceContext } from "#app/binding.ts";
import { checkInsFrom } from "#app/screens/check-in/check-ins-from.ts";
import PupilAnswers from "#app/screens/check-in/pupil-answers.tsx";
import { idOf } from "#device/device.fixture.ts";
import { ADA, comeIn, jotsAt, lockedTablet, settled } from "#device/two-adults.fixture.ts";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };
const PUPIL = idOf("p1");

async function handed() {
  const { tab, device: first, waiting } = await lockedTablet();
  let device = first;
  /** What a browser keeps of an address, also when its page is loaded again. */
  let left: unknown = { handed: true };
  const Address = () => {
    left = useLocation().state;
    return null;
  };
  const show = () => {
    const standing = device.standing.get();
    if (standing.state !== "locked") throw new Error(`it stands ${standing.state}`);
    return render(
      <MemoryRouter initialEntries={[{ pathname: `/check-in/${PUPIL}`, state: left }]}>
        <Address />
        <DeviceContext value={device}>
          <Routes>
            <Route path="/check-in/:pupil" element={<PupilAnswers standing={standing} pupil={PUPIL} />} />
            <Route path="/today" element={<h1>The lock</h1>} />
          </Routes>
        </DeviceContext>
      </MemoryRouter>,
    ).unmount;
  };
  let unmount = show();
  const reload = async () => {
    await vi.waitFor(() => expect(left).toMatchObject({ handed: true, begun: expect.any(String) }), WAIT);
    unmount();
    device.close();
    device = tab();
    await settled();
    unmount = show();
  };
  const tap = (name: string) => fireEvent.click(screen.getByLabelText(name));
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
  const type = (words: string) =>
    fireEvent.change(screen.getByLabelText("Anything else?"), { target: { value: words } });
  const sealed = () => screen.findByText(/^Kept safe/, {}, WAIT);
  /** As an adult finds them. */
  const said = async () => {
    await comeIn(device, ADA);
    return checkInsFrom((await jotsAt(device)) ?? []).map(({ ids, scope, fields: { when: _when, ...fields } }) => ({
      parts: ids.length,
      scope,
      fields,
    }));
  };
  return { tap, press, type, sealed, waiting, said, reload, unmount: () => unmount() };
}

const checkIn = (fields: object, parts = 1) => ({ parts, scope: PUPIL, fields });

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

test("[C45] loaded again in the middle, the page says that what was said is kept, and both parts are one check-in", async () => {
  const { tap, press, type, sealed, waiting, said, reload, unmount } = await handed();
  expect(screen.queryByText(/^The page was loaded again/)).toBeNull();
  tap("Wobbly");
  type("can i sit by the window");
  await sealed();
  await reload();
  await screen.findByText(/^The page was loaded again. What you said before is kept safe/, {}, WAIT);
  tap("Some quiet");
  press("Save what I said");
  await screen.findByText(/^It is saved/, {}, WAIT);
  unmount();
  expect(await waiting()).toBe(2);
  expect(await said()).toEqual([
    checkIn({ feeling: "wobbly", wishes: ["quiet"], words: "can i sit by the window" }, 2),
  ]);
});
