// What was set aside, in words: why it was, and what it says. Anything may stand in it, so nothing of it is trusted to
// fit its field.

import type { Json } from "#base/json.ts";
import { grantRules } from "#casework/grant-rules.ts";
import type { Change } from "#ledger/change.ts";
import type { Schema } from "#ledger/schema.ts";
import { checkValue } from "#ledger/validate.ts";
import type { QuarantineAnswer } from "#protocol/oversight.ts";
import { plainWords } from "../sync/text-of-unsent.ts";
import { whatOf } from "../sync/unsent-groups.ts";
import type { Fact, Say } from "../pupil/say.ts";

export type SetAsideEntry = QuarantineAnswer["kept"][number];

const REASON_WORDS: { readonly [reason in SetAsideEntry["reason"]]: string } = {
  notAllowed: "Its author or its tablet was not allowed to write it when it arrived.",
  unreadable:
    "The server could not open it, or could not be sure who wrote it. If its author’s signature is missing, it is filed by itself once they have signed in on that tablet.",
  newerSchema: "It was written with a newer version of Waymark. It is filed by itself once the server is updated.",
  fault: "The server met a fault of its own while filing it. It can be tried again.",
  waiting: "It belongs to something that is not here yet. When that arrives, it is filed by itself.",
  jot: "It was written while the tablet was locked, so nobody signed it, and no adult filed it before it came here.",
};

/** Does it wait for a person? The others are filed by themselves when they can be. */
export const waitsForPerson = ({ reason }: Pick<SetAsideEntry, "reason">): boolean =>
  reason === "notAllowed" || reason === "unreadable" || reason === "fault" || reason === "jot";

/** Can a person have it filed? What nobody can read cannot be; what waits is filed by nothing but what it waits for. */
export const canBeFiled = ({ reason }: Pick<SetAsideEntry, "reason">): boolean =>
  reason === "notAllowed" || reason === "fault";

/** Why it is here, with what is so by now: that may be the cause, and may have come later. */
export function whyWords({ reason, deviceRevoked, authorEnded, changes }: SetAsideEntry): string {
  const now = [
    authorEnded && "Their account has ended.",
    deviceRevoked && "That tablet is out of use.",
    reason === "notAllowed" &&
      !authorEnded &&
      !deviceRevoked &&
      (changes.some((change) => grantRules.widens(change as unknown as Change))
        ? "It lets an adult see more. That is filed by itself only when its author has just given their password."
        : "It is about a record they may not write in."),
  ];
  return [REASON_WORDS[reason], ...now.filter((words) => words !== false)].join(" ");
}

/** As it was written: a log before what was added to it, so that filing from the top finds what it builds on. */
export function inWrittenOrder(entries: readonly SetAsideEntry[]): readonly SetAsideEntry[] {
  const key = (entry: SetAsideEntry): string => `${entry.received} ${entry.device} ${entry.at}`;
  return entries.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export interface SetAsideLine {
  readonly key: string;
  /** Whose record: the pupil's, or "school". */
  readonly scope: string;
  /** "Behaviour log", "Plan: review date" */
  readonly what: string;
  readonly facts: readonly Fact[];
}

/** One line a change, as it was written. */
export function setAsideLines(changes: SetAsideEntry["changes"], schema: Schema, say: Say): readonly SetAsideLine[] {
  return (changes as unknown as readonly Change[]).map((change) => ({
    key: change.id,
    scope: change.scope,
    what: whatOf(change, schema),
    facts: factsOf(change, schema, say),
  }));
}

function factsOf(change: Change, schema: Schema, say: Say): readonly Fact[] {
  const fields = schema.definitions[change.type]?.fields ?? {};
  const words = (name: string, value: Json): string => {
    const field = fields[name];
    // What does not fit its field stands as it came.
    const fits = field !== undefined && (field.kind === "items" || checkValue(name, field, value) === undefined);
    return fits ? say.value(field, value) : plainWords(value);
  };
  const all = (values: { readonly [name: string]: Json }): readonly Fact[] =>
    Object.entries(values)
      .map(([name, value]) => ({ label: fields[name]?.label ?? name, words: words(name, value) }))
      .filter((fact) => fact.words !== "");
  switch (change.kind) {
    case "create":
    case "amend":
      return all(change.fields);
    case "set": {
      const label = fields[change.field]?.label ?? change.field;
      const was = change.from === null ? "" : words(change.field, change.from);
      const fact = { label, words: words(change.field, change.to) || "nothing" };
      return [was === "" ? fact : { ...fact, was }];
    }
    case "add":
      return [{ label: "Added", words: plainWords(change.value) }];
    case "remove":
      return [{ label: "Taken out", words: plainWords(change.from) }];
    case "withdraw":
      return change.reason === "" ? [] : [{ label: "Reason", words: change.reason }];
    case "settle":
      return [{ label: "Chosen", words: plainWords(change.to) }];
    case "restore":
    case "reopen":
      return [];
    default: {
      const other: never = change;
      throw new Error(`no words for ${JSON.stringify(other)}`);
    }
  }
}

/** What a pupil is called who is made by the same commit, and is therefore on no tablet. */
export function pupilMade(
  changes: SetAsideEntry["changes"],
  scope: string,
): { readonly [field: string]: Json } | undefined {
  const made = (changes as unknown as readonly Change[]).find(
    (change) => change.kind === "create" && change.record === scope && change.type === "pupil",
  );
  return made?.kind === "create" ? made.fields : undefined;
}
