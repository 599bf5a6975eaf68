// A part of the screen with a script of its own: at once where it was brought, else by and by.

import { act, cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, expect, test } from "vitest";
import { createLatePart, type LatePart } from "#app/late-part.tsx";

afterEach(cleanup);

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
  expect(await screen.findByText("Hello Ada")).toBeTruthy();
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
  expect(await screen.findByText("Hello Ada")).toBeTruthy();
});
