// What the benches make of their times: medians over the runs, ratios within each run, tables, and which limit is passed.

export interface Line {
  readonly what: string;
  /** One for each side, in the order of the table's sides; empty where a side cannot do it. */
  readonly cells: readonly string[];
  readonly ratio?: number;
  /** The most the ratio may be. Absent: told only. */
  readonly limit?: number;
  /** What it was meant to be, where `limit` is more: missed, it is told, and fails nothing (docs/decisions). */
  readonly meant?: number;
  /** What the ratio is to. */
  readonly against?: string;
}

export interface Table {
  readonly sides: readonly string[];
  readonly lines: readonly Line[];
}

/** Milliseconds of every side, one for each run, all taken in the same run. */
export type Times = { readonly [side: string]: readonly number[] };

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** Of an even number, half way between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
}

export const milliseconds = (time: number): string =>
  time >= 100 ? `${Math.round(time).toLocaleString("en-GB")} ms` : `${time.toFixed(time < 10 ? 2 : 1)} ms`;

/** The median of the ratios within each run: what slows one run slows all its sides. */
export function ratioOf(mine: readonly number[], theirs: readonly number[]): number {
  return median(mine.map((time, run) => time / (theirs[run] ?? Number.NaN)));
}

export interface Comparison {
  readonly against: string;
  readonly limit?: number;
  readonly meant?: number;
}

/** A line of medians; with a comparison also the ratio of the first side to another. */
export function timesLine(what: string, sides: readonly string[], times: Times, comparison?: Comparison): Line {
  const cells = sides.map((side) => (times[side]?.length ? milliseconds(median(times[side])) : ""));
  if (comparison === undefined) return { what, cells };
  const ratio = ratioOf(times[sides[0] as string] ?? [], times[comparison.against] ?? []);
  return { what, cells, ratio, ...comparison };
}

/** What was meant, and whether it is met. */
const meantText = ({ ratio, meant }: Line): string =>
  meant === undefined ? "" : ` (meant: ≤ ${meant} ×, ${(ratio ?? Number.NaN) <= meant ? "met" : "missed"})`;

export const isOver = ({ ratio, limit }: Line): boolean => limit !== undefined && !((ratio ?? Number.NaN) <= limit);

/** As Markdown, with the names of the sides as they are told. */
export function tableText({ sides, lines }: Table, names: { readonly [side: string]: string }): string {
  const isCompared = lines.some(({ ratio }) => ratio !== undefined);
  const named = (side: string): string => names[side] ?? side;
  const comparison = (line: Line): readonly string[] => {
    const { ratio, limit, against } = line;
    return [
      ratio === undefined ? "" : `${ratio.toFixed(2)} ×${against === undefined ? "" : ` ${named(against)}`}`,
      limit === undefined ? "told only" : `≤ ${limit} ×${meantText(line)}`,
    ];
  };
  const head = ["", ...sides.map(named), ...(isCompared ? ["ratio", "limit"] : [])];
  const rows = lines.map((line) => [
    line.what,
    ...sides.map((_, at) => line.cells[at] ?? ""),
    ...(isCompared ? comparison(line) : []),
  ]);
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Says every limit that is passed, a ratio that could not be taken among them; gives how many. */
export function sayOver(lines: readonly Line[], say: (line: string) => void): number {
  const over = lines.filter(isOver);
  for (const { what, ratio, limit, against } of over)
    say(`OVER: ${what}: ${ratio?.toFixed(2)} ×${against === undefined ? "" : ` ${against}`}, the limit is ${limit}.`);
  return over.length;
}
