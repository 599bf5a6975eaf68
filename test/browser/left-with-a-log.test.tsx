// What is recorded beside a log that was saved, on an open tablet: it happened when the log says, also once it says another time.

import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { readOnce } from "#app/binding.ts";
import Arrival from "#app/screens/arrivals/arrival.tsx";
import { QuickLog } from "#app/screens/today/quick-log.tsx";
import { valueOf } from "#ledger/view.ts";
import { openTablet, PERIOD, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

async function loggedAt(time: string) {
  const tablet = await openTablet("10:30");
  const scope = await tablet.pupil("Amara", "Okafor");
  const category = await tablet.write({ type: "category", fields: { label: "Left the room", tone: "concern" } });
  const fields = { category, when: `${TODAY}T${time}`, period: PERIOD };
  const id = await tablet.write({ type: "behaviour-log", scope, fields });
  tablet.show("/today/log/:pupil", `/today/log/${scope}?entry=${id}`, <QuickLog />);
  const left = async () => {
    await screen.findByText("Somewhere else", {}, WAIT);
    const rows = await readOnce(tablet.device, { kind: "records", scope, types: ["left-room"] });
    return rows.map((row) => [valueOf(row, "when"), valueOf(row, "period")]);
  };
  return { left };
}

test("[C55] a log that was put at an earlier moment records that the pupil left at that moment", async () => {
  const { left } = await loggedAt("10:30");
  fireEvent.click(await screen.findByRole("radio", { name: "10 min before" }, WAIT));
  fireEvent.click(screen.getByRole("button", { name: "Left the room at 10:20am" }));
  expect(await left()).toEqual([[`${TODAY}T10:20`, PERIOD]]);
});

test("[C55] one of an earlier moment says at which", async () => {
  const { left } = await loggedAt("10:12");
  fireEvent.click(await screen.findByRole("button", { name: "Left the room at 10:12am" }, WAIT));
  expect(await left()).toEqual([[`${TODAY}T10:12`, PERIOD]]);
});

test("[C55] that a pupil came stays on offer beside an earlier log, and is recorded of its moment", async () => {
  const tablet = await openTablet("10:30");
  const scope = await tablet.pupil("Amara", "Okafor");
  const category = await tablet.write({ type: "category", fields: { label: "Removed from lesson", tone: "concern" } });
  const when = `${TODAY}T10:12`;
  const id = await tablet.write({ type: "behaviour-log", scope, fields: { category, when, period: PERIOD } });
  const close = tablet.show("/today/log/:pupil", `/today/log/${scope}?entry=${id}`, <QuickLog />);
  await screen.findByRole("button", { name: "Came from a lesson at 10:12am" }, WAIT);
  close();
  tablet.show("/today/arrival", `/today/arrival?pupil=${scope}&when=${when}`, <Arrival />);
  await screen.findByText("They came at 10:12am.", {}, WAIT);
  fireEvent.click(screen.getByRole("button", { name: "Removed from lesson" }));
  await screen.findByText(/It stays on Today/, {}, WAIT);
  const made = await readOnce(tablet.device, { kind: "records", scope, types: ["visit", "removal", "whereabouts"] });
  expect(made.map((row) => valueOf(row, "when"))).toEqual([when, when, when]);
});

test("[C55] an arrival is not of a moment to come, nor of another day", async () => {
  const tablet = await openTablet("10:30");
  const scope = await tablet.pupil("Amara", "Okafor");
  for (const when of [`${TODAY}T10:31`, "2026-06-08T10:12", "soon"]) {
    const close = tablet.show("/today/arrival", `/today/arrival?pupil=${scope}&when=${when}`, <Arrival />);
    await screen.findByRole("heading", { name: "Why did they come?" }, WAIT);
    expect(screen.queryByText(/^They came at/)).toBeNull();
    close();
  }
});

test("[C55] in a sheet that takes the moment of another entry no record of now is offered; in any other it is", async () => {
  const tablet = await openTablet("10:30");
  const amara = await tablet.pupil("Amara", "Okafor");
  const kofi = await tablet.pupil("Kofi", "Mensah");
  await tablet.write({ type: "category", fields: { label: "Calm start", tone: "positive" } });
  const close = tablet.show("/today/log/:pupil", `/today/log/${amara}`, <QuickLog />);
  await screen.findByRole("button", { name: "Calm start" }, WAIT);
  expect(screen.getByRole("button", { name: "Left the room" })).toBeTruthy();
  close();
  const beside = `/today/log/${kofi}?with=${amara}&when=${TODAY}T10:05`;
  tablet.show("/today/log/:pupil", beside, <QuickLog />);
  await screen.findByRole("button", { name: "Calm start" }, WAIT);
  expect(screen.queryByRole("button", { name: /^Left the room/ })).toBeNull();
  expect(screen.queryByRole("button", { name: "Came from a lesson" })).toBeNull();
});
