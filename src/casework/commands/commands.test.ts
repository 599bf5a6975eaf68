import { describe, expect, test } from "vitest";
import type { Draft } from "#ledger/change.ts";
import { type RecordId, scopeOf } from "#ledger/names.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { itemsOf, valueOf } from "#ledger/view.ts";
import { amendRecord } from "./amend-record.ts";
import { addItem, editRecord } from "./edit-record.ts";
import { type Desk, createDesk, idFor } from "./desk.fixture.ts";
import { logForSeveral, quickLog } from "./log-behaviour.ts";
import { makeRecord } from "./make-record.ts";
import { confirmMilestone, moveMilestone } from "./move-milestone.ts";
import { keepBoth, reopenDecision, settleDecision } from "./settle-decision.ts";
import { moveStage, startPlacement } from "./start-placement.ts";
import { unconfirmMilestone } from "./unconfirm-milestone.ts";
import { restoreRecord, withdrawRecord, withdrawRecords } from "./withdraw-record.ts";

const pupil = idFor<RecordId>("p1");
const category = idFor<RecordId>("c1");

const draftsOf = (result: readonly Draft[] | Refusal): readonly Draft[] => {
  if (isRefusal(result)) throw new Error(result.sentence);
  return result;
};
const firstOf = (result: readonly Draft[] | Refusal): Draft => draftsOf(result)[0] as Draft;
const recordOf = (result: readonly Draft[] | Refusal): RecordId => firstOf(result).record;

function planOn(desk: Desk): RecordId {
  const [one, two] = [idFor("e1"), idFor("e2")];
  const fields = { goodToKnow: "Offer break card", helps: { [one]: "Time and space", [two]: "A quiet corner" } };
  return recordOf(desk.run(makeRecord, { type: "plan", scope: scopeOf(pupil), fields }));
}

describe("makeRecord", () => {
  test("a pupil owns its scope, a category belongs to the school, a plan needs an owner", () => {
    const desk = createDesk();
    const made = firstOf(desk.run(makeRecord, { type: "pupil", fields: { givenName: "Ada", familyName: "Byron" } }));
    expect(made.scope).toBe(made.record);
    expect(firstOf(desk.run(makeRecord, { type: "category", fields: { label: "Calm start" } })).scope).toBe("school");
    expect(desk.run(makeRecord, { type: "plan", fields: {} })).toMatchObject({ refused: true, code: "noOwner" });
  });

  test("text is cleaned, ends are trimmed, a UPN takes its plain form, empty fields are left out", () => {
    const made = firstOf(
      createDesk().run(makeRecord, {
        type: "circumstances",
        scope: scopeOf(pupil),
        fields: { upn: " b801 200005001", note: "\u202eTwo\u0000 words\r\n ", firstLanguage: "  ", pupilPremium: [] },
      }),
    );
    expect(made).toMatchObject({ fields: { upn: "B801200005001", note: "Two words" } });
    expect(Object.keys((made as { fields: object }).fields)).toEqual(["upn", "note"]);
  });

  test.each([
    ["a wrong UPN", "circumstances", { upn: "C801200005001" }, "upn", "wrongForm"],
    [
      "a birth date in 1924",
      "pupil",
      { givenName: "A", familyName: "B", birthDate: "1924-03-01" },
      "birthDate",
      "notASchoolAge",
    ],
    ["100,000 characters", "plan", { whyHere: "x".repeat(100_000) }, "whyHere", "tooLong"],
    ["a missing name", "pupil", { givenName: " ", familyName: "B" }, "givenName", "missing"],
    ["a field of another time", "plan", { colour: "green" }, "colour", "noSuchField"],
    [
      "a code not offered yet",
      "suspension",
      { category: "SUSP", start: "2026-06-08", reasons: ["MP"] },
      "reasons",
      "notInList",
    ],
    [
      "four reasons",
      "suspension",
      { category: "SUSP", start: "2026-06-08", reasons: ["PP", "VA", "DB", "TH"] },
      "reasons",
      "tooMany",
    ],
  ])("%s is refused beside its field", (_what, type, fields, field, code) => {
    const desk = createDesk();
    expect(desk.run(makeRecord, { type, scope: scopeOf(pupil), fields })).toMatchObject({ field, code });
    expect(desk.rows.size).toBe(0);
  });

  test("a type that is not there is refused, not thrown", () => {
    expect(createDesk().run(makeRecord, { type: "dragon", fields: {} })).toMatchObject({ code: "noSuchType" });
  });
});

describe("editRecord", () => {
  test("only what differs becomes a change, with what the author saw", () => {
    const desk = createDesk();
    const id = planOn(desk);
    const seen = desk.view(id);
    const drafts = draftsOf(
      desk.run(editRecord, { seen, to: { goodToKnow: " Offer break card ", target: "Two calm mornings" } }),
    );
    expect(drafts).toMatchObject([{ kind: "set", field: "target", from: null, base: seen.created }]);
    expect(desk.run(editRecord, { seen: desk.view(id), to: { target: "Two calm mornings" } })).toMatchObject({
      code: "nothingChanged",
    });
  });

  test("a list is edited by its items; another wording is a removal and an addition that stand together", () => {
    const desk = createDesk();
    const id = planOn(desk);
    const [time, quiet] = itemsOf(desk.view(id), "helps").map(({ item }) => item);
    const to = { helps: { [time as string]: "Time, space, no words", new: "A drink of water" } };
    const drafts = draftsOf(desk.run(editRecord, { seen: desk.view(id), to }));
    expect(drafts.map(({ kind }) => kind)).toEqual(["remove", "add", "remove", "add"]);
    const groupOf = (item: unknown) => drafts.find((d) => d.kind === "remove" && d.item === item)?.group;
    expect(groupOf(time)).toBe(drafts[1]?.group);
    expect(groupOf(quiet)).toBeUndefined();
    expect(new Set(itemsOf(desk.view(id), "helps").map((item) => item.value))).toEqual(
      new Set(["A drink of water", "Time, space, no words"]),
    );
  });

  test("[M] two adults who reword the same line apart both keep theirs", () => {
    const desk = createDesk();
    const id = planOn(desk);
    const seen = desk.view(id);
    const [time, quiet] = itemsOf(seen, "helps").map(({ item }) => item as string);
    const reword = (words: string) => ({
      seen,
      to: { helps: { [time as string]: words, [quiet as string]: "A quiet corner" } },
    });
    draftsOf(desk.run(editRecord, reword("Five minutes alone"), "a1"));
    draftsOf(desk.run(editRecord, reword("Time, then a question"), "a2"));
    const values = itemsOf(desk.view(id), "helps").map((item) => item.value);
    expect(values).toEqual(expect.arrayContaining(["Five minutes alone", "Time, then a question", "A quiet corner"]));
    expect(values).toHaveLength(3);
  });

  test("a log is never edited, and an item of nothing is refused", () => {
    const desk = createDesk();
    const log = recordOf(desk.run(quickLog, { pupil: scopeOf(pupil), category }));
    expect(desk.run(editRecord, { seen: desk.view(log), to: { note: "x" } })).toMatchObject({ code: "appendOnly" });
    const plan = planOn(desk);
    expect(desk.run(addItem, { seen: desk.view(plan), field: "helps", words: " \u0007 " })).toMatchObject({
      field: "helps",
    });
    draftsOf(desk.run(addItem, { seen: desk.view(plan), field: "helps", words: "Humour" }));
    expect(itemsOf(desk.view(plan), "helps").map((item) => item.value)).toContain("Humour");
  });
});

describe("amendRecord", () => {
  const amended = (author: string, now: string) => {
    const desk = createDesk();
    const log = recordOf(desk.run(quickLog, { pupil: scopeOf(pupil), category }, "a1", "2026-06-09T10:42"));
    return firstOf(desk.run(amendRecord, { seen: desk.view(log), fields: { intensity: "2" } }, author, now));
  };

  test("the same author within half an hour completes; later, before, or somebody else amends", () => {
    expect(amended("a1", "2026-06-09T11:12")).toMatchObject({ how: "completed" });
    expect(amended("a1", "2026-06-09T11:13")).toMatchObject({ how: "amended" });
    expect(amended("a1", "2026-06-09T10:00")).toMatchObject({ how: "amended" });
    expect(amended("a2", "2026-06-09T10:43")).toMatchObject({ how: "amended" });
  });

  test("only what differs is amended; the first words stay; a value can be taken out again", () => {
    const desk = createDesk();
    const more = { note: "Came in smiling", place: "iap-room" };
    const log = recordOf(desk.run(quickLog, { pupil: scopeOf(pupil), category, more }));
    const fields = { note: "Came in smiling", place: null, intensity: "1" };
    expect(firstOf(desk.run(amendRecord, { seen: desk.view(log), fields, reason: " " }))).toEqual(
      expect.not.objectContaining({ reason: expect.anything() }),
    );
    expect(valueOf(desk.view(log), "place")).toBeNull();
    expect(desk.view(log).fields["place"]?.value).toBe("iap-room");
    expect(desk.run(amendRecord, { seen: desk.view(log), fields })).toMatchObject({ code: "nothingChanged" });
    expect(desk.run(amendRecord, { seen: desk.view(log), fields: { category: null } })).toMatchObject({
      field: "category",
    });
    expect(desk.run(amendRecord, { seen: desk.view(planOn(desk)), fields })).toMatchObject({ code: "notALog" });
  });
});

describe("withdrawRecord and restoreRecord", () => {
  test("undo withdraws all that the author saw, with a reason; bringing back undoes that", () => {
    const desk = createDesk();
    const log = recordOf(desk.run(quickLog, { pupil: scopeOf(pupil), category }));
    draftsOf(desk.run(amendRecord, { seen: desk.view(log), fields: { note: "Smiling" } }));
    expect(desk.run(withdrawRecord, { seen: desk.view(log), reason: " " })).toMatchObject({ field: "reason" });
    draftsOf(desk.run(withdrawRecord, { seen: desk.view(log), reason: "Wrong pupil" }));
    expect(desk.view(log).withdrawn?.reason).toBe("Wrong pupil");
    expect(desk.view(log).decisions).toEqual([]);
    draftsOf(desk.run(restoreRecord, { seen: desk.view(log) }));
    expect(desk.view(log).withdrawn).toBeNull();
    expect(desk.run(restoreRecord, { seen: desk.view(log) })).toMatchObject({ code: "notWithdrawn" });
  });
});

test("what one act made for several pupils is taken back in one go; what is gone already is passed over", () => {
  const desk = createDesk();
  const pupils = ["pa", "pb", "pc"].map((tail) => idFor<RecordId>(tail));
  const logs = draftsOf(desk.run(logForSeveral, { pupils, category })).map(({ record }) => record);
  const views = () => logs.map((id) => desk.view(id));
  draftsOf(desk.run(withdrawRecord, { seen: desk.view(logs[0] as RecordId), reason: "Twice" }));
  expect(draftsOf(desk.run(withdrawRecords, { seen: views(), reason: "Undo" }))).toHaveLength(2);
  expect(views().map((view) => view.withdrawn?.reason)).toEqual(["Twice", "Undo", "Undo"]);
  expect(desk.run(withdrawRecords, { seen: views(), reason: "Undo" })).toMatchObject({ code: "withdrawnAlready" });
});

describe("settleDecision and reopenDecision", () => {
  const clash = () => {
    const desk = createDesk();
    const id = planOn(desk);
    const seen = desk.view(id);
    draftsOf(desk.run(editRecord, { seen, to: { reviewDate: "2026-06-12" } }, "a1"));
    draftsOf(desk.run(editRecord, { seen, to: { reviewDate: "2026-06-16" } }, "a2"));
    const decision = desk.view(id).decisions[0]?.id;
    if (!decision) throw new Error("no decision was opened");
    return { desk, id, decision };
  };

  test("[M] the choice names every side, stands, and can be undone", () => {
    const { desk, id, decision } = clash();
    draftsOf(desk.run(settleDecision, { seen: desk.view(id), decision, to: "2026-06-16" }));
    expect(valueOf(desk.view(id), "reviewDate")).toBe("2026-06-16");
    expect(desk.view(id).decisions[0]?.state).toBe("settled");
    expect(desk.run(settleDecision, { seen: desk.view(id), decision, to: "2026-06-12" })).toMatchObject({
      code: "noSuchDecision",
    });
    draftsOf(desk.run(reopenDecision, { seen: desk.view(id), decision }));
    expect(desk.view(id).decisions[0]?.state).toBe("open");
    expect(desk.run(reopenDecision, { seen: desk.view(id), decision })).toMatchObject({ refused: true });
  });

  test("a value that is no side must still fit the field", () => {
    const { desk, id, decision } = clash();
    expect(desk.run(settleDecision, { seen: desk.view(id), decision, to: "soon" })).toMatchObject({
      field: "reviewDate",
      code: "notADate",
    });
    expect(draftsOf(desk.run(settleDecision, { seen: desk.view(id), decision, to: "2026-06-15" }))).toHaveLength(1);
  });

  test("keep both puts the two accounts one after the other, with names and times", () => {
    expect(
      keepBoth([
        { who: "Mrs Khan", when: "Tuesday 10:42am", text: "Walks out." },
        { who: "Mr Patel", when: "Tuesday 10:55am", text: "Asks to go." },
      ]),
    ).toBe("Mrs Khan, Tuesday 10:42am:\nWalks out.\n\nMr Patel, Tuesday 10:55am:\nAsks to go.");
  });
});

describe("logs", () => {
  test("two taps are enough: a category now", () => {
    expect(firstOf(createDesk().run(quickLog, { pupil: scopeOf(pupil), category }))).toMatchObject({
      type: "behaviour-log",
      fields: { category, when: "2026-06-09T10:42" },
    });
  });

  test("an entry about several pupils is one log each, the others as links", () => {
    const [a, b, c] = [idFor<RecordId>("pa"), idFor<RecordId>("pb"), idFor<RecordId>("pc")];
    const drafts = draftsOf(
      createDesk().run(logForSeveral, { pupils: [a, b, c, a], category, period: idFor<RecordId>("f1") }),
    );
    expect(drafts.map(({ scope }) => scope)).toEqual([a, b, c]);
    expect(drafts).toMatchObject([
      { fields: { others: [b, c] } },
      { fields: { others: [a, c] } },
      { fields: { others: [a, b] } },
    ]);
    expect(new Set(drafts.map(({ record }) => record)).size).toBe(3);
    expect(createDesk().run(logForSeveral, { pupils: [], category })).toMatchObject({ field: "pupils" });
  });
});

describe("placement and milestone", () => {
  test("a placement starts with its baseline or not at all", () => {
    const desk = createDesk();
    const start = { pupil: scopeOf(pupil), placement: { purpose: "Calm mornings" } };
    const bad = desk.run(startPlacement, { ...start, baseline: { attendance: 104 } });
    expect(bad).toMatchObject({ field: "attendance" });
    const drafts = draftsOf(
      desk.run(startPlacement, { ...start, baseline: { attendance: "not-known", suspensions: 2 } }),
    );
    expect(drafts).toMatchObject([
      { type: "placement", group: 1, fields: { stage: "settling", start: "2026-06-09" } },
      { type: "baseline", group: 1, fields: { placement: drafts[0]?.record } },
    ]);
    const referred = { type: "placement", scope: scopeOf(pupil), fields: { stage: "referred" } };
    const referral = recordOf(desk.run(makeRecord, referred));
    draftsOf(desk.run(moveStage, { seen: desk.view(referral), to: "settling" }));
    expect(valueOf(desk.view(referral), "start")).toBe("2026-06-09");
    draftsOf(desk.run(moveStage, { seen: desk.view(drafts[0]?.record as RecordId), to: "full-return" }));
    const row = desk.view(drafts[0]?.record as RecordId);
    expect([valueOf(row, "sixWeekCheckOn"), valueOf(row, "twelveWeekCheckOn")]).toEqual(["2026-07-21", "2026-09-01"]);
  });

  test("confirming a milestone brings its lesson back into the plan, once; a step back takes the date away", () => {
    const desk = createDesk();
    const plan = planOn(desk);
    const fields = { title: "Three calm starts", status: "not-started", bringsBack: "Maths with Mr Patel" };
    const id = recordOf(desk.run(makeRecord, { type: "milestone", scope: scopeOf(pupil), fields }));
    draftsOf(desk.run(moveMilestone, { seen: desk.view(id), to: "started" }));
    expect(valueOf(desk.view(id), "startedOn")).toBe("2026-06-09");
    expect(desk.run(moveMilestone, { seen: desk.view(id), to: "met" })).toMatchObject({ field: "status" });
    draftsOf(desk.run(confirmMilestone, { seen: desk.view(id), plan: desk.view(plan) }, "a3"));
    expect(valueOf(desk.view(id), "confirmedBy")).toBe(idFor("a3"));
    expect(itemsOf(desk.view(plan), "lessonsBack").map((item) => item.value)).toEqual(["Maths with Mr Patel"]);
    draftsOf(desk.run(moveMilestone, { seen: desk.view(id), to: "started", note: "Two hard mornings" }));
    expect([valueOf(desk.view(id), "metOn"), valueOf(desk.view(id), "confirmedBy")]).toEqual([null, null]);
    expect(valueOf(desk.view(id), "countedFrom")).toBe("2026-06-09T10:42");
    draftsOf(desk.run(confirmMilestone, { seen: desk.view(id), plan: desk.view(plan) }));
    expect(itemsOf(desk.view(plan), "lessonsBack")).toHaveLength(1);
  });

  test("undoing a confirmation opens the step and takes the lesson off the plan, in one go", () => {
    const desk = createDesk();
    const plan = planOn(desk);
    const fields = { title: "Three calm starts", status: "started", bringsBack: "Maths with Mr Patel" };
    const id = recordOf(desk.run(makeRecord, { type: "milestone", scope: scopeOf(pupil), fields }));
    draftsOf(desk.run(confirmMilestone, { seen: desk.view(id), plan: desk.view(plan) }));
    const drafts = draftsOf(
      desk.run(unconfirmMilestone, { seen: desk.view(id), to: "started", plan: desk.view(plan) }),
    );
    expect(new Set(drafts.map((draft) => draft.group))).toEqual(new Set([1]));
    expect(valueOf(desk.view(id), "status")).toBe("started");
    expect([valueOf(desk.view(id), "metOn"), valueOf(desk.view(id), "confirmedBy")]).toEqual([null, null]);
    expect(itemsOf(desk.view(plan), "lessonsBack")).toEqual([]);
    expect(desk.run(unconfirmMilestone, { seen: desk.view(id), to: "started" })).toMatchObject({ refused: true });
  });
});
