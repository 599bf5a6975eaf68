import { describe, expect, test } from "vitest";
import { checkUpn, upnCheckLetter } from "./upn.ts";

describe("UPN", () => {
  test("the worked example: 2 to 13 times the digits of 801200005001 is 93, and 93 modulo 23 is B", () => {
    expect(upnCheckLetter("801200005001")).toBe("B");
    expect(checkUpn("B801200005001")).toEqual({ value: "B801200005001" });
  });

  test("small letters and spaces are put right", () => {
    expect(checkUpn(" b801 2000 05001 ")).toEqual({ value: "B801200005001" });
  });

  test("a temporary UPN ends in a letter, which counts by its place among the letters", () => {
    // 80120000500 sums to 80; A counts 0 and B counts 1 times 13: 80 mod 23 = 11 = M, 93 mod 23 = 1 = B.
    expect(checkUpn("M80120000500A")).toEqual({ value: "M80120000500A" });
    expect(checkUpn("B80120000500B")).toEqual({ value: "B80120000500B" });
    expect(checkUpn("B80120000500A")).toHaveProperty("sentence");
  });

  test("every wrong check letter and every pair of neighbours swapped is told", () => {
    for (const letter of "ACDEFGHJKLMNPQRTUVWXYZ")
      expect(checkUpn(`${letter}801200005001`)).toEqual({ sentence: expect.stringContaining("does not fit") });
    expect(checkUpn("B810200005001")).toHaveProperty("sentence");
  });

  test("a wrong length, I, O or S, and other characters are told apart", () => {
    expect(checkUpn("B80120000500")).toEqual({ sentence: expect.stringContaining("12") });
    expect(checkUpn("I801200005001")).toEqual({ sentence: expect.stringContaining("never I, O or S") });
    expect(checkUpn("B80120000500S")).toHaveProperty("sentence");
    expect(checkUpn("B8012000-5001")).toHaveProperty("sentence");
  });
});
