// One pupil of the room: who they are and what helps, one tap from a log; beside it where they are, one tap as well.

import { workArrivals } from "#casework/codes/room.ts";
import { Tablet } from "lucide-react";
import { memo } from "react";
import { labelOf } from "#ledger/code-list.ts";
import { yearGroups } from "#casework/codes/school.ts";
import { textIn } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { ageWords } from "../../text/dates.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { SteadyLink } from "../../ui/steady-link.tsx";
import { Tag, WHERE_WORDS } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import type { RoomRow } from "./room-rows.ts";
import type { TallWords } from "./rows-at-rest.ts";
import styles from "./today.module.css";
import { WhereButtons, saidWords } from "./where-buttons.tsx";

export interface PupilRowProps {
  readonly row: RoomRow;
  /** Where they are can be said of the period that is on, and of no other. */
  readonly isNow: boolean;
  /** Lines that stay as they are until no finger is near. */
  readonly held?: TallWords | undefined;
}

/** As high after a tap, or once an entry has gone, as before. Drawn anew only where the row says something new: a room has sixty of them. */
export const PupilRow = memo(function PupilRow({ row, isNow, held }: PupilRowProps) {
  const { localNow } = useMoment();
  return (
    <li className={styles.item}>
      <RowLink row={held === undefined ? row : { ...row, ...held }} />
      <div className={styles.where}>
        {isNow ? <WhereButtons row={row} /> : <p className={styles.quiet}>{saidWords(row, localNow)}</p>}
      </div>
    </li>
  );
});

function RowLink({ row }: { readonly row: RoomRow }) {
  const names = useNames();
  const words = useWords();
  const { localNow } = useMoment();
  const { pupil, scope } = row.entry;
  const lesson = lessonWords(row);
  return (
    <SteadyLink to={`/today/log/${scope}`} className={styles.row}>
      <span className={styles.about}>
        <span className={styles.who}>
          <span className={styles.name}>{names.pupil(pupil.fields)}</span>
          <span className={styles.quiet}>{labelOf(yearGroups, textIn(pupil, "year"))}</span>
          {row.because === "visit" && <Tag>Not placed here</Tag>}
          {row.unsent > 0 && (
            <span className={styles.unsent}>
              <Icon glyph={Tablet} size={16} />
              <span>{row.unsent === 1 ? WHERE_WORDS.saved : `${row.unsent} saved on this tablet`}</span>
            </span>
          )}
        </span>
        <Private quiet>
          {row.goodToKnow !== "" ? (
            <span className={styles.good}>{row.goodToKnow}</span>
          ) : (
            <span className={styles.quiet}>{row.hasPlan ? "No “good to know” line yet" : words.noPlanHere}</span>
          )}
        </Private>
      </span>
      <span className={styles.next}>
        <Private quiet>
          {row.milestone !== "" && <span>{row.milestone}</span>}
          {lesson !== "" && <span className={classNames(styles.quiet, styles.line)}>{lesson}</span>}
        </Private>
      </span>
      <span className={styles.tags}>
        <Private quiet>
          {row.notices.map((notice) => (
            <Tag key={notice.words} tone={notice.tone}>
              {notice.words}
            </Tag>
          ))}
        </Private>
      </span>
      <span className={classNames(styles.quiet, styles.line, styles.last)}>
        {/* Whom to tell takes two lines above it: the room for both is the same. */}
        {row.last !== undefined && row.where.state !== "dont-know" && (
          <>
            <Private quiet>{row.last.words}, </Private>
            {ageWords(row.last.when, localNow)}
          </>
        )}
      </span>
    </SteadyLink>
  );
}

/** "Misses Maths, Mr Patel. Work is here", of whoever is in the room while their own timetable has a lesson. */
function lessonWords({ lesson, work, where }: RoomRow): string {
  if (lesson === undefined || lesson.lesson === "") return "";
  const what = [lesson.lesson, lesson.teacher].filter((part) => part !== "").join(", ");
  if (where.state === "in-lesson") return `In ${what}`;
  if (lesson.where !== "base" && where.state !== "here") return `Timetable: ${what}`;
  return `Misses ${what}. ${work === "" ? "Work: not said" : labelOf(workArrivals, work)}`;
}
