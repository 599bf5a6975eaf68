import { describe, expect, test } from "vitest";
import { codesOn } from "#ledger/code-list.ts";
import { suspensionReasons } from "./codes/suspension.ts";
import { mayHold } from "./holding.ts";
import { roleCodes } from "./codes/role.ts";
import { isRole, roles } from "./roles.ts";
import { schema } from "./schema.ts";

const definitions = Object.values(schema.definitions);

describe("schema", () => {
  test("every link leads to a type that is there", () => {
    const targets = definitions.flatMap((definition) =>
      Object.values(definition.fields).flatMap((field) => ("to" in field ? [field.to] : [])),
    );
    expect(targets.length).toBeGreaterThan(10);
    for (const target of targets) expect(Object.keys(schema.definitions)).toContain(target);
  });

  test("[M] what keeps a child safe is guarded or a list", () => {
    const classOf = (type: string, field: string) => schema.definitions[type]?.fields[field]?.class;
    for (const [type, field] of [
      ["plan", "riskLevel"],
      ["plan", "riskNotes"],
      ["milestone", "status"],
      ["contact", "doNotContact"],
      ["pupil", "firstAid"],
    ] as const)
      expect(classOf(type, field)).toBe("guarded");
    for (const field of ["triggers", "earlySigns", "helps", "avoid"]) expect(classOf("plan", field)).toBe("list");
  });

  test("a shared tablet never holds circumstances, nor a type it does not know", () => {
    const circumstances = schema.definitions["circumstances"];
    expect(mayHold(circumstances, "shared")).toBe(false);
    expect(mayHold(circumstances, "personal")).toBe(true);
    expect(mayHold(undefined, "shared")).toBe(false);
    expect(mayHold(schema.definitions["plan"], "shared")).toBe(true);
  });

  test("identifiers and flags of circumstance stand in no other type", () => {
    const words = /upn|senPro|senPrim|premium|freeSchool|fsm|lookedAfter|ethnic|socialWorker|youngCarer|firstLanguage/i;
    for (const definition of definitions)
      if (definition.type !== "circumstances")
        expect(Object.keys(definition.fields).filter((name) => words.test(name))).toEqual([]);
  });

  test("the 16 reasons for suspension are offered now, the 29 when their day comes, and OT no longer", () => {
    expect(codesOn(suspensionReasons, "2026-06-09")).toHaveLength(16);
    expect(codesOn(suspensionReasons, "2027-09-01")).toHaveLength(29);
    expect(codesOn(suspensionReasons, "2026-06-09").map(({ code }) => code)).not.toContain("OT");
    expect(codesOn(suspensionReasons, "2019-06-09").map(({ code }) => code)).toContain("OT");
  });

  test("roles and the codes of the adult's role are the same list", () => {
    expect(roleCodes.codes.map(({ code }) => code)).toEqual([...roles]);
    expect(isRole("senco")).toBe(true);
    expect(isRole("head")).toBe(false);
  });
});
