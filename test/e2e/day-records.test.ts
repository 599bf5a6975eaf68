// The records of a day, in one browser. Without a signal the DSL is told, an adult writes their own account of a use of
// force, a log in depth and one that named another pupil, a note is left for the next adult, a pupil says how it is going on
// the locked tablet. Then, on a second tablet, another adult finishes the record, carries the day's list over and changes
// the school's words; the DSL's deputy acknowledges.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { textOf, valueOf } from "#ledger/view.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  choose,
  closeSheet,
  comeIn,
  comeInAs,
  enterDemo,
  everythingSent,
  fillIn,
  goTo,
  inTheRoom,
  lock,
  lookForNews,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
  sheet,
} from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const AMARA = "Amara Okafor";
const INTERNAL = "The fire bell was tested.";
const FOR_HOME = "He found the bell loud, and settled after ten minutes.";
const WITHOUT_NAME = "Helped another pupil with the first sum.";

let school: School;
let book: ServerBook;
let tablet: Tablet;
/** The page in hand: the room's tablet, later the one of another adult. */
let page: Page;
let room: Page;

beforeAll(async () => {
  school = await openSchool();
  book = openBook(school);
  tablet = await school.tablet("room");
  room = await enterDemo(tablet, PERSONAS.room);
  page = room;
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
  await heading("Force, seclusion or restraint");
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

test("[C33] the words for home are saved apart; what is internal is a draft until it is saved itself", async () => {
  await quickLog(page, "Kofi Mensah", "Unsettled");
  const inDepth = (): Promise<void> => page.getByRole("heading", { level: 2, name: "In depth" }).waitFor();
  const theLog = (): Promise<void> => page.getByRole("heading", { level: 2, name: "Unsettled" }).waitFor();
  const before = page.getByLabel("What happened before", { exact: true });
  await sheet(page).getByRole("button", { name: "In depth" }).click();
  await inDepth();
  await fillIn(page, { "What happened before": INTERNAL, "What home may read": FOR_HOME });
  await good("in depth");
  await press("Save words for home");
  await theLog();
  await page.getByRole("main").getByText(FOR_HOME).first().waitFor();
  expect(await page.getByRole("main").textContent()).not.toContain(INTERNAL);
  await goTo(page, "Today");
  await follow("Go on");
  await inDepth();
  await expect.poll(() => before.inputValue()).toBe(INTERNAL);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await theLog();
  await page.getByRole("main").getByText(INTERNAL).first().waitFor();
});

test("[C23] a link takes the place of another pupil's name while it is typed", async () => {
  await quickLog(page, "Mia Thornton", "Worked well");
  const note = sheet(page).getByLabel("Note", { exact: true });
  await note.fill("Helped Ruby with the first sum.");
  await sheet(page)
    .getByRole("button", { name: /and link Ruby Sutcliffe/ })
    .click();
  await expect.poll(() => note.inputValue()).toBe(WITHOUT_NAME);
  await sheet(page).getByRole("button", { name: "Write Ruby Sutcliffe’s own log" }).waitFor();
  await good("a linked pupil");
  await sheet(page).getByRole("button", { name: "Done", exact: true }).click();
  await sheet(page).waitFor({ state: "detached" });
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
  await page.getByText("Kept in Kofi Mensah’s file.").waitFor();
  await tablet.online();
  await everythingSent(page);
  expect(book.count("check-in")).toBe(before + 1);
  expect(book.count("told-dsl")).toBe(1);
  for (const words of [INTERNAL, FOR_HOME, WITHOUT_NAME]) expect(book.recordsThatSay(words), words).toBe(1);
  // [C23] The name was never sent, not as a value that was put right either.
  expect(book.changesThatSay("Helped Ruby")).toEqual([]);
  const helped = book.rows("behaviour-log", book.pupil("Mia", "Thornton")).at(-1);
  expect(helped && valueOf(helped, "others")).toEqual([book.pupil("Ruby", "Sutcliffe")]);
});

test("[C28] [C29] on a second tablet another adult reads the note, writes their own account, and finishes the record", async () => {
  await lock(room);
  // Another address of the same machine: a store of its own, as on another tablet.
  page = await tablet.context().newPage();
  await page.goto(tablet.url.replace("localhost", "127.0.0.1"));
  await comeIn(page, PERSONAS.reintegration);
  await page.getByText(/^\d+ notes? from the adult before$/).click();
  await page.getByText("The blue chairs are back.").waitFor();
  await openRuby();
  await writeAccount("I held her left arm for a moment at the stairs.");
  await follow(/^The record/);
  await heading("The record, Ruby");
  await choose(page, "Has anybody said that an adult did wrong?", "No");
  await fillIn(page, {
    "How long": "1",
    "What led up to it": "Noise on the stairs.",
    "What was done": "One hand on the left arm, for a moment.",
  });
  await choose(page, "What was used", "Force");
  await press("Save the record");
  await page.getByText("is needed before this record is finished", { exact: false }).first().waitFor();
  await good("force record");
  await choose(page, "What was tried before", "Few words, calm voice");
  await choose(page, "Could the pupil leave?", "Yes");
  await fillIn(page, { "Why it was necessary": "She was about to fall down the stairs." });
  await choose(page, "Injury to the pupil", "None seen");
  await page.getByLabel("Where", { exact: true }).selectOption({ index: 1 });
  await press("Save the record");
  await heading("Record of force, Ruby");
  await press("Parents have been told");
  await page.getByText("Written, and the parents are told.").waitFor();
  await everythingSent(page);
  expect(book.count("force-record")).toBe(1);
  const notice = book.rows("force-notice", book.pupil("Ruby", "Sutcliffe")).at(-1);
  expect(notice && textOf(notice, "finishedAt")).not.toBe("");
  expect(notice && textOf(notice, "parentToldAt")).not.toBe("");
  const authors = ["I stood in the doorway", "I held her left arm"].map((words) =>
    book.changesThatSay(words).map(({ author }) => author),
  );
  expect(authors).toEqual([[book.adult(PERSONAS.room.shownAs)], [book.adult(PERSONAS.reintegration.shownAs)]]);
});

test("[C31] the day's list is saved as a file for the school's own system, and what is ticked is on it no more", async () => {
  await goTo(page, "Today");
  await follow("End of day");
  await heading("End of day");
  const download = page.waitForEvent("download");
  await press("Save as a CSV file");
  const csv = readFileSync(await (await download).path(), "utf8");
  const [head = "", ...lines] = csv.replace(/\r\n$/, "").split("\r\n");
  expect(head).toBe("\uFEFFPupil,Date,Time,Period,What,Lesson,Logged by");
  const tapped = /^Amara Okafor,\d{4}-\d\d-\d\d,\d\d:\d\d,Period 3,Calm start,.*,Miss Whitworth$/;
  expect(lines.filter((line) => tapped.test(line))).toHaveLength(1);
  // No text of anybody leaves by it.
  expect(csv).not.toMatch(/blue chairs|left arm|doorway|sit by the window|fire bell|found the bell|first sum/);
  const before = book.count("hand-off");
  await press("Tick all");
  await press("They are already there");
  await page.getByText("Nothing waits to be carried over").waitFor();
  await everythingSent(page);
  // A tick for each pupil, in their own file.
  expect(book.count("hand-off")).toBe(before + new Set(lines.map((line) => line.split(",")[0])).size);
});

test("[C34] [C35] the school's words for a level, and a button that was retired, are so on the room's tablet, too", async () => {
  await goTo(page, "More");
  await follow("Your school");
  await follow(/^Words/);
  await follow(/^Calm/);
  await good("words of a scale");
  await fillIn(page, { "Level 3": "Calm", "Level 4": "calm" });
  await press("Save");
  await page.getByText("Two levels have the same words.").first().waitFor();
  await fillIn(page, { "Level 3": "Nearly settled", "Level 4": "Settled" });
  await press("Save");
  await page.getByText("Overwhelmed · Unsettled · Nearly settled · Settled").waitFor();
  await goTo(page, "More");
  await follow("Your school");
  await follow(/^Behaviour categories/);
  await follow(/^Took a break/);
  await press("No longer used");
  await page.getByRole("button", { name: "Use again" }).waitFor();
  await everythingSent(page);
  page = room;
  await page.bringToFront();
  await openWithWords(page, PERSONAS.room);
  await goTo(page, "Today");
  await inTheRoom(page).getByRole("link", { name: AMARA }).click();
  await sheet(page).getByRole("button", { name: "Calm start" }).waitFor();
  await sheet(page).getByRole("button", { name: "Took a break" }).waitFor({ state: "detached" });
  await closeSheet(page);
  await page.getByRole("link", { name: "Rate the period" }).click();
  await page
    .getByRole("group", { name: `How calm was ${AMARA}?` })
    .getByRole("button", { name: "Nearly settled" })
    .waitFor();
});

test("[C27] a deputy of the DSL acknowledges what was told, and nothing waits any more", async () => {
  await goTo(page, "Today");
  await comeInAs(page, PERSONAS.senco);
  // The whole school arrives once more for another adult: nothing is typed before it is there.
  await lookForNews(page);
  await goTo(page, "Today");
  await follow("Told to the DSL");
  await fillIn(page, { "Reference (optional)": "SG-17" });
  await press("Acknowledge");
  await page.getByText("Acknowledged. Whoever told you sees it.").waitFor();
  await page.getByText("Nothing on this tablet waits to be acknowledged").waitFor();
  await everythingSent(page);
  const told = book.rows("told-dsl").map((one) => [textOf(one, "acknowledgedBy"), textOf(one, "reference")]);
  expect(told).toEqual([[book.adult(PERSONAS.senco.shownAs), "SG-17"]]);
  expect(ownComplaints(tablet)).toEqual([]);
});
