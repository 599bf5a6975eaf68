import { describe, expect, test } from "vitest";
import type { Draft } from "#ledger/change.ts";
import { type RecordId, scopeOf } from "#ledger/names.ts";
import { type Refusal, isRefusal } from "#ledger/refusal.ts";
import { itemsOf, textOf, valueOf } from "#ledger/view.ts";
import { amendRecord } from "./amend-record.ts";
import { type Desk, createDesk, idFor } from "./desk.fixture.ts";
import { goBackToLesson } from "./go-back-to-lesson.ts";
import { handOver, tickHandedOff } from "./hand-over.ts";
import { findPupil, leaveRoom, tellOfLeaving } from "./leave-room.ts";
import { quickLog } from "./log-behaviour.ts";
import { makeRecord } from "./make-record.ts";
import { confirmMilestone } from "./move-milestone.ts";
import { moveToPupil } from "./move-to-pupil.ts";
import {
  FORCE_RECORD_NEEDS,
  startForceRecord,
  tellParentsOfForce,
  writeForceAccount,
  writeForceRecord,
} from "./record-force.ts";
import { arrive, sayWhere } from "./say-where.ts";
import { stepBack } from "./step-back.ts";
import { sayWork } from "./say-work.ts";
import { sweepPeriod } from "./sweep-period.ts";
import { acknowledgeTold, tellDsl } from "./tell-dsl.ts";

const a = idFor<RecordId>("pa");
const b = idFor<RecordId>("pb");
const period = idFor<RecordId>("f3");
const category = idFor<RecordId>("c1");
const dsl = idFor("a9");

const draftsOf = (result: readonly Draft[] | Refusal): readonly Draft[] => {
  if (isRefusal(result)) throw new Error(`${result.field ?? ""} ${result.sentence}`);
  return result;
};
const idOf = (result: readonly Draft[] | Refusal, type?: string): RecordId =>
  draftsOf(result).find((draft) => type === undefined || draft.type === type)?.record as RecordId;
const groupsOf = (result: readonly Draft[] | Refusal) => new Set(draftsOf(result).map((draft) => draft.group));

test("[C5] that work has come is said on the period's log and says nothing else of it", () => {
  const desk = createDesk();
  const said = { pupil: scopeOf(a), period, start: "2026-06-09T10:55" };
  const made = draftsOf(desk.run(sayWork, { ...said, work: "here" }));
  expect(made).toMatchObject([{ type: "session-log", fields: { workArrived: "here", period, when: said.start } }]);
  expect(Object.keys((made[0] as { readonly fields: object }).fields).sort()).toEqual([
    "period",
    "when",
    "workArrived",
  ]);
  const log = desk.view(made[0]?.record as RecordId);
  expect(draftsOf(desk.run(sayWork, { ...said, work: "not-yet", log }))).toMatchObject([
    { kind: "amend", fields: { workArrived: "not-yet" } },
  ]);
  expect(desk.run(sayWork, { ...said, pupil: scopeOf(b), work: "here", log })).toMatchObject({ code: "notTheirs" });
  expect(desk.run(sayWork, { ...said, work: "lost" })).toMatchObject({ field: "workArrived" });
});

describe("where pupils are", () => {
  test("[C20] one tap for one pupil or for the whole room; entries are added, never changed", () => {
    const desk = createDesk();
    const drafts = draftsOf(desk.run(sayWhere, { pupils: [a, b, a], state: "here", period }));
    expect(drafts.map(({ scope }) => scope)).toEqual([a, b]);
    expect(groupsOf(drafts)).toEqual(new Set([undefined]));
    draftsOf(desk.run(sayWhere, { pupils: [a], state: "in-lesson", when: "2026-06-09T11:00" }));
    expect(desk.rows.size).toBe(3);
    expect(desk.run(sayWhere, { pupils: [], state: "here" })).toMatchObject({ field: "pupils" });
    expect(desk.run(sayWhere, { pupils: [a], state: "gone" })).toMatchObject({ field: "state" });
  });

  test("[C21] removed from lesson makes the sanction's own record; coming to regulate makes none", () => {
    const desk = createDesk();
    const removed = desk.run(arrive, { pupil: scopeOf(a), why: "removed", fromLesson: "Science", period });
    expect(draftsOf(removed)).toMatchObject([
      { type: "whereabouts", group: 1, fields: { state: "here", fromLesson: "Science" } },
      { type: "visit", group: 1, fields: { why: "removed", when: "2026-06-09T10:42" } },
      { type: "removal", group: 1, fields: { lesson: "Science", when: "2026-06-09T10:42", period } },
    ]);
    // [C56] Why they came is said once.
    expect(textOf(desk.view(idOf(removed, "whereabouts")), "why")).toBe("");
    const came = draftsOf(desk.run(arrive, { pupil: scopeOf(b), why: "regulate" }));
    expect(came.map(({ type }) => type)).toEqual(["whereabouts", "visit"]);
    expect(desk.run(arrive, { pupil: scopeOf(b), why: "" })).toMatchObject({ field: "why" });
  });

  test("[C21] the end of a removal puts the time on its record and the pupil in lesson, both or neither", () => {
    const desk = createDesk();
    const removal = idOf(desk.run(arrive, { pupil: scopeOf(a), why: "removed" }), "removal");
    const early = { removal: desk.view(removal), when: "2026-06-09T10:00" };
    expect(desk.run(goBackToLesson, early)).toMatchObject({ field: "backAt" });
    const back = desk.run(goBackToLesson, {
      removal: desk.view(removal),
      when: "2026-06-09T11:10",
      talk: "Sorry said",
    });
    expect(groupsOf(back)).toEqual(new Set([1]));
    expect(textOf(desk.view(removal), "backAt")).toBe("2026-06-09T11:10");
    expect(draftsOf(back)[1]).toMatchObject({ type: "whereabouts", fields: { state: "in-lesson" } });
    expect(desk.run(goBackToLesson, { removal: desk.view(removal) })).toMatchObject({ code: "backAlready" });
  });

  test("left the room: two taps, who was told, found; closed once", () => {
    const desk = createDesk();
    const id = idOf(desk.run(leaveRoom, { pupil: scopeOf(a), period }));
    expect(valueOf(desk.view(id), "foundAt")).toBeNull();
    expect(desk.run(tellOfLeaving, { left: desk.view(id) })).toMatchObject({ field: "told" });
    draftsOf(desk.run(tellOfLeaving, { left: desk.view(id), toldWho: "On-call", how: "phone" }));
    expect(desk.run(findPupil, { left: desk.view(id), when: "2026-06-09T10:00" })).toMatchObject({ field: "foundAt" });
    const found = desk.run(findPupil, { left: desk.view(id), place: "outside", when: "2026-06-09T10:50" }, "a2");
    expect(draftsOf(found).map(({ type }) => type)).toEqual(["left-room", "whereabouts"]);
    expect(textOf(desk.view(id), "foundBy")).toBe(idFor("a2"));
    expect(desk.run(findPupil, { left: desk.view(id) })).toMatchObject({ code: "foundAlready" });
  });
});

describe("the period sweep", () => {
  test("[C25] eight pupils in one commit: begun logs are completed, others made, nobody is rated by default", () => {
    const desk = createDesk();
    const start = "2026-06-09T10:55";
    const head = { type: "session-log", fields: { when: start, period, subject: "Maths" } };
    const begun = idOf(desk.run(makeRecord, { ...head, scope: scopeOf(a) }));
    const others = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"].map((name) => scopeOf(idFor<RecordId>(name)));
    const drafts = draftsOf(
      desk.run(sweepPeriod, {
        start,
        period,
        each: [
          { pupil: scopeOf(a), log: desk.view(begun), fields: { regulation: "3" } },
          ...others.map((pupil, i) => ({ pupil, fields: i === 6 ? {} : { regulation: "4", engagement: "2" } })),
        ],
      }),
    );
    expect(drafts.map(({ kind }) => kind)).toEqual(["amend", ...Array.from({ length: 6 }, () => "create")]);
    expect(valueOf(desk.view(begun), "regulation")).toBe("3");
    expect(textOf(desk.view(begun), "subject")).toBe("Maths");
    expect(drafts[1]).toMatchObject({ fields: { when: start, period, presence: "here", where: "base" } });
    expect(desk.run(sweepPeriod, { start, period, each: [{ pupil: scopeOf(a), fields: {} }] })).toMatchObject({
      field: "each",
    });
    const wrong = { pupil: scopeOf(b), log: desk.view(begun), fields: { regulation: "1" } };
    expect(desk.run(sweepPeriod, { start, period, each: [wrong] })).toMatchObject({ code: "notTheirs" });
  });
});

describe("the wrong pupil", () => {
  const logged = (desk: Desk) => {
    const more = { others: [b, idFor("pc")], note: "Smiling", place: "iap-room" };
    return idOf(desk.run(quickLog, { pupil: scopeOf(a), category, period, more }));
  };

  test("[C22] taken back from one and written for the other as it reads now; neither names the other", () => {
    const desk = createDesk();
    const id = logged(desk);
    draftsOf(desk.run(amendRecord, { seen: desk.view(id), fields: { note: "Smiling, then busy" } }));
    const moved = draftsOf(desk.run(moveToPupil, { seen: desk.view(id), to: b }, "a1", "2026-06-09T10:44"));
    expect(moved.map(({ kind, scope }) => [kind, scope])).toEqual([
      ["withdraw", a],
      ["create", b],
    ]);
    expect(groupsOf(moved)).toEqual(new Set([1]));
    const there = desk.view(moved[1]?.record as RecordId);
    expect(textOf(there, "note")).toBe("Smiling, then busy");
    expect(textOf(there, "when")).toBe("2026-06-09T10:42");
    expect(valueOf(there, "others")).toEqual([idFor("pc")]);
    expect(JSON.stringify(there)).not.toContain(a);
    expect(JSON.stringify({ ...desk.view(id), fields: {} })).not.toContain(b);
    expect(desk.view(id).withdrawn?.reason).toBe("Written in the wrong place");
  });

  test("[C22] links into the first pupil's file stay behind", () => {
    const desk = createDesk();
    const fields = { when: "2026-06-09T10:55", period, behaviourLogs: [logged(desk)], regulation: "3" };
    const session = idOf(desk.run(makeRecord, { type: "session-log", scope: scopeOf(a), fields }));
    const moved = draftsOf(desk.run(moveToPupil, { seen: desk.view(session), to: b }));
    expect(moved[1]).toMatchObject({ fields: { period, regulation: "3" } });
    expect(JSON.stringify(moved[1])).not.toContain("behaviourLogs");
  });

  test("[C22] words that name the first pupil are changed first; what is no log is not moved", () => {
    const desk = createDesk();
    const id = idOf(desk.run(quickLog, { pupil: scopeOf(a), category, more: { note: "Amara came in smiling" } }));
    const names = { id: a, givenName: "Amara", familyName: "Okafor" };
    expect(desk.run(moveToPupil, { seen: desk.view(id), to: b, names })).toMatchObject({ field: "note" });
    expect(desk.run(moveToPupil, { seen: desk.view(id), to: a })).toMatchObject({ code: "samePupil" });
    const plan = idOf(desk.run(makeRecord, { type: "plan", scope: scopeOf(a), fields: { target: "Calm" } }));
    expect(desk.run(moveToPupil, { seen: desk.view(plan), to: b })).toMatchObject({ code: "notALog" });
    expect(desk.view(id).withdrawn).toBeNull();
  });
});

describe("the DSL was told", () => {
  test("[C26] who, when and how are on record, and there is no field for what was said", () => {
    const desk = createDesk();
    const id = idOf(desk.run(tellDsl, { pupil: scopeOf(a), told: dsl, how: "phone" }));
    expect(valueOf(desk.view(id), "acknowledgedAt")).toBeNull();
    expect(desk.run(tellDsl, { pupil: scopeOf(a), told: "", how: "phone" })).toMatchObject({ field: "told" });
    expect(desk.run(tellDsl, { pupil: scopeOf(a), told: dsl, how: "" })).toMatchObject({ field: "how" });
    const definition = desk.context("a1", "2026-06-09T10:42").schema.definitions["told-dsl"];
    expect(Object.values(definition?.fields ?? {}).filter((field) => field.kind === "prose")).toEqual([]);
  });

  test("[C27] it stays open until the DSL, or a deputy, acknowledges it", () => {
    const desk = createDesk();
    const id = idOf(desk.run(tellDsl, { pupil: scopeOf(a), told: dsl, how: "in-person" }, "a1"));
    const leads = [dsl, idFor("a8")];
    expect(desk.run(acknowledgeTold, { seen: desk.view(id), leads }, "a1")).toMatchObject({ code: "notTheLead" });
    draftsOf(desk.run(acknowledgeTold, { seen: desk.view(id), leads }, "a8", "2026-06-09T11:00"));
    expect(textOf(desk.view(id), "acknowledgedBy")).toBe(idFor("a8"));
    expect(desk.run(acknowledgeTold, { seen: desk.view(id), leads }, "a9")).toMatchObject({
      code: "acknowledgedAlready",
    });
  });
});

describe("force, seclusion and restraint", () => {
  const whole = {
    minutes: 2,
    place: "iap-room",
    leadUp: "Two pupils wanted one peg.",
    tried: ["space", "calm-voice"],
    kinds: ["restraint"],
    what: "Ms Eze held her right forearm and walked her to the quiet room.",
    couldLeave: true,
    why: "A second push would have hurt somebody.",
    pupilHurt: "none",
  };
  const begun = (desk: Desk) => idOf(desk.run(startForceRecord, { pupil: scopeOf(a), when: "2026-06-09T08:51" }, "a2"));

  test("[C28] the notice stands at once and says nothing of what happened; the record may not stand on a shared tablet", () => {
    const desk = createDesk();
    const notice = desk.view(begun(desk));
    expect(valueOf(notice, "adults")).toEqual([idFor("a2")]);
    const { definitions } = desk.context("a1", "2026-06-09T10:42").schema;
    expect(["force-notice", "force-record", "force-account"].map((type) => definitions[type]?.onSharedDevice)).toEqual([
      true,
      false,
      false,
    ]);
    expect(definitions["force-record"]?.tier).toBe(3);
    const noticed = Object.values(definitions["force-notice"]?.fields ?? {}).map(({ kind }) => kind);
    expect(noticed.filter((kind) => !["moment", "link", "links"].includes(kind))).toEqual([]);
  });

  test("[C29] a record is finished when everything the law asks for is there, and closes its notice with it", () => {
    const desk = createDesk();
    const notice = begun(desk);
    for (const name of FORCE_RECORD_NEEDS) {
      const { [name]: _left, ...fields } = whole;
      expect(desk.run(writeForceRecord, { pupil: scopeOf(a), notice: desk.view(notice), fields })).toMatchObject({
        code: "missing",
        field: name,
      });
    }
    const fields = { ...whole, parentToldAt: "2026-06-09T12:10" };
    const written = desk.run(writeForceRecord, { pupil: scopeOf(a), notice: desk.view(notice), fields });
    expect(groupsOf(written)).toEqual(new Set([1]));
    expect(textOf(desk.view(notice), "record")).toBe(idOf(written, "force-record"));
    expect(textOf(desk.view(notice), "parentToldAt")).toBe("2026-06-09T12:10");
    expect(textOf(desk.view(idOf(written, "force-record")), "when")).toBe("2026-06-09T08:51");
    expect(desk.run(writeForceRecord, { pupil: scopeOf(a), notice: desk.view(notice), fields })).toMatchObject({
      code: "writtenAlready",
    });
  });

  test("[C28] each adult's account is a record of its own", () => {
    const desk = createDesk();
    const notice = begun(desk);
    const account = { notice: desk.view(notice), account: "I stood at the door." };
    const mine = idOf(desk.run(writeForceAccount, account, "a2"));
    const yours = idOf(desk.run(writeForceAccount, { ...account, account: "I came when called." }, "a3"));
    expect(mine).not.toBe(yours);
    expect(textOf(desk.view(yours), "adult")).toBe(idFor("a3"));
    draftsOf(desk.run(tellParentsOfForce, { notice: desk.view(notice) }));
    expect(textOf(desk.view(notice), "parentToldAt")).toBe("2026-06-09T10:42");
  });

  test("[C30] an allegation against an adult is refused with directions, asked or found in the words", () => {
    const desk = createDesk();
    const notice = desk.view(begun(desk));
    const record = { pupil: scopeOf(a), notice, fields: whole };
    const charge = "She says Mr Harrow slapped her.";
    for (const result of [
      desk.run(writeForceRecord, { ...record, allegation: true }),
      desk.run(writeForceRecord, { ...record, fields: { ...whole, pupilView: charge } }),
      desk.run(writeForceAccount, { notice, account: charge }),
    ]) {
      expect(result).toMatchObject({ code: "allegation" });
      expect((result as Refusal).sentence).toContain("headteacher");
    }
    expect(desk.rows.size).toBe(1);
  });
});

describe("milestones and the end of the day", () => {
  test("[C3] a step back opens the step, counts afresh, and takes the lesson off the plan again", () => {
    const desk = createDesk();
    const plan = idOf(desk.run(makeRecord, { type: "plan", scope: scopeOf(a), fields: { target: "Calm" } }));
    const fields = { title: "Step", status: "started", bringsBack: "Maths", note: "First week" };
    const id = idOf(desk.run(makeRecord, { type: "milestone", scope: scopeOf(a), fields }));
    const shownBySessions = [idFor<RecordId>("s1")];
    draftsOf(desk.run(confirmMilestone, { seen: desk.view(id), plan: desk.view(plan), shownBySessions }));
    expect(valueOf(desk.view(id), "shownBySessions")).toEqual(shownBySessions);
    const back = { seen: desk.view(id), note: "Two hard mornings", plan: desk.view(plan) };
    expect(groupsOf(desk.run(stepBack, back, "a1", "2026-06-11T09:00"))).toEqual(new Set([1]));
    const now = desk.view(id);
    expect(["status", "countedFrom", "note"].map((field) => textOf(now, field))).toEqual([
      "started",
      "2026-06-11T09:00",
      "First week\nTwo hard mornings",
    ]);
    expect(["metOn", "confirmedBy", "shownBySessions"].map((field) => valueOf(now, field))).toEqual([null, null, null]);
    expect(itemsOf(desk.view(plan), "lessonsBack")).toEqual([]);
    const later = idOf(
      desk.run(makeRecord, { type: "milestone", scope: scopeOf(a), fields: { title: "T", status: "not-started" } }),
    );
    expect(desk.run(stepBack, { seen: desk.view(later) })).toMatchObject({ field: "status" });
  });

  test("[C24] hand-over: a note a pupil in their own file, and no pupil's name in the room's note", () => {
    const desk = createDesk();
    const names = [{ id: a, givenName: "Amara", familyName: "Okafor" }];
    const pupils = [
      { pupil: scopeOf(a), note: "Left her break card in the tray" },
      { pupil: scopeOf(b), note: " " },
    ];
    const drafts = draftsOf(desk.run(handOver, { pupils, room: "The key is at reception", names }));
    expect(drafts.map(({ type, scope }) => [type, scope])).toEqual([
      ["handover-note", a],
      ["room-note", "school"],
    ]);
    const twice = [...names, { id: b, givenName: "Amara", familyName: "Bello" }];
    for (const roll of [names, twice])
      expect(desk.run(handOver, { room: "Ask amara about it", names: roll })).toMatchObject({ code: "namesAPupil" });
    expect(isRefusal(desk.run(handOver, { room: "Mr Okafor has the key", names }))).toBe(false);
    expect(desk.run(handOver, { pupils: [], room: " " })).toMatchObject({ field: "note" });
  });

  test("[C31] one tick a pupil names every entry that stands in the school's own system", () => {
    const desk = createDesk();
    const logs = [0, 1].map(() => idOf(desk.run(quickLog, { pupil: scopeOf(a), category })));
    const removal = idOf(desk.run(arrive, { pupil: scopeOf(b), why: "removed" }), "removal");
    const drafts = draftsOf(
      desk.run(tickHandedOff, {
        entries: [
          ...logs.map((id) => ({ id, type: "behaviour-log", scope: scopeOf(a) })),
          { id: removal, type: "removal", scope: scopeOf(b) },
        ],
      }),
    );
    expect(drafts).toMatchObject([
      { scope: a, fields: { behaviourLogs: logs } },
      { scope: b, fields: { removals: [removal] } },
    ]);
    expect(desk.run(tickHandedOff, { entries: [] })).toMatchObject({ refused: true });
    expect(desk.run(tickHandedOff, { entries: [{ id: removal, type: "plan", scope: scopeOf(b) }] })).toMatchObject({
      code: "notHandedOff",
    });
  });
});
