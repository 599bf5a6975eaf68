// The pages about pupils on a real tablet without a signal: they open, they say what they hold, nothing typed is lost.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterDemo, goTo, openUnder, PERSONAS } from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import type { Tablet } from "./tablet.ts";

let school: School;
let tablet: Tablet;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  tablet = await school.tablet("pupils");
  page = await enterDemo(tablet, PERSONAS.reintegration);
  await goTo(page, "Pupils");
  await page.getByRole("radio", { name: "Everyone", exact: true }).check();
  await page.getByText("900 pupils").waitFor();
  await tablet.offline();
});
afterAll(async () => {
  await school.close();
});

async function open(name: string): Promise<void> {
  await goTo(page, "Pupils");
  await page.getByLabel(/^Find a pupil/).fill(name);
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await page.getByRole("heading", { name: "At a glance" }).waitFor();
}
const tab = (name: string): Promise<void> => openUnder(page, name);

const PAGES = [
  ["Overview", "At a glance"],
  ["Plan", "Plan"],
  ["Placement", "Placement and baseline"],
  ["Milestones", "Milestones"],
  ["Logs", "Behaviour and sessions"],
  ["Support", "Support"],
  ["Timeline", "Timeline"],
] as const;

test("every page of a pupil opens without a signal, and axe finds nothing in it", async () => {
  await open("Zaynab");
  for (const [name, heading] of PAGES) {
    await tab(name);
    await page.getByRole("heading", { name: heading, exact: true }).first().waitFor();
    expect(await axeFaults(page), name).toEqual([]);
    expect(await rememberedFields(page), name).toEqual([]);
    expect(`${page.url()} ${await page.title()}`, "no name in an address or a title").not.toMatch(/Zaynab|Hussain/i);
  }
  await expect.poll(() => page.locator("main ol[aria-label] > li").count()).toBeGreaterThan(40);
});

test("names hidden leaves no name and no note in the page", async () => {
  await open("Zaynab");
  await page.getByRole("button", { name: "Hide names" }).click();
  await page.getByText("Names and notes are hidden").waitFor();
  expect(await page.content()).not.toMatch(/Zaynab|Hussain/);
  await page.getByRole("button", { name: "Show names", exact: true }).click();
});

test("a field tells every value it had, the first one too", async () => {
  await open("Amara");
  await tab("Plan");
  await page.getByRole("link", { name: /^Change.*At a glance$/ }).click();
  const target = page.getByLabel(/^Target/);
  await expect.poll(() => target.inputValue()).not.toBe("");
  const before = await target.inputValue();
  await target.fill("I come in with my card out.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("I come in with my card out.").waitFor();
  await page.getByRole("button", { name: /See the history: Target$/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("First written").waitFor();
  await expect.poll(() => sheet.textContent()).toContain(before);
  await expect.poll(() => sheet.textContent()).toContain("Saved on this tablet");
  await page.keyboard.press("Escape");
});

test("confirming a milestone brings its lesson back, and its Undo takes both back", async () => {
  const lesson = "Maths with Mr Patel";
  const confirm = page.getByRole("button", { name: /^Confirm it is met.*Three calm starts$/ });
  const standsOnThePlan = async (times: number): Promise<void> => {
    await tab("Plan");
    await page.getByRole("heading", { name: "Timetable" }).waitFor();
    await expect.poll(() => page.getByText(lesson, { exact: true }).count()).toBe(times);
  };
  await open("Amara");
  await tab("Milestones");
  await confirm.click();
  await page.getByText(`Met. ${lesson} is back on the timetable.`).waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await confirm.waitFor();
  await standsOnThePlan(0);
  await tab("Milestones");
  await confirm.click();
  await page.getByText(`Met. ${lesson} is back on the timetable.`).waitFor();
  await standsOnThePlan(1);
});

test("what no pupil can be is a sentence beside its field, and nothing is saved", async () => {
  await goTo(page, "Pupils");
  await page.getByRole("link", { name: "Add pupil" }).click();
  await page.getByLabel(/^First name/).fill("Ann");
  await page.getByLabel(/^Last name/).fill("Oldfield");
  await page.getByLabel("Day").fill("3");
  await page.getByLabel("Month").fill("4");
  await page.getByLabel("Year", { exact: true }).fill("1924");
  await page.getByRole("button", { name: "Add pupil" }).click();
  const problem = page.getByRole("alert").filter({ hasText: "There is a problem" });
  expect(await problem.textContent()).toMatch(/\d+ years old\. Pupils here are between 9 and 20\. Check the year\./);
  await page.getByLabel("Year", { exact: true }).fill("2013");
  await page.getByRole("button", { name: "Add pupil" }).click();
  await page.getByRole("heading", { name: "Ann Oldfield", level: 1 }).waitFor();
});

test("a decision is one tap, says what was kept, and is undone in its place", async () => {
  await page
    .getByRole("navigation", { name: "Places" })
    .getByRole("link", { name: /^Decisions/ })
    .click();
  const card = page.getByRole("article").filter({ hasText: "Review date was changed twice" });
  await card.waitFor();
  expect(await axeFaults(page)).toEqual([]);
  const choice = card.getByRole("button", { name: /\d{4}.*Your change/ });
  const value = (await choice.textContent())?.match(/\w+ \d+ \w+ \d{4}/)?.[0] ?? "no date";
  await choice.click();
  await card.getByText(`${value} kept.`).waitFor();
  await card.getByRole("button", { name: /^Undo/ }).click();
  await card.getByRole("button", { name: "Decide later" }).waitFor();
  await page.getByRole("heading", { name: "Decisions", level: 1 }).waitFor();
  // Without a signal, a request that was on its way ends in one of several network errors.
  expect(tablet.complaints.filter((said) => !/net::ERR_/.test(said))).toEqual([]);
});
