// One pupil on Today. The whole row opens the quick log.

import { ChevronRight, Tablet } from "lucide-react";
import { Link } from "react-router";
import { labelOf } from "#ledger/code-list.ts";
import { yearGroups } from "#casework/codes/school.ts";
import { textIn } from "../../directory.ts";
import { Private, useNames } from "../../shell/hidden-names.tsx";
import { ageWords } from "../../text/dates.ts";
import { Icon } from "../../ui/icon.tsx";
import { Tag, WHERE_WORDS } from "../../ui/tag.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import type { RoomRow } from "./room-rows.ts";
import styles from "./today.module.css";

export function PupilRow({ row }: { readonly row: RoomRow }) {
  const names = useNames();
  const words = useWords();
  const { localNow } = useMoment();
  const { pupil, scope } = row.entry;
  return (
    <li className={styles.item}>
      <Link to={`/today/log/${scope}`} className={styles.row}>
        <span className={styles.who}>
          <span className={styles.name}>{names.pupil(pupil.fields)}</span>
          <span className={styles.quiet}>{labelOf(yearGroups, textIn(pupil, "year"))}</span>
        </span>
        <span className={styles.lines}>
          <Private quiet>
            {row.goodToKnow !== "" ? (
              <span className={styles.good}>{row.goodToKnow}</span>
            ) : (
              !row.hasPlan && <span className={styles.quiet}>{words.noPlanHere}</span>
            )}
            {row.milestone !== "" && <span>{row.milestone}</span>}
          </Private>
          <span className={styles.tags}>
            <Private quiet>
              {row.notices.map((notice) => (
                <Tag key={notice.words} tone={notice.tone}>
                  {notice.words}
                </Tag>
              ))}
            </Private>
            {row.unsent > 0 && (
              <Tag icon={Tablet}>{row.unsent === 1 ? WHERE_WORDS.saved : `${row.unsent} saved on this tablet`}</Tag>
            )}
          </span>
        </span>
        <span className={styles.last}>
          {row.last !== undefined && (
            <>
              <Private quiet>
                <span>{row.last.words}</span>
              </Private>
              <span className={styles.quiet}>{ageWords(row.last.when, localNow)}</span>
            </>
          )}
        </span>
        <span className={styles.arrow}>
          <Icon glyph={ChevronRight} />
        </span>
      </Link>
    </li>
  );
}
