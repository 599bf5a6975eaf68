// A part of the screen with a script of its own: at once where it was brought, else by and by.

import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { type ReactNode, Suspense } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test } from "vitest";
import { DoorWaits, ScreenWaits } from "#app/fetched.tsx";
import { createLatePart, type LatePart, type Waits } from "#app/late-part.tsx";

afterEach(cleanup);

/** What is broken never comes; what is slow does. */
const PATIENCE = { timeout: 60_000 };

const Greeting = ({ to }: { readonly to: string }) => <p>Hello {to}</p>;

const Waiting: Waits = ({ trying, failed, onTry }) => (
  <button onClick={onTry}>{trying ? "Trying" : `In vain: ${failed}`}</button>
);

function draw({ Part }: LatePart<{ to: string }>): void {
  render(
    <Suspense fallback={<p>One moment</p>}>
      <Part to="Ada" />
    </Suspense>,
  );
}

test("what was brought stands in the first drawing; what was not, once it has come", async () => {
  const brought = createLatePart(async () => Greeting, { Waiting });
  await brought.bring();
  draw(brought);
  expect(screen.getByText("Hello Ada")).toBeTruthy();
  cleanup();
  await act(async () => draw(createLatePart(async () => Greeting, { Waiting })));
  expect(await screen.findByText("Hello Ada", {}, PATIENCE)).toBeTruthy();
});

test("fetched in vain before it was needed, it is fetched again when it is", async () => {
  let tries = 0;
  const second = createLatePart(
    async () => {
      tries += 1;
      if (tries === 1) throw new Error("no signal");
      return Greeting;
    },
    { Waiting },
  );
  await expect(second.bring()).rejects.toThrow("no signal");
  await act(async () => draw(second));
  expect(await screen.findByText("Hello Ada", {}, PATIENCE)).toBeTruthy();
});

test("while the line is gone it is said at once, and it comes by itself, or when somebody asks", async () => {
  let isOnLine = false;
  let tries = 0;
  const waits: (() => void)[] = [];
  const { Part } = createLatePart(
    async () => {
      tries += 1;
      if (!isOnLine) throw new Error("no signal");
      return Greeting;
    },
    // Nothing passes by itself.
    { Waiting, wait: () => new Promise((resolve) => void waits.push(resolve)) },
  );
  await act(async () => draw({ Part, bring: async () => Greeting }));
  expect(await screen.findByText(/^In vain/, {}, PATIENCE)).toBeTruthy();
  const before = tries;
  await act(async () => screen.getByRole("button").click());
  expect(tries).toBe(before + 1);
  isOnLine = true;
  await act(async () => void dispatchEvent(new Event("online")));
  expect(await screen.findByText("Hello Ada", {}, PATIENCE)).toBeTruthy();
});

test("what is long in coming is said, and what was typed in it stays when it is drawn anew", async () => {
  const line = Promise.withResolvers<typeof Box>();
  const { Part } = createLatePart(() => line.promise, { Waiting, soon: 0 });
  const drawn = (to: string) => (
    <Suspense fallback={<p>One moment</p>}>
      <Part to={to} />
    </Suspense>
  );
  let again: (ui: ReactNode) => void = () => undefined;
  await act(async () => void (again = render(drawn("Ada")).rerender));
  expect(await screen.findByText("Trying", {}, PATIENCE)).toBeTruthy();
  line.resolve(Box);
  const box = (await screen.findByLabelText("Ada", {}, PATIENCE)) as HTMLInputElement;
  box.value = "half a word";
  await act(async () => again(drawn("Kofi")));
  expect((screen.getByLabelText("Kofi") as HTMLInputElement).value).toBe("half a word");
});

test("that nothing has come is said once and not with every try, and the button that tries keeps the focus", () => {
  let asked = 0;
  const drawn = (trying: boolean, failed: number) => (
    <MemoryRouter>
      <ScreenWaits trying={trying} failed={failed} onTry={() => (asked += 1)} />
    </MemoryRouter>
  );
  const { rerender } = render(drawn(false, 1));
  const status = screen.getByRole("status");
  const said = status.textContent;
  const button = screen.getByRole("button");
  button.focus();
  fireEvent.click(button);
  expect(asked).toBe(1);
  for (const [trying, failed] of [
    [true, 1],
    [false, 2],
    [true, 2],
  ] as const) {
    rerender(drawn(trying, failed));
    expect([status.textContent, (button as HTMLButtonElement).disabled]).toEqual([said, false]);
    expect(button.textContent).toBe(trying ? "Trying now" : "Try now");
  }
  expect(document.activeElement).toBe(button);
});

test("before anybody has come in a screen that waits says nothing of what was saved", () => {
  const how = { trying: true, failed: 0, onTry: () => undefined };
  const said = [ScreenWaits, DoorWaits].map((Waits) => {
    const { container, unmount } = render(
      <MemoryRouter>
        <Waits {...how} />
      </MemoryRouter>,
    );
    const { textContent } = container;
    unmount();
    return [textContent.includes("opens here by itself"), textContent.includes("saved")];
  });
  expect(said).toEqual([
    [true, true],
    [true, false],
  ]);
});

const Box = ({ to }: { readonly to: string }) => <input aria-label={to} />;
