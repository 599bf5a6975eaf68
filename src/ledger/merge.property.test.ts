// Three devices that edit apart, in every order chance can think of. What each author had seen is recorded beside
// the merge and independently of it: who knew which changes when they wrote.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Json, jsonEqual } from "#base/json.ts";
import type { Change } from "./change.ts";
import { fieldState, liveChanges } from "./merging.ts";
import type { ChangeId } from "./names.ts";
import { create, idOf, mergeOne, RECORD, SCOPE, set, stampOf } from "./plan.fixture.ts";
import type { Decision, RecordRow, Side } from "./record-row.ts";
import { isRefusal } from "./refusal.ts";
import { plan } from "./plan.fixture.ts";
import { allSeenIn, layOver, seenIn, sidesSeen, withdrawalsSeen } from "./view.ts";

type Act =
  | { readonly act: "set"; readonly field: string; readonly value: number }
  | { readonly act: "add" | "remove"; readonly item: number }
  | { readonly act: "withdraw" | "restore" | "push" | "pull" | "reopen" }
  | { readonly act: "settle"; readonly side: number };
interface Step {
  readonly device: number;
  readonly what: Act;
}

const FIELDS = ["review", "reason", "risk"];
const VALUES = ["low", "some", "high"];

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant("set" as const), field: fc.constantFrom(...FIELDS), value: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("add" as const, "remove" as const), item: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constantFrom("withdraw" as const, "restore" as const, "reopen" as const) }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("settle" as const), side: fc.nat(3) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constantFrom("push" as const, "pull" as const) }) },
);
const steps = fc.array(fc.record({ device: fc.nat(2), what: act }), { minLength: 5, maxLength: 40, size: "max" });

/** A change with everything its author knew of when writing it. */
interface Written {
  readonly change: Change;
  readonly knew: ReadonlySet<string>;
}
interface Transition extends Written {
  readonly before: RecordRow;
  readonly after: RecordRow;
  readonly outcome: string;
}

function draft(view: RecordRow, what: Act, id: ChangeId): Change | undefined {
  const head = { id, record: RECORD, type: "plan", scope: SCOPE };
  // Nobody edits what is not on the screen.
  if (view.withdrawn && what.act !== "restore") return undefined;
  switch (what.act) {
    case "set": {
      const { from, base } = seenIn(view, what.field);
      return { ...head, kind: "set", field: what.field, to: VALUES[what.value] as string, from, base };
    }
    case "add":
      return { ...head, kind: "add", field: "helps", item: idOf(`k${what.item}`), value: `item ${what.item}` };
    case "remove": {
      const held = view.lists["helps"]?.[idOf(`k${what.item}`)];
      return (
        held && {
          ...head,
          kind: "remove",
          field: "helps",
          item: idOf(`k${what.item}`),
          from: held.value,
          base: held.adds,
        }
      );
    }
    case "withdraw":
      return { ...head, kind: "withdraw", reason: "twice", seen: allSeenIn(view) };
    case "restore":
      return view.withdrawn ? { ...head, kind: "restore", base: withdrawalsSeen(view) } : undefined;
    case "settle": {
      const decision = view.decisions.find((d) => d.state === "open");
      if (!decision) return undefined;
      const sides = [decision.kept, ...decision.others];
      const { value } = sides[what.side % sides.length] as Side;
      return { ...head, kind: "settle", decision: decision.id, to: value, base: sidesSeen(view, decision) };
    }
    case "reopen": {
      const decision = view.decisions.findLast((d) => d.state === "settled");
      return decision && { ...head, kind: "reopen", decision: decision.id, base: (decision.settled as Side).change };
    }
    default:
      return undefined;
  }
}

/** Plays the steps; every device pushes and pulls at the end. */
function play(script: readonly Step[]): { readonly row: RecordRow; readonly transitions: readonly Transition[] } {
  const first = mergeOne(undefined, create({ title: "Plan", risk: "low" }), 1);
  if (isRefusal(first)) throw new Error(first.code);
  let row = first.row;
  const filed = new Set<string>([row.created]);
  const transitions: Transition[] = [];
  const devices = [0, 1, 2].map(() => ({ held: row, knows: new Set(filed), pending: [] as Written[], sent: 0 }));
  let number = 0;
  for (const { device, what } of [...script, ...[0, 1, 2].map((n): Step => ({ device: n, what: { act: "push" } }))]) {
    const mine = devices[device] as (typeof devices)[number];
    if (what.act === "push") {
      for (const written of mine.pending.slice(mine.sent)) {
        const before = row;
        const merged = mergeOne(row, written.change);
        mine.sent += 1;
        if (isRefusal(merged)) {
          expect(merged.code).toBe("changedSince");
          continue;
        }
        row = merged.row;
        filed.add(written.change.id);
        transitions.push({ ...written, before, after: row, outcome: merged.outcome });
      }
    } else if (what.act === "pull") {
      mine.held = row;
      mine.pending = mine.pending.slice(mine.sent);
      mine.sent = 0;
      mine.knows = new Set([...filed, ...mine.pending.map((written) => written.change.id as string)]);
    } else {
      const waiting = mine.pending.map(({ change }) => ({ change, stamp: stampOf(`p${device}`), unsent: true }));
      const view = layOver(mine.held, waiting, plan, 1) as RecordRow;
      number += 1;
      const change = draft(view, what, idOf(`${"abd"[device]}${number}x`));
      if (!change) continue;
      mine.pending.push({ change, knew: new Set(mine.knows) });
      mine.knows.add(change.id);
    }
  }
  return { row, transitions };
}

const sides = (decision: Decision): readonly Side[] => [
  decision.kept,
  ...decision.others,
  ...(decision.settled ? [decision.settled] : []),
];
const allSides = (row: RecordRow): readonly Side[] => row.decisions.flatMap(sides);
const isSide = (row: RecordRow, id: string): boolean => allSides(row).some((side) => side.change === id);
const baseOf = (change: Change): readonly string[] =>
  "base" in change ? (typeof change.base === "string" ? [change.base] : change.base) : [];

const RUNS = { numRuns: 1000, seed: 20260609 };

test("[M18] every accepted value is current when filed, says what stands, or is a side of a decision", () => {
  fc.assert(
    fc.property(steps, (script) => {
      for (const { change, after, outcome } of play(script).transitions) {
        if (change.kind !== "set" && change.kind !== "settle") continue;
        const decision = change.kind === "settle" ? after.decisions.find((d) => d.id === change.decision) : undefined;
        if (outcome === "decision" && isSide(after, change.id)) continue;
        if (decision?.about === "withdrawal") {
          expect(after.withdrawn ? "withdraw" : "keep").toBe(change.to);
          continue;
        }
        const field = change.kind === "set" ? change.field : (decision as Decision).field;
        const state = fieldState(after, field);
        expect(state.value).toEqual(change.to);
        expect([state.by, ...(state.also ?? [])]).toContain(change.id);
      }
    }),
    RUNS,
  );
});

test("[M1] [M4] [M18] what stands is replaced only by an author who knew it, or stays as a side", () => {
  fc.assert(
    fc.property(steps, (script) => {
      for (const { change, knew, before, after } of play(script).transitions) {
        for (const field of FIELDS) {
          const old = fieldState(before, field);
          const now = fieldState(after, field);
          if (now.by === old.by || jsonEqual(now.value, old.value)) continue;
          const known = [old.by, ...(old.also ?? [])].some((id) => knew.has(id));
          if (change.kind === "reopen") expect(isSide(after, old.by) || isSide(before, now.by)).toBe(true);
          else expect(known).toBe(true);
        }
        expect(after.decisions.length).toBeGreaterThanOrEqual(before.decisions.length);
        for (const side of allSides(before)) {
          const stays = isSide(after, side.change);
          if (stays) continue;
          // M7 and an edit of the kept side: only who was based on a side, or on its equal, may take its place.
          const equals = FIELDS.map((field) => fieldState(before, field)).find((state) => state.by === side.change);
          expect([side.change, ...(equals?.also ?? [])].some((id) => baseOf(change).includes(id))).toBe(true);
        }
      }
    }),
    RUNS,
  );
});

test("[M10] [M11] [M12] a withdrawn record hides nothing that its withdrawal's author did not know", () => {
  let withdrawnAtTheEnd = 0;
  fc.assert(
    fc.property(steps, (script) => {
      const { row, transitions } = play(script);
      if (!row.withdrawn) return;
      withdrawnAtTheEnd += 1;
      const knew = transitions.find(({ change }) => change.id === row.withdrawn?.change)?.knew;
      for (const id of liveChanges(row)) {
        const alike = Object.values(row.fields).find((state) => state.by === id)?.also ?? [];
        const restored = row.restored?.includes(id) ? row.restored : [];
        expect([id, ...alike, ...restored].some((one) => knew?.has(one))).toBe(true);
      }
    }),
    RUNS,
  );
  expect(withdrawnAtTheEnd).toBeGreaterThan(10);
});

test("[M10] [M12] a withdrawal is undone only by someone who knew it, or stands in a decision", () => {
  fc.assert(
    fc.property(steps, (script) => {
      for (const { knew, before, after } of play(script).transitions) {
        if (!before.withdrawn || after.withdrawn) continue;
        const withdrawals = [before.withdrawn.change, ...(before.withdrawn.also ?? [])];
        for (const id of withdrawals) expect(knew.has(id) || withdrawals.some((one) => isSide(after, one))).toBe(true);
      }
    }),
    RUNS,
  );
});

test("[M19] a decision never opens against something its author knew", () => {
  let decisions = 0;
  fc.assert(
    fc.property(steps, (script) => {
      for (const { change, knew, before, after, outcome } of play(script).transitions) {
        if (outcome !== "decision" || change.kind !== "set") continue;
        const opened = after.decisions.find((d) => d.about === "field" && d.id === change.id);
        if (!opened) continue;
        decisions += 1;
        const stood = fieldState(before, change.field);
        expect(knew.has(stood.by)).toBe(false);
        expect(opened.field).toBe(change.field);
      }
    }),
    RUNS,
  );
  expect(decisions).toBeGreaterThan(200);
});

test("[M5] one open decision about a field at most, and its kept side is what stands", () => {
  fc.assert(
    fc.property(steps, (script) => {
      const { row } = play(script);
      const open = row.decisions.filter((d) => d.state === "open");
      expect(new Set(row.decisions.map((d) => d.id)).size).toBe(row.decisions.length);
      expect(new Set(open.map((d) => `${d.about} ${d.field}`)).size).toBe(open.length);
      for (const decision of open)
        if (decision.about === "field")
          expect(fieldState(row, decision.field)).toMatchObject({
            by: decision.kept.change,
            value: decision.kept.value,
          });
        else expect(row.withdrawn).toBeNull();
      for (const side of allSides(row)) expect(row.stamps[side.change]).toBeDefined();
    }),
    RUNS,
  );
});

test("[M5] two edits written apart are found out in either order, with the same two values", () => {
  const value = fc.constantFrom<Json>("low", "some", "high", null);
  fc.assert(
    fc.property(fc.constantFrom(...FIELDS), value, value, (field, one, two) => {
      const made = mergeOne(undefined, create({ title: "Plan" }));
      const first = set("a1", field, one as string, "c");
      const second = set("b1", field, two as string, "c");
      const found = [
        [first, second],
        [second, first],
      ].map((order) => {
        let row = isRefusal(made) ? undefined : made.row;
        for (const change of order) {
          const merged = mergeOne(row, change);
          if (isRefusal(merged)) throw new Error(merged.code);
          row = merged.row;
        }
        return (row as RecordRow).decisions.map((d) =>
          sides(d)
            .map((side) => JSON.stringify(side.value))
            .sort(),
        );
      });
      expect(found[0]).toEqual(found[1]);
      expect(found[0]).toHaveLength(field === "risk" || one !== two ? 1 : 0);
    }),
  );
});

test("[M18] no value is invented: what stands and every side was written by somebody", () => {
  fc.assert(
    fc.property(steps, (script) => {
      const { row, transitions } = play(script);
      const written = new Map<string, Json>(
        transitions.flatMap(({ change }) => ("to" in change ? [[change.id as string, change.to] as const] : [])),
      );
      for (const field of FIELDS) {
        const { value, by } = fieldState(row, field);
        if (by !== row.created) expect(value).toEqual(written.get(by));
      }
      for (const { kept, others } of row.decisions.filter((d) => d.about === "field"))
        for (const side of [kept, ...others])
          if (side.change !== row.created) expect(side.value).toEqual(written.get(side.change));
    }),
    RUNS,
  );
});

test("[M13] an item stands exactly while an addition stands that nobody who knew it took out", () => {
  fc.assert(
    fc.property(steps, (script) => {
      const { row, transitions } = play(script);
      const removes = transitions.filter(({ change }) => change.kind === "remove");
      for (const { change } of transitions) {
        if (change.kind !== "add") continue;
        const taken = removes.some(
          (r) => r.knew.has(change.id) && r.change.kind === "remove" && r.change.item === change.item,
        );
        expect(row.lists["helps"]?.[change.item]?.adds.includes(change.id) ?? false).toBe(!taken);
      }
    }),
    RUNS,
  );
});
