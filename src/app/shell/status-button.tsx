// Where everybody's work is, in words, in the same place on every screen. It leads to "Sending and saving".

import { CircleAlert, Clock, CloudCheck, Scale, Send, Tablet } from "lucide-react";
import { Link } from "react-router";
import { useStatus } from "../binding.ts";
import type { StatusTone } from "../text/sync-words.ts";
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
  const { words, short, tone } = useStatusWords();
  const sent = useJustSent();
  const justSent = sent > 0 && (tone === "quiet" || tone === "note") ? `${sent} sent` : undefined;
  return (
    <>
      <Link to="/sync" className={classNames(styles.status, tone !== "quiet" && styles[tone])}>
        <Icon glyph={tone === "quiet" && queued > 0 ? Send : GLYPH[tone]} size={18} />
        <span className={styles.long}>{justSent ?? words}</span>
        <span className={styles.short}>{justSent ?? short}</span>
      </Link>
      <StatusRegion words={justSent ?? words} />
    </>
  );
}
