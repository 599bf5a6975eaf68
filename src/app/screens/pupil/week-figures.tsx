// Six weeks in three small drawings side by side, each with its sentence, and one table with the same figures.

import { useId } from "react";
import { dateWords } from "../../text/dates.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { FIGURES, type Figure, type Week, trendWords } from "./six-weeks.ts";
import styles from "./week-figures.module.css";

const WIDTH = 180;
const HEIGHT = 112;
const FLOOR = 88;
const CEILING = 20;
const BAR = 20;

const shortDay = (day: string): string =>
  dateWords(day)
    .split(" ")
    .slice(0, 2)
    .join(" ")
    .replace(/([a-z]{3})[a-z]+$/i, "$1");

export function WeekFigures({ weeks }: { readonly weeks: readonly Week[] }) {
  return (
    <div className={styles.figures}>
      <div className={styles.row}>
        {FIGURES.map((figure) => (
          <WeekFigure key={figure.title} figure={figure} weeks={weeks} />
        ))}
      </div>
      <Disclosure words="See these figures as a table">
        <DataTable
          caption="The last six weeks"
          quietCaption
          columns={[
            { key: "week", label: "Week of" },
            ...FIGURES.map((figure) => ({ key: figure.title, label: figure.title, numeric: true })),
          ]}
          rows={weeks.map((week) => ({
            key: week.monday,
            cells: [dateWords(week.monday), ...FIGURES.map((figure) => figure.words(week))],
          }))}
        />
      </Disclosure>
    </div>
  );
}

function WeekFigure({ figure, weeks }: { readonly figure: Figure; readonly weeks: readonly Week[] }) {
  const title = useId();
  const sentence = trendWords(figure, weeks);
  const top = figure.top ?? Math.max(1, ...weeks.map((week) => figure.value(week) ?? 0));
  const step = WIDTH / weeks.length;
  return (
    <figure className={styles.figure}>
      <figcaption>
        <span id={title} className={styles.title}>
          {figure.title}
        </span>
        <span className={styles.sentence}>{sentence}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={title} className={styles.drawing}>
        <line x1="0" x2={WIDTH} y1={FLOOR + 0.5} y2={FLOOR + 0.5} className={styles.floor} />
        {weeks.map((week, i) => {
          const value = figure.value(week);
          const middle = step * (i + 0.5);
          const height = value === undefined ? 0 : Math.max(2, ((FLOOR - CEILING) * value) / top);
          return (
            <g key={week.monday}>
              {value === undefined ? (
                <text x={middle} y={FLOOR - 6} className={styles.none}>
                  –
                </text>
              ) : (
                <>
                  <rect
                    x={middle - BAR / 2}
                    y={FLOOR - height}
                    width={BAR}
                    height={height}
                    rx="2"
                    className={i === weeks.length - 1 ? styles.now : styles.bar}
                  />
                  <text x={middle} y={FLOOR - height - 5} className={styles.value}>
                    {figure.words(week).split(/[%,]/)[0]}
                  </text>
                </>
              )}
            </g>
          );
        })}
        <text x="0" y={HEIGHT - 8} className={styles.first}>
          {shortDay(weeks[0]?.monday ?? "")}
        </text>
        <text x={WIDTH} y={HEIGHT - 8} className={styles.last}>
          {shortDay(weeks[weeks.length - 1]?.monday ?? "")}
        </text>
      </svg>
    </figure>
  );
}
