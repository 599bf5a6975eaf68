// The rule of a milestone, read from its fields and told in plain words.

import { labelOf } from "#ledger/code-list.ts";
import { engagements, regulations } from "../codes/day.ts";
import { type RecordFacts, listIn, textIn } from "./record-facts.ts";

export interface CountRule {
  readonly source: "behaviour" | "session" | "lesson";
  readonly rule: "total" | "in-a-row" | "of-last";
  readonly needed: number;
  /** The m of "n of the last m": never smaller than `needed`. */
  readonly outOf: number;
  /** Ids of the categories that count. */
  readonly categories: readonly string[];
  /** Ids of the categories that stand against it. */
  readonly breaks: readonly string[];
  readonly leavingBreaks: boolean;
  readonly scale: "regulation" | "engagement";
  /** The lowest level, 1 to 4, that counts. */
  readonly least: number;
  /** In small letters; "" for every subject. */
  readonly subject: string;
  readonly oncePer: "entry" | "period" | "day";
  /** The local moment from which entries count. */
  readonly since: string;
}

const oneOf = <T extends string>(value: string, first: T, ...others: readonly T[]): T =>
  others.find((one) => one === value) ?? first;

/**
 * The rule a milestone, or a template, declares; undefined where it counts nothing: no number, or no kind of log [C1].
 * What is left unsaid is what a milestone meant before rules could be declared: in total, every entry [C2].
 */
export function countRuleOf(milestone: RecordFacts): CountRule | undefined {
  const needed = milestone.value("needed");
  if (typeof needed !== "number" || needed < 1) return undefined;
  const source = oneOf(textIn(milestone, "countSource"), "behaviour", "session", "lesson");
  const categories = [...new Set([textIn(milestone, "counts"), ...listIn(milestone, "countsToo")])].filter(Boolean);
  if (source === "behaviour" && categories.length === 0) return undefined;
  const outOf = milestone.value("outOf");
  const startedOn = textIn(milestone, "startedOn");
  const afresh = textIn(milestone, "countedFrom");
  const since = startedOn === "" ? "" : `${startedOn}T00:00`;
  return {
    source,
    rule: oneOf(textIn(milestone, "countRule"), "total", "in-a-row", "of-last"),
    needed,
    outOf: Math.max(needed, typeof outOf === "number" ? outOf : needed),
    categories,
    breaks: listIn(milestone, "breaks").filter((id) => !categories.includes(id)),
    leavingBreaks: milestone.value("leavingBreaks") === true,
    scale: oneOf(textIn(milestone, "scale"), "regulation", "engagement"),
    least: Number(textIn(milestone, "leastRating") || "3"),
    subject: textIn(milestone, "countSubject").trim().toLowerCase(),
    oncePer: oneOf(textIn(milestone, "oncePer"), "entry", "period", "day"),
    since: afresh > since ? afresh : since,
  };
}

/**
 * "3 in a row: Calm start". `categoryWords` gives the words of a category's id, retired or not; `levelWords` those of a
 * level of the rule's scale.
 */
export function ruleWords(
  rule: CountRule,
  categoryWords: (id: string) => string,
  levelWords: (level: string) => string = (level) =>
    labelOf(rule.scale === "regulation" ? regulations : engagements, level),
): string {
  const how = {
    total: `${rule.needed} in total`,
    "in-a-row": `${rule.needed} in a row`,
    "of-last": `${rule.needed} of the last ${rule.outOf}`,
  }[rule.rule];
  const inSubject = rule.subject === "" ? "" : ` in ${rule.subject}`;
  const what = {
    behaviour: rule.categories.map(categoryWords).filter(Boolean).join(" or "),
    session: `IAP periods${inSubject} rated “${levelWords(String(rule.least))}” or better`,
    lesson: `lessons${inSubject} stayed to the end`,
  }[rule.source];
  const once = { entry: "", period: ", once a period", day: ", once a day" }[rule.oncePer];
  return `${how}: ${what}${once}`;
}
