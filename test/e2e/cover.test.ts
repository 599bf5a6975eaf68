// People at a shared tablet who are more, or less, than its room: a cover adult who is let in with no signal, and an
// adult of the room who opens a pupil's notes in an emergency.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  closeSheet,
  banner,
  enterDemo,
  everythingSent,
  fillIn,
  goTo,
  inTheRoom,
  openWithWords,
  ownComplaints,
  PERSONAS,
  savedStrip,
  sheet,
} from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { openBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const AMARA = "Amara Okafor";
const WHO = "Cover: Robin Cole, let in by Miss Whitworth";

let school: School;
let tablet: Tablet;
let page: Page;
/** In the directory of the demo school, and nowhere else in it. */
let neverInIap: string;

beforeAll(async () => {
  school = await openSchool();
  tablet = await school.tablet("room");
  page = await enterDemo(tablet, PERSONAS.room);
  neverInIap = openBook(school).neverInIap();
});
afterAll(async () => {
  await school.close();
});

async function good(where: string): Promise<void> {
  expect(await axeFaults(page), where).toEqual([]);
  expect(await rememberedFields(page), where).toEqual([]);
}

const pupilLink = (pupil: string) => inTheRoom(page).getByRole("link", { name: pupil }).first();

test("[A34] with no signal a cover adult is let in, logs under their own name, and sees the room and what helps alone", async () => {
  await tablet.offline();
  await goTo(page, "More");
  await page.getByRole("link", { name: "Let a cover adult in" }).click();
  await page.getByRole("heading", { level: 1, name: "Let a cover adult in" }).waitFor();
  await good("let in");
  await page.getByRole("button", { name: "Hand the tablet to them" }).click();
  await page.getByText("Write the first name of the cover adult.").first().waitFor();
  await fillIn(page, { "First name": "Robin", "Last name": "Cole" });
  await page.locator("#main").evaluate((main) => main.setAttribute("data-of", "whoever lets them in"));
  await page.getByRole("button", { name: "Hand the tablet to them" }).click();
  await banner(page).getByText(WHO).waitFor();
  // Nothing on the screen of the one before is used again for the next.
  expect(await page.locator("#main").getAttribute("data-of")).toBeNull();
  await good("cover, today");
  await pupilLink(AMARA).click();
  await sheet(page).getByRole("button", { name: "Calm start", exact: true }).click();
  await savedStrip(page).filter({ hasText: "– Calm start" }).waitFor();
  // No way leads where they may not go, and what others began is not said to be done.
  await sheet(page).getByRole("button", { name: "Done", exact: true }).waitFor();
  expect(await sheet(page).getByRole("button", { name: "In depth" }).count()).toBe(0);
  await closeSheet(page);
  await page.getByRole("link", { name: "Record of force" }).click();
  await page.getByText("No record that you began is due").waitFor();
  await page.goBack();
  await pupilLink(AMARA).click();
  await sheet(page)
    .getByRole("link", { name: /’s page$/ })
    .click();
  await page.getByRole("heading", { level: 1, name: AMARA }).waitFor();
  await page.getByText("What helps", { exact: true }).waitFor();
  await good("what helps");
  const notTheirs = page.getByRole("heading", { level: 1, name: "Not for cover adults" });
  for (const address of ["/decisions", "/school", "/sync", `${new URL(page.url()).pathname}/timeline`]) {
    await goToAddress(address);
    await notTheirs.waitFor();
    // Each says it for itself.
    await goToAddress("/today");
    await notTheirs.waitFor({ state: "detached" });
  }
});

async function goToAddress(address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
}

test("[A34] handed back, the same adult lets them in again; a history says who let them in", async () => {
  await page.getByRole("button", { name: "Lock and hand back" }).click();
  await page.getByRole("button", { name: PERSONAS.room.label, exact: true }).waitFor();
  expect(await page.getByRole("button", { name: /Robin/ }).count()).toBe(0);
  await openWithWords(page, PERSONAS.room);
  await goTo(page, "More");
  await page.getByRole("link", { name: "Let a cover adult in" }).click();
  await page.getByRole("button", { name: "Robin Cole" }).click();
  await banner(page).getByText(WHO).waitFor();
  await page.getByRole("button", { name: "Lock and hand back" }).click();
  await openWithWords(page, PERSONAS.room);
  await tablet.online();
  await everythingSent(page);
  await goTo(page, "Pupils");
  await page.getByRole("list", { name: "Pupils" }).getByRole("link", { name: AMARA }).first().click();
  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await page
    .getByText(/Robin Cole \(cover, let in by Miss Whitworth\)/)
    .first()
    .waitFor();
});

test("[A41] [A42] notes that this tablet does not keep are opened for half an hour, with a reason", async () => {
  await goTo(page, "Pupils");
  await page.getByLabel("Find a pupil").fill(neverInIap);
  await page.getByRole("list", { name: "Pupils" }).getByRole("link", { name: neverInIap }).click();
  await page.getByText("Their notes are not kept on this tablet").waitFor();
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("button", { name: "This is an emergency" }).click();
  await page.getByLabel("Why do you need to see them now?").fill("Now");
  await page.getByRole("button", { name: "Open for half an hour" }).click();
  await page.getByText("Write why you need to see these notes now. The DSL reads it.").first().waitFor();
  await good("emergency");
  await page.getByLabel("Why do you need to see them now?").fill("Found alone and upset by the gate");
  await page.getByRole("button", { name: "Open for half an hour" }).click();
  await page.getByText(/^Open to you until/).waitFor();
  await good("opened");
  expect(ownComplaints(tablet)).toEqual([]);
});
