// Suspension: category and reasons. Source: DfE Common Basic Data Set (CBDS).

import { defineCodes } from "#ledger/code-list.ts";

/** CBDS "exclusion category". */
export const suspensionCategories = defineCodes("suspension-category", [
  { code: "SUSP", label: "Suspension" },
  { code: "LNCH", label: "Lunchtime suspension" },
  { code: "PERM", label: "Permanent exclusion" },
  { code: "FIXD", label: "Fixed-period exclusion", validTo: "2021-08-31" },
]);

/**
 * The longer list stands in the CBDS dated May 2026, as one open transcription gives it. The first census that uses
 * it is not established, so its new codes are offered from a date of our own: move it when the DfE names one.
 */
const LONGER_LIST_FROM = "2027-09-01";

/** CBDS "exclusion reason": 16 codes since autumn 2020, 29 in the longer list. DS here is abuse relating to disability. */
export const suspensionReasons = defineCodes("suspension-reason", [
  { code: "PP", label: "Physical assault against a pupil" },
  { code: "PA", label: "Physical assault against an adult" },
  { code: "VP", label: "Verbal abuse or threatening behaviour against a pupil" },
  { code: "VA", label: "Verbal abuse or threatening behaviour against an adult" },
  { code: "OW", label: "Use or threat of use of an offensive weapon or prohibited item" },
  { code: "BU", label: "Bullying" },
  { code: "RA", label: "Racist abuse, including bullying" },
  { code: "LG", label: "Abuse against sexual orientation and gender identity, including bullying" },
  { code: "DS", label: "Abuse relating to disability, including bullying" },
  { code: "SM", label: "Sexual misconduct" },
  { code: "DA", label: "Drug and alcohol related" },
  { code: "DM", label: "Damage to property" },
  { code: "TH", label: "Theft" },
  { code: "DB", label: "Persistent or general disruptive behaviour" },
  { code: "MT", label: "Inappropriate use of social media or online technology" },
  { code: "PH", label: "Wilful and repeated transgression of protective measures (public health)" },
  { code: "BW", label: "Brought a weapon or prohibited item into school", validFrom: LONGER_LIST_FROM },
  { code: "TB", label: "Cyber-bullying or threatening behaviour online", validFrom: LONGER_LIST_FROM },
  { code: "SB", label: "Harmful sexual behaviour", validFrom: LONGER_LIST_FROM },
  { code: "MB", label: "Misogynistic behaviour", validFrom: LONGER_LIST_FROM },
  { code: "AB", label: "Misandry behaviour", validFrom: LONGER_LIST_FROM },
  { code: "DR", label: "Drug related", validFrom: LONGER_LIST_FROM },
  { code: "AR", label: "Alcohol related", validFrom: LONGER_LIST_FROM },
  { code: "SR", label: "Smoking related", validFrom: LONGER_LIST_FROM },
  { code: "VR", label: "Vape related", validFrom: LONGER_LIST_FROM },
  { code: "LD", label: "Persistent disruptive behaviour: low-level disruption", validFrom: LONGER_LIST_FROM },
  { code: "CB", label: "Persistent disruptive behaviour: challenging behaviour", validFrom: LONGER_LIST_FROM },
  { code: "MP", label: "Use of mobile phone", validFrom: LONGER_LIST_FROM },
  { code: "OS", label: "Misbehaviour outside of school", validFrom: LONGER_LIST_FROM },
  // Taken out in autumn 2020; legacy records may still hold it.
  { code: "OT", label: "Other", validTo: "2020-08-31" },
]);

export const halfDays = defineCodes("half-day", [
  { code: "am", label: "Morning" },
  { code: "pm", label: "Afternoon" },
]);
