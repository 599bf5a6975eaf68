// The records of the simulated school: one of each kind that merges in a way of its own.

import { defineCodes } from "#ledger/code-list.ts";
import { defineRecord } from "#ledger/definition.ts";
import { choice, items, line, moment, prose } from "#ledger/field.ts";
import type { Change } from "#ledger/change.ts";
import { defineSchema } from "#ledger/schema.ts";
import type { DemoSchool } from "#server/server.ts";
import { caseload } from "#server/sync/caseload.fixture.ts";

const common = { tier: 1, onSharedDevice: true, retention: "pupil-file", disclosure: "yes" } as const;

const risks = defineCodes("risk", [
  { code: "low", label: "Low" },
  { code: "some", label: "Some" },
  { code: "high", label: "High" },
]);

export const pupil = defineRecord({
  ...common,
  type: "pupil",
  label: "Pupil",
  plural: "Pupils",
  mode: "case",
  scope: "owner",
  fields: { name: line({ label: "Name", required: true }), about: prose({ label: "About" }) },
  layout: [{ title: "Pupil", fields: ["name", "about"] }],
  slim: { fields: ["name"], keep: 1 },
});

const planOf = {
  ...common,
  type: "plan",
  label: "Plan",
  plural: "Plans",
  mode: "case",
  scope: "owned",
  slim: { fields: ["review", "helps"], keep: 1 },
} as const;
const planFields = {
  review: line({ label: "Review" }),
  reason: prose({ label: "Reason" }),
  helps: items({ label: "What helps" }),
};

export const plan = defineRecord({
  ...planOf,
  fields: { ...planFields, risk: choice({ label: "Risk", codes: risks, guarded: true }) },
  layout: [{ title: "Plan", fields: ["review", "reason", "risk", "helps"] }],
});

const noteOf = {
  ...common,
  type: "note",
  label: "Note",
  plural: "Notes",
  mode: "log",
  scope: "owned",
  when: "occurred",
  slim: { fields: ["text"], keep: 3 },
} as const;
const noteFields = { occurred: moment({ label: "When", required: true }), text: prose({ label: "What happened" }) };

export const note = defineRecord({
  ...noteOf,
  fields: noteFields,
  layout: [{ title: "Note", fields: ["occurred", "text"] }],
});

export const room = defineRecord({
  ...common,
  type: "room",
  label: "Room",
  plural: "Rooms",
  mode: "case",
  scope: "school",
  fields: { name: line({ label: "Name" }) },
  layout: [{ title: "Room", fields: ["name"] }],
  slim: { fields: ["name"], keep: 20 },
});

export const adult = defineRecord({
  ...common,
  type: "adult",
  label: "Adult",
  plural: "Adults",
  mode: "case",
  scope: "school",
  fields: {
    givenName: line({ label: "First name" }),
    familyName: line({ label: "Last name" }),
    role: line({ label: "Role" }),
  },
  layout: [{ title: "Adult", fields: ["givenName", "familyName", "role"] }],
  slim: { fields: ["givenName", "familyName"], keep: 50 },
});

/** Who may hold how much of a pupil (toy-grants.ts): "all", "thin" or "none". */
export const share = defineRecord({
  ...common,
  type: "share",
  label: "Share",
  plural: "Shares",
  mode: "case",
  scope: "school",
  fields: { device: line({ label: "Tablet" }), pupil: line({ label: "Pupil" }), much: line({ label: "How much" }) },
  layout: [{ title: "Share", fields: ["device", "pupil", "much"] }],
  slim: { fields: ["much"], keep: 50 },
});

export const toySchool = defineSchema(1, [pupil, plan, note, room, adult, caseload, share]);

/** The next version of the app: a field more in plans and notes, a code more, and notes told anew. */
export const newerToySchool = defineSchema(
  2,
  [
    pupil,
    defineRecord({
      ...planOf,
      fields: {
        ...planFields,
        risk: choice({
          label: "Risk",
          codes: defineCodes("risk", [
            { code: "low", label: "Low" },
            { code: "some", label: "Some" },
            { code: "high", label: "High" },
            { code: "grave", label: "Grave" },
          ]),
          guarded: true,
        }),
        target: line({ label: "Target" }),
      },
      layout: [{ title: "Plan", fields: ["review", "reason", "risk", "helps", "target"] }],
    }),
    defineRecord({
      ...noteOf,
      fields: { ...noteFields, about: line({ label: "About" }) },
      layout: [{ title: "Note", fields: ["occurred", "text", "about"] }],
    }),
    room,
    adult,
    caseload,
    share,
  ],
  { 1: tellAbout },
);

/** What version 1 wrote in version 2: a note says what it is about. */
function tellAbout(change: Change): Change {
  if (change.kind !== "create" || change.type !== "note" || change.fields["about"] !== undefined) return change;
  return { ...change, fields: { ...change.fields, about: "the day" } };
}

/** A demo with one room in it. */
export function smallDemo(): DemoSchool {
  const at = "2026-06-08T09:00:00+01:00";
  const id = (name: string): string => name.padEnd(26, "0");
  const head = id("adh");
  const create = (record: string, type: string, fields: object): DemoSchool["changes"][number] => ({
    author: head,
    at,
    change: {
      kind: "create",
      id: id(`c${record.slice(0, 3)}`),
      record,
      type,
      scope: "school",
      fields,
    } as unknown as Change,
  });
  const names = { room: "adr", reintegration: "adg", senco: "ads", leader: "adh" } as const;
  const personas = {
    room: id(names.room),
    reintegration: id(names.reintegration),
    senco: id(names.senco),
    leader: head,
  };
  const adults = Object.values(personas).map((adult) =>
    create(adult, "adult", { givenName: adult.slice(0, 3), familyName: "Demo", role: "iap-adult" }),
  );
  return {
    name: "Hollow School",
    startsAt: "2026-06-09T10:59",
    personas,
    changes: [...adults, create(id("rm1"), "room", { name: "Base" })],
  };
}
