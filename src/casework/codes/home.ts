// Contacts and what passed between school and home.

import { defineCodes } from "#ledger/code-list.ts";

export const relationships = defineCodes("relationship", [
  { code: "mother", label: "Mother" },
  { code: "father", label: "Father" },
  { code: "parent", label: "Parent" },
  { code: "step-parent", label: "Step-parent" },
  { code: "grandparent", label: "Grandparent" },
  { code: "foster-carer", label: "Foster carer" },
  { code: "guardian", label: "Guardian" },
  { code: "sibling", label: "Brother or sister" },
  { code: "aunt-uncle", label: "Aunt or uncle" },
  { code: "social-worker", label: "Social worker" },
  { code: "other-family", label: "Other family" },
  { code: "other", label: "Other" },
]);

export const contactWays = defineCodes("contact-way", [
  { code: "phone", label: "Phone call" },
  { code: "message", label: "Text or app message" },
  { code: "email", label: "Email" },
  { code: "meeting", label: "Meeting in school" },
  { code: "online-meeting", label: "Online meeting" },
  { code: "home-visit", label: "Home visit" },
  { code: "gate", label: "At the gate" },
  { code: "letter", label: "Letter" },
]);

export const contactOutcomes = defineCodes("contact-outcome", [
  { code: "spoke", label: "We spoke" },
  { code: "left-message", label: "Left a message" },
  { code: "no-answer", label: "No answer" },
  { code: "sent", label: "Sent" },
  { code: "to-do", label: "Still to do" },
]);

export const startedBy = defineCodes("contact-started-by", [
  { code: "school", label: "We did" },
  { code: "home", label: "They did" },
]);
