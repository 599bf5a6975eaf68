// A school from nothing: the code in the terminal, a list of pupils with faults in it, and a colleague on a tablet of
// the room. Each test goes on where the one before ended, as one morning does.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { upnCheckLetter } from "#casework/records/upn.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import type { Tablet } from "./tablet.ts";

const CODE = /\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/g;

let school: School;
let office: Tablet;

beforeAll(async () => {
  school = await openSchool({ WAYMARK_DEMO: "off" });
  office = await school.tablet("office");
});
afterAll(async () => {
  await school.close();
});

/** The tablet that several adults share, once it has joined. */
let room: Page;

const upn = (serial: number): string => {
  const rest = `8012000240${String(serial).padStart(2, "0")}`;
  return upnCheckLetter(rest) + rest;
};

/** Somebody in Year 9, whatever year it is outside. */
const BORN = `9/6/${new Date().getFullYear() - 13}`;

/** Its first letter fits another number. */
const WRONG = upn(4).charAt(0) + upn(3).slice(1);

const HEADINGS = "Legal forename,Legal surname,DOB,Year,Reg,UPN,House";
const PUPILS = [
  HEADINGS,
  `Amara,Oduya,${BORN},9,9B,${upn(1)},Red`,
  `Zoë,Achterberg,${BORN},Year 9,9C,${upn(2)},Blue`,
  `Tyrese,Marlowe,${BORN},9,9A,${WRONG},Red`,
  `Ruby,Thackeray,9/6/1924,9,9D,${upn(5)},Red`,
  `Kofi,Ansah,${BORN},9,9A,${upn(6)},Blue`,
].join("\r\n");

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

/** What is counted on the page: new, changed, as they are, left out. */
async function counts(page: Page): Promise<readonly string[]> {
  await page.getByText("Stays as it is", { exact: true }).first().waitFor();
  return page.locator("main dl dd").allTextContents();
}

const pupilsOnTasks = (page: Page) => page.getByRole("link", { name: /^Pupils\b.*\d+ pupils/ });

async function openTask(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("list", { name: "What the school sets up" }).getByRole("link", { name }).click();
}

test("[A6] a code that is not in the terminal is refused with a sentence; the one there makes the first administrator", async () => {
  const page = office.page();
  await page.goto(`${office.url}/set-up`);
  await page.getByLabel("Code", { exact: true }).fill("2222-3333-4444");
  await page.getByLabel("Name of the school").fill("Hollin Bank School");
  await page.getByLabel("First name").fill("Priya");
  await page.getByLabel("Last name").fill("Nair");
  await page.getByLabel("Name you will sign in with").fill("p.nair");
  await page.getByLabel("Password").fill("kettle orchard sparrow");
  await page.getByLabel("Name of this tablet").fill("Office laptop");
  await page.getByLabel("One adult alone").check();
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "That is not the code in the server's terminal" }).waitFor();

  const printed = school.server.output().match(CODE)?.at(-1) ?? "";
  await page.getByLabel("Code", { exact: true }).fill(printed);
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  await page.getByRole("heading", { name: /five words/ }).waitFor();
  await page.getByRole("button", { name: /written them down/ }).click();
  await page.getByRole("heading", { name: "Your school", exact: true }).waitFor();
  await page.getByRole("link", { name: /Contacts/ }).waitFor({ state: "detached" });
  expect(await axeFaults(page)).toEqual([]);
});

test("a file with the wrong columns is refused with a sentence, and nothing is written", async () => {
  const page = office.page();
  await openTask(page, /^Pupils/);
  await choose(page, "menu.csv", "Dish,Price\r\nSoup,2.10\r\n");
  const problem = page.getByRole("alert");
  await problem.filter({ hasText: "does not look like a file of pupils" }).waitFor();
  expect(await problem.innerText()).toContain("Found: Dish, Price");
  expect(await page.getByRole("button", { name: /^Bring in/ }).count()).toBe(0);

  await page.getByRole("button", { name: "Choose another file" }).click();
  await choose(page, "day.csv", "Name,Starts,Ends\r\nPeriod 1,9:00,10:00\r\n");
  await problem.filter({ hasText: "looks like a list of periods" }).waitFor();
  expect(await page.getByRole("button", { name: /^Bring in/ }).count()).toBe(0);

  await page.getByRole("button", { name: "Choose another file" }).click();
  for (const [name, text, words] of [
    ["empty.csv", "", "There is nothing in it"],
    ["book.csv", "PK\u0003\u0004 and more", "This is a spreadsheet file"],
  ] as const) {
    await choose(page, name, text);
    await problem.filter({ hasText: words }).waitFor();
  }
  expect(await axeFaults(page)).toEqual([]);
  expect(await rememberedFields(page)).toEqual([]);
  await page.getByRole("link", { name: "Your school" }).click();
  await page.getByRole("link", { name: /^Pupils\b.*From a CSV file/ }).waitFor();
});

test("a UPN with a wrong check letter and a birth date in 1924 stand beside their lines; the others are brought in", async () => {
  const page = office.page();
  await openTask(page, /^Pupils/);
  await choose(page, "roll.csv", PUPILS);
  expect(await counts(page)).toEqual(["3", "0", "0", "2"]);
  const main = page.getByRole("main");
  for (const words of [
    /^Line 4, UPN: The first letter of this UPN does not fit the rest/,
    /^Line 5: Date of birth makes this pupil \d+ years old/,
    "Left out, because Waymark has no place for them: House.",
  ])
    await expect.poll(() => main.getByText(words).count(), { message: String(words) }).toBe(1);
  expect(await axeFaults(page)).toEqual([]);
  expect(await rememberedFields(page)).toEqual([]);

  await page.getByRole("button", { name: "Bring in 3 pupils" }).click();
  await page.getByRole("heading", { name: "3 pupils brought in" }).waitFor();
  await page.getByText("Everything on this tablet has been sent.").waitFor();
  expect(await axeFaults(page)).toEqual([]);
});

test("the same list again doubles nobody; corrected lines are added and a changed value is changed", async () => {
  const page = office.page();
  await page.getByRole("button", { name: "Bring in another file" }).click();
  await choose(page, "roll.csv", PUPILS);
  expect(await counts(page)).toEqual(["0", "0", "3", "2"]);
  expect(await page.getByRole("button", { name: /^Bring in/ }).count()).toBe(0);

  await page.getByRole("button", { name: "Choose another file" }).click();
  const corrected = PUPILS.replace("9/6/1924", BORN).replace(WRONG, upn(3)).replace("9C", "9F");
  // Without a network it works the same.
  await office.offline();
  await choose(page, "roll.csv", corrected);
  expect(await counts(page)).toEqual(["2", "1", "2", "0"]);
  await page.getByText("Tutor group: 9F (was 9C)").waitFor();
  await page.getByRole("button", { name: "Bring in 3 pupils" }).click();
  await page.getByRole("heading", { name: "3 pupils brought in" }).waitFor();
  await page.getByText("Saved on this tablet").first().waitFor();
  await office.online();
  await page.getByText("Everything on this tablet has been sent.").waitFor();
  await page.getByRole("link", { name: "Your school" }).click();
  await page.getByRole("link", { name: /^Pupils\b.*\b5 pupils/ }).waitFor();
});

test("[A4, A6] a colleague joins by invitation on a tablet enrolled by a code, and sees the pupils without their UPNs", async () => {
  const page = office.page();
  const given = async (): Promise<string> => (await page.getByRole("main").innerText()).match(CODE)?.at(-1) ?? "";
  await page.getByRole("button", { name: "Make a code for a tablet" }).click();
  await page.getByText("Code for one tablet").waitFor();
  const tabletCode = await given();

  await openTask(page, /^Adults/);
  await page.getByRole("link", { name: "Add an adult" }).click();
  await page.getByLabel("First name").fill("Declan");
  await page.getByLabel("Last name").fill("Murtagh");
  await page.getByLabel("Role").selectOption({ label: "School leader" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: /Declan Murtagh/ }).click();
  await page.getByRole("button", { name: "Make an invitation" }).click();
  await page.getByText("Invitation for Declan Murtagh").waitFor();
  const invitation = await given();
  expect(await axeFaults(page)).toEqual([]);

  const tablet = await school.tablet("room");
  room = tablet.page();
  const there = room;
  await there.goto(`${tablet.url}/join`);
  await there.getByLabel("Code for this tablet").fill(invitation);
  await there.getByLabel("Name of this tablet").fill("IAP tablet 1");
  await there.getByLabel("Several adults share it").check();
  await there.getByRole("button", { name: "Join" }).click();
  await there.getByRole("alert").filter({ hasText: "That code is not right" }).waitFor();
  await there.getByLabel("Code for this tablet").fill(tabletCode);
  await there.getByRole("button", { name: "Join" }).click();

  await there.getByLabel("Name you sign in with").fill("d.murtagh");
  await there.getByText("I have an invitation code").click();
  await there.getByLabel("Invitation code").fill(invitation);
  await there.getByLabel("Password").fill("lantern biscuit harbour");
  await there.getByRole("button", { name: "Sign in", exact: true }).click();
  await there.getByRole("button", { name: /written them down/ }).click();
  await there.getByRole("button", { name: "Not now" }).click();
  await there.getByRole("link", { name: "Pupils", exact: true }).click();
  await there.getByLabel("Find a pupil").fill("achter");
  await there.getByRole("link", { name: /Zoë Achterberg.*9F/ }).click();
  await there.getByRole("heading", { name: /Zoë Achterberg/ }).waitFor();
  expect(await there.locator("body").innerText()).not.toContain(upn(2));
  // Who may give codes is decided by the server, in its own words.
  await there.getByRole("link", { name: "More", exact: true }).click();
  await there.getByRole("link", { name: /Your school/ }).click();
  await pupilsOnTasks(there).waitFor();
  await there.getByRole("button", { name: "Make a code for a tablet" }).click();
  await there.getByRole("alert").filter({ hasText: "Only an administrator of the school can do this." }).waitFor();
});

test("[C47] [C48] the school's word for a pupil, and that names start hidden, hold on every tablet of the school", async () => {
  const page = office.page();
  const answer = async (question: string, words: string): Promise<void> => {
    await page.getByRole("group", { name: question }).getByLabel(words, { exact: true }).check();
    const save = page.getByRole("main").getByRole("button", { name: "Save", exact: true });
    await save.click();
    await save.waitFor({ state: "detached" });
  };
  const ofSchool = async (name: RegExp): Promise<void> => {
    await page.getByRole("link", { name: "More", exact: true }).click();
    await page.getByRole("link", { name: /Your school/ }).click();
    await page.getByRole("list", { name: "Words and privacy" }).getByRole("link", { name }).click();
  };
  await room.getByRole("link", { name: "Pupils", exact: true }).click();
  await room.getByLabel("Find a pupil").fill("achter");
  await ofSchool(/^Words/);
  await page.getByRole("list", { name: "Word for a pupil" }).getByRole("link").click();
  await answer("Word for a pupil", "Student");
  await ofSchool(/^Privacy/);
  await answer("Names are hidden when a tablet is opened", "Yes");
  await room.bringToFront();
  await room.getByRole("link", { name: "Students", exact: true }).waitFor();
  await room.getByLabel("Find a student").waitFor();
  await room.getByRole("banner").getByText("Names hidden", { exact: false }).waitFor();
  expect(await room.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/Achterberg/);
  await room.getByRole("button", { name: "Show names" }).click();
  await room.getByRole("link", { name: /Achterberg/ }).waitFor();
});
