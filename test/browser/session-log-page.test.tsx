// The page of a session log on an open tablet: what is half written stands there whatever was saved of its period meanwhile.

import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { readOnce } from "#app/binding.ts";
import SessionLog from "#app/screens/today/session-log.tsx";
import { withdrawRecord } from "#casework/commands/withdraw-record.ts";
import { sweepPeriod } from "#casework/commands/sweep-period.ts";
import type { ScopeId } from "#ledger/names.ts";
import { textOf, type ViewRecord } from "#ledger/view.ts";
import { openTablet, type OpenTablet, PERIOD, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };
const PATH = "/today/session/:pupil";
const note = () => screen.findByLabelText("Note", {}, WAIT) as Promise<HTMLTextAreaElement>;
const logs = async (tablet: OpenTablet, scope: ScopeId): Promise<readonly ViewRecord[]> =>
  (await readOnce(tablet.device, { kind: "records", scope, types: ["session-log"] })).filter((log) => !log.withdrawn);

/** Half a log of the period that is on, and then the period is rated. */
async function halfAndRated() {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  const at = `/today/session/${amara}`;
  const close = tablet.show(PATH, at, <SessionLog />);
  fireEvent.change(await note(), { target: { value: "Began the graph" } });
  fireEvent.click(within(screen.getByRole("group", { name: "Calm" })).getByRole("radio", { name: /^Unsettled/ }));
  await screen.findByText(/Draft saved on this tablet/, {}, WAIT);
  close();
  const swept = { start: `${TODAY}T09:55`, period: PERIOD, each: [{ pupil: amara, fields: { regulation: "4" } }] };
  await tablet.device.commit(sweepPeriod, swept);
  return { tablet, amara, at };
}

test("[C59] half a session log stands in the log that a sweep of its period made meanwhile, beside what was rated", async () => {
  const { tablet, amara, at } = await halfAndRated();
  tablet.show(PATH, at, <SessionLog />);
  await vi.waitFor(async () => expect((await note()).value).toBe("Began the graph"), WAIT);
  await screen.findByText("You changed this while you were writing. It says now: Calm", {}, WAIT);
  // It is said until they agree, and not only until the next letter.
  fireEvent.change(await note(), { target: { value: "Began the graph." } });
  await screen.findByText("You changed this while you were writing. It says now: Calm");
  fireEvent.click(within(screen.getByRole("group", { name: "Calm" })).getByRole("radio", { name: /^Calm/ }));
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Somewhere else", {}, WAIT);
  const [log, ...more] = await logs(tablet, amara);
  expect(more).toEqual([]);
  expect(log && [textOf(log, "note"), textOf(log, "regulation")]).toEqual(["Began the graph.", "4"]);
  await vi.waitFor(async () => expect(await readOnce(tablet.device, { kind: "drafts" })).toEqual([]), WAIT);
});

test("[C50] a log that says all it has to say already is no problem when it is saved once more", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  const fields = { when: `${TODAY}T09:55`, period: PERIOD, subject: "Maths" };
  const id = await tablet.write({ type: "session-log", scope: amara, fields });
  tablet.show(PATH, `/today/session/${amara}?log=${id}`, <SessionLog />);
  await note();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("There is nothing new to save.", {}, WAIT);
  expect(screen.queryByText("There is a problem")).toBeNull();
  fireEvent.change(await note(), { target: { value: "Began the graph" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Somewhere else", {}, WAIT);
});

test("[C59] and in a new one again, where that sweep was taken back", async () => {
  const { tablet, amara, at } = await halfAndRated();
  const close = tablet.show(PATH, at, <SessionLog />);
  await vi.waitFor(async () => expect((await note()).value).toBe("Began the graph"), WAIT);
  fireEvent.change(await note(), { target: { value: "Began the graph, then stopped" } });
  fireEvent.blur(await note());
  await vi.waitFor(
    async () => expect(JSON.stringify(await readOnce(tablet.device, { kind: "drafts" }))).toContain("then stopped"),
    WAIT,
  );
  close();
  const [swept] = await logs(tablet, amara);
  await tablet.device.commit(withdrawRecord, { seen: swept as ViewRecord, reason: "Undone by its author" });
  tablet.show(PATH, at, <SessionLog />);
  await vi.waitFor(async () => expect((await note()).value).toBe("Began the graph, then stopped"), WAIT);
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Somewhere else", {}, WAIT);
  expect((await logs(tablet, amara)).map((log) => textOf(log, "note"))).toEqual(["Began the graph, then stopped"]);
});

test("[C59] [C50] half a new log without a period stays out of another one without a period that is completed", async () => {
  const tablet = await openTablet("12:30");
  const amara = await tablet.pupil("Amara", "Okafor");
  const fields = { when: `${TODAY}T09:00`, presence: "here", note: "First" };
  const first = await tablet.write({ type: "session-log", scope: amara, fields });
  const close = tablet.show(PATH, `/today/session/${amara}?day=${TODAY}&period=`, <SessionLog />);
  fireEvent.change(await note(), { target: { value: "Second" } });
  await screen.findByText(/Draft saved on this tablet/, {}, WAIT);
  close();
  tablet.show(PATH, `/today/session/${amara}?log=${first}`, <SessionLog />);
  await screen.findByText(/Begun already/, {}, WAIT);
  expect((await note()).value).toBe("First");
  fireEvent.change(await note(), { target: { value: "First, and more" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Somewhere else", {}, WAIT);
  const all = await logs(tablet, amara);
  expect(all.map((log) => [textOf(log, "when"), textOf(log, "note")])).toEqual([[fields.when, "First, and more"]]);
  expect(JSON.stringify(await readOnce(tablet.device, { kind: "drafts" }))).toContain("Second");
});
