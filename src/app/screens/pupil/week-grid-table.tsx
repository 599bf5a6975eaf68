// The week grid on screen: where the pupil was and how it went, one tap from the log itself.

import { addDays } from "#casework/day.ts";
import { presences, whereabouts } from "#casework/codes/day.ts";
import { labelOf } from "#ledger/code-list.ts";
import { type ViewRecord, textOf } from "#ledger/view.ts";
import { Fragment } from "react";
import { Link } from "react-router";
import { dateWords, dayWords } from "../../text/dates.ts";
import { classNames } from "../../ui/class-names.ts";
import { useLevelWords } from "../sessions/use-level-words.ts";
import type { GridRow } from "./week-grid.ts";
import styles from "./week-grid-table.module.css";

export interface WeekGridTableProps {
  readonly rows: readonly GridRow[];
  readonly monday: string;
  readonly base: string;
}

export function WeekGridTable({ rows, monday, base }: WeekGridTableProps) {
  const days = [0, 1, 2, 3, 4].map((i) => addDays(monday, i));
  const caption = `IAP periods, week of ${dateWords(monday)}`;
  return (
    <div className={styles.frame} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {dayWords(day, day).split(" ")[0]}{" "}
                <span className={styles.date}>{dayWords(day, day).split(" ")[1]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {row.days.map((logs, i) => (
                <td key={days[i]}>
                  {logs.length === 0 ? (
                    <span className={styles.none}>–</span>
                  ) : (
                    logs.map((log) => (
                      <Fragment key={log.id}>
                        <Cell log={log} base={base} />
                      </Fragment>
                    ))
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ log, base }: { readonly log: ViewRecord; readonly base: string }) {
  const levels = useLevelWords("regulation");
  const presence = textOf(log, "presence");
  const regulation = textOf(log, "regulation");
  const subject = textOf(log, "subject") || labelOf(whereabouts, textOf(log, "where"));
  const away = presence === "absent" || presence === "not-expected";
  const how = away || regulation === "" ? labelOf(presences, presence) : levels(regulation);
  return (
    <Link
      to={`${base}/record/${log.id}`}
      className={classNames(styles.cell, away ? styles.away : styles[`calm${regulation}`])}
    >
      <span className={styles.subject}>{subject}</span>
      <span>
        {how}
        {presence === "late" && regulation !== "" ? ", late" : ""}
      </span>
    </Link>
  );
}
