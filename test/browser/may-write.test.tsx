// What the adult at a shared tablet may not write is not asked of them: it would be set aside.

import { cleanup, screen } from "@testing-library/react";
import { Route } from "react-router";
import { afterEach, expect, test } from "vitest";
import { MilestonesPage } from "#app/screens/pupil/milestones-page.tsx";
import { NewRecord } from "#app/screens/pupil/new-record.tsx";
import { RecordPage } from "#app/screens/pupil/record-page.tsx";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { openTablet } from "./open-tablet.tsx";
import { PupilPages } from "./pupil-pages.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

function Pupil({ scope }: { readonly scope: ScopeId }) {
  return (
    <PupilPages scope={scope}>
      <Route path="new/:type" element={<NewRecord />} />
      <Route path="record/:record" element={<RecordPage />} />
      <Route path="milestones" element={<MilestonesPage />} />
    </PupilPages>
  );
}

async function as(role: string) {
  const tablet = await openTablet();
  const standing = tablet.device.standing.get();
  const me = ("adult" in standing ? standing.adult : "") as string as RecordId;
  const scope = await tablet.pupil("Ruby", "Sutcliffe");
  const fields = { category: "SUSP", start: "2026-06-08", account: "Left the site." };
  const suspension = await tablet.write({ type: "suspension", scope, fields });
  await tablet.write({ type: "milestone", scope, fields: { title: "Three calm starts", status: "started", order: 1 } });
  await tablet.write({ type: "adult", id: me, fields: { givenName: "Ada", familyName: "Lane", role, active: true } });
  const show = (at: string) => tablet.show("/pupils/:id/*", `/pupils/${scope}/${at}`, <Pupil scope={scope} />);
  return { show, suspension };
}

test("an adult of the room reads a suspension and is offered neither to write nor to take back one", async () => {
  const { show, suspension } = await as("iap-adult");
  const gone = show("new/suspension");
  await screen.findByText("Your role does not change suspensions", {}, WAIT);
  expect(screen.queryByText("Are you an administrator?")).toBeNull();
  gone();
  show(`record/${suspension}`);
  await screen.findByRole("button", { name: "History" }, WAIT);
  expect(screen.queryByRole("button", { name: "Take back" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Add or correct" })).toBeNull();
});

test.each([
  ["iap-adult", 1],
  ["class-teacher", 0],
])("a %s at a milestone finds %i ways to confirm it, and its history", async (role, ways) => {
  const { show } = await as(role);
  show("milestones");
  await screen.findByRole("button", { name: /^History/ }, WAIT);
  expect(screen.queryAllByRole("button", { name: /^Confirm it is met/ })).toHaveLength(ways);
});
