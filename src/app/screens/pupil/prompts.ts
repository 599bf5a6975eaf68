// What is missing and cannot be made up for later, or stands in the way of the next step. Each with where to enter it.

import { type ViewRecord, itemsOf, textOf, valueOf } from "#ledger/view.ts";
import type { Slim } from "#ledger/slim.ts";
import { textIn } from "../../directory.ts";
import { isOver } from "./standing.ts";

export interface Prompt {
  readonly words: string;
  readonly action: string;
  /** Under the pupil's own pages. */
  readonly to: string;
}

const of = (records: readonly ViewRecord[], type: string): readonly ViewRecord[] =>
  records.filter((record) => record.type === type);

const FIGURES = ["suspensions", "sessionsLost", "attendance", "incidents"];

const isToDo = (contact: Slim): boolean => textIn(contact, "outcome") === "to-do";

export function promptsFor(
  records: readonly ViewRecord[],
  placement: ViewRecord | undefined,
  plan: ViewRecord | undefined,
  parentContacts: readonly Slim[],
): readonly Prompt[] {
  const prompts: Prompt[] = parentContacts.filter(isToDo).map((one) => ({
    words: ["Home is still to be told", textIn(one, "about")].filter((part) => part !== "").join(": "),
    action: "Write down the call",
    to: `record/${one.id}`,
  }));
  const live =
    placement !== undefined &&
    !isOver({
      id: placement.id,
      fields: { stage: textOf(placement, "stage"), endedOn: textOf(placement, "endedOn") },
    });
  const began = live && textOf(placement, "stage") !== "referred";
  if (began) {
    const baseline = of(records, "baseline").find((one) => textOf(one, "placement") === placement.id);
    if (!baseline)
      prompts.push({
        words: "No baseline recorded. It cannot be collected later.",
        action: "Record the baseline",
        to: `new/baseline?placement=${placement.id}&start=${textOf(placement, "start")}`,
      });
    else if (FIGURES.some((figure) => valueOf(baseline, figure) === null))
      prompts.push({
        words: "The baseline has empty boxes. “Not known” is an answer; an empty box is not.",
        action: "Complete it",
        to: `record/${baseline.id}/edit/figures`,
      });
    if (itemsOf(placement, "criteria").length === 0)
      prompts.push({
        words: "Nobody has written what shows it is time to leave.",
        action: "Add criteria",
        to: `record/${placement.id}/edit/dates-and-leaving`,
      });
  }
  if (live && plan && textOf(plan, "reviewDate") === "")
    prompts.push({
      words: "The plan has no review date.",
      action: "Set a date",
      to: `record/${plan.id}/edit/at-a-glance`,
    });
  if (live && plan && textOf(plan, "ownWords") === "")
    prompts.push({
      words: "The plan does not say it in the pupil’s own words yet.",
      action: "Write it down",
      to: `record/${plan.id}/edit/why-here`,
    });
  if (live && of(records, "contact").length === 0)
    prompts.push({ words: "There is nobody to ring.", action: "Add a contact", to: "new/contact" });
  return prompts;
}
