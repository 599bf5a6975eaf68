// The first ten minutes of somebody who has never seen Waymark, at the demo's own switches: a log of two taps without
// a signal, a plan changed on two tablets, one card, and a lock that keeps its word. One browser, as a visitor has.

import { createdBy } from "#ledger/view.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addToList,
  banner,
  closeSheet,
  comeBack,
  comeIn,
  decisionCard,
  editPlan,
  enterDemo,
  goTo,
  inTheRoom,
  lock,
  openPupil,
  openSync,
  openWithPin,
  openWithWords,
  ownComplaints,
  type Persona,
  PERSONAS,
  quickLog,
  savedStrip,
  sheet,
  statusButton,
} from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import { openBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const AMARA = "Amara Okafor";
const DANIEL = "Daniel Kowalczyk";
const KOFI = "Kofi Mensah";

let school: School;
let tablet: Tablet;
let room: Page;
let office: Page;

beforeAll(async () => {
  school = await openSchool();
  tablet = await school.tablet("visitor");
  room = await enterDemo(tablet, PERSONAS.room);
});
afterAll(async () => {
  await school.close();
});

const signal = (page: Page) =>
  page.getByRole("complementary", { name: "Demo" }).getByRole("switch", { name: /^Signal/ });

const rowOf = (page: Page, pupil: string) => inTheRoom(page).getByRole("link", { name: pupil });

test("1. Signal off. Tap Amara, “Calm start”: saved on this tablet, and it is the third of three", async () => {
  await rowOf(room, AMARA).getByText("2 of 3 calm starts. One more and Maths is back.").waitFor();
  await signal(room).click();
  await signal(room).and(room.locator("[aria-checked=false]")).waitFor();
  await quickLog(room, AMARA, "Calm start");
  await expect.poll(() => savedStrip(room).textContent()).toMatch(/^Saved on this tablet \d+:\d\dam – Calm start$/);
  await sheet(room).getByText("3 of 3 calm starts. Mr Patel to confirm.").waitFor();
});

test("2. Undo; again; load it again: still there", async () => {
  await sheet(room).getByRole("button", { name: "Undo" }).click();
  await savedStrip(room).filter({ hasText: "Taken back – Calm start" }).waitFor();
  await sheet(room).getByRole("button", { name: "Another" }).click();
  await sheet(room).getByRole("button", { name: "Calm start", exact: true }).click();
  await savedStrip(room).filter({ hasText: "Saved on this tablet" }).waitFor();
  await closeSheet(room);
  await room.reload();
  await openWithWords(room, PERSONAS.room);
  await goTo(room, "Today");
  await rowOf(room, AMARA).getByText("3 of 3 calm starts. Mr Patel to confirm.").waitFor();
  await rowOf(room, AMARA).getByText("Saved on this tablet").waitFor();
  await statusButton(room)
    .filter({ hasText: /^3 saved on this tablet/ })
    .waitFor();
});

test("3. Hand over by PIN: the same page, and another author for what is written next", async () => {
  const place = await openPupil(room, AMARA);
  await handOver(PERSONAS.room, PERSONAS.reintegration);
  expect(new URL(room.url()).pathname).toBe(place);
  await room.getByRole("heading", { level: 1, name: AMARA }).waitFor();
  await quickLog(room, KOFI, "Worked well");
  await closeSheet(room);
  await handOver(PERSONAS.reintegration, PERSONAS.room);
  await statusButton(room)
    .filter({ hasText: /^4 saved on this tablet/ })
    .waitFor();
});

async function handOver(from: Persona, to: Persona): Promise<void> {
  await banner(room)
    .getByRole("button", { name: new RegExp(`${from.shownAs}.*hand over`) })
    .click();
  await openWithPin(room, to);
}

test("4. A second tablet for the reintegration lead: Daniel's plan is changed on both, in other fields and in the same", async () => {
  const opens = tablet.context().waitForEvent("page");
  await room.getByRole("link", { name: "Open a second tablet" }).click();
  office = await opens;
  await comeIn(office, PERSONAS.reintegration);
  await editPlan(office, DANIEL, "At a glance", { "Good to know": "Laptop first, then the question" });
  await editPlan(office, DANIEL, "At a glance", { Target: "I write four sentences before I ask for a break." });

  await room.bringToFront();
  await addToList(room, DANIEL, "What helps", "A timer he starts himself");
  await editPlan(room, DANIEL, "At a glance", { Target: "I write two sentences, then I choose the break." });
  await statusButton(room)
    .filter({ hasText: /^6 saved on this tablet/ })
    .waitFor();
});

test("5. Signal on: “6 sent” appears by itself; both fields are kept; one plain card; tap; Undo", async () => {
  await signal(room).click();
  await statusButton(room)
    .filter({ hasText: /^6 sent/ })
    .waitFor();
  const book = openBook(school);
  const logged = book.rows("behaviour-log", book.pupil("Kofi", "Mensah")).at(-1);
  expect(logged && createdBy(logged)?.author).toBe(book.adult(PERSONAS.reintegration.shownAs));
  await openPupil(room, DANIEL, "Plan");
  await room.getByText("Laptop first, then the question").waitFor();
  await room.getByText("A timer he starts himself").waitFor();

  await goTo(room, "Decisions");
  const card = decisionCard(room, "Target was changed twice");
  await card.first().waitFor();
  expect(await card.count()).toBe(1);
  await card.getByText("Your change, today").waitFor();
  await card.getByText("Mrs Khan, today").waitFor();
  expect(await card.textContent()).not.toMatch(/merge|conflict|version|local|remote|sync/i);
  await card.getByRole("button", { name: "I write four sentences" }).click();
  await card.getByText("kept.").waitFor();
  await card.getByRole("button", { name: /^Undo/ }).click();
  await card.getByRole("button", { name: "I write two sentences" }).waitFor();
});

test("6. Confirm Amara's milestone on the second tablet: her plan shows Maths again", async () => {
  await office.bringToFront();
  await comeBack(office);
  await openPupil(office, AMARA, "Milestones");
  await office.getByText("3 of 3").waitFor();
  await office.getByRole("button", { name: "Confirm it is met : Three calm starts" }).click();
  await office.getByRole("status").filter({ hasText: "Maths with Mr Patel is back on the timetable." }).waitFor();
  await openPupil(office, AMARA, "Plan");
  await office.getByRole("listitem").filter({ hasText: "Maths with Mr Patel" }).waitFor();
  await room.bringToFront();
});

test("8. Hide names; what a finder sees; lock", async () => {
  await goTo(room, "Today");
  await banner(room).getByRole("button", { name: "Hide names" }).click();
  await rowOf(room, "A O").waitFor();
  const shown = await room.locator("body").innerText();
  for (const name of ["Amara", "Okafor", "Daniel", "Kowalczyk", "calm starts"]) expect(shown).not.toContain(name);

  await openSync(room);
  await room.getByRole("link", { name: "What a finder sees" }).click();
  const bytes = room.getByRole("region", { name: /^Bytes of row/ });
  await bytes.first().waitFor();
  await expect.poll(() => bytes.count()).toBeGreaterThan(1);
  for (const text of await bytes.allTextContents()) expect(text).toMatch(/\d+ bytes\n([0-9a-f]{2} ){20}/);
  expect((await bytes.allTextContents()).join("\n")).not.toMatch(/Amara|Okafor|Calm start/);

  await lock(room);
  const locked = await room.locator("body").innerText();
  for (const words of ["Amara", "A O", "Daniel", "calm", "Khan", "plan"]) expect(locked).not.toContain(words);
  expect(await room.title()).toBe("Waymark");
  expect(ownComplaints(tablet)).toEqual([]);
});
