// Who to tell about a worry, and how to reach them: from what stands on the tablet, so that it works offline.

import { type Readable, factsOf, listIn, textIn } from "./measures/record-facts.ts";

export interface SafetyContact {
  readonly adult: string;
  readonly extension: string;
}

export interface SafetyContacts {
  /** The DSL first, then the deputies; none where the school named nobody. */
  readonly leads: readonly SafetyContact[];
  readonly onCall: SafetyContact | undefined;
  /** Who hears an allegation against an adult. */
  readonly allegations: SafetyContact | undefined;
}

/** An extension of the settings goes before the adult's own: it is the one that is answered. */
export function safetyContacts(settings: Readable | undefined, adults: readonly Readable[]): SafetyContacts {
  const held = settings && factsOf(settings);
  const contact = (id: string, first: string): SafetyContact | undefined => {
    const adult = adults.map(factsOf).find((one) => one?.id === id);
    if (id === "" || adult?.value("active") === false) return undefined;
    return { adult: id, extension: first || (adult ? textIn(adult, "extension") : "") };
  };
  if (!held) return { leads: [], onCall: undefined, allegations: undefined };
  const deputies = listIn(held, "deputyDsls").map((id) => contact(id, ""));
  const dsl = contact(textIn(held, "dsl"), textIn(held, "dslExtension"));
  return {
    leads: [dsl, ...deputies].filter((one) => one !== undefined),
    onCall: contact(textIn(held, "onCall"), textIn(held, "onCallExtension")),
    allegations: contact(textIn(held, "allegationsTo"), ""),
  };
}
