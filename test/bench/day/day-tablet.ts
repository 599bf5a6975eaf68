// A tablet of the bench: the built app in a real Chromium with a profile of its own, entered as an adult would, and what
// is measured on it through its own screens.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Locator, Page } from "playwright-core";
import { enterDemo, goTo, lock, PERSONAS } from "../../e2e/at-the-tablet.ts";
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
  /** Of each that kept the screen waiting its longest event; the slowest first. */
  readonly slow: readonly Tap[];
}

const { room, reintegration } = PERSONAS;
const PIN = "2468";
/** Longer than anything that comes by and by on a page: a query, a chunk, a frame. */
const QUIET = 400;
/** Rows of Today on a tablet that stands upright. */
const SCREENFUL = 10;
const VIEW = { width: 820, height: 1180 };

export async function openDayTablet(server: DayServer, pupils: number): Promise<DayTablet> {
  const folder = mkdtempSync(join(tmpdir(), "waymark-bench-tablet-"));
  const tablet = await startTablet("bench", join(folder, "profile"), server.port);
  let devtools: CDPSession;
  let rate = 1;
  let browser = "";

  /** As many as fit on the screen, drawn and ready for a tap; the rest follows while somebody looks at them. */
  const screenful = `ul[aria-label="In the room"] > li:nth-child(${SCREENFUL})`;
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
  /**
   * Found and brought to where a finger finds it first, and at the machine's own speed: nothing is asked of the page while
   * it answers, and looking for a place is no work of the app's. Tried out by hovering: a tap that is tried out reaches the
   * page as one that was made, and would be counted.
   */
  async function placeOf(where: Locator): Promise<{ readonly x: number; readonly y: number }> {
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await where.hover({ trial: true });
    const box = await where.boundingBox();
    await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    if (box === null) throw new Error(`nothing to tap: ${String(where)}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  async function tap(where: Locator): Promise<void> {
    const { x, y } = await placeOf(where);
    await tablet.page().mouse.click(x, y);
  }
  /** Presses, and tells what `sees` then saw. */
  async function press(where: Locator, selector: string, words = ""): Promise<Seen> {
    const page = tablet.page();
    const { x, y } = await placeOf(where);
    const seen = page.evaluate(([one, said]) => window.eyes.sees(one, said), [selector, words] as const);
    await page.mouse.click(x, y);
    return seen;
  }
  async function pressUntilStill(where: Locator): Promise<number> {
    await tap(where);
    const { tap: from, shown } = await tablet.page().evaluate((quiet) => window.eyes.isStill(quiet), QUIET);
    return shown - from;
  }
  async function atTheLock(label: string): Promise<void> {
    await tablet.page().getByRole("button", { name: label, exact: true }).click();
  }
  const today = (): Locator => tablet.page().locator(everybody);

  /** An adult types: whatever the lock still does by itself is done by then. */
  async function openWithWords(): Promise<Seen> {
    const page = tablet.page();
    await atTheLock(room.label);
    const byWords = page.getByRole("button", { name: "Use five words" });
    const open = page.getByRole("button", { name: "Open", exact: true });
    await byWords.or(open).first().waitFor();
    if (await byWords.isVisible()) await byWords.click();
    await open.waitFor();
    await settle(page);
    return press(open, screenful);
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
      const dialog = page.locator("dialog");
      await tap(page.locator("ul[aria-label='In the room'] > li").filter({ hasText: pupil }).locator("a").first());
      await settle(page);
      const chip = dialog.locator("button").filter({ hasText: category }).first();
      const { tap: from, shown } = await press(chip, "dialog [role=status]", "Saved on this tablet");
      await settle(page);
      await tap(dialog.locator("button").filter({ hasText: "Close" }).first());
      await settle(page);
      return shown - from;
    },
    async pupilPage(pupil) {
      const page = tablet.page();
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      await goTo(page, "Pupils");
      await page.getByLabel("Find a pupil").fill(pupil);
      await settle(page);
      const overview = await pressUntilStill(
        page.locator("main ul[aria-label=Pupils] a").filter({ hasText: pupil }).first(),
      );
      const timeline = await pressUntilStill(
        page.locator("nav[aria-label='About this pupil'] a").filter({ hasText: "Timeline" }),
      );
      await goTo(page, "Today");
      await today().waitFor();
      await settle(page);
      return { overview, timeline };
    },
    async partOfDay(names) {
      const page = tablet.page();
      const before = await page.evaluate(() => window.eyes.taps());
      await playPart(page, names, tap);
      await today().waitFor();
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

/**
 * What an adult of the room does between two bells. A tap is found, made, and left alone until the screen is still:
 * whatever else is asked of the page meanwhile would be counted with it.
 */
async function playPart(page: Page, pupils: readonly string[], tap: (where: Locator) => Promise<void>): Promise<void> {
  const main = page.locator("main");
  const dialog = page.locator("dialog");
  const button = (name: string | RegExp, where: Locator = main): Locator =>
    where.locator("button").filter({ hasText: name }).first();
  const link = (name: string, where: Locator = main): Locator => where.locator("a").filter({ hasText: name }).first();
  const places = page.locator("nav[aria-label=Places]");
  const step = async (where: Locator): Promise<void> => {
    await tap(where);
    await settle(page);
  };
  const [one = "", two = "", three = "", four = ""] = pupils;
  const rowOf = (pupil: string): Locator =>
    main.locator("ul[aria-label='In the room'] > li").filter({ hasText: pupil });
  for (const pupil of [one, two, three]) await step(rowOf(pupil).locator("button[aria-label=Here]"));
  for (const pupil of [one, two, three, four]) {
    await step(rowOf(pupil).locator("a").first());
    await step(button("Calm start", dialog));
    await step(button("Close", dialog));
  }
  await step(button("Earlier"));
  await step(button("Back to now"));
  await step(link("Who is here"));
  await step(link("Today", places));
  await step(link("Rate the period"));
  const rows = main.locator("ul[aria-label='How calm'] > li");
  for (const row of [0, 1, 2, 3]) await step(rows.nth(row).locator("button").nth(2));
  await step(button(/^Save/));
  await step(link("Today", places));
  await step(link("Log for several"));
  for (const pupil of [one, two, three]) await step(main.locator("label").filter({ hasText: pupil }).first());
  await step(button("Kind to others"));
  await step(link("Pupils", places));
  await step(main.locator("input").first());
  await page.keyboard.type(one.slice(0, 4), { delay: 150 });
  await settle(page);
  await step(link(one, main.locator("ul[aria-label=Pupils]")));
  const under = page.locator("nav[aria-label='About this pupil']");
  for (const place of ["Timeline", "Plan", "Logs", "Milestones", "Overview"]) await step(link(place, under));
  await step(link("Today", places));
}

async function settle(page: Page): Promise<void> {
  await page.evaluate((quiet) => window.eyes.isStill(quiet), QUIET);
}

function interactionsOf(count: number, slow: readonly Tap[]): Interactions {
  const longest = new Map<number, Tap>();
  for (const one of slow) if ((longest.get(one.id)?.milliseconds ?? 0) < one.milliseconds) longest.set(one.id, one);
  return { count, slow: [...longest.values()].toSorted((a, b) => b.milliseconds - a.milliseconds) };
}
