// What is missing from the day's record [C32], what keeps a child safe first. Each line leads to where it is put right.

import { type PupilsRecords, missingToday } from "#casework/measures/day-end.ts";
import { useMemo } from "react";
import { useDirectory } from "../../directory.ts";
import { useNames } from "../../shell/hidden-names.tsx";
import { listWords } from "../../text/words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Section } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { useSchoolDay } from "../../use-school-day.ts";
import { useWords } from "../../use-words.ts";
import styles from "./day-end.module.css";
import { missingLines } from "./missing-places.ts";

/** More names than these are a number. */
const NAMED = 4;

export function MissingList({ records }: { readonly records: readonly PupilsRecords[] }) {
  const day = useSchoolDay();
  const { localNow } = useMoment();
  const { pupilById } = useDirectory();
  const names = useNames();
  const words = useWords();
  const lines = useMemo(() => missingLines(missingToday(records, day, localNow)), [records, day, localNow]);
  const whose = (pupils: readonly string[]): string => {
    const first = pupils.slice(0, NAMED).map((pupil) => names.first(pupilById.get(pupil)?.pupil.fields));
    return listWords(pupils.length > NAMED ? [...first, `${pupils.length - NAMED} more`] : first);
  };
  return (
    <Section title="Still missing">
      {lines.length === 0 ? (
        <EmptyState title="Nothing is missing from today’s record" />
      ) : (
        <RowList label="Still missing">
          {lines.map((line) => (
            <RowLink key={line.key} to={line.to} end={line.overdue ? <Tag tone="problem">Late</Tag> : undefined}>
              <span className={styles.line}>{words.say(line.words)}</span>
              <span className={styles.quiet}>{whose(line.pupils)}</span>
            </RowLink>
          ))}
        </RowList>
      )}
    </Section>
  );
}
