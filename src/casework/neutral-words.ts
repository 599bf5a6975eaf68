// Words that judge a child instead of telling what was seen. A category holding one is shown again to whoever wrote
// it, with the question what an adult saw; nothing is refused, the school decides.

const JUDGING: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(defian(t|ce)|refus(es|ed|al|ing)|non-?complian(t|ce)|disobedien(t|ce))\b/i, "Did not start"],
  [/\b(disrupt(s|ed|ive|ion|ing)|low[- ]level)\b/i, "Talked over the lesson"],
  [/\b(aggressi(ve|on)|violen(t|ce)|threatening)\b/i, "Pushed or hit"],
  [/\b(rude(ness)?|disrespect(ful)?|insolen(t|ce)|cheeky|answering back)\b/i, "Hurtful words"],
  [/\b(abscond(s|ed|ing)?|truan(t|cy|ting)|ran away|walk(ed)? out)\b/i, "Was not in the lesson"],
  [/\b(naughty|bad|poor|silly|lazy|attention[- ]seeking|manipulat(es|ive|ing|ion))\b/i, "Unsettled"],
  [/\b(meltdown|tantrum|kick(ed|ing)? off|outburst|losing it)\b/i, "Unsettled"],
];

export interface Judging {
  /** As it was written. */
  readonly word: string;
  /** How the same might be told as something seen. */
  readonly instead: string;
}

/** The first judging word in a category's words, or undefined. */
export function judgingWordIn(label: string): Judging | undefined {
  for (const [pattern, instead] of JUDGING) {
    const found = pattern.exec(label);
    if (found) return { word: found[0], instead };
  }
  return undefined;
}
