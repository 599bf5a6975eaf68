// Special educational needs: stage, type of need, the graduated approach.
// Sources: DfE Common Basic Data Set (CBDS); SEND Code of Practice 2015, 6.28–6.35 (areas) and 6.44–6.56 (APDR).

import { defineCodes } from "#ledger/code-list.ts";

/** CBDS "SEN provision". N includes pupils who used to have SEN support. */
export const senProvisions = defineCodes("sen-provision", [
  { code: "E", label: "Education, health and care plan" },
  { code: "K", label: "SEN support" },
  { code: "N", label: "No special educational need" },
  // Replaced by K when the 2015 Code came in; kept so that old records keep their words.
  { code: "A", label: "School Action", validTo: "2015-08-31" },
  { code: "P", label: "School Action Plus", validTo: "2015-08-31" },
  { code: "S", label: "Statement", validTo: "2018-03-31" },
]);

/** CBDS "SEN type", 14 codes, ranked primary and secondary. DS here is Down syndrome. */
export const senNeeds = defineCodes("sen-need", [
  { code: "SPLD", label: "Specific learning difficulty" },
  { code: "MLD", label: "Moderate learning difficulty" },
  { code: "SLD", label: "Severe learning difficulty" },
  { code: "PMLD", label: "Profound and multiple learning difficulty" },
  { code: "SEMH", label: "Social, emotional and mental health" },
  { code: "SLCN", label: "Speech, language and communication" },
  { code: "HI", label: "Hearing impairment" },
  { code: "VI", label: "Vision impairment" },
  { code: "MSI", label: "Multi-sensory impairment" },
  { code: "PD", label: "Physical disability" },
  { code: "ASD", label: "Autistic spectrum disorder" },
  { code: "DS", label: "Down syndrome" },
  { code: "OTH", label: "Other difficulty or disability" },
  { code: "NSA", label: "SEN support, type of need not yet assessed" },
]);

export const areasOfNeed = defineCodes("area-of-need", [
  { code: "communication", label: "Communication and interaction" },
  { code: "cognition", label: "Cognition and learning" },
  { code: "semh", label: "Social, emotional and mental health" },
  { code: "sensory", label: "Sensory and physical" },
]);

/** Assess, Plan, Do, Review. */
export const apdrSteps = defineCodes("apdr-step", [
  { code: "assess", label: "Assess", hint: "What we found out" },
  { code: "plan", label: "Plan", hint: "What we agreed to do" },
  { code: "do", label: "Do", hint: "What was done" },
  { code: "review", label: "Review", hint: "What came of it" },
]);

/** Against what was expected when it was planned; 0 is "as expected". */
export const senOutcomes = defineCodes("sen-outcome", [
  { code: "-2", label: "Much less than we expected" },
  { code: "-1", label: "Less than we expected" },
  { code: "0", label: "As we expected" },
  { code: "+1", label: "More than we expected" },
  { code: "+2", label: "Much more than we expected" },
]);
