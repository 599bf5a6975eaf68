// The parts of the design system that behave, in a real browser: dates as they are typed, lists, the sheet and its
// focus, and what is left of a screen that broke.

import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ErrorBoundary } from "#app/shell/error-boundary.tsx";
import { DateInput, MomentInput } from "#app/ui/date-input.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { type ItemsHeld, ItemsEditor } from "#app/ui/items-editor.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";

afterEach(() => cleanup());

const box = (name: string): HTMLInputElement => screen.getByLabelText(name);
const type = (name: string, value: string): void => void fireEvent.change(box(name), { target: { value } });

function Holding<T>({ first, children }: { first: T; children: (value: T, set: (value: T) => void) => ReactNode }) {
  const [value, set] = useState(first);
  return (
    <>
      {children(value, set)}
      <output>{JSON.stringify(value)}</output>
    </>
  );
}
const held = (): unknown => JSON.parse(screen.getByRole("status").textContent ?? "");

describe("a date", () => {
  test("is kept as it is typed, and is a date once its three boxes say one", () => {
    render(
      <Holding first="">{(value, set) => <DateInput label="Review date" value={value} onChange={set} />}</Holding>,
    );
    type("Day", "9");
    expect(held()).toBe("--9");
    type("Month", "6x");
    type("Year", "26");
    expect(box("Month").value).toBe("6");
    expect(held()).toBe("0026-06-09");
    fireEvent.blur(box("Year"));
    expect(held()).toBe("2026-06-09");
    expect(box("Day").value).toBe("9");
    for (const name of ["Day", "Month", "Year"]) type(name, "");
    expect(held()).toBe("");
  });
  test("another value from outside stands in its boxes", () => {
    const { rerender } = render(<DateInput label="Review date" value="2026-06-09" onChange={() => undefined} />);
    rerender(<DateInput label="Review date" value="2026-12-31" onChange={() => undefined} />);
    expect([box("Day").value, box("Month").value, box("Year").value]).toEqual(["31", "12", "2026"]);
  });
  test("a moment keeps its day while its time is typed", () => {
    render(
      <Holding first="2026-06-09T10:42">
        {(value, set) => <MomentInput label="When" value={value} onChange={set} />}
      </Holding>,
    );
    type("Time", "11:05");
    type("Day", "8");
    expect(held()).toBe("2026-06-08T11:05");
  });
});

test("a list takes a line by Enter and gives it up again, and the cursor stays in its box", () => {
  let made = 0;
  render(
    <Holding<ItemsHeld> first={{ items: [], typing: "" }}>
      {(value, set) => (
        <ItemsEditor
          label="What helps"
          value={value}
          maxLength={300}
          newId={() => `item-${(made += 1)}`}
          onChange={set}
        />
      )}
    </Holding>,
  );
  const input = screen.getByLabelText("Add to What helps");
  fireEvent.change(input, { target: { value: "A quiet corner" } });
  fireEvent.keyDown(input, { key: "Enter" });
  expect(screen.getByText("A quiet corner")).toBeTruthy();
  expect(document.activeElement).toBe(input);
  fireEvent.click(screen.getByRole("button", { name: "Remove: A quiet corner" }));
  expect(screen.queryByText("A quiet corner")).toBeNull();
  expect(document.activeElement).toBe(input);
});

test("a sheet takes the focus, closes on Escape, and gives the focus back", async () => {
  function Page() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button onClick={() => setOpen(true)}>Open</button>
        {open && (
          <Sheet title="Amara" onClose={() => setOpen(false)}>
            <TextInput label="Note" value="" onChange={() => undefined} />
          </Sheet>
        )}
      </>
    );
  }
  render(<Page />);
  const opener = screen.getByRole("button", { name: "Open" });
  opener.focus();
  fireEvent.click(opener);
  const dialog = screen.getByRole<HTMLDialogElement>("dialog");
  expect(dialog.matches(":modal")).toBe(true);
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Amara" }));
  dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), { timeout: 60_000 });
  expect(document.activeElement).toBe(opener);
});

test("a problem takes the focus, leads to its field, and is said in the title", () => {
  document.title = "Today – Waymark";
  const { rerender } = render(
    <>
      <ErrorSummary faults={[{ sentence: "Enter a name.", field: "name" }]} />
      <TextInput id="name" label="Name" value="" onChange={() => undefined} error="Enter a name." />
    </>,
  );
  expect(document.activeElement).toBe(screen.getByRole("alert"));
  expect(document.title).toBe("Error: Today – Waymark");
  fireEvent.click(screen.getByRole("link", { name: "Enter a name." }));
  const field = screen.getByRole("textbox", { name: "Name" });
  expect(document.activeElement).toBe(field);
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    "Error: Enter a name.",
  );
  rerender(<ErrorSummary faults={[]} />);
  expect(document.title).toBe("Today – Waymark");
});

test("a text says how much room is left once most of it is used", () => {
  render(<TextArea label="Note" value={"x".repeat(95)} maxLength={100} onChange={() => undefined} />);
  expect(screen.getByText("5 characters left")).toBeTruthy();
});

test("a screen that breaks keeps what was typed, to be copied", () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  function Fragile({ broken }: { broken: boolean }) {
    if (broken) throw new Error("broken");
    return <TextArea label="Note" value="" onChange={() => undefined} />;
  }
  const page = (broken: boolean) => (
    <MemoryRouter>
      <main>
        <ErrorBoundary>
          <Fragile broken={broken} />
        </ErrorBoundary>
      </main>
    </MemoryRouter>
  );
  const { rerender } = render(page(false));
  screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" }).value = "Came in with Bev, sat down.";
  rerender(page(true));
  expect(screen.getByRole("heading", { name: "This screen stopped working" })).toBeTruthy();
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "What you had typed" }).value).toBe(
    "Came in with Bev, sat down.",
  );
  rerender(page(false));
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByRole("textbox", { name: "Note" })).toBeTruthy();
  quiet.mockRestore();
});
