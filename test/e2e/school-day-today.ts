// Today as it stands on the screen, against what the server's book adds up to.

import type { Page } from "playwright-core";
import type { DayBook } from "./school-day-book.ts";
import { clockOf, type Figures } from "./school-day-figures.ts";
import { inOneLine, listLines, type RowOfToday, rowsOfToday } from "./school-day-screens.ts";

/** What stands in one and not in the other, each as often as it does. */
export function parted(seen: readonly string[], meant: readonly string[]): readonly string[] {
  const without = (some: readonly string[], others: readonly string[]): readonly string[] => {
    const left = [...others];
    return some.filter((one) => {
      const at = left.indexOf(one);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return [
    ...without(seen, meant).map((line) => `on the screen alone: ${line}`),
    ...without(meant, seen).map((line) => `added up alone: ${line}`),
  ];
}

/** Every row, the period and the counts above them. */
export async function faultsOfToday(page: Page, figures: Figures, book: DayBook): Promise<readonly string[]> {
  const { current, here, list } = figures;
  if (!current) return ["no period is on"];
  const main = page.getByRole("main");
  const rows = await rowsOfToday(page);
  const counts = await main
    .locator("label")
    .filter({ hasText: /^(This period|Everyone)/ })
    .allTextContents();
  const lead = `${current.name}, ${clockOf(current.start)} to ${clockOf(current.end)}`;
  return [
    ...parted(
      rows.map(({ name }) => name),
      figures.names(here),
    ),
    ...parted(counts, [`This period, ${here.length}`, `Everyone, ${list.length}`]),
    ...((await main.getByText(lead).count()) === 1 ? [] : [`not there: ${lead}`]),
    ...rows.flatMap((row) => faultsOfRow(row, figures, book)),
  ];
}

const STATES: { readonly [state: string]: string } = { here: "Here", "in-lesson": "In lesson", late: "Late" };

function faultsOfRow({ name, about, pressed, said }: RowOfToday, figures: Figures, book: DayBook): readonly string[] {
  const { now, current } = figures;
  const pupil = book.pupilId(name);
  const today = now.slice(0, 10);
  const wrong: string[] = [];
  const { state, since, sure } = figures.where(pupil, now, `${today}T${current?.start ?? ""}`);
  if (pressed !== (sure ? (STATES[state] ?? "") : "")) wrong.push(`${name}: “${pressed}” is pressed, not ${state}`);
  if (sure && said !== `Said ${clockOf(since)}`) wrong.push(`${name}: “${said}”, and it was ${since}`);
  const last = figures.last(pupil);
  const words = last.words.map((one) => `${one}, ${figures.age(last.when)}`);
  if (last.when.startsWith(today) && !words.some((one) => about.includes(one)))
    wrong.push(`${name}: “${about}” without ${words.join(" or ")}`);
  const step = figures.step(pupil);
  const count = step && figures.counted(step);
  if (count && !about.includes(`${count.met} of ${count.of}`))
    wrong.push(`${name}: “${about}” without ${count.met} of ${count.of}`);
  if (about.includes("saved on this tablet")) wrong.push(`${name}: “${about}”, and everything is sent`);
  return wrong;
}

/** What is to be completed: one's own, and behind a tap what others wrote. */
export async function linesToComplete(page: Page): Promise<readonly string[]> {
  await page
    .getByRole("main")
    .locator("details")
    .evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
  const lists = ["Session logs to complete", "Written by others"];
  return (await Promise.all(lists.map((list) => listLines(page, list)))).flat();
}

/** Of one save of many entries any may stand among the last five. */
export async function faultsOfLastEntries(
  page: Page,
  figures: Figures,
  book: DayBook,
  me: string,
): Promise<readonly string[]> {
  const mine = [...figures.all("behaviour-log"), ...figures.all("session-log")]
    .filter(({ author }) => author === me)
    .toSorted((a, b) => (a.stamp < b.stamp ? 1 : -1));
  const fifth = mine[4]?.stamp ?? "";
  const may = mine
    .filter(({ stamp }) => stamp >= fifth)
    .map((one) => {
      const what = one.type === "behaviour-log" ? book.categoryLabel(one.text("category")) : "Session log";
      return `${what}, ${book.pupilName(one.scope)}|${figures.age(one.written)}`;
    });
  const lines = await page
    .getByRole("main")
    .locator("section", { hasText: "Your last 5 entries" })
    .getByRole("listitem")
    .allInnerTexts();
  const seen = lines.map((line) => inOneLine(line).split("|").slice(0, 2).join("|"));
  return [
    ...(seen.length === 5 ? [] : [`${seen.length} entries`]),
    ...seen.filter((line) => !may.includes(line)).map((line) => `nobody wrote: ${line}`),
  ];
}
