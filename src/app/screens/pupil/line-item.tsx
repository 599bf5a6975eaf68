// One line of a timeline as it is shown: title, by whom and when, the words as they were written, the facts.

import type { ReactNode } from "react";
import type { ViewRecord } from "#ledger/view.ts";
import { WhereTag } from "../../record/where-tag.tsx";
import { classNames } from "../../ui/class-names.ts";
import { SteadyLink } from "../../ui/steady-link.tsx";
import { StatusTag, Tag } from "../../ui/tag.tsx";
import { TimelineItem } from "../../ui/timeline.tsx";
import { useWords } from "../../use-words.ts";
import styles from "./line-item.module.css";
import type { Fact } from "./say.ts";
import type { TimelineLine } from "./timeline-lines.ts";

export interface LineItemProps {
  readonly line: TimelineLine;
  /** The log the line tells of whole; a line about one change of a record has none. */
  readonly log?: ViewRecord | undefined;
  /** The page of the record, behind the title. */
  readonly to?: string;
  /** By whom and when, or a button that says so. */
  readonly by: ReactNode;
  /** Stands under the words. */
  readonly more?: ReactNode;
}

export function LineItem({ line, log, to, by, more }: LineItemProps) {
  const words = useWords();
  const empty = line.text === "" && line.facts.length === 0 && line.withdrawn === null && more === undefined;
  return (
    <TimelineItem
      title={
        to === undefined ? (
          line.title
        ) : (
          <SteadyLink to={to} className={styles.title}>
            {line.title}
          </SteadyLink>
        )
      }
      by={by}
      when={line.when}
      quiet={line.withdrawn !== null}
      tags={<LineTags line={line} log={log} />}
    >
      {empty ? undefined : (
        <div className={styles.body}>
          {line.withdrawn !== null && <p>Withdrawn: {line.withdrawn}</p>}
          {line.text !== "" && <p className={styles.text}>{line.text}</p>}
          {line.facts.length > 0 && (
            <dl className={styles.facts}>
              {line.facts.map((fact, at) => (
                <div key={at} className={classNames(styles.fact, isLong(fact) && styles.long)}>
                  <dt>{words.say(fact.label)}</dt>
                  <dd>
                    {fact.words}
                    {fact.was !== undefined && <span className={styles.was}>Before: {fact.was}</span>}
                    {fact.notUsed !== undefined && <span className={styles.was}>Not used: {fact.notUsed}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {more}
        </div>
      )}
    </TimelineItem>
  );
}

/** Short facts stand side by side; what needs a line of its own has one. */
const isLong = ({ words, was, notUsed }: Fact): boolean =>
  words.length > 36 || words.includes("\n") || was !== undefined || notUsed !== undefined;

function LineTags({ line, log }: Pick<LineItemProps, "line" | "log">) {
  const where = line.refused ? "could-not-send" : line.unsent ? "saved" : line.waits ? "needs-decision" : undefined;
  return (
    <>
      {log ? <WhereTag of={log} /> : <StatusTag where={where} />}
      {line.edited && <Tag tone="quiet">Edited</Tag>}
      {line.withdrawn !== null && <Tag tone="quiet">Withdrawn</Tag>}
    </>
  );
}
