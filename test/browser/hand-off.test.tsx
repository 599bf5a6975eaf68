// The list for the school's own system at the end of a day: what was ticked by mistake is taken back where it was ticked.

import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import DayEnd from "#app/screens/day-end/day-end.tsx";
import { openTablet, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

test("[C31] what was ticked by mistake stands in the list again, of every pupil it was ticked for", async () => {
  const tablet = await openTablet();
  const category = await tablet.write({
    type: "category",
    fields: { label: "Kind to others", tone: "positive", order: 1 },
  });
  for (const [given, family] of [
    ["Amara", "Okafor"],
    ["Leo", "Fairhurst"],
  ] as const) {
    const scope = await tablet.pupil(given, family);
    await tablet.write({ type: "behaviour-log", scope, fields: { category, when: `${TODAY}T10:05` } });
  }
  tablet.show("/day-end", "/day-end", <DayEnd />);
  fireEvent.click(await screen.findByRole("button", { name: "Tick all" }, WAIT));
  fireEvent.click(screen.getByRole("button", { name: "They are already there" }));
  await screen.findByText("Nothing waits to be carried over", {}, WAIT);
  expect(document.activeElement).not.toBe(document.body);
  const undo = await screen.findByRole("button", { name: /^Undo\s*what was ticked$/ }, WAIT);
  // It is said when it is written, however often it is tapped.
  const { commit } = tablet.device;
  let write = (): void => undefined;
  const held = new Promise<void>((resolve) => (write = resolve));
  Object.assign(tablet.device, {
    commit: async (...asked: Parameters<typeof commit>) => held.then(() => commit(...asked)),
  });
  fireEvent.click(undo);
  fireEvent.click(undo);
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  expect(screen.queryByText("Not ticked any more.")).toBeNull();
  write();
  await screen.findByText("Not ticked any more.", {}, WAIT);
  await screen.findByRole("checkbox", { name: /^Amara Okafor: Kind to others/ }, WAIT);
  await screen.findByRole("checkbox", { name: /^Leo Fairhurst: Kind to others/ }, WAIT);
});
