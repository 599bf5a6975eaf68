// One tablet of the room through a day, by one finger and by the clock on its wall: every act is one an adult does with
// a tap, and every entry made by it is noted here with who meant it, and when by the tablet's own clock.

import type { Locator, Page } from "playwright-core";
import { addDays } from "#casework/day.ts";
import { expect } from "vitest";
import { draftsOn } from "./history.ts";
import { banner, inTheRoom, type Persona, savedStrip, sheet } from "./at-the-tablet.ts";
import { type Finger, touch, whicheverDocument } from "./school-day-touch.ts";
import type { ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

/** What the script meant by a tap. */
export interface Entry {
  readonly type: string;
  readonly pupil: string;
  readonly what: string;
  /** As the school's lists call whoever wrote it. */
  readonly by: string;
  /** The minutes of the tablet's clock before the first tap and after the last one: it was written in between. */
  readonly from: string;
  readonly to: string;
  /** When it happened, where that is not when it was written. */
  readonly when?: string;
}

export type Meant = Pick<Entry, "type" | "pupil" | "what"> & Partial<Pick<Entry, "when">>;

/** As the app locks by itself (V20). */
const IDLE = 5 * 60_000;
/** Nobody can say on which side of the limit so little time falls. */
const EDGE = 5_000;

export type RoomDay = ReturnType<typeof createRoomDay>;

export function createRoomDay({ tablet, book }: { readonly tablet: Tablet; readonly book: ServerBook }) {
  const entries: Entry[] = [];
  const taps = new Map<string, number>();
  const ahead = book.ahead();
  /** The school day after the one on which the demo stands: nothing of it has happened yet. */
  const day = addDays(localText(Date.now() + ahead).slice(0, 10), 1);
  let page: Page;
  let finger: Finger;
  let adult: Persona | { readonly shownAs: string };

  const instantOf = (time: string): number => new Date(`${day}T${time}`).getTime() - ahead;
  const clock = (): Promise<number> => whicheverDocument(page, () => Date.now());
  /** "2026-06-10T08:50", as the tablet shows it. */
  const now = async (): Promise<string> => localText((await clock()) + ahead);

  /** From the next load of this page on its clock shows this time. */
  async function take(
    fresh: Page,
    at: number,
    size: { readonly width: number; readonly height: number },
  ): Promise<void> {
    page = fresh;
    await page.clock.install({ time: at });
    await page.setViewportSize(size);
    await page.goto(`${tablet.url}/today`);
    finger = await touch(page);
  }

  const tap = (target: Locator): Promise<void> => finger.tap(target);

  const main = (): Locator => page.getByRole("main");
  const lockScreen = (): Locator => page.getByRole("heading", { name: "Who is here?" });
  const button = (name: string | RegExp, within: Locator = main()): Locator =>
    within.getByRole("button", { name, exact: typeof name === "string" });
  const link = (name: string | RegExp, within: Locator = main()): Locator =>
    within.getByRole("link", { name, exact: typeof name === "string" });

  /** From the lock: the tile, then a PIN where this page takes one, else the words that the demo has filled in. */
  async function open(who: Persona): Promise<void> {
    await lockScreen().waitFor();
    await tap(page.getByRole("button", { name: who.label, exact: true }));
    const pin = page.getByLabel("Your PIN");
    const words = page.getByRole("button", { name: "Open", exact: true });
    await pin.or(words).first().waitFor();
    if (await words.isVisible()) await tap(words);
    else for (const digit of "2468") await tap(page.getByRole("button", { name: digit, exact: true }));
    await banner(page)
      .getByRole("button", { name: new RegExp(who.shownAs) })
      .waitFor();
    adult = who;
  }

  /** Time goes on until then. A tablet nobody touched for five minutes has locked itself, and is opened again. */
  async function at(time: string, who: Persona | undefined = isPersona(adult) ? adult : undefined): Promise<void> {
    const left = instantOf(time) - (await clock());
    if (left > 0) await page.clock.fastForward(left);
    const idle = (await clock()) - (await finger.touchedAt());
    if (Math.abs(idle - IDLE) < EDGE) await page.clock.fastForward(2 * EDGE);
    if (idle > IDLE - EDGE) await lockScreen().waitFor();
    if (who === undefined) return;
    if (await lockScreen().isVisible()) return open(who);
    if (who === adult) return;
    await tap(banner(page).getByRole("button", { name: /hand over/ }));
    await open(who);
  }

  /** Notes what the taps of `act` mean. */
  async function entry(meant: Meant | readonly Meant[], act: () => Promise<void>): Promise<void> {
    const from = await now();
    await act();
    const to = await now();
    for (const one of [meant].flat()) entries.push({ ...one, by: adult.shownAs, from, to });
  }

  async function today(): Promise<void> {
    if (new URL(page.url()).pathname === "/today") return inTheRoom(page).waitFor();
    await tap(page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Today" }));
    await inTheRoom(page).waitFor();
  }

  /** Does it from Today, and keeps the number of taps it took: the most of several times. */
  async function task(name: string, act: () => Promise<void>): Promise<void> {
    await today();
    const before = await finger.count();
    await act();
    taps.set(name, Math.max(taps.get(name) ?? 0, (await finger.count()) - before));
  }

  async function close(): Promise<void> {
    await tap(button("Close", sheet(page)));
    await sheet(page).waitFor({ state: "detached" });
  }

  async function done(): Promise<void> {
    await tap(button("Done", sheet(page)));
    await sheet(page).waitFor({ state: "detached" });
  }

  async function log(pupil: string, what: string, more: Partial<Meant> = {}): Promise<void> {
    await entry({ type: "behaviour-log", pupil, what, ...more }, async () => {
      await tap(link(new RegExp(pupil), inTheRoom(page)));
      await tap(button(what, sheet(page)));
      await savedStrip(page)
        .filter({ hasText: `– ${what}` })
        .waitFor();
      // The sheet grows once more, by the detail.
      await sheet(page).getByLabel("Note", { exact: true }).waitFor();
    });
  }

  const whereIs = (pupil: string): Locator => page.getByRole("group", { name: `Where is ${pupil}?` });

  async function say(pupil: string, state: string): Promise<void> {
    await entry({ type: "whereabouts", pupil, what: state }, async () => {
      await tap(button(state, whereIs(pupil)));
      await whereIs(pupil).getByRole("button", { name: state, exact: true, pressed: true }).waitFor();
    });
  }

  /** Says of those whom nobody expects in this period that they are here; the list then holds all of them. */
  async function allHere(pupils: readonly string[]): Promise<void> {
    await today();
    // Who is not in the list is known once all of it stands: its head says how many there are.
    const head = main().getByText(/^This period, \d+$/);
    const drawn = async (): Promise<boolean> => {
      const rows = await inTheRoom(page).locator(":scope > li").count();
      return (await head.count()) === 0 || (await head.textContent()) === `This period, ${rows}`;
    };
    await expect.poll(drawn).toBe(true);
    const missing: string[] = [];
    for (const pupil of pupils) if ((await whereIs(pupil).count()) === 0) missing.push(pupil);
    if (missing.length === 0) return;
    await tap(main().getByRole("radio", { name: /^Everyone, \d+$/ }));
    for (const pupil of missing) await say(pupil, "Here");
    await tap(main().getByRole("radio", { name: /^This period, \d+$/ }));
  }

  /** `start`: when the period began, which is when its session log is. */
  async function sweep(start: string, levels: { readonly [pupil: string]: string }): Promise<void> {
    const rated = Object.entries(levels).map(([pupil, what]) => ({
      type: "session-log",
      pupil,
      what,
      when: `${day}T${start}`,
    }));
    await entry(rated, async () => {
      const halfWritten = await draftsOn(page);
      await tap(link("Rate the period"));
      for (const [pupil, level] of Object.entries(levels))
        await tap(button(level, page.getByRole("group", { name: `How calm was ${pupil}?` })));
      await tap(button("Save ratings"));
      await page.getByText(`${rated.length} pupils rated`).waitFor();
      // Half an hour passes at once here, and a lock gives what is under way less than a second.
      await expect.poll(() => draftsOn(page)).toBeLessThanOrEqual(halfWritten);
    });
  }

  /** The last tap of an arrival, which says why and saves: the types are those of the records it makes. */
  async function arrival(pupil: string, why: string, types: readonly string[]): Promise<void> {
    const what: { readonly [type: string]: string } = { whereabouts: "Here", visit: why, removal: "Removed" };
    const made = types.map((type) => ({ type, pupil, what: what[type] ?? "" }));
    await entry(made, async () => {
      await tap(button(why));
      await page.getByText(/^Saved on this tablet/).waitFor();
    });
  }

  return {
    day,
    arrival,
    entries,
    taps,
    page: () => page,
    main,
    button,
    link,
    now,
    take: (fresh: Page, time: string, size: { readonly width: number; readonly height: number }) =>
      take(fresh, instantOf(time), size),
    /** The battery falls out; started again, its clock has gone on. */
    async dies(size: { readonly width: number; readonly height: number }): Promise<void> {
      const then = await clock();
      await tablet.kill();
      await take(await tablet.restart(), then, size);
    },
    is(who: { readonly shownAs: string }): void {
      adult = who;
    },
    at,
    open,
    tap,
    entry,
    today,
    /** From now on the list shows whoever is in IAP, expected or not. */
    async everyone(): Promise<void> {
      await today();
      await tap(main().getByRole("radio", { name: /^Everyone, \d+$/ }));
    },
    task,
    close,
    done,
    log,
    say,
    allHere,
    sweep,
  };
}

const isPersona = (who: Persona | { readonly shownAs: string } | undefined): who is Persona =>
  who !== undefined && "label" in who;

/** The local moment of an instant, to the minute, where this machine stands. */
function localText(instant: number): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  const at = new Date(instant);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
