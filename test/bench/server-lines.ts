// The server's figures as lines of tables, with the limits on how cost may grow.

import type { Line, Table } from "./figures.ts";
import { milliseconds } from "./figures.ts";
import { CHANGED_LIMIT, HELD_LIMIT } from "./measure-curves.ts";
import type { ServerFigures } from "./server-side.ts";

export function growthLines({ growth, pull }: ServerFigures): readonly Line[] {
  return growth.flatMap(({ database, heldTimesEight, changedTimesEight }) => {
    const [few, many, fewOfLarge] = pull.filter((one) => one.database === database);
    const cells = (from: typeof few, to: typeof few): string[] =>
      [from, to].map((one) => milliseconds(one?.milliseconds ?? Number.NaN));
    const told = (n: number | undefined): string => (n ?? Number.NaN).toLocaleString("en-GB");
    return [
      {
        what: `${database}: pull ${told(few?.changed)} changed records where ${told(few?.held)}, then ${told(fewOfLarge?.held)} are held`,
        cells: cells(few, fewOfLarge),
        ratio: heldTimesEight,
        limit: HELD_LIMIT,
      },
      {
        what: `${database}: pull ${told(few?.changed)}, then ${told(many?.changed)} changed records`,
        cells: cells(few, many),
        ratio: changedTimesEight,
        limit: CHANGED_LIMIT,
      },
    ];
  });
}

/** Told only: how much a server takes in, and who waits for it. */
export function serverTable({ accepted, calm, longestPause }: ServerFigures): Table {
  const databases = [...new Set(accepted.map(({ database }) => database))];
  const line = (what: string, cell: (database: string) => string): Line => ({ what, cells: databases.map(cell) });
  const schools = [...new Set(accepted.map((one) => one.schools))];
  return {
    sides: databases,
    lines: [
      ...schools.map((count) =>
        line(
          `Changes accepted per second, ${count === 1 ? "one school" : `${count} schools`} writing with four tablets each`,
          (database) =>
            (
              accepted.find((one) => one.database === database && one.schools === count)?.perSecond ?? Number.NaN
            ).toLocaleString("en-GB"),
        ),
      ),
      line("A commit of a calm school, by itself", (database) =>
        milliseconds(calm.find((one) => one.database === database)?.alone ?? Number.NaN),
      ),
      line("the same while another school floods the server", (database) =>
        milliseconds(calm.find((one) => one.database === database)?.besideFlood ?? Number.NaN),
      ),
      line("The longest that everything else waited while full batches were filed", (database) =>
        milliseconds(longestPause.find((one) => one.database === database)?.milliseconds ?? Number.NaN),
      ),
    ],
  };
}
