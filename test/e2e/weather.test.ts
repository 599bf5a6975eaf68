// Every weather a school's network has, on real tablets: answers that are lost, doubled, cut in half, late, wrong or
// never; a signal that goes in the middle of sending; clocks a day wrong; a full disk; a tab that the browser has
// frozen. Everything said to be saved is sent in the end, by itself or when asked, once.

import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTES } from "#protocol/routes.ts";
import {
  closeSheet,
  comeBack,
  editPlan,
  enterDemo,
  everythingSent,
  goTo,
  inTheRoom,
  lookForNews,
  openSync,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
  savedStrip,
  sheet,
  statusButton,
} from "./at-the-tablet.ts";
import type { Weather } from "./faulting-proxy.ts";
import { openSchool, type School } from "./harness.ts";
import { createHistory, type History, keptOn } from "./history.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const DAY = 86_400_000;

let school: School;
let book: ServerBook;
let room: Tablet;
let office: Tablet;
let histories: ReadonlyMap<Tablet, History>;

beforeAll(async () => {
  school = await openSchool();
  book = openBook(school);
  room = await school.tablet("room");
  office = await school.tablet("office");
  await enterDemo(room, PERSONAS.room);
  await enterDemo(office, PERSONAS.room);
  histories = new Map([room, office].map((tablet) => [tablet, createHistory(tablet, book)]));
});
afterAll(async () => {
  await school.close();
});

const historyOf = (tablet: Tablet): History => histories.get(tablet) as History;

async function log(tablet: Tablet, pupil: string, chip = "Calm start"): Promise<void> {
  const page = tablet.page();
  await quickLog(page, pupil, chip);
  await expect.poll(() => page.url()).toMatch(/\?entry=/);
  await historyOf(tablet).confirmed();
  await closeSheet(page);
}

/** As somebody does who wants to see it gone. */
async function sendNow(page: Page): Promise<void> {
  await openSync(page);
  await expect
    .poll(
      async () => {
        const press = page.getByRole("button", { name: /^(Send now|Look for news now)$/ });
        if (await press.isEnabled().catch(() => false)) await press.click();
        return page
          .getByRole("main")
          .getByText(/^All sent$/)
          .count();
      },
      { interval: 500 },
    )
    .toBe(1);
}

const met = (tablet: Tablet, kind: Weather["kind"]): number =>
  tablet.network.seen.filter(({ weather }) => weather === kind).length;

const WEATHERS: readonly Weather[] = [
  { kind: "dropAnswer" },
  { kind: "dropRequest" },
  { kind: "double" },
  { kind: "late", until: () => setTimeout(1_500) },
  { kind: "truncate" },
  { kind: "portal" },
  { kind: "status", status: 500 },
  { kind: "status", status: 502 },
  { kind: "status", status: 409 },
  { kind: "status", status: 413 },
  { kind: "status", status: 503, retryAfter: 1 },
];

test("[S2] [S4] [S7] in every weather on the way there and back, an entry waits, is said to, and goes once", async () => {
  // One tablet waits for an answer that never comes, while the other goes through all the rest.
  room.network.inject(ROUTES.push, { kind: "stall" });
  await log(room, "Amara Okafor");
  for (const weather of WEATHERS) {
    const before = met(office, weather.kind);
    office.network.inject(ROUTES.push, weather);
    await log(office, "Ruby Sutcliffe");
    await expect.poll(() => met(office, weather.kind), { message: `met ${weather.kind}` }).toBe(before + 1);
    await historyOf(office).look();
    office.network.inject(ROUTES.pull, weather);
    await sendNow(office.page());
    await historyOf(office).look();
    office.network.heal();
  }
  await everythingSent(room.page());
  expect(met(room, "stall")).toBe(1);
  for (const tablet of [room, office])
    expect(await historyOf(tablet).settle()).toEqual({ current: historyOf(tablet).confirms.length });
});

test("[S2] [S7] the signal goes while a push is under way: the server has it, the tablet was never told, and it goes once", async () => {
  const gone = Promise.withResolvers<void>();
  room.network.inject(ROUTES.push, { kind: "held", until: gone.promise });
  const under = room.network.passing(ROUTES.push);
  const before = book.lastSeq();
  await log(room, "Kofi Mensah");
  await under;
  await room.offline();
  gone.resolve();
  await expect.poll(() => book.lastSeq()).toBeGreaterThan(before);
  expect((await keptOn(room)).pending).toMatchObject([{ state: "queued" }]);
  await statusButton(room.page())
    .filter({ hasText: /^1 saved on this tablet/ })
    .waitFor();
  await room.online();
  await everythingSent(room.page());
  expect(await historyOf(room).settle()).toEqual({ current: historyOf(room).confirms.length });
});

test("[V21] on a full disk a tablet opens and says that it does not save; with room again it saves, and sends", async () => {
  const page = await room.restart();
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: room.url, quotaSize: 1_000 });
  await page.goto(`${room.url}/today`);
  await openWithWords(page, PERSONAS.room);
  const chip = sheet(page).getByRole("button", { name: "Calm start", exact: true });
  await inTheRoom(page).getByRole("link", { name: "Tyrese Campbell" }).click();
  const { pending } = await keptOn(room);
  await chip.click();
  await sheet(page).getByText("This tablet has no room left").waitFor();
  await statusButton(page)
    .filter({ hasText: /Not saving/ })
    .waitFor();
  expect(await savedStrip(page).filter({ hasText: "Calm start" }).count()).toBe(0);
  expect((await keptOn(room)).pending).toEqual(pending);

  await session.send("Storage.overrideQuotaForOrigin", { origin: room.url });
  await session.detach();
  await chip.click();
  await savedStrip(page).filter({ hasText: "– Calm start" }).waitFor();
  await expect.poll(() => page.url()).toMatch(/\?entry=/);
  await historyOf(room).confirmed();
  await closeSheet(page);
  await everythingSent(page);
  expect(await historyOf(room).settle()).toEqual({ current: historyOf(room).confirms.length });
});

test("[S2] a tab that is frozen in the middle of sending does not stop the other, and loses nothing when it thaws", async () => {
  const frozen = room.page();
  const other = await room.context().newPage();
  await other.goto(`${room.url}/today`);
  await openWithWords(other, PERSONAS.room);
  await frozen.bringToFront();
  const still = Promise.withResolvers<void>();
  room.network.inject(ROUTES.push, { kind: "held", until: still.promise });
  const under = room.network.passing(ROUTES.push);
  await log(room, "Amara Okafor");
  await under;
  // The browser's own freezing passes over a page that is driven. Nothing of this one's script runs any more, from the
  // moment at which the answer comes: its locks and its round stay as they are.
  const session = await room.context().newCDPSession(frozen);
  const stopped = new Promise<void>((resolve) => void session.once("Debugger.paused", () => resolve()));
  await session.send("Debugger.enable");
  await session.send("Debugger.pause");
  still.resolve();
  await stopped;

  await other.bringToFront();
  await quickLog(other, "Ruby Sutcliffe", "Calm start");
  await closeSheet(other);
  await comeBack(other);
  await everythingSent(other);
  await expect.poll(async () => (await keptOn(room, other)).pending).toEqual([]);

  await session.send("Debugger.resume");
  await session.detach();
  await frozen.bringToFront();
  await everythingSent(frozen);
  await other.close();
  expect(await historyOf(room).settle()).toEqual({ current: historyOf(room).confirms.length });
});

test("[S14] [M5] [M6] a clock a day fast and one a day slow: everything is filed, and neither clock decides", async () => {
  const pupil = "Daniel Kowalczyk";
  const texts = new Map([
    [room, "I sit by the Harrowgill window."],
    [office, "I sit at the Oakenshaw desk."],
  ]);
  for (const [tablet, days] of [
    [room, 1],
    [office, -1],
  ] as const) {
    const page = tablet.page();
    await page.clock.install({ time: Date.now() + days * DAY });
    await page.reload();
    await openWithWords(page, PERSONAS.room);
    await tablet.offline();
    await editPlan(page, pupil, "At a glance", { Target: texts.get(tablet) as string });
    await log(tablet, "Amara Okafor");
  }
  // The one whose clock says yesterday comes second, and the other one first: the server's order alone counts.
  for (const tablet of [room, office]) {
    await tablet.online();
    await sendNow(tablet.page());
    expect(await historyOf(tablet).settle()).toEqual({ current: historyOf(tablet).confirms.length });
  }
  await lookForNews(room.page());
  for (const tablet of [room, office]) {
    const page = tablet.page();
    await goTo(page, "Decisions");
    const card = page.getByRole("article", { name: "Target was changed twice" });
    for (const words of texts.values()) await card.getByText(words).first().waitFor();
    expect(await card.count()).toBe(1);
  }
});

test("in all of this nobody else was asked for anything, and nothing broke", () => {
  for (const tablet of [room, office]) {
    const own = ownComplaints(tablet).filter((complaint) => !/status of (500|502|503|409|413)/.test(complaint));
    expect([...own, ...tablet.elsewhere]).toEqual([]);
  }
});
