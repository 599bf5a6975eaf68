// A quick log that is tapped at twice, on an open tablet: what was typed about it is written down once, and a log of the
// wrong pupil is moved once.

import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { readOnce } from "#app/binding.ts";
import { QuickLog } from "#app/screens/today/quick-log.tsx";
import { openTablet, PERIOD, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

/** A log of Amara's with words that are typed and not written down yet, in a room with Kofi. */
async function withNote() {
  const tablet = await openTablet("10:30");
  const amara = await tablet.pupil("Amara", "Okafor");
  const kofi = await tablet.pupil("Kofi", "Mensah");
  const category = await tablet.write({ type: "category", fields: { label: "Unsettled", tone: "concern" } });
  const fields = { category, when: `${TODAY}T10:30`, period: PERIOD };
  const id = await tablet.write({ type: "behaviour-log", scope: amara, fields });
  const unsent = () => readOnce(tablet.device, { kind: "unsent" });
  const before = (await unsent()).length;
  tablet.show("/today/log/:pupil", `/today/log/${amara}?entry=${id}`, <QuickLog />);
  fireEvent.change(await screen.findByLabelText("Note", {}, WAIT), { target: { value: "Sat by the door." } });
  const twice = (name: string): void => {
    const button = screen.getByRole("button", { name });
    fireEvent.click(button);
    fireEvent.click(button);
  };
  return { twice, kofi, since: async () => (await unsent()).length - before };
}

test("[C22] two taps on whose log it was move it once, with what was typed", async () => {
  const { twice, since } = await withNote();
  fireEvent.click(screen.getByRole("button", { name: "Wrong pupil" }));
  await screen.findByRole("button", { name: "Kofi Mensah" }, WAIT);
  twice("Kofi Mensah");
  await screen.findByRole("heading", { name: "Kofi Mensah" }, WAIT);
  await screen.findByDisplayValue("Sat by the door.", {}, WAIT);
  // The words, and the move.
  expect(await since()).toBe(2);
});

test("[C20] two taps that close the sheet write down what was typed once", async () => {
  const { twice, since } = await withNote();
  twice("Close");
  await screen.findByText("Somewhere else", {}, WAIT);
  expect(await since()).toBe(1);
});
