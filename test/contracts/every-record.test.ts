// What holds for every type of record, also for the one that is added next: it is labelled, laid out and shown, what two
// adults write apart is kept, and what protects a child does not depend on who wrote the definition.

import { describe, expect, test } from "vitest";
import type { Json } from "#base/json.ts";
import { dateWords } from "#app/text/dates.ts";
import { valueWords } from "#app/text/value-words.ts";
import { schema } from "#casework/schema.ts";
import type { Change } from "#ledger/change.ts";
import { codesOn } from "#ledger/code-list.ts";
import type { RecordDefinition } from "#ledger/definition.ts";
import type { Field } from "#ledger/field.ts";
import { merge } from "#ledger/merge.ts";
import type { AdultId, ChangeId, DeviceId, RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { checkChange, checkValue } from "#ledger/validate.ts";

const definitions = Object.values(schema.definitions);
const today = "2026-06-09";
const idFor = (tail: string): string => tail.padStart(26, "0");

const fieldsOf = (definition: RecordDefinition): readonly (readonly [string, Field])[] =>
  Object.entries(definition.fields);
const allFields = definitions.flatMap((definition) =>
  fieldsOf(definition).map(([name, field]) => [`${definition.type}.${name}`, field] as const),
);

/** A value the field may hold; `other` gives another one where there are two. */
function example(field: Field, other = false): Json {
  switch (field.kind) {
    case "line":
    case "prose":
      return (other ? "Other words" : "Some words").slice(0, field.max);
    case "formatted": {
      const tries = ["07700 900123", "07700 900124", "B801200005001", "Europe/London", "Europe/Paris"];
      const fit = tries.filter((text) => "value" in field.check(text));
      return fit[other ? fit.length - 1 : 0] ?? null;
    }
    case "date":
      return field.birth ? (other ? "2014-01-02" : "2014-01-01") : other ? "2026-06-02" : "2026-06-01";
    case "moment":
      return other ? "2026-06-02T10:42" : "2026-06-01T10:42";
    case "clock":
      return other ? "10:42" : "09:00";
    case "choice":
      return codesOn(field.codes, today)[other ? 1 : 0]?.code ?? null;
    case "choices":
      return [codesOn(field.codes, today)[other ? 1 : 0]?.code ?? ""];
    case "whole":
      return field.least + (other ? 1 : 0);
    case "percent":
      return other ? 90 : 80.5;
    case "yes-no":
      return !other;
    case "link":
      return idFor(other ? "b2" : "a1");
    case "links":
      return [idFor(other ? "b2" : "a1")];
    case "items":
      return { [idFor(other ? "e2" : "e1")]: other ? "Another line" : "A line" };
    default: {
      const unknown: never = field;
      throw new Error(`no example for ${JSON.stringify(unknown)}`);
    }
  }
}

const required = (definition: RecordDefinition): { [name: string]: Json } =>
  Object.fromEntries(fieldsOf(definition).flatMap(([name, field]) => (field.required ? [[name, example(field)]] : [])));

/** Files changes in their order, each by an adult of its own. */
function filed(definition: RecordDefinition, changes: readonly Change[]): RecordRow {
  let row: RecordRow | undefined;
  for (const [i, change] of changes.entries()) {
    const merged = merge({
      row,
      change,
      stamp: { author: idFor(change.id) as AdultId, device: idFor("d1") as DeviceId, at: "2026-06-09T10:42:00+01:00" },
      seq: i + 1,
      schema: schema.version,
      definition,
    });
    if (isRefusal(merged)) throw new Error(`${definition.type} ${change.kind}: ${merged.sentence}`);
    row = merged.row;
  }
  if (!row) throw new Error("nothing was filed");
  return row;
}

const head = (definition: RecordDefinition, id: string) => ({
  id: id as ChangeId,
  record: idFor("r1") as RecordId,
  type: definition.type,
  scope: (definition.scope === "school" ? "school" : definition.scope === "owner" ? idFor("r1") : "p1") as ScopeId,
});
const made = (definition: RecordDefinition, fields = required(definition)): Change => ({
  ...head(definition, "made"),
  kind: "create",
  fields,
});

describe("every type of record", () => {
  test("is there to be looked at", () => {
    expect(definitions.length).toBeGreaterThan(30);
    expect(allFields.length).toBeGreaterThan(300);
  });

  test("has a noun, a label and a plural in sentence case", () => {
    for (const { type, label, plural } of definitions) {
      expect(type).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const words of [label, plural]) expect([type, words]).toEqual([type, words.trim()]);
      expect([type, label.charAt(0)]).toEqual([type, label.charAt(0).toUpperCase()]);
    }
  });

  test("has a label for every field, and no two fields of one section with the same", () => {
    for (const [name, { label, hint }] of allFields) {
      expect([name, label.trim() === label && label !== ""]).toEqual([name, true]);
      expect([name, hint === undefined || hint.trim() !== ""]).toEqual([name, true]);
    }
    for (const { type, layout, fields } of definitions)
      for (const section of layout) {
        const labels = section.fields.map((name) => fields[name]?.label);
        expect([type, section.title, new Set(labels).size]).toEqual([type, section.title, labels.length]);
      }
  });

  test("lays every field out once, under headings of their own", () => {
    for (const { type, layout, fields } of definitions) {
      const laidOut = layout.flatMap((section) => section.fields).toSorted();
      expect([type, laidOut]).toEqual([type, Object.keys(fields).toSorted()]);
      expect(new Set(layout.map((section) => section.title)).size).toBe(layout.length);
    }
  });

  test("takes an example of every field, and shows it in words", () => {
    for (const [name, field] of allFields) {
      const value = example(field);
      expect([name, checkValue(name, field, value, today)?.sentence]).toEqual([name, undefined]);
      const words = valueWords(field, value, today, (type, id) => `${type} ${id.slice(-2)}`);
      expect([name, words !== "" && !/undefined|\[object/.test(words)]).toEqual([name, true]);
    }
    expect(dateWords(today)).not.toBe("");
  });

  test("can be made with what is required, and says when: a log by a field that is", () => {
    for (const definition of definitions) {
      const options = { unknownFields: "refuse", today } as const;
      expect([definition.type, checkChange(definition, made(definition), options)]).toEqual([
        definition.type,
        undefined,
      ]);
      if (definition.mode === "log") {
        const when = definition.when === undefined ? undefined : definition.fields[definition.when];
        expect([definition.type, when?.required]).toEqual([definition.type, true]);
      }
    }
  });

  test("has codes with words, and one name for one list", () => {
    const byName = new Map<string, unknown>();
    for (const [name, field] of allFields) {
      if (field.kind !== "choice" && field.kind !== "choices") continue;
      expect([name, byName.get(field.codes.name) ?? field.codes]).toEqual([name, field.codes]);
      byName.set(field.codes.name, field.codes);
      for (const { code, label } of field.codes.codes) expect([name, code, label !== ""]).toEqual([name, code, true]);
      expect([name, codesOn(field.codes, today).length > 1]).toEqual([name, true]);
    }
  });
});

describe("what two adults write apart", () => {
  test("[M5] [M18] every value of every field is kept, whoever came first", () => {
    for (const definition of definitions) {
      if (definition.mode === "log") continue;
      for (const [name, field] of fieldsOf(definition)) {
        if (field.kind === "items") continue;
        const values = [example(field), example(field, true)];
        // A field that must be filled begins with the first value: only another one can be written over it.
        const start = required(definition);
        const from = start[name] ?? null;
        const set = (id: string, to: Json): Change => ({
          ...head(definition, id),
          kind: "set",
          field: name,
          to,
          from,
          base: "made" as ChangeId,
        });
        for (const [first, second] of [values, values.toReversed()]) {
          const row = filed(definition, [
            made(definition, start),
            set("one", first ?? null),
            set("two", second ?? null),
          ]);
          const sides = row.decisions.flatMap((one) => [one.kept.value, ...one.others.map((side) => side.value)]);
          const kept = [row.fields[name]?.value ?? null, ...sides];
          for (const value of values) expect(kept, `${definition.type}.${name}`).toContainEqual(value);
        }
      }
    }
  });

  test("[M13] lines added to a list apart are both there, the same in either order", () => {
    for (const definition of definitions)
      for (const [name, field] of fieldsOf(definition)) {
        if (field.kind !== "items") continue;
        const add = (id: string, value: string): Change => ({
          ...head(definition, id),
          kind: "add",
          field: name,
          item: idFor(id),
          value,
        });
        const both = [add("one", "First line"), add("two", "Second line")];
        const lists = [both, both.toReversed()].map((order) => {
          const { lists: held } = filed(definition, [made(definition), ...order]);
          return Object.entries(held[name] ?? {})
            .map(([item, state]) => `${item} ${String(state.value)}`)
            .toSorted();
        });
        expect(lists[0]).toHaveLength(2);
        expect(lists[1]).toEqual(lists[0]);
      }
  });

  test("[M14] the first words of a log stay, and so do both adults' amendments", () => {
    for (const definition of definitions) {
      if (definition.mode !== "log") continue;
      for (const [name, field] of fieldsOf(definition)) {
        const amend = (id: string, value: Json): Change => ({
          ...head(definition, id),
          kind: "amend",
          how: "amended",
          fields: { [name]: value },
        });
        const values = [example(field), example(field, true)];
        const row = filed(definition, [
          made(definition, { ...required(definition), [name]: values[0] ?? null }),
          amend("one", values[1] ?? null),
          amend("two", values[0] ?? null),
        ]);
        expect(row.fields[name]?.value).toEqual(values[0]);
        expect(row.amendments.map((one) => one.fields[name])).toEqual([values[1], values[0]]);
        expect(row.decisions).toEqual([]);
      }
    }
  });
});

describe("what protects a child", () => {
  const linksTo = (definition: RecordDefinition): readonly string[] =>
    fieldsOf(definition).flatMap(([, field]) => ("to" in field ? [field.to] : []));
  const of = (type: string): RecordDefinition => {
    const found = schema.definitions[type];
    if (!found) throw new Error(`no type ${type}`);
    return found;
  };

  test("what links to other pupils leaves a disclosure with the others redacted, or not at all", () => {
    for (const definition of definitions)
      if (definition.scope === "owned" && linksTo(definition).includes("pupil"))
        expect([definition.type, definition.disclosure !== "yes"]).toEqual([definition.type, true]);
  });

  test("[A4] what is restricted stands on no shared tablet; the one that does holds no free text", () => {
    for (const definition of definitions) {
      if (definition.tier !== 3) continue;
      const texts = fieldsOf(definition).filter(([, field]) => field.kind === "prose" || field.kind === "items");
      if (definition.onSharedDevice) expect([definition.type, texts]).toEqual([definition.type, []]);
      const inLists = definition.slim.fields.filter((name) =>
        ["prose", "line"].includes(definition.fields[name]?.kind ?? ""),
      );
      expect([definition.type, inLists]).toEqual([definition.type, []]);
    }
    expect(definitions.filter(({ tier }) => tier === 3).map(({ type }) => type)).toEqual([
      "force-record",
      "force-account",
      "told-dsl",
      "emergency-access",
    ]);
  });

  test("[C21] support and sanction never touch: no placement, plan or milestone links to a sanction, nor back", () => {
    const sanctions = ["removal", "internal-suspension", "suspension", "force-notice", "force-record", "force-account"];
    const support = ["placement", "baseline", "plan", "milestone", "session-log"];
    for (const type of support)
      for (const to of linksTo(of(type))) expect([type, sanctions.includes(to)]).toEqual([type, false]);
    for (const type of sanctions)
      for (const to of linksTo(of(type))) expect([type, support.includes(to)]).toEqual([type, false]);
  });

  test("[C29] every sanction, and every record of force, asks whether the pupil could leave", () => {
    for (const type of ["removal", "internal-suspension", "force-record"])
      expect([type, of(type).fields["couldLeave"]?.kind]).toEqual([type, "yes-no"]);
  });

  test("what belongs to the school as a whole has no place for a pupil", () => {
    for (const definition of definitions)
      if (definition.scope === "school" && definition.type !== "caseload")
        expect([definition.type, linksTo(definition).includes("pupil")]).toEqual([definition.type, false]);
  });
});
