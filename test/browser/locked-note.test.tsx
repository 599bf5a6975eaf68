// The note of a locked tablet in a real browser: kept sealed while it is typed, one note however often it is.

import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { DeviceContext } from "#app/binding.ts";
import type { Device } from "#device/device.ts";
import { LockedNote } from "#app/screens/lock/locked-note.tsx";
import { ADA, comeIn, jotsAt, lockedTablet } from "#device/two-adults.fixture.ts";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

/** `over`: what goes wrong at the device. */
async function locked(over: (device: Device) => Partial<Device> = () => ({})) {
  const { device, waiting } = await lockedTablet();
  const { unmount } = render(
    <DeviceContext value={{ ...device, ...over(device) }}>
      <LockedNote people={[]} onBack={() => undefined} />
    </DeviceContext>,
  );
  const type = (words: string) => fireEvent.change(screen.getByLabelText("Note"), { target: { value: words } });
  const sealed = () => screen.findByText(/^Sealed on this tablet/, {}, WAIT);
  /** As an adult finds them. */
  const notes = async () => {
    await comeIn(device, ADA);
    return ((await jotsAt(device)) ?? []).map(({ body }) => body["note"]);
  };
  return { type, sealed, waiting, notes, unmount };
}

test("[V39] what is typed at the lock outlives the page without being saved, as one note with its last words", async () => {
  const { type, sealed, waiting, notes, unmount } = await locked();
  type("Amara said she");
  await sealed();
  type("Amara said she was frightened");
  expect(screen.queryByText(/^Sealed on this tablet/)).toBeNull();
  await sealed();
  unmount();
  expect(await waiting()).toBe(1);
  expect(await notes()).toEqual(["Amara said she was frightened"]);
});

test("[V39] saved, it is one note and the next is another; deleted, there is none", async () => {
  const { type, sealed, waiting, notes } = await locked();
  type("One");
  fireEvent.click(screen.getByRole("button", { name: "Save note" }));
  await screen.findByText(/^Your note is saved on this tablet and sealed/, {}, WAIT);
  type("Two");
  await sealed();
  expect(await waiting()).toBe(2);
  type("");
  await vi.waitFor(async () => expect(await waiting()).toBe(1), WAIT);
  expect(await notes()).toEqual(["One"]);
});

test("[V39] what is typed while a note is being saved stays in the box and is the next one", async () => {
  let go: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (go = resolve));
  const { type, sealed, notes } = await locked(({ jot }) => ({
    jot: async (...what) => {
      await slow;
      return jot(...what);
    },
  }));
  type("One");
  fireEvent.click(screen.getByRole("button", { name: "Save note" }));
  type("One, and then");
  go();
  await sealed();
  expect((screen.getByLabelText("Note") as HTMLTextAreaElement).value).toBe("One, and then");
  expect((await notes()).toSorted()).toEqual(["One", "One, and then"]);
});

test("[V39] a note that could not be deleted is said to wait, and what is typed next takes its place", async () => {
  let fails = true;
  const { type, sealed, waiting, notes } = await locked(({ takeJotBack }) => ({
    async takeJotBack(id) {
      if (fails) throw new Error("no room");
      await takeJotBack(id);
    },
  }));
  type("One");
  await sealed();
  type("");
  await screen.findByText("The note could not be deleted. It waits on this tablet to be filed.", {}, WAIT);
  expect(await waiting()).toBe(1);
  fails = false;
  type("Two");
  fireEvent.click(screen.getByRole("button", { name: "Save note" }));
  await screen.findByText(/^Your note is saved on this tablet and sealed/, {}, WAIT);
  expect(await notes()).toEqual(["Two"]);
});
