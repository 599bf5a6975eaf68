// Those who answer for a school: they take a tablet out of use that is somewhere without a signal, read what it then
// delivers, have it filed or mark it as dealt with, and end an account. Each test goes on where the one before ended.

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addDetail,
  closeSheet,
  comeBack,
  everythingSent,
  fillIn,
  goTo,
  openPupil,
  openSync,
  ownComplaints,
  save,
  savedStrip,
  setUpSchool,
  sheet,
  statusButton,
} from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const CODE = /\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/g;
const AMARA = "Amara Oduya";
const NOTE = "Came in from the Gorsebank stairs.";

let school: School;
let book: ServerBook;
let office: Tablet;
let room: Tablet;

const main = (page: Page): Locator => page.getByRole("main");
const given = async (page: Page): Promise<string> => (await main(page).innerText()).match(CODE)?.at(-1) ?? "";

async function openSchoolPages(page: Page, link: RegExp): Promise<void> {
  await goTo(page, "More");
  await main(page)
    .getByRole("link", { name: /Your school/ })
    .click();
  await main(page).getByRole("link", { name: link }).click();
}

/** A colleague with an invitation. */
async function addColleague(page: Page, givenName: string, familyName: string): Promise<string> {
  await openSchoolPages(page, /^Adults/);
  await page.getByRole("link", { name: "Add an adult" }).click();
  await fillIn(page, { "First name": givenName, "Last name": familyName });
  await page.getByLabel("Role").selectOption({ label: "School leader" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: new RegExp(`${givenName} ${familyName}`) }).click();
  await page.getByRole("button", { name: "Make an invitation" }).click();
  await page.getByText(`Invitation for ${givenName} ${familyName}`).waitFor();
  return given(page);
}

async function joinSchool(tablet: Tablet, code: string): Promise<Page> {
  const page = tablet.page();
  await page.goto(`${tablet.url}/join`);
  await fillIn(page, { "Code for this tablet": code, "Name of this tablet": "IAP tablet 1" });
  await page.getByLabel("Several adults share it").check();
  await page.getByRole("button", { name: "Join" }).click();
  return page;
}

/** Two taps, from the pupil's own page: the tablet holds their name and no notes of theirs. */
async function logOnPupilPage(page: Page, category: string): Promise<void> {
  await openPupil(page, AMARA);
  await page.getByRole("link", { name: "Log", exact: true }).click();
  await sheet(page).getByRole("button", { name: category, exact: true }).click();
  await savedStrip(page)
    .filter({ hasText: `– ${category}` })
    .waitFor();
}

/** One card of what was set aside, by words that stand in it. */
const card = (page: Page, words: string): Locator =>
  main(page)
    .locator("section > div")
    .filter({ hasText: words })
    .filter({ has: page.getByRole("heading", { level: 3 }) });

beforeAll(async () => {
  school = await openSchool({ WAYMARK_DEMO: "off" });
  book = openBook(school);
  office = await school.tablet("office");
  const page = await setUpSchool(office, school.server.output());
  await goTo(page, "Pupils");
  await page.getByRole("link", { name: "Add pupil", exact: true }).click();
  await fillIn(page, { "First name": "Amara", "Last name": "Oduya" });
  await save(page, "Add pupil");
  await openSchoolPages(page, /^Behaviour categories/);
  await page.getByRole("button", { name: "Begin with Waymark’s list" }).click();
  await page.getByRole("list", { name: "Buttons" }).waitFor();
  const invitation = await addColleague(page, "Declan", "Murtagh");
  await everythingSent(page);
  await openSchoolPages(page, /^Tablets and other devices/);
  await page.getByRole("button", { name: "Make a code for a tablet" }).click();
  await page.getByText("Code for one tablet").waitFor();
  room = await school.tablet("room");
  const there = await joinSchool(room, await given(page));
  await fillIn(there, { "Name you sign in with": "d.murtagh", Password: "lantern biscuit harbour" });
  await there.getByText("I have an invitation code").click();
  await there.getByLabel("Invitation code").fill(invitation);
  await there.getByRole("button", { name: "Sign in", exact: true }).click();
  await there.getByRole("button", { name: /written them down/ }).click();
  await there.getByRole("button", { name: "Not now" }).click();
  await everythingSent(there);
  await openPupil(there, AMARA);
});
afterAll(async () => {
  await school.close();
});

test("[S12] what came of “Send now” stays on the page, also when somebody has been elsewhere", async () => {
  const page = room.page();
  await openSync(page);
  await page.getByRole("button", { name: "Look for news now" }).click();
  const result = main(page)
    .getByRole("status")
    .filter({ hasText: /Everything was sent/ });
  const said = await result.innerText();
  await goTo(page, "Today");
  await openSync(page);
  expect(await result.innerText()).toBe(said);
});

test("[A49] a tablet is locked from the list, shuts at once, is told so, and opens again when it is let", async () => {
  const there = room.page();
  const page = office.page();
  await openSchoolPages(page, /^Tablets and other devices/);
  await page
    .getByRole("list", { name: "Devices in use" })
    .getByRole("link", { name: /IAP tablet 1/ })
    .click();
  await page.getByRole("button", { name: "Lock it" }).click();
  await shoot(page, "lock-asked");
  await page
    .getByRole("group", { name: "Lock IAP tablet 1?" })
    .getByRole("button", { name: "Lock it", exact: true })
    .click();
  await page
    .getByRole("status")
    .filter({ hasText: /Locked by Priya Nair, (today|yesterday)/ })
    .waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await there.getByRole("heading", { name: "Your school has locked this tablet" }).waitFor();
  expect(await there.locator("body").innerText()).not.toContain("Amara");
  expect(await there.getByRole("button", { name: "Declan M" }).count()).toBe(0);
  await there.reload();
  await there.getByRole("button", { name: "Ask again" }).click();
  await there.getByText("It is still locked.").waitFor();
  expect(await axeFaults(there)).toEqual([]);
  await shoot(there, "locked-by-school");
  await page.getByRole("button", { name: "Let it be opened again" }).click();
  await page.getByRole("button", { name: "Let it be opened", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "IAP tablet 1 may be opened again" }).waitFor();
  await shoot(page, "let-go");
  await there.getByRole("button", { name: "Ask again" }).click();
  await there.getByRole("heading", { name: "Who is here?" }).waitFor();
  await there.getByRole("link", { name: /Not here/ }).click();
  await fillIn(there, { "Name you sign in with": "d.murtagh", Password: "lantern biscuit harbour" });
  await there.getByRole("button", { name: "Sign in", exact: true }).click();
  await openPupil(there, AMARA);
});

test("[A17] a tablet without a signal is taken out of use; what waits on it arrives, and it can be opened no more", async () => {
  const there = room.page();
  await room.offline();
  await logOnPupilPage(there, "Calm start");
  await addDetail(there, NOTE);
  await logOnPupilPage(there, "Kept working");
  await closeSheet(there);
  await statusButton(there).filter({ hasText: "3" }).waitFor();

  const page = office.page();
  await openSchoolPages(page, /^Tablets and other devices/);
  const list = page.getByRole("list", { name: "Devices in use" });
  await list.getByRole("link", { name: /Office laptop.*One adult.*This one/s }).waitFor();
  await shoot(page, "devices");
  expect(await axeFaults(page)).toEqual([]);
  await list.getByRole("link", { name: /IAP tablet 1.*Several adults · last here (today|yesterday)/s }).click();
  await page.getByRole("heading", { level: 1, name: "IAP tablet 1" }).waitFor();
  await page.getByRole("button", { name: "Show the list" }).click();
  await page.getByRole("heading", { level: 3, name: "Latest first" }).waitFor();
  await page.getByRole("button", { name: "Take it out of use" }).click();
  const asked = page.getByRole("group", { name: "Take IAP tablet 1 out of use?" });
  await asked.waitFor();
  await expect.poll(() => asked.evaluate((box) => box === document.activeElement)).toBe(true);
  await shoot(page, "take-out-of-use");
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep it in use" }).click();
  await page.getByRole("button", { name: "Take it out of use" }).click();
  await asked.getByRole("button", { name: "Take it out of use" }).click();
  await page.getByRole("status").filter({ hasText: "IAP tablet 1 is out of use" }).waitFor();
  await shoot(page, "out-of-use");

  await room.online();
  await comeBack(there);
  // What happened and what to do, also after a reload; no form that cannot work.
  const told = there.getByRole("heading", { level: 1, name: "This tablet was taken out of use" });
  await told.waitFor();
  await there.reload();
  await told.waitFor();
  await there.getByRole("link", { name: "I have a code" }).waitFor();
  expect(await there.getByLabel("Name you sign in with").count()).toBe(0);
  await shoot(there, "tablet-afterwards");
  expect(await axeFaults(there)).toEqual([]);
  expect(await there.locator("body").innerText()).not.toContain("Amara");
  // It delivers what it holds before it asks whether it is still in use, or after.
  await expect.poll(() => book.setAside()).toBe(3);
  expect([book.count("behaviour-log"), book.recordsThatSay(NOTE)]).toEqual([0, 0]);
});

test("[A19] what it delivered stands set aside in words: who, when, where, about whom and why", async () => {
  const page = office.page();
  await openSchoolPages(page, /^Set aside/);
  await page.getByRole("heading", { name: "Needs somebody (3)" }).waitFor();
  await shoot(page, "set-aside");
  const text = await card(page, "Calm start").innerText();
  for (const words of ["About Amara Oduya", "Declan Murtagh", "IAP tablet 1", "That tablet is out of use."])
    expect(text).toContain(words);
  expect(await axeFaults(page)).toEqual([]);
  expect(await rememberedFields(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "set-aside-dark");
  expect(await axeFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("banner").getByRole("button", { name: "Hide names" }).click();
  await page.getByText("About A O").first().waitFor();
  expect(await main(page).innerText()).not.toContain("Gorsebank");
  await page.getByRole("banner").getByRole("button", { name: "Show names" }).click();
});

test("[A19] one is filed as its author wrote it, the other is dealt with; each result is told, and the list is empty", async () => {
  const page = office.page();
  const filed = page.getByRole("status").filter({ hasText: "Filed as Declan Murtagh wrote it." });
  await card(page, "Calm start").getByRole("button", { name: "File it" }).click();
  await filed.waitFor();
  await page.getByRole("heading", { name: "Needs somebody (2)" }).waitFor();
  await card(page, NOTE).getByRole("button", { name: "File it" }).click();
  await page.getByRole("heading", { name: "Needs somebody (1)" }).waitFor();
  await filed.waitFor();
  await shoot(page, "filed");
  await card(page, "Kept working").getByRole("button", { name: "Mark as dealt with" }).click();
  await page.getByRole("group", { name: "Mark it as dealt with?" }).waitFor();
  await shoot(page, "dealt-with-asked");
  const dealt = page.getByRole("button", { name: "It is dealt with" });
  await dealt.click();
  await page.getByText("Write a few words: somebody may ask later.").waitFor();
  await page.getByLabel("Why, or what was done about it").fill("Spoken about with Declan on Tuesday.");
  await dealt.click();
  await page.getByRole("status").filter({ hasText: "Marked as dealt with." }).waitFor();
  await page.getByText("Nothing is set aside").waitFor();
  await shoot(page, "set-aside-empty");
  expect([book.count("behaviour-log"), book.recordsThatSay(NOTE)]).toEqual([1, 1]);
});

test("[A18] an account is ended where its adult stands; without a signal it is said that the server is needed", async () => {
  const page = office.page();
  await openSchoolPages(page, /^Adults/);
  await page.getByRole("link", { name: /Declan Murtagh/ }).click();
  await office.offline();
  await page.getByRole("button", { name: "End the account" }).click();
  const asked = page.getByRole("group", { name: "End Declan Murtagh’s account?" });
  await asked.getByRole("button", { name: "End the account" }).click();
  await page.getByRole("alert").filter({ hasText: "This needs the school’s server" }).waitFor();
  await office.online();
  await page.getByRole("button", { name: "End the account" }).click();
  await shoot(page, "end-account");
  await asked.getByRole("button", { name: "End the account" }).click();
  await page.getByRole("status").filter({ hasText: "Declan Murtagh’s account has ended" }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await office.offline();
  for (const link of [/^Tablets and other devices/, /^Set aside/]) {
    await openSchoolPages(page, link);
    await page.getByRole("alert").filter({ hasText: "This needs the school’s server" }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  }
  await shoot(page, "set-aside-offline");
  await office.online();
  await page.getByText("Nothing is set aside").waitFor();
  expect(ownComplaints(office)).toEqual([]);
});

test("[A17] the tablet joins again with a new code, and begins with nothing", async () => {
  const page = office.page();
  await openSchoolPages(page, /^Tablets and other devices/);
  await page.getByText(/^Out of use, or under a new name since \(1\)$/).waitFor();
  await page.getByRole("button", { name: "Make a code for a tablet" }).click();
  await page.getByText("Code for one tablet").waitFor();
  const code = await given(page);
  const there = room.page();
  await there.getByText("Remove everything of Waymark from this tablet").click();
  await shoot(there, "remove-everything");
  expect(await axeFaults(there)).toEqual([]);
  const remove = there.getByRole("button", { name: "Remove everything", exact: true });
  await remove.click();
  await there.getByText("3 entries here were not filed by the server.").waitFor();
  await there.getByRole("button", { name: "Save a copy of what is unsent" }).click();
  await there.getByText(/^3 saved in waymark-unsent-/).waitFor();
  await remove.click();
  await there.waitForURL((url) => url.pathname === "/");
  // [V38] The browser has forgotten it: no way in, no copy, no cookie, and nobody says that it was anything.
  await there.getByRole("heading", { level: 1 }).waitFor();
  expect(await there.context().cookies()).toEqual([]);
  await there.goto(`${room.url}/join`);
  await fillIn(there, { "Code for this tablet": code, "Name of this tablet": "IAP tablet 1" });
  await there.getByRole("button", { name: "Join" }).click();
  await fillIn(there, { "Name you sign in with": "p.nair", Password: "kettle orchard sparrow" });
  await there.getByRole("button", { name: "Sign in", exact: true }).click();
  await there.getByRole("button", { name: /written them down/ }).click();
  await there.getByRole("button", { name: "Not now" }).click();
  await everythingSent(there);
  await openPupil(there, AMARA);
});

test("[A46] where somebody cut the end off the audit, a tablet that was told of it says so", async () => {
  const there = room.page();
  await school.server.stop();
  cutAudit(join(school.data, "waymark.sqlite"), 10);
  await school.server.start();
  await comeBack(there);
  await openSync(there);
  await there.getByText("The school’s list of who did what has been altered").waitFor();
  expect(await axeFaults(there)).toEqual([]);
  await shoot(there, "audit-altered");
});

/** As somebody would who has the file: nothing guards it, and what stands at its new end fits. */
function cutAudit(file: string, lines: number): void {
  const database = new DatabaseSync(file);
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER "${String(name)}"`);
  database.exec(`
    DELETE FROM audit WHERE number > (SELECT max(number) FROM audit) - ${lines};
    UPDATE school SET audit_number = (SELECT max(number) FROM audit WHERE school = school.id),
      audit_hash = (SELECT hash FROM audit WHERE school = school.id ORDER BY number DESC LIMIT 1)`);
  database.close();
}

/** For eyes: both ways up, where a folder is named. */
async function shoot(page: Page, name: string): Promise<void> {
  const into = process.env["SHOTS"];
  if (into === undefined) return;
  for (const [width, height] of [
    [820, 1180],
    [1180, 820],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(into, `${name}-${width}.png`), fullPage: true });
  }
}
