// The page of a sweep on an open tablet: what is tapped after a save is as safe as what was tapped before it.

import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import Sweep from "#app/screens/sessions/sweep.tsx";
import { readOnce } from "#app/binding.ts";
import { sweepPeriod } from "#casework/commands/sweep-period.ts";
import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import type { Device } from "#device/device.ts";
import { valueOf } from "#ledger/view.ts";
import { openTablet, PERIOD, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };
const level = async (name: string, words: string): Promise<HTMLElement> =>
  within(await screen.findByRole("group", { name: `How calm was ${name}?` }, WAIT)).getByRole("button", {
    name: words,
  });
const pressed = (button: HTMLElement): boolean => button.getAttribute("aria-pressed") === "true";
const save = async (): Promise<void> => {
  fireEvent.click(screen.getByRole("button", { name: "Save ratings" }));
  await screen.findByText(/rated\. The rest of each session log can follow/, {}, WAIT);
};

test("[C25] [C59] ratings tapped after a save are a draft too: a lock or a reload gives them back, and the saved ones stay", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  await tablet.pupil("Kofi", "Mensah");
  const close = tablet.show("/today/sweep", "/today/sweep", <Sweep />);
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await save();
  fireEvent.click(await level("Kofi Mensah", "Unsettled"));
  await screen.findByText(/Draft saved on this tablet/, {}, WAIT);
  close();
  tablet.show("/today/sweep", "/today/sweep", <Sweep />);
  await vi.waitFor(async () => expect(pressed(await level("Kofi Mensah", "Unsettled"))).toBe(true), WAIT);
  expect(pressed(await level("Amara Okafor", "Calm"))).toBe(true);
  await save();
  const logs = await readOnce(tablet.device, { kind: "records", scope: amara, types: ["session-log"] });
  expect(logs.map((log) => valueOf(log, "regulation"))).toEqual(["4"]);
  await vi.waitFor(async () => expect(await readOnce(tablet.device, { kind: "drafts" })).toEqual([]), WAIT);
});

test("[C41] the same pupil rated again at once is the same session log", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  tablet.show("/today/sweep", "/today/sweep", <Sweep />);
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await save();
  fireEvent.click(await level("Amara Okafor", "Unsettled"));
  await save();
  const asked = { kind: "records", scope: amara, types: ["session-log"] } as const;
  await vi.waitFor(
    async () => expect((await readOnce(tablet.device, asked)).map((log) => valueOf(log, "regulation"))).toEqual(["2"]),
    WAIT,
  );
});

test("[C25] what is taken back after a save stands on the page as it was before", async () => {
  const tablet = await openTablet();
  await tablet.pupil("Amara", "Okafor");
  tablet.show("/today/sweep", "/today/sweep", <Sweep />);
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await save();
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  await vi.waitFor(async () => expect(pressed(await level("Amara Okafor", "Calm"))).toBe(false), WAIT);
  expect((screen.getByRole("button", { name: "Save ratings" }) as HTMLButtonElement).disabled).toBe(true);
});

test("[C25] a rating that is taken back elsewhere does not go on standing on the page as if it were there", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  const kofi = await tablet.pupil("Kofi", "Mensah");
  tablet.show("/today/sweep", "/today/sweep", <Sweep />);
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await save();
  const asked = { kind: "records", scope: amara, types: ["session-log"] } as const;
  const [seen] = await readOnce(tablet.device, asked);
  if (!seen) throw new Error("nothing was saved");
  // The page has read back what it saved once it shows what was saved after it.
  const each = [{ pupil: kofi, fields: { regulation: "2" } }];
  await tablet.device.commit(sweepPeriod, { start: `${TODAY}T09:55`, period: PERIOD, each });
  await vi.waitFor(async () => expect(pressed(await level("Kofi Mensah", "Unsettled"))).toBe(true), WAIT);
  await tablet.device.commit(withdrawRecord, { seen, reason: "Undone by its author" });
  await vi.waitFor(async () => expect(pressed(await level("Amara Okafor", "Calm"))).toBe(false), WAIT);
  // It is rated again with one tap.
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await save();
  const logs = async () => (await readOnce(tablet.device, asked)).filter((log) => !log.withdrawn);
  await vi.waitFor(async () => expect((await logs()).map((log) => valueOf(log, "regulation"))).toEqual(["4"]), WAIT);
});

test("[C25] where the draft of what was saved cannot be taken away, what is tapped next is kept all the same", async () => {
  const tablet = await openTablet();
  await tablet.pupil("Amara", "Okafor");
  const kofi = await tablet.pupil("Kofi", "Mensah");
  const fails = async (): Promise<void> => {
    throw new Error("no room");
  };
  (tablet.device as { dropDraft: Device["dropDraft"] }).dropDraft = fails;
  tablet.show("/today/sweep", "/today/sweep", <Sweep />);
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await screen.findByText(/Draft saved on this tablet/, {}, WAIT);
  await save();
  fireEvent.click(await level("Kofi Mensah", "Unsettled"));
  const kept = async () => (await readOnce(tablet.device, { kind: "drafts" })).map(({ body }) => body["value"]);
  await vi.waitFor(async () => expect(await kept()).toEqual([{ rated: { [kofi]: "2" } }]), WAIT);
});

const YESTERDAY = "2026-06-08";

test("[C59] a sweep left open overnight: what was tapped is saved as yesterday's, and the page turns to today", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  const standing = tablet.device.standing.get();
  const me = standing.state === "open" ? standing.adult : "";
  const at = `/today/sweep?day=${YESTERDAY}&period=${PERIOD}`;
  const body = { what: "Ratings of Period 2", path: at, scope: "", at: `${YESTERDAY}T10:50` };
  const draft = { ...body, value: { rated: { [amara]: "2" } } };
  await tablet.device.saveDraft(`${me}/sweep/${YESTERDAY}/${PERIOD}/0`, draft);
  tablet.show("/today/sweep", at, <Sweep />);
  await screen.findByText("These ratings are of Monday 8 June", {}, WAIT);
  expect(pressed(await level("Amara Okafor", "Unsettled"))).toBe(true);
  await save();
  await vi.waitFor(() => expect(screen.queryByText(/^These ratings are of/)).toBeNull(), WAIT);
  await vi.waitFor(async () => expect(pressed(await level("Amara Okafor", "Unsettled"))).toBe(false), WAIT);
  const logs = await readOnce(tablet.device, { kind: "records", scope: amara, types: ["session-log"] });
  expect(logs.map((log) => [valueOf(log, "when"), valueOf(log, "regulation")])).toEqual([[`${YESTERDAY}T09:55`, "2"]]);
});

test("[C59] and with nothing tapped it asks about today", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  tablet.show("/today/sweep", `/today/sweep?day=${YESTERDAY}&period=${PERIOD}`, <Sweep />);
  fireEvent.click(await level("Amara Okafor", "Calm"));
  await save();
  const logs = await readOnce(tablet.device, { kind: "records", scope: amara, types: ["session-log"] });
  expect(logs.map((log) => valueOf(log, "when"))).toEqual([`${TODAY}T09:55`]);
});
