// Records that say by being there that something happened: pressed too soon, none is made of nothing; and none that ends before it begins.

import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { Route } from "react-router";
import { afterEach, expect, test } from "vitest";
import { readOnce } from "#app/binding.ts";
import { NewRecord } from "#app/screens/pupil/new-record.tsx";
import type { ScopeId } from "#ledger/names.ts";
import { openTablet } from "./open-tablet.tsx";
import { PupilPages } from "./pupil-pages.tsx";

afterEach(cleanup);

const WAIT = { timeout: 30_000 };

function Pupil({ scope }: { readonly scope: ScopeId }) {
  return (
    <PupilPages scope={scope}>
      <Route path="new/:type" element={<NewRecord />} />
      <Route path="*" element={<p>Home of the record</p>} />
    </PupilPages>
  );
}

test.each([
  ["repair", "Write what either side said or what was agreed, or say that they did not both come.", "What was agreed"],
  ["suspension", "Choose a reason, or write what happened.", "What happened"],
  ["parent-contact", "Say how home was reached, what came of it, or what was said.", "About"],
])("[C63] a %s is not made of nothing, and its own words are enough", async (type, sentence, field) => {
  const tablet = await openTablet();
  const scope = await tablet.pupil("Ruby", "Sutcliffe");
  tablet.show("/pupils/:id/*", `/pupils/${scope}/new/${type}`, <Pupil scope={scope} />);
  fireEvent.click(await screen.findByRole("button", { name: "Save" }, WAIT));
  await screen.findByRole("link", { name: sentence }, WAIT);
  const made = () => readOnce(tablet.device, { kind: "records", scope, types: [type] });
  expect(await made()).toEqual([]);
  fireEvent.change(screen.getByLabelText(field), { target: { value: "A seat by the door" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Home of the record", {}, WAIT);
  expect(await made()).toHaveLength(1);
});

test("[C64] a suspension that ends before it begins is not saved", async () => {
  const tablet = await openTablet();
  const scope = await tablet.pupil("Ruby", "Sutcliffe");
  tablet.show("/pupils/:id/*", `/pupils/${scope}/new/suspension`, <Pupil scope={scope} />);
  const last = within(await screen.findByRole("group", { name: "Last day" }, WAIT));
  for (const [label, value] of [
    ["Day", "8"],
    ["Month", "6"],
    ["Year", "2026"],
  ] as const)
    fireEvent.change(last.getByLabelText(label), { target: { value } });
  fireEvent.change(screen.getByLabelText("What happened"), { target: { value: "Left the site." } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("link", { name: "The last day is before the first." }, WAIT);
});
