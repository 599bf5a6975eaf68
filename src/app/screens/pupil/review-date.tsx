// A date somebody must keep: the day, how near it is in a word, and how far off.

import { dateWords, untilWords } from "../../text/dates.ts";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import styles from "./review-date.module.css";
import { type ContextualDate, contextualDate } from "./standing.ts";

const TONES: { readonly [tone in ContextualDate["tone"]]: TagTone } = {
  late: "warn",
  now: "note",
  soon: "accent",
  later: "neutral",
};

export function ReviewDate({ day }: { readonly day: string }) {
  const { today } = useMoment();
  const near = contextualDate(day, today);
  return (
    <span className={styles.review}>
      <span>{dateWords(day)}</span>
      <Tag tone={TONES[near.tone]}>{near.label}</Tag>
      {near.tone !== "now" && <span className={styles.until}>{untilWords(day, today)}</span>}
    </span>
  );
}
