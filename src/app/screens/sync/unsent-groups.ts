// What has not gone, as people look for it: by pupil, then by the adult who wrote it, oldest first.

import type { Unsent } from "#device/device.ts";
import type { Change } from "#ledger/change.ts";
import type { EnvelopeId } from "#ledger/names.ts";
import type { Schema } from "#ledger/schema.ts";
import { textOfUnsent } from "./text-of-unsent.ts";

export interface UnsentLine {
  readonly envelope: EnvelopeId;
  readonly author: string;
  /** When it was written, by the device's clock. */
  readonly at: string;
  /** "Behaviour log", "Plan: review date" */
  readonly what: string;
  readonly state: Unsent["state"];
  /** The server's reasons, in its words. */
  readonly reasons: readonly string[];
  /** What the server did with it: refused for good, kept for a responsible adult, kept until it can be filed. */
  readonly kept: "refused" | "quarantined" | "parked" | undefined;
  /** Its author's key is not known there: when they have signed in, it is filed. */
  readonly signIn: boolean;
  /** The words, to copy. */
  readonly text: string;
}

export interface UnsentGroup {
  readonly scope: string;
  readonly lines: readonly UnsentLine[];
}

/** One line a commit and a pupil: a commit about several pupils stands with each of them. */
export function unsentGroups(unsent: readonly Unsent[], schema: Schema): readonly UnsentGroup[] {
  const groups = new Map<string, UnsentLine[]>();
  for (const { envelope, state, verdicts } of unsent) {
    for (const scope of new Set(envelope.changes.map((change) => change.scope as string))) {
      const changes = envelope.changes.filter((change) => change.scope === scope);
      const about = verdicts.filter((verdict) => changes.some((change) => change.id === verdict.change));
      const reasons = about.flatMap((verdict) => (verdict.sentence === undefined ? [] : [verdict.sentence]));
      const lines = groups.get(scope) ?? [];
      lines.push({
        envelope: envelope.id,
        author: envelope.author,
        at: envelope.at,
        what: [...new Set(changes.map((change) => whatOf(change, schema)))].join("; "),
        state,
        reasons: [...new Set(reasons)],
        kept: gravest(about.map(({ verdict }) => verdict)),
        signIn: about.some(({ code }) => code === "unknownKey"),
        text: textOfUnsent(changes, schema),
      });
      groups.set(scope, lines);
    }
  }
  return [...groups].map(([scope, lines]) => ({
    scope,
    lines: [...lines].sort((a, b) => compare(a.author, b.author) || compare(a.at, b.at)),
  }));
}

/** Of several verdicts in one commit, the one that asks most of a person. */
function gravest(verdicts: readonly string[]): UnsentLine["kept"] {
  return (["refused", "quarantined", "parked"] as const).find((one) => verdicts.includes(one));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** "Behaviour log", "Plan: review date": what a change is about. */
export function whatOf(change: Change, schema: Schema): string {
  const definition = schema.definitions[change.type];
  const label = definition?.label ?? "Record";
  const field = (name: string): string => (definition?.fields[name]?.label ?? name).toLocaleLowerCase("en-GB");
  switch (change.kind) {
    case "create":
      return label;
    case "set":
    case "add":
    case "remove":
      return `${label}: ${field(change.field)}`;
    case "amend":
      return `${label}, completed`;
    case "withdraw":
      return `${label}, taken back`;
    case "restore":
      return `${label}, brought back`;
    case "settle":
    case "reopen":
      return `${label}, a decision`;
    default: {
      const other: never = change;
      throw new Error(`no words for ${JSON.stringify(other)}`);
    }
  }
}
