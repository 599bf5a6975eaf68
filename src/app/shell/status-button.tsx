// Where everybody's work is, in words, in the same place on every screen. It leads to "Sending and saving".

import { CircleAlert, Clock, CloudCheck, Scale, Send, Tablet } from "lucide-react";
import { Link } from "react-router";
import { useStatus } from "../binding.ts";
import type { StatusTone, StatusWords } from "../text/sync-words.ts";
import { classNames } from "../ui/class-names.ts";
import { type Glyph, Icon } from "../ui/icon.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import styles from "./status-button.module.css";
import { useJustSent } from "./use-just-sent.ts";
import { useStatusWords } from "./use-status-words.ts";

const GLYPH: { readonly [tone in StatusTone]: Glyph } = {
  quiet: CloudCheck,
  neutral: Tablet,
  note: Scale,
  warn: Clock,
  problem: CircleAlert,
};

export function StatusButton() {
  const { queued } = useStatus();
  const said = useStatusWords();
  const sent = useJustSent();
  const justSent =
    sent > 0 && queued === 0 && (said.tone === "quiet" || said.tone === "note") ? `${sent} sent` : undefined;
  const { words, short, tone } = justSent === undefined ? said : { ...said, words: justSent, short: justSent };
  return (
    <>
      <StatusLink words={words} short={short} tone={tone} sending={queued > 0} />
      <StatusRegion words={words} />
    </>
  );
}

/** As high in one line as in two: what it says moves nothing [C49]. */
export function StatusLink({ words, short, tone, sending }: StatusWords & { readonly sending: boolean }) {
  return (
    <Link to="/sync" className={classNames(styles.status, tone !== "quiet" && styles[tone])}>
      <Icon glyph={tone === "quiet" && sending ? Send : GLYPH[tone]} size={18} />
      <span className={styles.long}>{words}</span>
      <span className={styles.short}>{short}</span>
    </Link>
  );
}
