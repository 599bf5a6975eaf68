// A morning of the room on one tablet without a signal: eight pupils, two adults who hand over by PIN, a sweep each, a
// log of the wrong pupil, another pupil's name in the words, and the power gone in the middle of them. Afterwards
// everything is on the server under the right names, and the milestones Today counts are counted again from the server's
// own records. The taps of each task are counted as a finger makes them.

import { milestoneCount } from "#casework/measures/milestone-count.ts";
import type { RecordRow } from "#ledger/record-row.ts";
import { type ViewRecord, createdBy, textOf } from "#ledger/view.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  banner,
  closeSheet,
  enterDemo,
  everythingSent,
  goTo,
  inTheRoom,
  openWithPin,
  openWithWords,
  ownComplaints,
  type Persona,
  PERSONAS,
  savedStrip,
  sheet,
} from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const PORTRAIT = { width: 820, height: 1180 };
const LANDSCAPE = { width: 1180, height: 820 };
const { room, reintegration } = PERSONAS;
const CHIPS = ["Calm start", "Worked well", "Kind to others"];
const LEVELS = ["Calm", "Mostly calm", "Unsettled"];

interface Entry {
  readonly pupil: string;
  readonly what: string;
  readonly by: string;
}

let school: School;
let book: ServerBook;
let tablet: Tablet;
let page: Page;
/** The eight of the list, as it names them. */
let eight: readonly string[];
/** What was tapped, in the words of the screens. */
const logged: Entry[] = [];
const rated: Entry[] = [];
const taps: { [task: string]: number } = {};
const before: { readonly [type: string]: Set<string> } = {
  "behaviour-log": new Set(),
  "session-log": new Set(),
  "left-room": new Set(),
  visit: new Set(),
};

beforeAll(async () => {
  school = await openSchool();
  book = openBook(school);
  tablet = await school.tablet("day");
  page = await enterDemo(tablet, room);
  for (const [type, ids] of Object.entries(before)) for (const { id } of book.rows(type)) ids.add(id);
  eight = await inTheRoom(page).locator("li > a > span:first-child > span:first-child").allTextContents();
  await tablet.offline();
  await countTaps();
});
afterAll(async () => {
  await school.close();
});

/** From now on every finger that comes down on this page is counted. */
async function countTaps(): Promise<void> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { taps: number };
    counted.taps = 0;
    addEventListener("pointerdown", () => void (counted.taps += 1), true);
  });
}

/** Does it from Today, and keeps the number of taps it took, the most of several times. */
async function task(name: string, act: () => Promise<void>): Promise<void> {
  await goTo(page, "Today");
  const read = (): Promise<number> => page.evaluate(() => (globalThis as unknown as { taps: number }).taps);
  const start = await read();
  await act();
  taps[name] = Math.max(taps[name] ?? 0, (await read()) - start);
}

async function log(pupil: string, category: string, by: Persona): Promise<void> {
  await inTheRoom(page).getByRole("link", { name: pupil }).click();
  await sheet(page).getByRole("button", { name: category, exact: true }).click();
  await savedStrip(page)
    .filter({ hasText: `– ${category}` })
    .waitFor();
  logged.push({ pupil, what: category, by: by.shownAs });
}

async function logEverybody(by: Persona): Promise<void> {
  for (const [at, pupil] of eight.entries()) {
    await task("quick log", () => log(pupil, CHIPS[at % CHIPS.length] ?? "", by));
    await closeSheet(page);
  }
}

async function sweep(by: Persona): Promise<void> {
  await page.getByRole("link", { name: "Rate the period" }).click();
  for (const [at, pupil] of eight.entries()) {
    const level = LEVELS[at % LEVELS.length] ?? "";
    await page
      .getByRole("group", { name: `How calm was ${pupil}?` })
      .getByRole("button", { name: level, exact: true })
      .click();
    rated.push({ pupil, what: level, by: by.shownAs });
  }
  await page.getByRole("button", { name: "Save ratings" }).click();
  await page.getByText("8 pupils rated").waitFor();
}

async function good(where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([]);
  expect(await rememberedFields(page), where).toEqual([]);
}

test("the first adult logs everybody and rates the period, held upright", async () => {
  await page.setViewportSize(PORTRAIT);
  expect(eight).toHaveLength(8);
  // The plan has him in a lesson: today he came to the room.
  await page.getByRole("group", { name: /Leo/ }).getByRole("button", { name: "Here", exact: true }).click();
  await page
    .getByRole("group", { name: /Leo/ })
    .getByRole("button", { name: "Here", exact: true, pressed: true })
    .waitFor();
  await logEverybody(room);
  await task("sweep of eight", () => sweep(room));
  await good("sweep");
  await task("quick log with detail", async () => {
    await log("Kofi Mensah", "Worked well", room);
    await sheet(page).getByRole("group", { name: "How strong" }).getByLabel("Slight", { exact: true }).check();
    await sheet(page).getByRole("button", { name: "Done", exact: true }).click();
    await sheet(page).waitFor({ state: "detached" });
  });
});

test("handed over by PIN, the second adult goes on, held on its side", async () => {
  await page.setViewportSize(LANDSCAPE);
  await banner(page)
    .getByRole("button", { name: /Miss Whitworth.*hand over/ })
    .click();
  await openWithPin(page, reintegration);
  await logEverybody(reintegration);
  await task("sweep of eight, beside another adult’s", () => sweep(reintegration));
  await good("sweep beside another adult’s");
  await page.getByRole("link", { name: "Complete the session logs" }).click();
  await page.getByRole("heading", { level: 1, name: "Session logs to complete" }).waitFor();
  await good("sessions to complete");
});

test("[C22] a log of the wrong pupil is moved with two taps, and is the right pupil’s", async () => {
  await goTo(page, "Today");
  await inTheRoom(page).getByRole("link", { name: "Ruby Sutcliffe" }).click();
  await sheet(page).getByRole("button", { name: "Unsettled", exact: true }).click();
  await sheet(page).getByRole("button", { name: "Wrong pupil" }).click();
  await sheet(page).getByRole("button", { name: "Kofi Mensah", exact: true }).waitFor();
  await good("wrong pupil");
  await sheet(page).getByRole("button", { name: "Kofi Mensah", exact: true }).click();
  await page.getByRole("dialog", { name: "Kofi Mensah" }).waitFor();
  await savedStrip(page).filter({ hasText: "– Unsettled" }).waitFor();
  logged.push({ pupil: "Kofi Mensah", what: "Unsettled", by: reintegration.shownAs });
});

test("[C33] in depth, what home may read stands apart from what is internal", async () => {
  await sheet(page).getByRole("button", { name: "In depth" }).click();
  await page.getByRole("heading", { level: 2, name: "In depth" }).waitFor();
  await page.getByLabel("What happened before", { exact: true }).fill("The fire bell was tested.");
  await page
    .getByLabel("What home may read", { exact: true })
    .fill("He found the bell loud, and settled after ten minutes.");
  await good("in depth");
  await page.getByRole("button", { name: "Save words for home" }).click();
  await page.getByRole("heading", { level: 2, name: "Unsettled" }).waitFor();
  expect(await page.getByRole("main").textContent()).not.toContain("The fire bell");
  await goTo(page, "Today");
  // What was internal is a draft still, and is gone on with.
  await page.getByRole("link", { name: "Go on" }).click();
  await page.getByRole("heading", { level: 2, name: "In depth" }).waitFor();
  await expect
    .poll(() => page.getByLabel("What happened before", { exact: true }).inputValue())
    .toBe("The fire bell was tested.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { level: 2, name: "Unsettled" }).waitFor();
});

test("[C23] another pupil’s name is offered a link in its place", async () => {
  await goTo(page, "Today");
  await log("Amara Okafor", "Worked well", reintegration);
  await note().fill("Helped Ruby with the first sum.");
  const link = sheet(page).getByRole("button", { name: /and link Ruby Sutcliffe/ });
  await link.waitFor();
  await good("a name in the words");
  await link.click();
  await expect.poll(() => note().inputValue()).toBe("Helped another pupil with the first sum.");
  await finish();
});

test("the power goes in the middle of a note, and the words are there again", async () => {
  await goTo(page, "Today");
  await log("Daniel Kowalczyk", "Worked well", reintegration);
  await note().fill("Began with the worked example.");
  await sheet(page)
    .getByText(/^Draft saved on this tablet/)
    .waitFor();
  await tablet.kill();
  page = await tablet.restart();
  await page.goto(`${tablet.url}/today`);
  await openWithWords(page, reintegration);
  await page.getByRole("link", { name: "Go on" }).click();
  await expect.poll(() => note().inputValue()).toBe("Began with the worked example.");
  await finish();
});

async function finish(): Promise<void> {
  await sheet(page).getByRole("button", { name: "Done", exact: true }).click();
  await sheet(page).waitFor({ state: "detached" });
}

const note = () => sheet(page).getByLabel("Note", { exact: true });

test("with a signal again everything is on the server once, under the right names", async () => {
  await tablet.online();
  await everythingSent(page);
  const made = (type: string): readonly RecordRow[] => book.rows(type).filter(({ id }) => !before[type]?.has(id));
  const says = (rows: readonly RecordRow[], what: (row: ViewRecord) => string): readonly Entry[] =>
    rows.map((row) => ({ pupil: nameOf(row.scope), what: what(view(row)), by: authorOf(row) }));
  const sorted = (entries: readonly Entry[]): readonly string[] =>
    entries.map(({ pupil, what, by }) => `${pupil}: ${what}, ${by}`).sort();
  const logs = made("behaviour-log");
  const standing = logs.filter((row) => row.withdrawn === null);
  expect(sorted(says(standing, (row) => labelOf(textOf(row, "category"))))).toEqual(sorted(logged));
  // The one of the wrong pupil: taken back, and nothing in it says whose it was.
  const takenBack = logs.filter((row) => row.withdrawn !== null);
  expect(
    takenBack.map((row) => [nameOf(row.scope), JSON.stringify(row).includes(book.pupil("Kofi", "Mensah"))]),
  ).toEqual([["Ruby Sutcliffe", false]]);
  const level = (row: ViewRecord): string => WORDS[textOf(row, "regulation")] ?? "";
  expect(sorted(says(made("session-log"), level))).toEqual(sorted(rated));
  expect(book.recordsThatSay("Helped another pupil with the first sum.")).toBe(1);
  expect(book.recordsThatSay("Began with the worked example.")).toBe(1);
  expect(book.recordsThatSay("Helped Ruby")).toBe(0);
  expect(book.recordsThatSay("The fire bell was tested.")).toBe(1);
  expect(logged.length + rated.length).toBeGreaterThanOrEqual(35);
});

test("what Today counts is what the server’s own records add up to", async () => {
  await goTo(page, "Today");
  const types = ["behaviour-log", "session-log", "left-room", "internal-suspension"];
  let compared = 0;
  for (const pupil of eight) {
    const id = idOf(pupil);
    const records = types.flatMap((type) => book.rows(type, id)).map(view);
    const milestone = book
      .rows("milestone", id)
      .filter((row) => row.withdrawn === null)
      .map(view)
      .filter((one) => textOf(one, "status") === "started")
      .sort((a, b) => Number(a.fields["order"]?.value ?? 999) - Number(b.fields["order"]?.value ?? 999))[0];
    const count = milestone && milestoneCount(milestone, records);
    if (!count) continue;
    compared += 1;
    await expect
      .poll(() => inTheRoom(page).getByRole("link", { name: pupil }).textContent(), { message: pupil })
      .toContain(`${count.met} of ${count.of}`);
  }
  expect(compared).toBeGreaterThan(0);
});

test("no task takes more taps than it should", () => {
  console.log(
    Object.entries(taps)
      .map(([name, many]) => `${name}: ${many} taps`)
      .join("\n"),
  );
  expect(taps).toEqual({
    "quick log": 2,
    "sweep of eight": 10,
    "quick log with detail": 4,
    "sweep of eight, beside another adult’s": 10,
  });
  expect(ownComplaints(tablet)).toEqual([]);
});

const WORDS: { readonly [level: string]: string } = { "2": "Unsettled", "3": "Mostly calm", "4": "Calm" };
const view = (row: RecordRow): ViewRecord => ({ ...row, unsent: [] });
const wholeName = (row: ViewRecord): string =>
  `${textOf(row, "knownAs") || textOf(row, "givenName")} ${textOf(row, "familyName")}`;
const nameOf = (scope: string): string => wholeName(view(book.rows("pupil", scope)[0] as RecordRow));
const idOf = (name: string): string => book.rows("pupil").find((row) => wholeName(view(row)) === name)?.id ?? "";
const labelOf = (category: string): string =>
  textOf(view(book.rows("category").find(({ id }) => id === category) as RecordRow), "label");
const authorOf = (row: RecordRow): string => {
  const author = createdBy(view(row))?.author ?? "";
  const adult = book.rows("adult").find(({ id }) => id === author);
  return adult ? textOf(view(adult), "shownAs") : author;
};
