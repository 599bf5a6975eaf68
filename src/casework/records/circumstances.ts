// Identifiers and circumstances of a pupil: special category data that a shared tablet never holds.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, formatted, line, prose, yesNo } from "#ledger/field.ts";
import {
  afterCare,
  englishProficiencies,
  ethnicities,
  freeSchoolMeals,
  lookedAfter,
  pupilPremiums,
  serviceChildren,
  sexes,
  youngCarers,
} from "../codes/circumstances.ts";
import { senNeeds, senProvisions } from "../codes/sen.ts";
import { checkUpn } from "./upn.ts";

export const circumstances = defineRecord({
  type: "circumstances",
  label: "Circumstances",
  plural: "Circumstances",
  mode: "case",
  scope: "owned",
  tier: 2,
  onSharedDevice: false,
  retention: "sen-file",
  disclosure: "yes",
  fields: {
    upn: formatted({ label: "UPN", max: 20, check: checkUpn, hint: "A letter and 12 digits, from the MIS" }),
    formerUpn: formatted({ label: "Former UPN", max: 20, check: checkUpn }),
    sex: choice({ label: "Sex", codes: sexes, hint: "As the school census has it" }),
    senProvision: choice({ label: "SEN provision", codes: senProvisions }),
    senPrimary: choice({ label: "Primary type of need", codes: senNeeds }),
    senSecondary: choice({ label: "Secondary type of need", codes: senNeeds }),
    pupilPremium: choices({ label: "Pupil premium", codes: pupilPremiums }),
    freeSchoolMeals: choice({ label: "Free school meals", codes: freeSchoolMeals }),
    fsmSixYears: yesNo({ label: "Free school meals in the last six years" }),
    eal: yesNo({ label: "English as an additional language" }),
    firstLanguage: line({ label: "First language", max: 60 }),
    englishProficiency: choice({ label: "Proficiency in English", codes: englishProficiencies }),
    lookedAfter: choice({ label: "Looked after", codes: lookedAfter }),
    afterCare: choice({ label: "Arrangement after care", codes: afterCare }),
    socialWorker: yesNo({ label: "Has a social worker" }),
    socialWorkerName: line({ label: "Social worker and how to reach them", max: 200 }),
    youngCarer: choice({ label: "Young carer", codes: youngCarers }),
    serviceChild: choice({ label: "Service child", codes: serviceChildren }),
    ethnicity: choice({ label: "Ethnicity", codes: ethnicities }),
    note: prose({ label: "Note", max: 4_000, hint: "Only what helps an adult to support this pupil" }),
  },
  layout: [
    { title: "Identifiers", fields: ["upn", "formerUpn", "sex"] },
    { title: "Special educational needs", fields: ["senProvision", "senPrimary", "senSecondary"] },
    { title: "Support", fields: ["pupilPremium", "freeSchoolMeals", "fsmSixYears"] },
    { title: "Language", fields: ["eal", "firstLanguage", "englishProficiency"] },
    {
      title: "Home and care",
      fields: ["lookedAfter", "afterCare", "socialWorker", "socialWorkerName", "youngCarer", "serviceChild"],
    },
    { title: "Background", fields: ["ethnicity", "note"] },
  ],
  slim: { fields: ["upn", "senProvision", "senPrimary", "lookedAfter", "socialWorker", "eal"], keep: 1 },
});
