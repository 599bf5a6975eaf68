// Whom an adult in the room can tell: from what stands on the tablet, so that it works without a signal.

import { safetyContacts } from "#casework/safety-contacts.ts";
import { type SchoolFacts, textIn } from "../../directory.ts";

export interface ToTell {
  /** An adult's id, or words for somebody who is not in the list. */
  readonly value: string;
  readonly label: string;
  readonly isAdult: boolean;
}

/** On call first, with the extension that is answered; reception is there in every school. */
export function whoToTell({ settings, adults, adultName }: SchoolFacts): readonly ToTell[] {
  const { onCall } = safetyContacts(settings, [...adults.values()]);
  const extension = onCall?.extension ? `, extension ${onCall.extension}` : "";
  return [
    onCall
      ? { value: onCall.adult, label: `${adultName(onCall.adult)}, on call${extension}`, isAdult: true }
      : { value: "On-call", label: "On-call", isAdult: false },
    { value: "Reception", label: "Reception", isAdult: false },
    { value: "A member of the leadership team", label: "A senior leader", isAdult: false },
  ];
}

/** "Tell Mr Blackburn, extension 201", or as much of it as the school has written down. */
export function tellOnCallWords({ settings, adults, adultName }: SchoolFacts): string {
  const { onCall } = safetyContacts(settings, [...adults.values()]);
  const extension = onCall?.extension || textIn(settings, "onCallExtension");
  return `Tell ${onCall ? `${adultName(onCall.adult)}, on call` : "on-call"}${extension === "" ? "" : `: extension ${extension}`}.`;
}
