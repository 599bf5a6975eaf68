// A part of the screen with a script of its own: at once where it was brought, else by and by.

import { act, cleanup, render, screen } from "@testing-library/react";
import { Component, type ReactNode, Suspense } from "react";
import { afterEach, expect, test } from "vitest";
import { createLatePart, type LatePart } from "#app/late-part.tsx";
import { pause } from "#app/until-fetched.ts";

afterEach(cleanup);

/** What is broken never comes; what is slow does. */
const PATIENCE = { timeout: 60_000 };

const Greeting = ({ to }: { readonly to: string }) => <p>Hello {to}</p>;

function draw({ Part }: LatePart<{ to: string }>): void {
  render(
    <Suspense fallback={<p>One moment</p>}>
      <Part to="Ada" />
    </Suspense>,
  );
}

test("what was brought stands in the first drawing; what was not, once it has come", async () => {
  const brought = createLatePart(async () => Greeting);
  await brought.bring();
  draw(brought);
  expect(screen.getByText("Hello Ada")).toBeTruthy();
  cleanup();
  await act(async () => draw(createLatePart(async () => Greeting)));
  expect(await screen.findByText("Hello Ada", {}, PATIENCE)).toBeTruthy();
});

test("fetched in vain before it was needed, it is fetched again when it is", async () => {
  let tries = 0;
  const second = createLatePart(async () => {
    tries += 1;
    if (tries === 1) throw new Error("no signal");
    return Greeting;
  });
  await expect(second.bring()).rejects.toThrow("no signal");
  await act(async () => draw(second));
  expect(await screen.findByText("Hello Ada", {}, PATIENCE)).toBeTruthy();
});

test("what could not be fetched after several tries is said, and fetched when it is asked for again", async () => {
  let isOnLine = false;
  let tries = 0;
  let waits = 0;
  const told = Promise.withResolvers<void>();
  const { Part } = createLatePart(
    async () => {
      tries += 1;
      if (!isOnLine) throw new Error("no signal");
      return Greeting;
    },
    // After the last try a failure is remembered: here until it was seen, however long that takes.
    (milliseconds) => ((waits += 1) === 5 ? told.promise : pause(milliseconds / 10)),
  );
  const drawn = (key: number) => (
    <Told key={key}>
      <Suspense fallback={<p>One moment</p>}>
        <Part to="Ada" />
      </Suspense>
    </Told>
  );
  let time = 0;
  let again: (ui: ReactNode) => void = () => undefined;
  await act(async () => void (again = render(drawn(time)).rerender));
  expect(await screen.findByText("no signal", {}, PATIENCE)).toBeTruthy();
  expect(tries).toBe(5);
  isOnLine = true;
  told.resolve();
  for (time = 1; time < 600 && screen.queryByText("Hello Ada") === null; time += 1)
    await act(async () => {
      again(drawn(time));
      await pause(100);
    });
  expect(screen.getByText("Hello Ada")).toBeTruthy();
});

class Told extends Component<{ readonly children: ReactNode }, { readonly fault?: string }> {
  override state: { readonly fault?: string } = {};
  static getDerivedStateFromError(error: Error) {
    return { fault: error.message };
  }
  override render() {
    return this.state.fault === undefined ? this.props.children : <p>{this.state.fault}</p>;
  }
}
