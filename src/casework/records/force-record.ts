// A significant use of force, seclusion or restraint, with what the law asks for. Restricted, and never held on a shared
// tablet once it is sent. Source: Education and Inspections Act 2006, section 93A, and the DfE guidance of April 2026.

import { defineRecord } from "#ledger/definition.ts";
import { choice, choices, link, links, moment, prose, whole, yesNo } from "#ledger/field.ts";
import { places } from "../codes/day.ts";
import { deescalations, forceDegrees, injuries, interventions, notToldReasons } from "../codes/force.ts";
import { contactWays } from "../codes/home.ts";

export const forceRecord = defineRecord({
  type: "force-record",
  label: "Force, seclusion or restraint",
  plural: "Records of force, seclusion and restraint",
  mode: "log",
  scope: "owned",
  tier: 3,
  onSharedDevice: false,
  retention: "restrictive-intervention",
  disclosure: "yes-others-redacted",
  when: "when",
  fields: {
    when: moment({ label: "When", required: true }),
    minutes: whole({ label: "How long", most: 600, unit: "minutes" }),
    place: choice({ label: "Where", codes: places }),
    adults: links({ label: "Adults who were there", to: "adult" }),
    others: links({ label: "Other pupils", to: "pupil", hint: "Leave names out of the words" }),
    needs: prose({ label: "Special needs and what the plan says", max: 2_000 }),
    leadUp: prose({ label: "What led up to it" }),
    tried: choices({ label: "What was tried before", codes: deescalations }),
    triedNote: prose({ label: "How that went", max: 2_000 }),
    kinds: choices({ label: "What was used", codes: interventions, required: true }),
    degree: choice({ label: "How much force", codes: forceDegrees }),
    what: prose({ label: "What was done", hint: "Who held what, and how. What a camera would show." }),
    couldLeave: yesNo({ label: "Could the pupil leave?", hint: "Also no, when they believed they could not" }),
    why: prose({ label: "Why it was necessary", max: 4_000 }),
    pupilHurt: choice({ label: "Injury to the pupil", codes: injuries }),
    adultHurt: choice({ label: "Injury to an adult", codes: injuries }),
    hurtNote: prose({ label: "About the injuries", max: 2_000 }),
    after: prose({ label: "Support afterwards", max: 4_000, hint: "For the pupil, and for the adults" }),
    pupilView: prose({ label: "What the pupil says", max: 4_000 }),
    parentToldAt: moment({ label: "Parents told" }),
    parentToldHow: choice({ label: "How", codes: contactWays }),
    parentToldBy: link({ label: "Told by", to: "adult" }),
    parentNotTold: choice({ label: "Why not told", codes: notToldReasons }),
  },
  layout: [
    { title: "Who, when, where", fields: ["when", "minutes", "place", "adults", "others", "needs"] },
    { title: "Before", fields: ["leadUp", "tried", "triedNote"] },
    { title: "What was done", fields: ["kinds", "degree", "what", "couldLeave", "why"] },
    { title: "After", fields: ["pupilHurt", "adultHurt", "hurtNote", "after", "pupilView"] },
    { title: "Parents", fields: ["parentToldAt", "parentToldHow", "parentToldBy", "parentNotTold"] },
  ],
  slim: { fields: ["when", "kinds", "parentToldAt"], keep: 4 },
});
