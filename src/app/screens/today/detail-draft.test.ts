import { expect, test } from "vitest";
import { amendRecord } from "#casework/commands/amend-record.ts";
import { createDesk, idFor } from "#casework/commands/desk.fixture.ts";
import { quickLog } from "#casework/commands/log-behaviour.ts";
import type { RecordId, ScopeId } from "#ledger/names.ts";
import { isRefusal } from "#ledger/refusal.ts";
import { valueOf } from "#ledger/view.ts";
import { amendmentOf, beginDetail } from "./detail-draft.ts";

const newId = () => "unused";

function logged() {
  const desk = createDesk();
  const log = idFor<RecordId>("1b");
  const done = desk.run(quickLog, { pupil: idFor<ScopeId>("1a"), category: idFor<RecordId>("1c"), id: log });
  if (isRefusal(done)) throw new Error(done.sentence);
  return { desk, log };
}

test("a detail that was begun before somebody else wrote takes nothing of theirs away", () => {
  const { desk, log } = logged();
  const begun = beginDetail(desk.view(log));
  desk.run(amendRecord, { seen: desk.view(log), fields: { intensity: "3", helped: ["break-card"] } }, "a2");
  expect(valueOf(desk.view(log), "intensity")).toBe("3");
  const amendment = amendmentOf({ ...begun, typed: { ...begun.typed, note: "Left the room by himself" } }, newId);
  if (!amendment) throw new Error("nothing to amend");
  desk.run(amendRecord, amendment);
  const view = desk.view(log);
  expect(valueOf(view, "note")).toBe("Left the room by himself");
  expect(valueOf(view, "intensity")).toBe("3");
  expect(view.amendments.at(-1)?.fields).toEqual({ note: "Left the room by himself" });
});

test("a detail in which nothing was typed is no amendment, whatever was written since", () => {
  const { desk, log } = logged();
  const begun = beginDetail(desk.view(log));
  desk.run(amendRecord, { seen: desk.view(log), fields: { note: "Smiling" } }, "a2");
  expect(amendmentOf(begun, newId)).toBeUndefined();
});
