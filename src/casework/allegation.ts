// An allegation against an adult never becomes a note. What reads like one is refused with directions, before it is
// saved anywhere. A check of words misses much and stops some that are harmless: it stands beside the question a form
// asks, and takes nobody's judgement away.

import { type Refusal, refuse } from "#ledger/refusal.ts";

const ADULT =
  "(?:(?:mr|mrs|ms|miss|mx|dr|sir)\\.?\\s+[\\p{Lu}][\\p{L}’'-]*|(?:a|the|an|his|her|their|that|my|supply|cover)\\s+(?:\\w+\\s+)?(?:teacher|adult|member of staff|mentor|assistant|ta|tutor|coach|cover)|staff|sir|miss)";
const HARM =
  "(?:hit|hits|slapp?ed|slaps|punched|punches|kicked|kicks|smacked|choked|strangled|spat at|assaulted|abused|groomed|bullied|hurt|hurts|bruised|threw|headbutted)";
const PUPIL = "(?:him|her|them|me|the pupil|a pupil|the child|a child|another pupil)";

const CHARGES: readonly RegExp[] = [
  new RegExp(`${ADULT}\\s+(?:(?:has|had|just|then|also|deliberately)\\s+)?${HARM}\\s+${PUPIL}\\b`, "iu"),
  new RegExp(`\\b${HARM}\\s+by\\s+${ADULT}`, "iu"),
  new RegExp(`${ADULT}\\s+(?:\\w+\\s+){0,3}(?:inappropriately|sexually)\\b`, "iu"),
  new RegExp(`\\b(?:touch\\w*|message\\w*|photograph\\w*)\\s+by\\s+${ADULT}`, "iu"),
  new RegExp(`\\b(?:allegation|accus\\w+|complain\\w*)\\s+(?:against|about|of)\\s+${ADULT}`, "iu"),
  /\b(?:allegation|allegations)\s+against\b/i,
];

/** The words that read like an allegation against an adult; undefined where none do. */
export function allegationIn(text: string): string | undefined {
  for (const charge of CHARGES) {
    const found = charge.exec(text);
    if (found) return found[0];
  }
  return undefined;
}

/** What to do instead of writing it down. Everybody in a school is told the same once a year (KCSIE, part four). */
export const ALLEGATION_DIRECTIONS =
  "Do not write this here, and do not ask the pupil more. Tell the headteacher now, in person. If it is about the headteacher, tell the chair of governors or the trust. If a pupil is in danger, call 999.";

/** The refusal of a text that reads like an allegation against an adult [C30]; names the field it stands in. */
export function refuseAllegation(texts: { readonly [field: string]: unknown }): Refusal | undefined {
  for (const [field, text] of Object.entries(texts)) {
    const words = typeof text === "string" ? allegationIn(text) : undefined;
    if (words !== undefined)
      return refuse(
        "allegation",
        `“${words}” reads as if an adult harmed a pupil. ${ALLEGATION_DIRECTIONS} If it is not that, say it in other words.`,
        field,
      );
  }
  return undefined;
}
