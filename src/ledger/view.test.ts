import { describe, expect, test } from "vitest";
import type { Change } from "./change.ts";
import {
  add,
  amend,
  create,
  fold,
  idOf,
  mergeOne,
  note,
  plan,
  remove,
  reopen,
  restore,
  set,
  settle,
  stampOf,
  withdraw,
} from "./plan.fixture.ts";
import { isRefusal } from "./refusal.ts";
import type { RecordRow } from "./record-row.ts";
import {
  allSeenIn,
  createdBy,
  itemsOf,
  layOver,
  seenIn,
  sidesSeen,
  textOf,
  valueOf,
  type WaitingChange,
  whenOf,
  withdrawalsSeen,
} from "./view.ts";

const made = create({ title: "Plan", risk: "low" });
const written = create({ occurred: "2026-06-09T10:42", text: "Threw a chair" }, "note");

const waits = (change: Change, more: Partial<WaitingChange> = {}): WaitingChange => ({
  change,
  stamp: stampOf("z"),
  unsent: true,
  ...more,
});
const lay = (row: RecordRow | undefined, ...changes: readonly Change[]) =>
  layOver(
    row,
    changes.map((change) => waits(change)),
    changes[0]?.type === "note" ? note : plan,
    1,
  );
/** The record after the server has taken them, with only what a screen tells apart. */
const told = (row: RecordRow | undefined) =>
  row && {
    fields: Object.fromEntries(Object.entries(row.fields).map(([name, state]) => [name, state.value])),
    items: itemsOf(row, "helps").map((item) => item.value),
    amended: row.amendments.map((one) => one.fields),
    withdrawn: row.withdrawn !== null,
    open: row.decisions.filter((one) => one.state === "open").map((one) => one.id),
  };

describe("laying what waits over a record", () => {
  const asked = [made, set("a1", "review", "1", "c"), set("b1", "review", "2", "c")];

  test.each<[string, readonly Change[], readonly Change[]]>([
    ["an edit", [made], [set("z1", "review", "14 June", "c")]],
    ["an edit of an edit", [made], [set("z1", "review", "1", "c"), set("z2", "review", "2", "z1")]],
    ["an item", [made], [add("z1", "k", "a walk")]],
    ["an item taken out", [made, add("a1", "k", "a walk")], [remove("z1", "k", ["a1"])]],
    ["an amendment", [written], [amend("z1", { text: "A table" })]],
    ["a withdrawal", [made], [withdraw("z1", ["c"])]],
    ["a restore", [made, withdraw("w1", ["c"])], [restore("z1", ["w1"])]],
    ["a choice", asked, [settle("z1", "b1", "2", ["a1", "b1"])]],
    ["a choice undone", [...asked, settle("s1", "b1", "2", ["a1", "b1"])], [reopen("z1", "b1", "s1")]],
    [
      "a record kept",
      [made, set("a1", "review", "1", "c"), withdraw("w1", ["c"])],
      [settle("z1", "w1", "keep", ["a1", "w1"])],
    ],
  ])("[S5] %s shows what the server will say when nothing came between", (_what, before, waiting) => {
    const row = fold(...before);
    expect(told(lay(row, ...waiting))).toEqual(told(fold(...before, ...waiting)));
    expect(lay(row, ...waiting)?.unsent).toEqual(waiting.map((change) => change.id));
  });

  test("[S5] a new record is there with its first words", () => {
    const view = lay(undefined, written, amend("z1", { level: 2 }));
    expect(view && [valueOf(view, "text"), valueOf(view, "level")]).toEqual(["Threw a chair", 2]);
    expect(lay(undefined, set("z1", "review", "1", "c"))).toBeUndefined();
  });

  test("[S5] it never opens a decision: an edit covers what came since, and a withdrawn record is there again", () => {
    const since = fold(made, set("a1", "review", "12 June", "c"));
    const edited = lay(since, set("z1", "review", "14 June", "c"));
    expect(edited && [valueOf(edited, "review"), edited.decisions]).toEqual(["14 June", []]);
    const gone = fold(made, withdraw("w1", ["c"]));
    for (const change of [set("z1", "review", "1", "c"), add("z1", "k", "a walk")]) {
      const view = lay(gone, change);
      expect([view?.withdrawn, view?.decisions]).toEqual([null, []]);
    }
  });

  test("[S5] a choice stays made on its author's screen when a side came since", () => {
    const row = fold(...asked, set("d1", "review", "3", "c"));
    const view = lay(row, settle("z1", "b1", "2", ["a1", "b1"]));
    expect(view && valueOf(view, "review")).toBe("2");
    expect(view?.decisions[0]?.state).toBe("settled");
  });

  test("[S6] what stands aside is marked and not shown; what was accepted is shown and not marked", () => {
    const row = fold(made);
    const change = set("z1", "review", "1", "c");
    const aside = layOver(row, [waits(change, { aside: true })], plan, 1);
    expect(aside && [valueOf(aside, "review"), aside.unsent]).toEqual([null, [change.id]]);
    const accepted = layOver(row, [waits(change, { unsent: false })], plan, 1);
    expect(accepted && [valueOf(accepted, "review"), accepted.unsent]).toEqual(["1", []]);
  });

  test("a change that cannot be laid is marked all the same", () => {
    const view = lay(fold(made), reopen("z1", "d9", "s1"));
    expect(view?.unsent).toEqual([idOf("z1")]);
  });
});

describe("what an author has in front of them", () => {
  test("[M1] what is drafted from the view is seen by the server", () => {
    const row = fold(made, set("a1", "review", "1", "c"));
    const view = lay(row, set("z1", "review", "2", "a1")) as RecordRow;
    expect(seenIn(view, "review")).toEqual({ from: "2", base: idOf("z1") });
    expect(seenIn(view, "reason")).toEqual({ from: null, base: idOf("c") });
  });

  test("[M10] [M12] withdrawing, restoring and deciding name all that stands", () => {
    const row = fold(made, set("a1", "review", "1", "c"), add("b1", "k", "a walk"));
    const gone = mergeOne(
      row,
      withdraw(
        "w1",
        allSeenIn(row).map((id) => id.replace(/0+$/, "")),
      ),
    );
    expect(isRefusal(gone) ? gone.code : gone.outcome).toBe("applied");
    expect(isRefusal(gone) ? [] : withdrawalsSeen(gone.row)).toEqual([idOf("w1")]);
    const asked = fold(made, set("a1", "review", "1", "c"), withdraw("w1", ["c"]));
    const [decision] = asked.decisions;
    const choice = settle(
      "s1",
      "w1",
      "withdraw",
      sidesSeen(asked, decision as never).map((id) => id.replace(/0+$/, "")),
    );
    const chosen = mergeOne(asked, choice);
    expect(isRefusal(chosen) ? chosen.code : chosen.row.withdrawn?.change).toBe(idOf("s1"));
  });
});

describe("reading a record", () => {
  test("[M14] a log reads as it was last amended, and is ordered by when it happened", () => {
    const row = fold(
      written,
      amend("a1", { text: "A table", occurred: "2026-06-08T09:00" }),
      amend("b1", { level: 2 }),
    );
    expect([textOf(row, "text"), textOf(row, "level"), textOf(row, "nothing")]).toEqual(["A table", "2", ""]);
    expect(whenOf(row, note)).toBe("2026-06-08T09:00");
    expect(whenOf(fold(made), plan)).toBe("2026-06-09T10:42");
    expect(createdBy(row)?.author).toBe(idOf("c"));
  });

  test("items stand oldest first", () => {
    const row = fold(made, add("b1", "m", "second"), add("a1", "k", "first"));
    const earlier = { ...row.stamps[idOf("a1")], at: "2026-06-01T09:00:00+01:00" };
    const stamped = { ...row, stamps: { ...row.stamps, [idOf("a1")]: earlier } } as RecordRow;
    expect(itemsOf(stamped, "helps").map((item) => item.value)).toEqual(["first", "second"]);
  });
});
