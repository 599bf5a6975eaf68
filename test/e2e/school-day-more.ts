// Two more screens of the day beside what the book adds up to: a pupil's week as a grid of periods, and what is due about
// the use of force. Plainly, and without asking the app's own measures.

import { presences } from "#casework/codes/day.ts";
import { labelOf } from "#ledger/code-list.ts";
import type { Page } from "playwright-core";
import type { DayBook } from "./school-day-book.ts";
import { inOneLine } from "./school-day-screens.ts";

/** "Period 1: Calm, late", of the day that is told by its weekday: "Wednesday". */
export async function cellsOfDay(page: Page, weekday: string): Promise<readonly string[]> {
  return page
    .getByRole("table", { name: /^IAP periods, week of/ })
    .locator("tbody tr")
    .evaluateAll((rows, day) => {
      const heads = [...(rows[0]?.closest("table")?.querySelectorAll("thead th") ?? [])];
      const at = heads.findIndex((head) => head.textContent?.startsWith(day));
      return rows.flatMap((row) =>
        [...(row.children[at]?.querySelectorAll("a > span:last-child") ?? [])].map(
          (cell) => `${row.children[0]?.textContent ?? ""}: ${cell.textContent ?? ""}`,
        ),
      );
    }, weekday);
}

export function gridOfDay(book: DayBook, pupil: string, day: string): readonly string[] {
  return book
    .read("session-log")
    .filter((one) => one.scope === pupil && one.when.startsWith(day))
    .map((one) => {
      const presence = one.text("presence");
      const isAway = presence === "absent" || presence === "not-expected";
      const rated = isAway ? "" : book.level(one);
      const period = book.periods.find(({ id }) => id === one.text("period"))?.name ?? "";
      const how = rated || (presence === "" ? "" : labelOf(presences, presence));
      return `${period}: ${how}${presence === "late" && rated !== "" ? ", late" : ""}`;
    });
}

/** "Ruby Sutcliffe|Force record due, 1 day late. Parents not told, 1 day late.|Late" */
export async function forceLines(page: Page): Promise<readonly string[]> {
  const lines = await page
    .getByRole("main")
    .getByRole("list", { name: "Not finished" })
    .locator(":scope > li")
    .allInnerTexts();
  return lines.map((line) => inOneLine(line).replace(/^([^,|]+),[^|]*/, "$1"));
}

export function forceDue(book: DayBook, day: string): readonly string[] {
  return book.read("force-notice").flatMap((one) => {
    const days = (Date.parse(day) - Date.parse(one.when.slice(0, 10))) / 86_400_000;
    const late = days <= 0 ? "" : `, ${days} ${days === 1 ? "day" : "days"} late`;
    const record = one.text("finishedAt") === "" ? [`Force record due${late || " today"}`] : [];
    const parents = one.text("parentToldAt") === "" ? [`Parents not told${late || " yet"}`] : [];
    const words = [...record, ...parents].join(". ");
    return words === "" ? [] : [`${book.pupilName(one.scope)}|${words}.${days > 0 ? "|Late" : ""}`];
  });
}
