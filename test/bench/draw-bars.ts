// A drawing of ratios for docs/: bars on a scale where each step doubles, with the limits marked. Drawn for light and
// for dark pages; the words carry what the colours do.

export interface BarGroup {
  readonly what: string;
  readonly bars: readonly { readonly name: string; readonly ratio: number; readonly ours?: boolean }[];
  /** Where Waymark's bar has to end. */
  readonly limit?: number;
}

export interface Drawing {
  readonly title: string;
  /** What one time is. */
  readonly unit: string;
  readonly groups: readonly BarGroup[];
}

const WIDTH = 760;
const LEFT = 16;
const PLOT_LEFT = 150;
const PLOT_RIGHT = WIDTH - 96;
const BAR = 18;
const GAP = 6;
const HEAD = 30;
const BETWEEN = 16;

export function drawBars({ title, unit, groups }: Drawing): string {
  const ratios = groups.flatMap(({ bars, limit }) => [...bars.map(({ ratio }) => ratio), limit ?? 1]);
  const lowest = Math.ceil(Math.log2(Math.min(0.5, ...ratios))) - 1;
  const highest = Math.max(lowest + 1, Math.ceil(Math.log2(Math.max(2, ...ratios))));
  const xOf = (ratio: number): number =>
    PLOT_LEFT + ((Math.log2(ratio) - lowest) / (highest - lowest)) * (PLOT_RIGHT - PLOT_LEFT);
  const parts: string[] = [];
  let y = 64;
  for (const { what, bars, limit } of groups) {
    parts.push(text(LEFT, y + 16, what, "what"));
    const top = y + HEAD - 4;
    y += HEAD;
    for (const { name, ratio, ours } of bars) {
      const end = xOf(ratio);
      parts.push(
        text(PLOT_LEFT - 8, y + 13, name, "name"),
        `<rect class="${ours ? "ours" : "theirs"}" x="${PLOT_LEFT}" y="${y}" width="${round(Math.max(2, end - PLOT_LEFT))}" height="${BAR}" rx="2"/>`,
        text(Math.max(end, PLOT_LEFT + 2) + 6, y + 13, `${told(ratio)} ×`, "value"),
      );
      y += BAR + GAP;
    }
    if (limit !== undefined) {
      const x = round(xOf(limit));
      parts.push(
        `<line class="limit" x1="${x}" x2="${x}" y1="${top}" y2="${y}"/>`,
        text(WIDTH - LEFT, top - 8, `limit ${told(limit)} ×`, "mark"),
      );
    }
    y += BETWEEN;
  }
  const height = y + 8;
  const steps = Array.from({ length: highest - lowest + 1 }, (_, n) => 2 ** (lowest + n));
  const shown = steps.filter((_, n) => n % Math.ceil(steps.length / 9) === 0 || steps[n] === 1);
  const grid = shown.map((step) => {
    const x = round(xOf(step));
    return (
      `<line class="${step === 1 ? "one" : "step"}" x1="${x}" x2="${x}" y1="56" y2="${height - 14}"/>` +
      text(Number(x), 50, `${told(step)} ×`, "scale")
    );
  });
  const described = groups.map(
    ({ what, bars }) => `${what}: ${bars.map(({ name, ratio }) => `${name} ${told(ratio)} ×`).join(", ")}`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title told">
<title id="title">${escaped(title)}</title>
<desc id="told">${escaped(`${unit} ${described.join(". ")}.`)}</desc>
<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2a29; }
  .head { font-weight: 600; font-size: 15px; }
  .what { font-weight: 600; }
  .name { text-anchor: end; }
  .scale, .mark { font-size: 11px; fill: #55605f; }
  .scale { text-anchor: middle; }
  .mark { text-anchor: end; }
  .ours { fill: #1f6f69; }
  .theirs { fill: #9aa8a6; }
  .step { stroke: #d9dedd; }
  .one { stroke: #77827f; }
  .limit { stroke: #b3261e; stroke-width: 2; stroke-dasharray: 4 3; }
  .page { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6ecea; }
    .scale, .mark { fill: #a9b5b2; }
    .ours { fill: #58b8ae; }
    .theirs { fill: #6c7876; }
    .step { stroke: #333d3b; }
    .one { stroke: #98a4a1; }
    .limit { stroke: #ff8a80; }
    .page { fill: #141a19; }
  }
</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
${text(LEFT, 24, title, "head")}
${grid.join("\n")}
${parts.join("\n")}
</svg>
`;
}

function text(x: number, y: number, words: string, kind: string): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}">${escaped(words)}</text>`;
}

const told = (ratio: number): string =>
  ratio >= 10 ? String(Math.round(ratio)) : String(Number(ratio.toPrecision(2)));

const round = (at: number): string => String(Math.round(at * 10) / 10);

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
