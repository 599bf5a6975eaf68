import { expect, test } from "vitest";
import * as v from "valibot";
import { enrolRequestShape } from "./session.ts";

const isName = (name: string): boolean =>
  v.safeParse(enrolRequestShape, { code: "x", device: { name, kind: "shared", publicKey: "A".repeat(43) } }).success;

test("a tablet's name is one line that can be seen, and turns nothing round", () => {
  for (const name of [" Room 1 ", "Zoë’s iPad – Łódź", "مرحبا", "部屋"]) expect(isName(name)).toBe(true);
  for (const name of ["Room \u202e1 telbaT", "Room\nRoom 2", "\u2066x", "\u0007", "\u2028"])
    expect(isName(name)).toBe(false);
});
