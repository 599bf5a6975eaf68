// One use of force on an open tablet: that parents were told is taken back where it was a slip, until the record says it.

import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { readOnce } from "#app/binding.ts";
import ForceNoticePage from "#app/screens/force/force-notice-page.tsx";
import { amendRecord } from "#casework/commands/amend-record.ts";
import { textOf, type ViewRecord } from "#ledger/view.ts";
import { openTablet, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };
const MISTAKE = { name: "Tapped by mistake" };

async function notice() {
  const tablet = await openTablet();
  const scope = await tablet.pupil("Amara", "Okafor");
  const id = await tablet.write({ type: "force-notice", scope, fields: { when: `${TODAY}T10:05` } });
  const held = async () => (await readOnce(tablet.device, { kind: "record", id, scope })) as ViewRecord;
  tablet.show("/force/:pupil/:notice", `/force/${scope}/${id}`, <ForceNoticePage />);
  fireEvent.click(await screen.findByRole("button", { name: "Parents have been told" }, WAIT));
  await screen.findByRole("button", MISTAKE, WAIT);
  expect(textOf(await held(), "parentToldAt")).toBe(`${TODAY}T10:30`);
  return { tablet, held };
}

test("[C28] that parents were told, tapped by mistake, is taken back: they are due to be told again", async () => {
  const { held } = await notice();
  fireEvent.click(screen.getByRole("button", MISTAKE));
  await screen.findByText(/^Not told yet\./, {}, WAIT);
  expect(textOf(await held(), "parentToldAt")).toBe("");
});

test("[C62] a notice begun for the wrong pupil is taken back with a reason, and a wrong time is put right, but no later one", async () => {
  const { held } = await notice();
  fireEvent.click(screen.getByText("Wrong pupil, time or adults?"));
  fireEvent.click(screen.getByRole("button", { name: "Change the time or the adults" }));
  const sheet = within(await screen.findByRole("dialog", {}, WAIT));
  const time = await sheet.findByLabelText("Time", {}, WAIT);
  fireEvent.change(time, { target: { value: "10:31" } });
  fireEvent.click(sheet.getByRole("button", { name: "Save" }));
  await sheet.findByRole("link", { name: "When it happened is still to come. Check the day and the time." }, WAIT);
  fireEvent.change(time, { target: { value: "09:58" } });
  fireEvent.click(sheet.getByRole("button", { name: "Save" }));
  await screen.findByText(/at 9:58am/, {}, WAIT);
  expect(textOf(await held(), "when")).toBe(`${TODAY}T09:58`);
  fireEvent.click(screen.getByRole("button", { name: "Take it back" }));
  const why = within(await screen.findByRole("dialog", {}, WAIT));
  fireEvent.change(why.getByLabelText("Why"), { target: { value: "Begun for the wrong pupil" } });
  fireEvent.click(why.getByRole("button", { name: "Take it back" }));
  await screen.findByText("This was taken back", {}, WAIT);
  expect((await held()).withdrawn?.reason).toBe("Begun for the wrong pupil");
});

test("[C28] once the record is written it is not offered any more: the record says when they were told", async () => {
  const { tablet, held } = await notice();
  const fields = { finishedAt: `${TODAY}T10:40` };
  await tablet.device.commit(amendRecord, { seen: await held(), fields });
  await vi.waitFor(() => expect(screen.queryByRole("button", MISTAKE)).toBeNull(), WAIT);
  await screen.findByText("Written, and the parents are told.", {}, WAIT);
});
