// A pupil's timeline on an open tablet: what is seen comes first, and the rest of the page behind it, below.

import { cleanup, screen } from "@testing-library/react";
import { Outlet, Route, Routes } from "react-router";
import { afterEach, expect, test, vi } from "vitest";
import { readOnce } from "#app/binding.ts";
import { directoryOf } from "#app/directory.ts";
import { TimelinePage } from "#app/screens/pupil/timeline-page.tsx";
import { openTablet, TODAY } from "./open-tablet.tsx";

afterEach(cleanup);

const WAIT = { timeout: 60_000 };
const lines = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>("ol > li")];

test("a screenful of a timeline stands there first; then the whole page does, and nothing of it has moved", async () => {
  const tablet = await openTablet();
  const amara = await tablet.pupil("Amara", "Okafor");
  const category = await tablet.write({ type: "category", fields: { label: "Calm start", tone: "positive" } });
  for (let log = 0; log < 60; log += 1)
    await tablet.write({
      type: "behaviour-log",
      scope: amara,
      fields: { category, when: `${TODAY}T09:${String(log).padStart(2, "0")}`, note: `Note ${log}` },
    });
  const { pupilById } = directoryOf(await readOnce(tablet.device, { kind: "summaries" }));
  const context = { scope: amara, entry: pupilById.get(amara), base: `/pupils/${amara}` };
  const drawn: { readonly lines: number; readonly first: number | undefined }[] = [];
  const look = new MutationObserver(() =>
    drawn.push({ lines: lines().length, first: lines()[0]?.getBoundingClientRect().top }),
  );
  look.observe(document, { childList: true, subtree: true });
  tablet.show(
    "/pupils/:pupil/*",
    `/pupils/${amara}/timeline`,
    <Routes>
      <Route element={<Outlet context={context} />}>
        <Route path="timeline" element={<TimelinePage />} />
      </Route>
    </Routes>,
  );
  await vi.waitFor(() => expect(lines().length).toBe(50), WAIT);
  look.disconnect();
  const some = drawn.filter((one) => one.lines > 0);
  expect(some[0]?.lines).toBe(12);
  expect(new Set(some.map((one) => one.first)).size).toBe(1);
  const notes = lines().flatMap((line) => /Note (\d+)/.exec(line.textContent)?.[1] ?? []);
  expect(notes).toEqual(notes.map((_, at) => String(59 - at)));
  expect(notes.length).toBeGreaterThan(45);
  expect(document.querySelector("[aria-busy]")).toBeNull();
  expect(screen.getByRole("button", { name: "Show older" })).toBeTruthy();
});
