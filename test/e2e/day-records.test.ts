// The records of a day that cannot wait, in one browser without a signal: the DSL is told; an adult writes their own account
// of a use of force; a note is left for the next adult; a pupil says how it is going on the locked tablet.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  choose,
  closeSheet,
  enterDemo,
  everythingSent,
  fillIn,
  goTo,
  openWithWords,
  PERSONAS,
  quickLog,
} from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const AMARA = "Amara Okafor";

let school: School;
let book: ServerBook;
let tablet: Tablet;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  book = openBook(school);
  tablet = await school.tablet("room");
  page = await enterDemo(tablet, PERSONAS.room);
});
afterAll(async () => {
  await school.close();
});

async function good(where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([]);
  expect(await rememberedFields(page), where).toEqual([]);
}

const heading = (name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).first().waitFor();
const press = (name: string | RegExp): Promise<void> => page.getByRole("button", { name }).first().click();
const follow = (name: string | RegExp): Promise<void> =>
  page.getByRole("main").getByRole("link", { name }).first().click();

async function pick(question: string, letters: string, name: string): Promise<void> {
  await page.getByLabel(`Find: ${question}`).fill(letters);
  await press(name);
}

/** Opens what is to be done about Ruby's morning, from Today. */
async function openRuby(): Promise<void> {
  await goTo(page, "Today");
  await follow("Records of force");
  await follow(/^Ruby Sutcliffe/);
  await heading("Record of force, Ruby");
}

async function writeAccount(words: string): Promise<void> {
  await follow(/^Your own account/);
  await heading("Your account, Ruby");
  await choose(page, "Has anybody said that an adult did wrong?", "No");
  await fillIn(page, { "What I saw and did": words });
  await good("account");
  await press("Save my account");
  await heading("Record of force, Ruby");
}

test("[C26] with no signal it is saved that the DSL was told, and there is no box for what was said", async () => {
  await quickLog(page, AMARA, "Calm start");
  await closeSheet(page);
  await everythingSent(page);
  await tablet.offline();
  await follow("Worried about safety?");
  await heading("Worried about safety?");
  await page.getByText("Do not write here what was said").waitFor();
  await press("Save that they were told");
  await page.getByText("Say which pupil it is about.").first().waitFor();
  await pick("Pupil it is about", "Amara", AMARA);
  await page.getByRole("group", { name: "Who was told" }).getByRole("radio").first().check();
  await choose(page, "How", "In person");
  expect(await page.getByRole("main").locator("textarea").count()).toBe(0);
  await good("safety");
  await press("Save that they were told");
  await page.getByText(/^Saved on this tablet .* was told/).waitFor();
  // Who told it cannot close it.
  await page.getByText("Only the DSL or a deputy acknowledges this").waitFor();
  expect(await page.getByRole("button", { name: "Acknowledge" }).count()).toBe(0);
});

test("[C28] [C30] an adult writes their own account of Ruby's morning; an allegation leads to the headteacher", async () => {
  await openRuby();
  await good("force notice");
  await page.getByText("Force record due today. Parents not told yet.").waitFor();
  await follow(/^Your own account/);
  await choose(page, "Has anybody said that an adult did wrong?", "Yes");
  await page.getByRole("alert").getByText("Tell the headteacher now, in person", { exact: false }).waitFor();
  expect(await page.getByRole("main").locator("textarea").count()).toBe(0);
  await choose(page, "Has anybody said that an adult did wrong?", "No");
  await fillIn(page, { "What I saw and did": "The supply teacher hit her with a ruler." });
  await press("Save my account");
  await page.getByText("reads as if an adult harmed a pupil", { exact: false }).first().waitFor();
  await page.getByRole("link", { name: "What is to be done" }).click();
  await writeAccount("I stood in the doorway and asked the others to go out.");
});

test("a note is left for the next adult, and a pupil says how it is going on the locked tablet", async () => {
  await goTo(page, "Today");
  await follow("End of day");
  await heading("End of day");
  await page.getByRole("link", { name: /Force record not written yet/ }).waitFor();
  await fillIn(page, { "For the room": "Amara asked for the blue chairs." });
  await press("Save for the next adult");
  await page
    .getByText(/is a pupil’s name/)
    .first()
    .waitFor();
  await fillIn(page, { "For the room": "The blue chairs are back." });
  await good("day end");
  await press("Save for the next adult");
  await page
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();
  await goTo(page, "Today");
  await follow("Pupil check-in");
  await good("check-in, who");
  await follow("Kofi Mensah");
  await press("Lock and hand it to Kofi");
  await heading("How is it going?");
  await good("check-in, pupil");
  expect(await page.evaluate(() => document.documentElement.outerHTML + document.title)).not.toMatch(
    /Kofi|Mensah|Amara/,
  );
  await press("Save what I said");
  await page.getByText("Tap how it is going first", { exact: false }).first().waitFor();
  await page.getByRole("radio", { name: "Wobbly" }).check();
  await page.getByRole("checkbox", { name: "Some quiet" }).check();
  await fillIn(page, { "Anything else?": "can i sit by the window" });
  await press("Save what I said");
  await heading("Thank you");
  await press("I am the adult");
  await openWithWords(page, PERSONAS.room);
  await goTo(page, "Today");
  await follow("Read it");
  await page.getByText("can i sit by the window").waitFor();
  await good("check-in, to read");
  const before = book.count("check-in");
  await press("Keep it");
  await page.getByText("Kept in Kofi’s file.").waitFor();
  await tablet.online();
  await everythingSent(page);
  expect(book.count("check-in")).toBe(before + 1);
  expect(book.count("told-dsl")).toBe(1);
});
