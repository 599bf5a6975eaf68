import { expect, test } from "vitest";
import { foundOptions } from "./found-options.ts";

const named = (...labels: string[]) => labels.map((label) => ({ value: label, label }));
const found = (typed: string, ...labels: string[]) => foundOptions(named(...labels), typed).map(({ value }) => value);

test("a name that begins with the letters stands before one that holds them", () => {
  expect(found("ko", "Kojo Asante", "Ivana Danko", "Abena Darko", "Kofi Mensah", "Amy Kowal")).toEqual([
    "Kojo Asante",
    "Kofi Mensah",
    "Amy Kowal",
    "Ivana Danko",
    "Abena Darko",
  ]);
});

test("accents, capitals and hyphens need not be typed", () => {
  expect(found("zoe", "Zoë Hill")).toEqual(["Zoë Hill"]);
  expect(found("smith", "Ann Jones-Smith", "Bo Smithson")).toEqual(["Ann Jones-Smith", "Bo Smithson"]);
  expect(found("jones smith", "Ann Jones-Smith")).toEqual(["Ann Jones-Smith"]);
});

test("nothing typed finds nothing", () => {
  expect(found(" ", "Ann Hill")).toEqual([]);
  expect(found("x", "Ann Hill")).toEqual([]);
});
