// A pupil as the room may know them: the directory and what keeps them safe. Identifiers and circumstances stand apart.

import { defineRecord } from "#ledger/definition.ts";
import { choice, date, line, links, prose } from "#ledger/field.ts";
import { yearGroups } from "../codes/school.ts";

export const pupil = defineRecord({
  type: "pupil",
  label: "Pupil",
  plural: "Pupils",
  mode: "case",
  scope: "owner",
  tier: 1,
  onSharedDevice: true,
  retention: "pupil-file",
  disclosure: "yes",
  fields: {
    givenName: line({ label: "First name", max: 80, required: true }),
    familyName: line({ label: "Last name", max: 80, required: true }),
    knownAs: line({ label: "Known as", max: 80, hint: "The name they want to hear, if it is another one" }),
    birthDate: date({ label: "Date of birth", birth: true }),
    year: choice({ label: "Year", codes: yearGroups, hint: "The year they are taught in" }),
    tutorGroup: line({ label: "Tutor group", max: 20 }),
    keyAdults: links({ label: "Key adults", to: "adult", hint: "Who this pupil goes to first" }),
    firstAid: prose({
      label: "What a first-aider must know",
      max: 2_000,
      guarded: true,
      hint: "Allergies, medicine, what to do. Leave out what a first-aider does not need.",
    }),
    leftOn: date({ label: "Left the school on" }),
  },
  layout: [
    { title: "Name", fields: ["givenName", "familyName", "knownAs"] },
    { title: "In school", fields: ["year", "tutorGroup", "birthDate", "keyAdults", "leftOn"] },
    { title: "First aid", fields: ["firstAid"] },
  ],
  slim: {
    fields: [
      "givenName",
      "familyName",
      "knownAs",
      "birthDate",
      "year",
      "tutorGroup",
      "keyAdults",
      "firstAid",
      "leftOn",
    ],
    keep: 1,
  },
});
