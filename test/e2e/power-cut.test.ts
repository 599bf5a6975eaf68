// Cut after cut: the tablet's power, the server's, both at once, in the middle of a save, of a push and of a start.
// Everything that was said to be saved is written down with its names and held against the tablet's storage and the
// server's book after every cut, and once more at the end.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import {
  closeSheet,
  enterDemo,
  everythingSent,
  goTo,
  inTheRoom,
  lookForNews,
  openTimeline,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
  savedStrip,
  sheet,
  timelineText,
} from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import { createHistory, type History, keptOn } from "./history.ts";
import { cutLogInTheMiddle, cutPowerDuring } from "./power-cut.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const PUPILS = ["Amara Okafor", "Ruby Sutcliffe", "Kofi Mensah", "Tyrese Campbell"] as const;
const CHIPS = ["Calm start", "Asked for help", "Took a break"] as const;

let school: School;
let book: ServerBook;
let room: Tablet;
let office: Tablet;
let history: History;

beforeAll(async () => {
  school = await openSchool();
  book = openBook(school);
  room = await school.tablet("room");
  office = await school.tablet("office");
  await enterDemo(room, PERSONAS.room);
  await enterDemo(office, PERSONAS.reintegration);
  history = createHistory(room, book);
});
afterAll(async () => {
  await school.close();
});

async function comeUp(): Promise<Page> {
  const page = await room.restart();
  await page.goto(`${room.url}/today`);
  await openWithWords(page, PERSONAS.room);
  return page;
}

/** One entry, and what the screen says of it. */
async function log(page: Page, pupil: string, chip: string): Promise<void> {
  await quickLog(page, pupil, chip);
  await expect.poll(() => page.url()).toMatch(/\?entry=/);
  await history.confirmed();
}

test("[V26] half a line in the browser's log, and a day's work behind it, do not cost the tablet what it holds", async () => {
  await room.offline();
  await log(room.page(), "Amara Okafor", "Calm start");
  await room.kill();
  cutLogInTheMiddle(room);
  // Read over at the first start, and written behind; found in the middle at the second.
  await log(await comeUp(), "Ruby Sutcliffe", "Calm start");
  await room.quit();
  await comeUp();
  const { pending } = await keptOn(room);
  expect(pending.map(({ id }) => id)).toEqual(history.confirms.map(({ envelope }) => envelope));
  await history.look();
  await room.online();
  await everythingSent(room.page());
});

/** What is cut in each round, and when: milliseconds after the push has left, or at which write of a save. */
const CUTS = [
  { what: "tablet", after: 0 },
  { what: "server", after: 0 },
  { what: "save", at: 1 },
  { what: "tablet", after: 12 },
  { what: "server", after: 6 },
  { what: "both", after: 10 },
  { what: "save", at: 2 },
  { what: "server", after: 20 },
  { what: "start", after: 400 },
  { what: "tablet", after: 40 },
  { what: "both", after: 25 },
] as const;

test("[I0] [S1] [S2] [S3] [I9] ten cuts of tablet and server in the middle of saves, pushes and starts lose nothing and double nothing", async () => {
  let unsaid = 0;
  for (const [round, cut] of CUTS.entries()) {
    const pupil = PUPILS[round % PUPILS.length] as string;
    let page = room.page();
    await room.offline();
    await log(page, pupil, CHIPS[round % 3] as string);
    for (const chip of CHIPS.slice(0, 2)) {
      await sheet(page).getByRole("button", { name: "Another" }).click();
      await expect.poll(() => page.url()).not.toMatch(/entry=/);
      await sheet(page).getByRole("button", { name: chip, exact: true }).click();
      await savedStrip(page)
        .filter({ hasText: `– ${chip}` })
        .waitFor();
      await expect.poll(() => page.url()).toMatch(/\?entry=/);
      await history.confirmed();
    }
    await closeSheet(page);
    switch (cut.what) {
      case "save": {
        await goTo(page, "Today");
        await inTheRoom(page).getByRole("link", { name: pupil }).click();
        const chip = sheet(page).getByRole("button", { name: "Calm start", exact: true });
        await cutPowerDuring(room, chip, savedStrip(page).waitFor(), cut.at);
        unsaid += 1;
        break;
      }
      case "start":
        await room.kill();
        void (await room.restart()).goto(`${room.url}/today`).catch(() => undefined);
        await pause(cut.after);
        await room.kill();
        break;
      default: {
        const pushed = room.network.passing(ROUTES.push);
        await room.online();
        await pushed;
        await pause(cut.after);
        await Promise.all([
          cut.what === "server" ? undefined : room.kill(),
          cut.what === "tablet" ? undefined : school.server.kill(),
        ]);
        if (cut.what !== "tablet") await school.server.start();
      }
    }
    if (cut.what !== "server") page = await comeUp();
    await history.look();
    await room.online();
  }
  await everythingSent(room.page());
  await history.look();
  const places = await history.settle();
  expect(places).toEqual({ current: history.confirms.length });
  expect(history.confirms.length).toBe(2 + 3 * CUTS.length);
  // Beyond what was said to be saved there is at most what the power was cut at before it could be said.
  const { device } = await keptOn(room);
  const beyond = book.envelopesOf(device).length - history.confirms.length;
  expect(beyond).toBeGreaterThanOrEqual(0);
  expect(beyond).toBeLessThanOrEqual(unsaid);
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("[I1] the other tablet shows the same, line by line", async () => {
  await lookForNews(room.page());
  await lookForNews(office.page());
  for (const pupil of PUPILS) {
    await openTimeline(room.page(), pupil);
    await openTimeline(office.page(), pupil);
    await expect
      .poll(async () => (await timelineText(office.page())).join("\n"), { message: pupil })
      .toBe((await timelineText(room.page())).join("\n"));
  }
  for (const tablet of [room, office]) expect([...ownComplaints(tablet), ...tablet.elsewhere]).toEqual([]);
});
