import type { Unsent } from "#device/device.ts";
import { defineSchema } from "#ledger/schema.ts";
import { defineRecord } from "#ledger/definition.ts";
import { line } from "#ledger/field.ts";
import { expect, test } from "vitest";
import { unsentGroups } from "./unsent-groups.ts";

const schema = defineSchema(1, [
  defineRecord({
    type: "visit",
    label: "Visit",
    plural: "Visits",
    mode: "case",
    scope: "owned",
    tier: 1,
    onSharedDevice: true,
    retention: "pupil-file",
    disclosure: "yes",
    fields: { reviewDate: line({ label: "Review date" }) },
    layout: [{ title: "All", fields: ["reviewDate"] }],
    slim: { fields: [], keep: 0 },
  }),
]);
const commit = (id: string, author: string, at: string, scopes: readonly string[], more: object = {}): Unsent =>
  ({
    state: "queued",
    verdicts: [],
    envelope: {
      id,
      author,
      at,
      changes: scopes.map((scope, n) => ({
        kind: "create",
        id: `${id}${n}`,
        record: "r",
        type: "visit",
        scope,
        fields: {},
      })),
    },
    ...more,
  }) as unknown as Unsent;

test("what has not gone stands by pupil, then by adult, oldest first", () => {
  const groups = unsentGroups(
    [
      commit("a", "zoe", "2026-06-09T10:42", ["one"]),
      commit("b", "ann", "2026-06-09T10:50", ["one", "two"]),
      commit("c", "ann", "2026-06-09T10:41", ["one"]),
    ],
    schema,
  );
  expect(groups.map((group) => [group.scope, group.lines.map((one) => one.envelope)])).toEqual([
    ["one", ["c", "b", "a"]],
    ["two", ["b"]],
  ]);
});

test("the server's reason stands with the change it is about", () => {
  const refused = commit("a", "ann", "2026-06-09T10:42", ["one", "two"], {
    state: "refused",
    verdicts: [{ change: "a1", verdict: "refused", sentence: "This pupil has left." }],
  });
  const groups = unsentGroups([refused], schema);
  expect(groups.map((group) => group.lines[0]?.reasons)).toEqual([[], ["This pupil has left."]]);
  expect(groups[0]?.lines[0]).toMatchObject({ what: "Visit", state: "refused", kept: undefined });
  expect(groups[1]?.lines[0]).toMatchObject({ kept: "refused", signIn: false });
});

test("what the server keeps is told apart from what it refused, and its words can be copied", () => {
  const verdicts = [{ change: "a0", verdict: "quarantined", code: "unknownKey", sentence: "It is kept." }];
  const kept = commit("a", "ann", "2026-06-09T10:42", ["one"], { state: "refused", verdicts });
  const [change] = kept.envelope.changes;
  const written = { ...change, fields: { reviewDate: "Next Monday", other: ["a", "b"], empty: null } } as typeof change;
  const envelope = { ...kept.envelope, changes: [written] } as unknown as typeof kept.envelope;
  const [line] = unsentGroups([{ ...kept, envelope }], schema)[0]?.lines ?? [];
  expect(line).toMatchObject({ kept: "quarantined", signIn: true, text: "Review date: Next Monday\nother: a, b" });
});
