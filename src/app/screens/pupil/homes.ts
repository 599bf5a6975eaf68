// Where a record of each kind is at home among a pupil's pages, and what its sections are called in an address.

import type { RecordDefinition, Section } from "#ledger/definition.ts";

const HOMES: { readonly [type: string]: { readonly path: string; readonly words: string } } = {
  plan: { path: "/plan", words: "Plan" },
  placement: { path: "/placement", words: "Placement" },
  baseline: { path: "/placement", words: "Placement" },
  "timetable-slot": { path: "/plan", words: "Plan" },
  "internal-suspension": { path: "/placement", words: "Placement" },
  suspension: { path: "/placement", words: "Placement" },
  milestone: { path: "/milestones", words: "Milestones" },
  "behaviour-log": { path: "/behaviour", words: "Logs" },
  "session-log": { path: "/behaviour", words: "Logs" },
  repair: { path: "/behaviour", words: "Logs" },
  "parent-contact": { path: "/behaviour", words: "Logs" },
  "sen-note": { path: "/support", words: "Support" },
  circumstances: { path: "/support", words: "Support" },
};

/** The page to go back to from a record of this type; the overview where it has no page of its own. */
export function homeOf(base: string, type: string): { readonly to: string; readonly words: string } {
  const home = HOMES[type];
  return home === undefined ? { to: base, words: "Overview" } : { to: `${base}${home.path}`, words: home.words };
}

/** "What to do" is "what-to-do" in an address. */
export const sectionPath = (section: Section): string => section.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");

export function sectionAt(definition: RecordDefinition, path: string | undefined): Section | undefined {
  return definition.layout.find((section) => sectionPath(section) === path);
}

export const editPath = (base: string, record: string, section?: Section): string =>
  `${base}/record/${record}/edit${section === undefined ? "" : `/${sectionPath(section)}`}`;
