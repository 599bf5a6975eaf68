// What an adult does at a tablet, in the words of the screens: nothing here reaches behind them. Every wait is for
// something the adult would see.

import type { Locator, Page } from "playwright-core";
import { keptForOffline } from "./harness.ts";
import type { Tablet } from "./tablet.ts";

export interface Persona {
  /** The tile on the welcome screen. */
  readonly tile: string;
  /** The tile on the lock screen. */
  readonly label: string;
  /** How the school's lists call them. */
  readonly shownAs: string;
}

export const PERSONAS = {
  room: { tile: "I run the room", label: "Joanne W", shownAs: "Miss Whitworth" },
  reintegration: { tile: "I lead reintegration", label: "Farida K", shownAs: "Mrs Khan" },
  senco: { tile: "I’m the SENCO", label: "Helen A", shownAs: "Mrs Ashworth" },
} as const satisfies { readonly [persona: string]: Persona };

/** The first call reads a whole school: the slowest thing there is, on a machine that does other work as well. */
const FIRST_LOAD = 180_000;

/** Comes in from the welcome screen and waits until the whole school has arrived and every screen is kept. */
export async function enterDemo(tablet: Tablet, persona: Persona): Promise<Page> {
  const page = tablet.page();
  await page.goto(tablet.url);
  await comeIn(page, persona);
  await keptForOffline(page);
  return page;
}

/** Taps a tile of the welcome screen and waits until the whole school has arrived. */
export async function comeIn(page: Page, persona: Persona): Promise<void> {
  await page.getByRole("button", { name: persona.tile }).click();
  await inTheRoom(page).waitFor({ timeout: FIRST_LOAD });
  await page.getByText(/are arriving|have not arrived yet/).waitFor({ state: "detached", timeout: FIRST_LOAD });
  await statusButton(page)
    .filter({ hasText: /All sent|needs? a decision/ })
    .waitFor();
}

/** A school from nothing, on a device of one adult: its first administrator is in. `printed` is the server's terminal. */
export async function setUpSchool(tablet: Tablet, printed: string): Promise<Page> {
  const page = tablet.page();
  const code = printed.match(/\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/g)?.at(-1) ?? "";
  await page.goto(`${tablet.url}/set-up`);
  await fillIn(page, {
    Code: code,
    "Name of the school": "Hollin Bank School",
    "First name": "Priya",
    "Last name": "Nair",
    "Name you will sign in with": "p.nair",
    Password: "kettle orchard sparrow",
    "Name of this tablet": "Office laptop",
  });
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  await page.getByRole("button", { name: "I have written them down" }).click({ timeout: FIRST_LOAD });
  await page.getByRole("heading", { level: 1, name: "Your school" }).waitFor();
  return page;
}

/** From the lock screen, with the words that the demo has filled in. */
export async function openWithWords(page: Page, persona: Persona): Promise<void> {
  await page.getByRole("button", { name: persona.label, exact: true }).click();
  const byWords = page.getByRole("button", { name: "Use five words" });
  const open = page.getByRole("button", { name: "Open", exact: true });
  await byWords.or(open).first().waitFor();
  // A page that takes a PIN asks for that first.
  if (await byWords.isVisible()) await byWords.click();
  await open.click();
  await banner(page).waitFor();
}

/** From the lock screen of a page that takes PINs: the tile, four digits. */
export async function openWithPin(page: Page, persona: Persona, pin = "2468"): Promise<void> {
  await page.getByRole("button", { name: persona.label, exact: true }).click();
  await page.getByLabel("Your PIN").waitFor();
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click();
  await banner(page).waitFor();
}

/** Another visitor takes the demo over, from its lock screen. Needs the signal. */
export async function comeInAs(page: Page, persona: Persona): Promise<void> {
  await lock(page);
  await comeIn(page, persona);
}

export async function lock(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.getByRole("heading", { name: "Who is here?" }).waitFor();
}

export const banner = (page: Page): Locator => page.getByRole("banner");
export const inTheRoom = (page: Page): Locator => page.getByRole("list", { name: "In the room" });
export const sheet = (page: Page): Locator => page.getByRole("dialog");

/** Where everybody's work is: the words at the head of every screen. */
export const statusButton = (page: Page): Locator => banner(page).locator("a[href='/sync']");

/** Nothing waits on this tablet: "All sent", or for some seconds "3 sent". What is to be decided is said after that. */
export async function everythingSent(page: Page): Promise<void> {
  await statusButton(page)
    .filter({ hasText: /^(All|\d+) sent|needs? a decision/ })
    .waitFor();
}

/** The heading of each place: a screen under it is marked as being there, too. */
const HEADING = { Today: /^[A-Z][a-z]+day /, Pupils: /^Pupils$/, Decisions: /^Decisions$/, More: /^More$/ };

export async function goTo(page: Page, place: keyof typeof HEADING): Promise<void> {
  const places = page.getByRole("navigation", { name: "Places" });
  await places.getByRole("link", { name: place }).click();
  // The screen that is left stands until the other can be drawn.
  await places.locator('a[aria-current="page"]').filter({ hasText: place }).waitFor();
  await page.getByRole("main").getByRole("heading", { level: 1, name: HEADING[place] }).waitFor();
}

/** "Sending and saving", by the words at the head of the screen. */
export async function openSync(page: Page): Promise<void> {
  await statusButton(page).click();
  await page.getByRole("heading", { level: 1, name: "Sending and saving" }).waitFor();
}

/** As somebody would who cannot wait for the next minute. */
export async function lookForNews(page: Page): Promise<void> {
  await openSync(page);
  await page.getByRole("button", { name: /^(Look for news now|Send now)$/ }).click();
  await page
    .getByRole("status")
    .filter({ hasText: /Everything was sent|Sent \d+|server answered at/ })
    .first()
    .waitFor();
}

/** The window comes to the front again: that alone makes the tablet look for news. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

/**
 * A newer version was asked in: it comes up by itself, or, where the browser is busy with the old one for longer than an
 * adult looks, when they say so. `arrived` stands only in the new one.
 */
export async function newVersionIn(page: Page, arrived: Locator): Promise<void> {
  const again = page.getByRole("button", { name: "Load again" });
  for (let looks = 0; looks < 10; looks += 1) {
    await arrived.or(again).first().waitFor();
    if (await arrived.isVisible()) return;
    // It may come up by itself under the finger.
    await again.click({ timeout: 5_000 }).catch(() => undefined);
  }
  await arrived.waitFor();
}

/** The page of one pupil, and one of the pages under it; the address to come back to. */
export async function openPupil(page: Page, pupil: string, under = "Overview"): Promise<string> {
  await goTo(page, "Pupils");
  await page.getByLabel("Find a pupil").fill(pupil);
  await page.getByRole("list", { name: "Pupils" }).getByRole("link", { name: pupil }).first().click();
  await page.getByRole("heading", { level: 1, name: pupil }).waitFor();
  await openUnder(page, under);
  return new URL(page.url()).pathname;
}

/** One of the pages about the pupil whose page stands; the page that is left stands until the other can be drawn. */
export async function openUnder(page: Page, under: string): Promise<void> {
  const pages = page.getByRole("navigation", { name: "About this pupil" });
  await pages.getByRole("link", { name: under }).click();
  await pages.locator('a[aria-current="page"]').filter({ hasText: under }).waitFor();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
}

/** Two taps. The sheet stays open on what was saved. */
export async function quickLog(page: Page, pupil: string, category: string): Promise<void> {
  await goTo(page, "Today");
  await inTheRoom(page).getByRole("link", { name: pupil }).click();
  const chip = sheet(page).getByRole("button", { name: category, exact: true });
  const more = sheet(page).getByText(/^More \(\d+\)$/);
  await chip.or(more).first().waitFor();
  if (!(await chip.isVisible())) await more.click();
  await chip.click();
  await savedStrip(page)
    .filter({ hasText: `– ${category}` })
    .waitFor();
}

/** "Saved on this tablet 11:12am – Calm start" */
export const savedStrip = (page: Page): Locator => sheet(page).getByRole("status");

export async function addDetail(page: Page, note: string): Promise<void> {
  await sheet(page).getByLabel("Note", { exact: true }).fill(note);
  await sheet(page).getByRole("button", { name: "Done", exact: true }).click();
  await sheet(page).waitFor({ state: "detached" });
}

export async function closeSheet(page: Page): Promise<void> {
  await sheet(page).getByRole("button", { name: "Close", exact: true }).click();
  await sheet(page).waitFor({ state: "detached" });
}

/** Values of a form by the label that stands over each. */
export type Typed = { readonly [label: string]: string };

export async function fillIn(page: Page, typed: Typed): Promise<void> {
  for (const [label, words] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(words);
}

/** A chip that answers one question. */
export async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole("group", { name: question, exact: true }).getByLabel(answer, { exact: true }).check();
}

/** Presses the button that sends a form and waits until the form has gone. */
export async function save(page: Page, button = "Save"): Promise<void> {
  const press = page.getByRole("main").getByRole("button", { name: button, exact: true });
  await press.click();
  await press.waitFor({ state: "detached" });
}

export async function writeSessionLog(page: Page, pupil: string, typed: Typed): Promise<void> {
  await goTo(page, "Today");
  await inTheRoom(page).getByRole("link", { name: pupil }).click();
  await sheet(page).getByRole("link", { name: "Write a session log" }).click();
  await page.getByRole("heading", { level: 1, name: /^Session log/ }).waitFor();
  await choose(page, "Arrival", "Here");
  await fillIn(page, typed);
  await save(page);
}

/** A section of the plan, changed in its form. */
export async function editPlan(page: Page, pupil: string, section: string, typed: Typed): Promise<void> {
  await openPlanForm(page, pupil, section);
  await fillIn(page, typed);
  await save(page);
  await page.getByRole("heading", { level: 2, name: "Plan" }).waitFor();
}

export async function openPlanForm(page: Page, pupil: string, section: string): Promise<void> {
  await openPupil(page, pupil, "Plan");
  await page.getByRole("link", { name: new RegExp(`^(Change|Write)\\s*: ${section}$`) }).click();
  await page.getByRole("main").getByRole("button", { name: "Save", exact: true }).waitFor();
}

/** One more line for a list of the plan, where it is read. */
export async function addToList(page: Page, pupil: string, list: string, words: string): Promise<void> {
  await openPupil(page, pupil);
  await page.getByRole("button", { name: `Add to ${list.toLowerCase()}` }).click();
  await page.getByLabel(`Add to ${list.toLowerCase()}`).fill(words);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Added." }).waitFor();
}

export async function writeSenNote(page: Page, pupil: string, typed: Typed): Promise<void> {
  await openPupil(page, pupil, "Support");
  await page.getByRole("link", { name: "Add a SEN note" }).click();
  await page.getByRole("heading", { level: 2, name: "Add a SEN note" }).waitFor();
  await fillIn(page, typed);
  await save(page, "Save the note");
}

export async function writeParentContact(page: Page, pupil: string, typed: Typed): Promise<void> {
  await openPupil(page, pupil, "Logs");
  await page.getByRole("link", { name: "Contact with home" }).click();
  await page.getByRole("heading", { level: 2, name: "Contact with home" }).waitFor();
  await fillIn(page, typed);
  await save(page);
}

export async function addContact(page: Page, pupil: string, typed: Typed): Promise<void> {
  await openPupil(page, pupil);
  // Other cards of the page begin something with the same word, and may stand before this one does.
  await page.getByRole("main").locator("a[href$='/new/contact']").click();
  await page.getByRole("heading", { level: 2, name: "Add a contact" }).waitFor();
  await fillIn(page, typed);
  await save(page, "Add contact");
}

/** A card on "Decisions" by its title: "Target was changed twice". */
export const decisionCard = (page: Page, title: string): Locator => page.getByRole("article", { name: title });

/** The lines of a pupil's timeline as they are read, the latest first. */
export const timelineLines = (page: Page): Locator => page.getByRole("main").locator("ol > li");

export async function openTimeline(page: Page, pupil: string): Promise<void> {
  await openPupil(page, pupil, "Timeline");
  await page.getByRole("heading", { level: 2, name: "Timeline" }).waitFor();
  await timelineLines(page).first().waitFor();
  await page.locator("main ol[aria-busy=true]").first().waitFor({ state: "detached" });
}

/** The text of every line of the newest page of a timeline. Lines out of sight are not drawn, and are read as well. */
export async function timelineText(page: Page): Promise<readonly string[]> {
  return timelineLines(page).allTextContents();
}

/** What the page said that was wrong, without what a browser says of a network that is not there. */
export function ownComplaints(tablet: Tablet): readonly string[] {
  return tablet.complaints.filter((complaint) => !/net::ERR_/.test(complaint));
}
