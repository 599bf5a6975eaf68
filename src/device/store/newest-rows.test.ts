import fc from "fast-check";
import { expect, test } from "vitest";
import { defineRecord } from "#ledger/definition.ts";
import { moment } from "#ledger/field.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { defineSchema } from "#ledger/schema.ts";
import { createSealer } from "../vault/seal.ts";
import type { Store } from "../ports.ts";
import { createMemoryStore } from "./memory-store.ts";

const definition = (type: string) =>
  defineRecord({
    type,
    label: type,
    plural: type,
    mode: "log",
    scope: "owned",
    tier: 1,
    onSharedDevice: true,
    retention: "pupil-file",
    disclosure: "yes",
    fields: { when: moment({ label: "When" }) },
    layout: [{ title: "Log", fields: ["when"] }],
    when: "when",
    slim: { fields: [], keep: 0 },
  });
const schema = defineSchema(1, [definition("a"), definition("b")]);
const scope = "s" as ScopeId;

const row = (n: number, type: string, day: number): RecordRow => ({
  id: `r${String(n).padStart(3, "0")}` as RecordId,
  type,
  scope,
  schema: 1,
  seq: n,
  created: "c" as RecordRow["created"],
  fields: {
    when: { value: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 16), by: "c" as RecordRow["created"] },
  },
  lists: {},
  amendments: [],
  withdrawn: null,
  decisions: [],
  stamps: {},
});
const when = (one: RecordRow): string => one.fields["when"]?.value as string;

test("whatever lies in which week, the newest come, in order, and no other", async () => {
  // Few days and many rows: weeks that follow on each other, weeks fuller than a page, several of one moment.
  const days = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.nat(35)), { minLength: 1, maxLength: 90, size: "max" });
  const types = fc.constantFrom<readonly string[] | undefined>(undefined, ["a"], ["b", "a"]);
  await fc.assert(
    fc.asyncProperty(days, types, fc.option(fc.nat(40)), fc.option(fc.nat(37)), async (made, wanted, most, end) => {
      const store = createMemoryStore({ schema });
      store.useSealer(createSealer(new Uint8Array(32), (n) => crypto.getRandomValues(new Uint8Array(n))));
      const rows = made.map(([type, day], n) => row(n, type, day));
      await store.write("relaxed", (tx) => tx.putRows(rows), { scopes: [], parts: [] });
      const before = end === null ? undefined : when(row(0, "a", end));
      const expected = rows
        .filter((one) => (wanted?.includes(one.type) ?? true) && (before === undefined || when(one) < before))
        .sort((a, b) => (when(a) === when(b) ? (a.id < b.id ? -1 : 1) : when(a) > when(b) ? -1 : 1))
        .slice(0, most ?? undefined);
      const ask = {
        scope,
        ...(wanted && { types: wanted }),
        ...(most !== null && { limit: most }),
        ...(before !== undefined && { before }),
      };
      expect((await store.read((tx) => tx.rows(ask))).map((one) => one.id)).toEqual(expected.map((one) => one.id));
    }),
    { numRuns: 100 },
  );
});

const quietly = { scopes: [], parts: [] } as const;
const newSealer = () => createSealer(new Uint8Array(32).fill(5), (n) => crypto.getRandomValues(new Uint8Array(n)));

async function foldAll(store: Store): Promise<void> {
  for (const name of await store.read((tx) => tx.scopesToFold(1)))
    while (await store.write("strict", (tx) => tx.foldScope(name), quietly));
}

const batch = fc.array(fc.tuple(fc.nat(30), fc.nat(40), fc.boolean()), { maxLength: 12 });
/** What may happen to a store, one after the other. A long record makes packs overflow. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant("put" as const), batch) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("pack" as const), batch) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom("fold", "fold", "restart", "purge", "older"), fc.constant([])) },
);

test("[V27] whatever is put, packed, moved, folded and purged, each record stands once, in its place, at its newest", async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 12, size: "max" });
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(30), fc.nat(40), async (made, most, end) => {
      let store = createMemoryStore({ schema });
      store.useSealer(newSealer());
      const model = new Map<string, RecordRow>();
      let seq = 1;
      for (const [what, records] of made) {
        if (what === "fold") await foldAll(store);
        if (what === "purge") {
          await store.write("relaxed", (tx) => tx.purgeScope(scope), quietly);
          model.clear();
        }
        if (what === "restart") {
          store = store.reopen();
          store.useSealer(newSealer());
        }
        const rows = what === "older" ? [...model.values()].map((held) => ({ ...held, seq: held.seq - 1 })) : [];
        for (const [n, day, long] of records) {
          const made = row(n, n % 2 ? "a" : "b", day);
          const text = { value: long ? "x".repeat(7000) : "", by: made.created };
          rows.push({ ...made, seq: (seq += 2), fields: { ...made.fields, text } });
        }
        if (what !== "older") for (const one of rows) model.set(one.id, one);
        const put = what === "put" || what === "older";
        if (put) await store.write("relaxed", (tx) => tx.putRows(rows), quietly);
        if (!put || what === "older") await store.write("relaxed", (tx) => tx.putPacked(rows, []), quietly);
      }
      const all = [...model.values()].sort((a, b) =>
        when(a) === when(b) ? (a.id < b.id ? -1 : 1) : when(a) > when(b) ? -1 : 1,
      );
      const before = when(row(0, "a", end));
      await store.read(async (tx) => {
        expect(await tx.rows({ scope })).toEqual(all);
        expect(await tx.rows({ scope, limit: most })).toEqual(all.slice(0, most));
        const kind = all.filter((held) => held.type === "b" && when(held) < before);
        expect(await tx.rows({ scope, types: ["b"], before, limit: most })).toEqual(kind.slice(0, most));
        for (const held of all) expect(await tx.row(held.id, scope)).toEqual(held);
      });
    }),
    { numRuns: 150 },
  );
});

test("[V27] an update that orders a kind by something else finds what is packed in its new order, and folds it anew", async () => {
  const first = createMemoryStore({ schema });
  first.useSealer(newSealer());
  const long = { value: "x".repeat(9000), by: "c" as RecordRow["created"] };
  const rows = Array.from({ length: 12 }, (_, n) => {
    const made = row(n, n % 2 ? "a" : "b", n);
    // Backwards from what `when` says.
    const other = { ...made.fields["when"], value: when(row(0, "a", 20 - n)) } as typeof long;
    return { ...made, seq: n + 1, fields: { ...made.fields, other, long } };
  });
  await first.write("relaxed", (tx) => tx.putPacked(rows, []), quietly);
  const a = { ...definition("a"), when: "other" };
  const store = createMemoryStore({ schema: defineSchema(2, [a, definition("b")]), disk: first.disk });
  store.useSealer(newSealer());
  const at = (one: RecordRow): string => (one.type === "a" ? (one.fields["other"]?.value as string) : when(one));
  const inOrder = (all: readonly RecordRow[]) =>
    [...all].sort((x, y) => (at(x) === at(y) ? (x.id < y.id ? -1 : 1) : at(x) > at(y) ? -1 : 1));
  expect(await store.read((tx) => tx.rows({ scope, limit: 5 }))).toEqual(inOrder(rows).slice(0, 5));
  const more = { ...row(50, "b", 3), seq: 99 };
  await store.write("relaxed", (tx) => tx.putRows([more]), quietly);
  expect(await store.read((tx) => tx.rows({ scope, limit: 9 }))).toEqual(inOrder([...rows, more]).slice(0, 9));
  await foldAll(store);
  expect(await store.read((tx) => tx.rows({ scope }))).toEqual(inOrder([...rows, more]));
  expect(await store.read((tx) => tx.rows({ scope, limit: 9 }))).toEqual(inOrder([...rows, more]).slice(0, 9));
  for (const one of rows) expect(await store.read((tx) => tx.row(one.id, scope))).toEqual(one);
});
