// A tablet of the bench: the built app in a real Chromium with a profile of its own, entered as an adult would, and what
// is measured on it through its own screens.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Locator, Page } from "playwright-core";
import { enterDemo, goTo, inTheRoom, lock, PERSONAS, sheet } from "../../e2e/at-the-tablet.ts";
import { startTablet } from "../../e2e/tablet.ts";
import type { DayServer } from "./day-server.ts";
import { openEyes, type Seen, type Tap } from "./eyes.ts";

export interface DayTablet {
  /** Milliseconds from a press to Today with everybody on it, without the slow hash; and the hash alone. */
  unlock(): Promise<{ readonly beyond: number; readonly hash: number }>;
  /** Milliseconds from the last digit of a PIN to the other adult's banner, and of them the slow hash. */
  handOver(): Promise<{ readonly whole: number; readonly hash: number }>;
  /** The browser is started anew without a signal. Milliseconds to the lock, and from the press to Today, without the hash. */
  coldOpen(): Promise<number>;
  /** Milliseconds from the tap on a category to "Saved on this tablet". */
  quickLog(pupil: string, category: string): Promise<number>;
  /** Milliseconds from the tap on a pupil's name until nothing more of the page changes; then the same of the timeline. */
  pupilPage(pupil: string): Promise<{ readonly overview: number; readonly timeline: number }>;
  /** A part of the day; what every tap of it kept waiting. */
  partOfDay(pupils: readonly string[]): Promise<Interactions>;
  slowDown(times: number): Promise<void>;
  /** The page in front, for a profile or a picture of it. */
  page(): Page;
  version(): string;
  close(): Promise<void>;
}

export interface Interactions {
  readonly count: number;
  /** The 98th percentile, as a browser counts it: of fewer than fifty the worst. */
  readonly inp: number;
  readonly worst: Tap | undefined;
}

const { room, reintegration } = PERSONAS;
const PIN = "2468";
/** Longer than anything that comes by and by on a page: a query, a chunk, a frame. */
const QUIET = 600;
const VIEW = { width: 820, height: 1180 };

export async function openDayTablet(server: DayServer, pupils: number): Promise<DayTablet> {
  const folder = mkdtempSync(join(tmpdir(), "waymark-bench-tablet-"));
  const tablet = await startTablet("bench", join(folder, "profile"), server.port);
  let devtools: CDPSession;
  let rate = 1;
  let browser = "";

  /** Everybody stands on Today. */
  const everybody = `ul[aria-label="In the room"] > li:nth-child(${pupils})`;
  async function prepare(): Promise<Page> {
    const page = tablet.page();
    await tablet.context().addInitScript(openEyes);
    await page.setViewportSize(VIEW);
    browser = tablet.context().browser()?.version() ?? "";
    devtools = await tablet.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    return page;
  }
  /** Presses, and tells what `sees` then saw. */
  async function press(where: Locator, selector: string, words = ""): Promise<Seen> {
    const page = tablet.page();
    await still(where);
    const seen = page.evaluate(([one, said]) => window.eyes.sees(one, said), [selector, words] as const);
    await tap(where);
    return seen;
  }
  async function pressUntilStill(where: Locator): Promise<number> {
    await still(where);
    await tap(where);
    const { tap: from, shown } = await tablet.page().evaluate((quiet) => window.eyes.isStill(quiet), QUIET);
    return shown - from;
  }
  async function atTheLock(label: string): Promise<void> {
    await tablet.page().getByRole("button", { name: label, exact: true }).click();
  }
  const today = (): Locator => tablet.page().locator(everybody);

  async function openWithWords(): Promise<Seen> {
    const page = tablet.page();
    await atTheLock(room.label);
    const byWords = page.getByRole("button", { name: "Use five words" });
    const open = page.getByRole("button", { name: "Open", exact: true });
    await byWords.or(open).first().waitFor();
    if (await byWords.isVisible()) await byWords.click();
    return press(open, everybody);
  }

  async function openWithPin(label: string): Promise<Seen> {
    const page = tablet.page();
    await atTheLock(label);
    await page.getByLabel("Your PIN").waitFor();
    for (const digit of PIN.slice(0, -1)) await page.getByRole("button", { name: digit, exact: true }).click();
    return press(page.getByRole("button", { name: PIN.at(-1) ?? "", exact: true }), "[role=banner], header");
  }

  async function close(): Promise<void> {
    await tablet.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  try {
    await prepare();
    await enterDemo(tablet, room);
    await today().waitFor();
    await tablet.offline();
  } catch (error) {
    const said = [...tablet.complaints, await tablet.page().evaluate(() => document.body.innerText)].join("\n");
    await close();
    throw new Error(`the tablet did not come in:\n${said}`, { cause: error });
  }

  return {
    async unlock() {
      await lock(tablet.page());
      const { tap: from, shown, hash } = await openWithWords();
      return { beyond: shown - from - hash, hash };
    },
    async handOver() {
      await lock(tablet.page());
      const { tap: from, shown, hash } = await openWithPin(reintegration.label);
      await lock(tablet.page());
      await openWithPin(room.label);
      return { whole: shown - from, hash };
    },
    async coldOpen() {
      await tablet.quit();
      await tablet.restart();
      const page = await prepare();
      await page.goto(`${tablet.url}/today`, { waitUntil: "commit" });
      const atLock = await page.evaluate((label) => window.eyes.sees("button", label), room.label);
      const { tap: from, shown, hash } = await openWithWords();
      return atLock.shown + shown - from - hash;
    },
    async quickLog(pupil, category) {
      const page = tablet.page();
      await tap(inTheRoom(page).getByRole("link", { name: pupil }));
      const chip = sheet(page).getByRole("button", { name: category, exact: true });
      await chip.waitFor();
      const { tap: from, shown } = await press(chip, "dialog [role=status]", "Saved on this tablet");
      await closeSheet(page);
      return shown - from;
    },
    async pupilPage(pupil) {
      const page = tablet.page();
      await goTo(page, "Pupils");
      await page.getByLabel("Find a pupil").fill(pupil);
      const link = page.getByRole("list", { name: "Pupils" }).getByRole("link", { name: pupil }).first();
      const overview = await pressUntilStill(link);
      const pages = page.getByRole("navigation", { name: "About this pupil" });
      const timeline = await pressUntilStill(pages.getByRole("link", { name: "Timeline" }));
      await goTo(page, "Today");
      await today().waitFor();
      return { overview, timeline };
    },
    async partOfDay(names) {
      const page = tablet.page();
      const before = await page.evaluate(() => window.eyes.taps());
      await playPart(page, names);
      await today().waitFor();
      await page.evaluate((quiet) => window.eyes.isStill(quiet), QUIET);
      const after = await page.evaluate(() => window.eyes.taps());
      return interactionsOf(after.count - before.count, after.slow.slice(before.slow.length));
    },
    async slowDown(times) {
      rate = times;
      await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    },
    page: tablet.page,
    version: () => browser,
    close,
  };
}

/** What an adult of the room does between two bells, each tap where a thumb would put it. */
async function playPart(page: Page, pupils: readonly string[]): Promise<void> {
  const button = (name: string | RegExp, where: Page | Locator = page): Locator => where.getByRole("button", { name });
  const [one = "", two = "", three = "", four = ""] = pupils;
  for (const pupil of pupils.slice(0, 3)) {
    const where = page.getByRole("group", { name: `Where is ${pupil}?` });
    await tap(where.getByRole("button", { name: "Here", exact: true }));
    await where.getByRole("button", { name: "Here", pressed: true }).waitFor();
  }
  for (const pupil of [one, two, three, four]) {
    await tap(inTheRoom(page).getByRole("link", { name: pupil }));
    await tap(button("Calm start", sheet(page)).first());
    await sheet(page).getByRole("status").filter({ hasText: "Saved on this tablet" }).waitFor();
    await closeSheet(page);
  }
  await tap(button(/^Earlier/));
  await tap(button("Back to now"));
  await tap(page.getByRole("link", { name: "Who is here" }));
  await page.getByRole("heading", { level: 1, name: "Who is here" }).waitFor();
  await goToByTap(page, "Today");
  await tap(page.getByRole("link", { name: "Rate the period" }));
  const calm = page.getByRole("list", { name: "How calm" });
  for (const row of [0, 1, 2, 3]) await tap(calm.getByRole("listitem").nth(row).getByRole("button").nth(2));
  await tap(page.getByRole("main").getByRole("button", { name: /^Save/ }));
  await page
    .getByText(/Saved on this tablet/)
    .first()
    .waitFor();
  await goToByTap(page, "Today");
  await tap(page.getByRole("link", { name: "Log for several" }));
  for (const pupil of [one, two, three]) await tap(page.getByLabel(pupil, { exact: true }));
  await tap(button("Kind to others"));
  await page
    .getByText(/Saved on this tablet/)
    .first()
    .waitFor();
  await goToByTap(page, "Pupils");
  await tap(page.getByLabel("Find a pupil"));
  await page.keyboard.type(one.slice(0, 4), { delay: 60 });
  await tap(page.getByRole("list", { name: "Pupils" }).getByRole("link", { name: one }).first());
  const under = page.getByRole("navigation", { name: "About this pupil" });
  for (const place of ["Timeline", "Plan", "Logs", "Milestones", "Overview"])
    await tap(under.getByRole("link", { name: place }));
  await goToByTap(page, "Today");
  await inTheRoom(page).waitFor();
}

async function goToByTap(page: Page, place: string): Promise<void> {
  await tap(page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: place }));
}

async function closeSheet(page: Page): Promise<void> {
  await tap(sheet(page).getByRole("button", { name: "Close", exact: true }));
  await sheet(page).waitFor({ state: "detached" });
}

/** Waits until it stands where a finger finds it; what is looked at while it is pressed would be counted with the press. */
async function still(where: Locator): Promise<void> {
  await where.scrollIntoViewIfNeeded();
  await where.click({ trial: true });
}

async function tap(where: Locator): Promise<void> {
  await still(where);
  const box = await where.boundingBox();
  if (box === null) throw new Error(`nothing to tap: ${String(where)}`);
  await where.page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

function interactionsOf(count: number, slow: readonly Tap[]): Interactions {
  const longest = new Map<number, Tap>();
  for (const one of slow) if ((longest.get(one.id)?.milliseconds ?? 0) < one.milliseconds) longest.set(one.id, one);
  const sorted = [...longest.values()].toSorted((a, b) => b.milliseconds - a.milliseconds);
  const at = Math.floor(count / 50);
  return { count, inp: sorted[at]?.milliseconds ?? 0, worst: sorted[0] };
}
