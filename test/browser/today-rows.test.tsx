// The room's list under a finger, in a real browser: a row is as high once an entry is saved, sent or another one came, so
// that the next tap meets the pupil it is meant for; and who stands where changes once no finger is at the glass.

import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import "#app/ui/tokens.css";
import "#app/ui/base.css";
import { DeviceContext } from "#app/binding.ts";
import { emptyDirectory, SchoolFactsContext } from "#app/directory.ts";
import { PupilRow } from "#app/screens/today/pupil-row.tsx";
import type { RoomRow } from "#app/screens/today/room-rows.ts";
import { heldWords } from "#app/screens/today/rows-at-rest.ts";
import { createPreferences, PreferencesContext, preferencesFrom } from "#app/state/preferences.ts";
import { Steady } from "#app/steady.tsx";
import { useAtRest, useFingers } from "#app/use-at-rest.ts";
import { MomentContext } from "#app/use-moment.ts";
import type { Device } from "#device/device.ts";
import type { Slim } from "#ledger/slim.ts";

const TODAY = "2026-06-09";
const TALL = { width: 820, height: 1180 };
const WIDE = { width: 1180, height: 820 };
const NARROW = { width: 390, height: 844 };

beforeEach(() => page.viewport(TALL.width, TALL.height));
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset["hand"];
});

const slim = (type: string, id: string, fields: Slim["fields"]): Slim =>
  ({ id, type, seq: 1, when: `${TODAY}T09:00`, by: undefined, fields, open: 0, unsent: false }) as Slim;

const school = {
  ...emptyDirectory.school,
  periods: [slim("school-period", "p2", { name: "Period 2", start: "09:55", end: "10:55", kind: "lesson" })],
  settings: slim("school-settings", "s", { onCallExtension: "201" }),
};

function row(name: string, more: Partial<RoomRow> = {}): RoomRow {
  const pupil = slim("pupil", name, { givenName: name, familyName: "Okafor", year: "9" });
  return {
    entry: { scope: name, pupil, slims: [] } as unknown as RoomRow["entry"],
    because: "placed",
    where: { state: "not-said", since: "", sure: false },
    goodToKnow: "Offer the break card before you ask",
    hasPlan: true,
    lesson: { lesson: "Maths", teacher: "Mr Patel", where: "in-lesson" } as RoomRow["lesson"],
    work: "",
    milestone: "2 of 3 calm starts. One more and Maths is back.",
    last: undefined,
    notices: [],
    unsent: 0,
    expected: true,
    ...more,
  };
}

const last = { id: "log", words: "Calm conversation", when: `${TODAY}T10:20` };
const said = (state: RoomRow["where"]["state"]): RoomRow["where"] => ({ state, since: `${TODAY}T10:20`, sure: true });

/** What an entry that is saved, sent or arrives makes of a row. */
const BECOMES: readonly Partial<RoomRow>[] = [
  { unsent: 1, last },
  { unsent: 12, last },
  { last },
  ...(["here", "in-lesson", "late", "not-in-school", "dont-know"] as const).flatMap((state) => [
    { where: said(state), unsent: 1 },
    { where: said(state), last },
  ]),
];

const preferences = createPreferences(preferencesFrom(undefined), () => undefined);
const moment = { now: Date.parse(`${TODAY}T09:30:00Z`), localNow: `${TODAY}T10:30`, today: TODAY };

/** Nothing is written here: the row asks the device only for the way to write. */
const List = ({ rows, held }: { readonly rows: readonly RoomRow[]; readonly held?: readonly RoomRow[] }) => (
  <DeviceContext value={{} as Device}>
    <PreferencesContext value={preferences}>
      <SchoolFactsContext value={school}>
        <MomentContext value={moment}>
          <MemoryRouter>
            <ul>
              {rows.map((one) => (
                <PupilRow
                  key={one.entry.scope}
                  row={one}
                  isNow
                  held={held && heldWords(rows, held).get(one.entry.scope)}
                />
              ))}
            </ul>
          </MemoryRouter>
        </MomentContext>
      </SchoolFactsContext>
    </PreferencesContext>
  </DeviceContext>
);

/** Where each row begins, laid out as it is seen: a row nobody looked at yet stands in for itself with a height of its own. */
function tops(): readonly number[] {
  const items = screen.getAllByRole("listitem");
  for (const item of items) item.style.contentVisibility = "visible";
  return items.map((item) => item.getBoundingClientRect().top);
}

const PUPILS: readonly (readonly [string, Partial<RoomRow>])[] = [
  ["Amara", {}],
  ["Bo", { goodToKnow: "", hasPlan: false, milestone: "", lesson: undefined }],
  ["Christopher-Alexander Montgomery", { because: "visit" }],
  ["Daniel", { notices: [{ words: "Review today", tone: "neutral" }] }],
  ["Zoe", {}],
];

for (const [way, { width, height }] of Object.entries({ TALL, WIDE, NARROW }))
  for (const hand of ["right", "left"])
    test(`[C49] held ${way.toLowerCase()}, ${hand} hand free: no tap and no entry moves the row below`, async () => {
      await page.viewport(width, height);
      document.documentElement.dataset["hand"] = hand;
      const rows = PUPILS.map(([name, more]) => row(name, more));
      const { rerender } = render(<List rows={rows} />);
      const before = tops();
      expect(new Set(before).size).toBe(PUPILS.length);
      for (const becomes of BECOMES) {
        rerender(<List rows={rows.map((one) => ({ ...one, ...becomes }))} />);
        expect(tops(), JSON.stringify(becomes)).toEqual(before);
      }
    });

/** What arrives about a pupil, or a bell, makes of the lines of a row. */
const LINES: readonly Partial<RoomRow>[] = [
  { milestone: "" },
  { milestone: "3 of 3 calm starts in the first ten minutes of a lesson. Mrs Featherstonehaugh to confirm." },
  { notices: [{ words: "Needs a decision", tone: "note" }] },
  { notices: [], goodToKnow: "Let her in two minutes early; no questions at the door; a seat by the window" },
  { lesson: undefined },
  { hasPlan: false, goodToKnow: "" },
];

test("[C49] while a finger is near the lines of a row stay as they were, and then say what is", () => {
  const rows = PUPILS.map(([name, more]) => row(name, more));
  const { rerender } = render(<List rows={rows} />);
  const before = tops();
  for (const line of LINES) {
    const changed = rows.map((one) => ({ ...one, ...line, unsent: 1 }));
    rerender(<List rows={changed} held={rows} />);
    expect(tops(), JSON.stringify(line)).toEqual(before);
    // What moves no row is said all the same.
    expect(screen.getAllByText("Saved on this tablet")).toHaveLength(PUPILS.length);
    rerender(<List rows={changed} />);
    expect(tops(), JSON.stringify(line)).not.toEqual(before);
  }
});

test("what is only on this tablet is said in words beside the name, and the name gives way last", () => {
  render(<List rows={[row("Amara", { unsent: 1 }), row("Christopher-Alexander", { unsent: 3 })]} />);
  const words = screen.getByText("Saved on this tablet");
  const box = words.parentElement?.getBoundingClientRect();
  expect(words.getBoundingClientRect().bottom).toBeLessThanOrEqual((box?.bottom ?? 0) + 1);
  const name = screen.getByText("Christopher-Alexander Okafor");
  expect(name.scrollWidth).toBeLessThanOrEqual(name.clientWidth + 1);
  expect(screen.getByText("3 saved on this tablet")).toBeTruthy();
});

function Places({ order, asked = "", cards = [] }: { order: string; asked?: string; cards?: readonly string[] }) {
  const fingers = useFingers();
  return (
    <>
      {["open", "owed"].map((block) => (
        <Steady key={block} fingers={fingers}>
          {cards.includes(block) && <button type="button">{block}</button>}
          {cards.includes(`${block} asks`) && <p>Which?</p>}
        </Steady>
      ))}
      <output>{useAtRest(order, asked, fingers)}</output>
    </>
  );
}
const order = (): string | null => screen.getByRole("status").textContent;
const pointer = (type: string, at: Element = document.body): void =>
  void at.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true }));

test("[C49] who stands where is held while a finger is at the glass, and changes once it has gone", async () => {
  const { rerender } = render(<Places order="amara ben" />);
  rerender(<Places order="amara ben zoe" />);
  expect(order()).toBe("amara ben zoe");
  pointer("pointerdown");
  rerender(<Places order="ben zoe" />);
  expect(order()).toBe("amara ben zoe");
  pointer("pointerup");
  rerender(<Places order="ben kofi zoe" />);
  expect(order()).toBe("amara ben zoe");
  await vi.waitFor(() => expect(order()).toBe("ben kofi zoe"), { timeout: 60_000 });
});

test("[C49] what an adult asked to see stands at once", () => {
  const { rerender } = render(<Places order="amara ben" asked="expected" />);
  pointer("pointerdown");
  pointer("pointerup");
  rerender(<Places order="amara ben zoe" asked="everyone" />);
  expect(order()).toBe("amara ben zoe");
});

const top = (): number => screen.getByRole("status").getBoundingClientRect().top;

test("[C49] a card that goes from above the list leaves its room until the finger has gone", async () => {
  const { rerender } = render(<Places order="amara" cards={["open"]} />);
  const before = top();
  pointer("pointerdown");
  rerender(<Places order="amara" />);
  expect(top()).toBe(before);
  pointer("pointerup");
  await vi.waitFor(() => expect(top()).toBeLessThan(before), { timeout: 60_000 });
});

test("[C49] a card that comes above the list takes its room once the finger has gone, and moves no other card", async () => {
  const { rerender } = render(<Places order="amara" cards={["owed"]} />);
  const before = top();
  const owed = screen.getByText("owed").getBoundingClientRect().top;
  pointer("pointerdown");
  rerender(<Places order="amara" cards={["open", "owed"]} />);
  expect([top(), screen.getByText("owed").getBoundingClientRect().top]).toEqual([before, owed]);
  pointer("pointerup");
  await vi.waitFor(() => expect(top()).toBeGreaterThan(before), { timeout: 60_000 });
});

test("[C49] what a tap on a card asks for is shown at once", () => {
  const { rerender } = render(<Places order="amara" cards={["open"]} />);
  const before = top();
  pointer("pointerdown");
  pointer("pointerdown", screen.getByText("open"));
  rerender(<Places order="amara" cards={["open", "open asks"]} />);
  expect(top()).toBeGreaterThan(before);
});
