// What the MIS knows of a pupil's circumstances. Source: DfE Common Basic Data Set (CBDS) and the census code sets.

import { defineCodes } from "#ledger/code-list.ts";

export const sexes = defineCodes("sex", [
  { code: "F", label: "Female" },
  { code: "M", label: "Male" },
]);

export const pupilPremiums = defineCodes("pupil-premium", [
  { code: "DPP", label: "Deprivation" },
  { code: "SCP", label: "Service child" },
  { code: "LAP", label: "Looked after" },
  { code: "AFC", label: "Adopted from care" },
]);

export const freeSchoolMeals = defineCodes("free-school-meals", [
  { code: "TFSM", label: "Targeted" },
  { code: "EFSM", label: "Expanded" },
  { code: "OFSM", label: "Other" },
]);

export const englishProficiencies = defineCodes("english-proficiency", [
  { code: "A", label: "New to English" },
  { code: "B", label: "Early acquisition" },
  { code: "C", label: "Developing competence" },
  { code: "D", label: "Competent" },
  { code: "E", label: "Fluent" },
  { code: "N", label: "Not yet assessed" },
]);

export const lookedAfter = defineCodes("looked-after", [
  { code: "no", label: "No" },
  { code: "now", label: "Looked after now" },
  { code: "before", label: "Looked after before" },
]);

/** CBDS "post looked-after arrangements". */
export const afterCare = defineCodes("after-care", [
  { code: "N", label: "Not declared" },
  { code: "A", label: "Adoption" },
  { code: "G", label: "Special guardianship order" },
  { code: "R", label: "Residence order" },
  { code: "C", label: "Child arrangements order" },
  { code: "O", label: "Adoption abroad" },
]);

export const youngCarers = defineCodes("young-carer", [
  { code: "P", label: "Yes, a parent told us" },
  { code: "S", label: "Yes, the school found out" },
  { code: "N", label: "Not declared" },
]);

export const serviceChildren = defineCodes("service-child", [
  { code: "Y", label: "Yes" },
  { code: "N", label: "No" },
  { code: "U", label: "Not known" },
  { code: "R", label: "Refused" },
]);

/** DfE main codes for ethnicity. */
export const ethnicities = defineCodes("ethnicity", [
  { code: "ABAN", label: "Bangladeshi" },
  { code: "AIND", label: "Indian" },
  { code: "APKN", label: "Pakistani" },
  { code: "AOTH", label: "Any other Asian background" },
  { code: "BAFR", label: "Black African" },
  { code: "BCRB", label: "Black Caribbean" },
  { code: "BOTH", label: "Any other Black background" },
  { code: "CHNE", label: "Chinese" },
  { code: "MWAS", label: "White and Asian" },
  { code: "MWBA", label: "White and Black African" },
  { code: "MWBC", label: "White and Black Caribbean" },
  { code: "MOTH", label: "Any other mixed background" },
  { code: "WBRI", label: "White British" },
  { code: "WIRI", label: "White Irish" },
  { code: "WIRT", label: "Traveller of Irish heritage" },
  { code: "WROM", label: "Gypsy or Roma" },
  { code: "WOTH", label: "Any other White background" },
  { code: "OOTH", label: "Any other ethnic group" },
  { code: "REFU", label: "Refused" },
  { code: "NOBT", label: "Not yet obtained" },
]);
