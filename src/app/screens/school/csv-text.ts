// Rows for a spreadsheet, as a file or copied. A cell that a spreadsheet would take for a formula gets an apostrophe in front, so
// that a name typed by anybody can never be run; reading our own file takes it off again.

const FORMULA = /^[=+\-@\t\r]/;

export function csvOf(rows: readonly (readonly string[])[]): string {
  // The mark in front tells Excel that the letters are UTF-8.
  return `\uFEFF${rows.map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}

/** The same for the clipboard: tabs between cells are what a spreadsheet and most forms take. */
export function tabbedOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => guard(cell.replace(/[\t\r\n]+/g, " "))).join("\t")).join("\n");
}

const guard = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

function cellText(cell: string): string {
  const guarded = guard(cell);
  return /[",\r\n;]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The cell as it was before `csvOf` guarded it. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
