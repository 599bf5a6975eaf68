import { expect, test } from "vitest";
import { compareNames } from "./names.ts";

test("names stand in the order of the language, whatever their letters", () => {
  const names = ["Zoë", "amara", "Élodie", "Al-Amin", "Daniel", "Amara", "Eli", "O’Shea", "Oscar", "Alan"];
  const inOrder = names.toSorted((a, b) => a.localeCompare(b, "en-GB", { sensitivity: "accent" }));
  const ours = names.toSorted(compareNames);
  expect(ours.map((name) => name.toLowerCase())).toEqual(inOrder.map((name) => name.toLowerCase()));
  expect(compareNames("Ben", "Ben")).toBe(0);
});
