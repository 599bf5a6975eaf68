// What the room's screens say, as plain lines: the other side of what is added up from the server's book. Nothing here
// knows what ought to stand there.

import type { Page } from "playwright-core";
import { inTheRoom } from "./at-the-tablet.ts";

/** Goes to an address as a link would, and waits until its screen stands. */
export async function goTo(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);
  await page.getByRole("heading", { name: heading }).first().waitFor();
}

/** One line for each item of a list, the lines of an item with a stroke between them. */
export async function listLines(page: Page, list: string): Promise<readonly string[]> {
  const items = await page
    .getByRole("main")
    .getByRole("list", { name: list, exact: true })
    .locator(":scope > li")
    .allInnerTexts();
  return items.map(inOneLine);
}

export const inOneLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("|");

export interface RowOfToday {
  readonly name: string;
  /** Everything that stands about the pupil. */
  readonly about: string;
  /** The button that is pressed; "" for none. */
  readonly pressed: string;
  /** "Said 2:28pm" */
  readonly said: string;
}

export async function rowsOfToday(page: Page): Promise<readonly RowOfToday[]> {
  return inTheRoom(page)
    .locator(":scope > li")
    .evaluateAll((rows) =>
      rows.map((row) => ({
        name: /^Where is (.*)\?$/.exec(row.querySelector("[role=group]")?.getAttribute("aria-label") ?? "")?.[1] ?? "",
        about: (row.querySelector("a") as HTMLElement | null)?.innerText.replaceAll("\n", "|") ?? "",
        pressed: row.querySelector("[aria-pressed=true]")?.getAttribute("aria-label") ?? "",
        said: row.querySelector("[role=group] + p > span")?.textContent ?? "",
      })),
    );
}

/** "Here: 6" and who stands under it, by name. */
export async function rollCall(page: Page): Promise<{ readonly [title: string]: readonly string[] }> {
  const groups = await page
    .getByRole("main")
    .locator("section")
    .evaluateAll((sections) =>
      sections.map((section): [string, string[]] => [
        section.querySelector("h2")?.textContent ?? "",
        [...section.querySelectorAll("li > span:first-child")].map((name) => name.textContent ?? "").sort(),
      ]),
    );
  return Object.fromEntries(groups);
}

/** The ticks of the hand-off list: "Amara Okafor: Calm start|9:08am, Period 1". */
export async function handOffLines(page: Page): Promise<readonly string[]> {
  const labels = await page.getByRole("group", { name: "Tick what is already there" }).locator("label").allInnerTexts();
  return labels.map(inOneLine);
}

/** What waits on the tablet, by the name that stands over it: how many lines. */
export async function waiting(page: Page): Promise<{ readonly [name: string]: number }> {
  const cards = await page
    .getByRole("main")
    .locator("section", { has: page.getByRole("heading", { level: 2, name: "Not sent yet" }) })
    .locator("h3")
    .evaluateAll((titles) =>
      titles.map((title): [string, number] => {
        let card = title.parentElement;
        while (card !== null && card.querySelector("li") === null) card = card.parentElement;
        return [title.textContent ?? "", card?.querySelectorAll("li").length ?? 0];
      }),
    );
  return Object.fromEntries(cards);
}

/** The last row of a table, without the name of the row. */
export async function lastRow(page: Page, caption: string): Promise<readonly string[]> {
  return page.getByRole("table", { name: caption }).locator("tbody tr").last().locator("td").allTextContents();
}

/** Each milestone that is counted: "Three calm starts: 2 of 3, 2". */
export async function countedSteps(page: Page): Promise<readonly string[]> {
  const steps = await page
    .getByRole("main")
    .locator("li", { has: page.locator("h3") })
    .evaluateAll((items) =>
      items.map((item) => {
        const text = (item as HTMLElement).innerText;
        const counted = /\b\d+ of \d+\b/.exec(text)?.[0];
        const records = /What counts: (\d+)/.exec(text)?.[1] ?? "0";
        return counted === undefined ? "" : `${item.querySelector("h3")?.textContent ?? ""}: ${counted}, ${records}`;
      }),
    );
  return steps.filter((step) => step !== "");
}
