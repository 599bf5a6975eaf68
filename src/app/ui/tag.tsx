// A tag is an adjective in sentence case. It is never tapped: what can be tapped looks like a button.

import type { WhereChange } from "#device/device.ts";
import { Check, CircleAlert, Scale, Send, Tablet } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { type Glyph, Icon } from "./icon.tsx";
import styles from "./tag.module.css";

/** quiet: grey words, no ground; bare: plain words, for what is completed. */
export type TagTone = "neutral" | "accent" | "note" | "warn" | "problem" | "bare" | "quiet";

export interface TagProps {
  readonly tone?: TagTone;
  readonly icon?: Glyph;
  readonly children: ReactNode;
}

export function Tag({ tone = "neutral", icon, children }: TagProps) {
  return (
    <span className={classNames(styles.tag, tone !== "neutral" && styles[tone])}>
      {icon && <Icon glyph={icon} size={16} />}
      <span>{children}</span>
    </span>
  );
}

/** The five words for where a change is. */
export const WHERE_WORDS: { readonly [where in WhereChange]: string } = {
  saved: "Saved on this tablet",
  sending: "Sending",
  sent: "Sent",
  "needs-decision": "Needs a decision",
  "could-not-send": "Could not send",
};

const LOOK: { readonly [where in WhereChange]: { readonly tone: TagTone; readonly icon: Glyph } } = {
  saved: { tone: "neutral", icon: Tablet },
  sending: { tone: "neutral", icon: Send },
  sent: { tone: "quiet", icon: Check },
  "needs-decision": { tone: "note", icon: Scale },
  "could-not-send": { tone: "problem", icon: CircleAlert },
};

/** Where a change is. Lists leave "Sent" out: it is the quiet default. */
export function StatusTag({
  where,
  showSent,
}: {
  readonly where: WhereChange | undefined;
  readonly showSent?: boolean;
}) {
  if (where === undefined || (where === "sent" && !showSent)) return null;
  const { tone, icon } = LOOK[where];
  return (
    <Tag tone={tone} icon={icon}>
      {WHERE_WORDS[where]}
    </Tag>
  );
}
