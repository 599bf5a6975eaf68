// Every address of the app, for every adult a visitor can be and a cover adult: it opens without a signal, everybody can
// use it, held either way, light or dark; the browser remembers nothing that is typed into it; no title tells a name;
// nobody else is asked for anything. And while names are hidden, no name stands anywhere.

import type { Page } from "playwright-core";
import { matchRoutes } from "react-router";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  banner,
  closeSheet,
  comeIn,
  comeInAs,
  enterDemo,
  fillIn,
  lock,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
  type Persona,
} from "./at-the-tablet.ts";
import { everyAddress, type Screen } from "./every-address.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { routePatterns } from "./route-patterns.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const PORTRAIT = { width: 820, height: 1180 };
const LANDSCAPE = { width: 1180, height: 820 };

/** How the tablet is held, and what its owner likes to read. */
interface View {
  readonly size: typeof PORTRAIT;
  readonly scheme: "light" | "dark";
}
const UPRIGHT: View = { size: PORTRAIT, scheme: "light" };
const UPRIGHT_DARK: View = { size: PORTRAIT, scheme: "dark" };
const LYING: View = { size: LANDSCAPE, scheme: "light" };
const LYING_DARK: View = { size: LANDSCAPE, scheme: "dark" };

/** What axe finds of a screen that changes with its colours and its width, and with nothing else. */
const OF_THE_VIEW = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"];

let school: School;
let book: ServerBook;
let tablet: Tablet;
let page: Page;
let screens: readonly Screen[];
let names: readonly string[];
const asked: string[] = [];

beforeAll(async () => {
  school = await openSchool();
  book = openBook(school);
  tablet = await school.tablet("visitor");
  tablet.context().on("request", (request) => void asked.push(request.url()));
  page = await enterDemo(tablet, PERSONAS.room);
  // A colour on its way to another one is neither, and a row out of sight never arrives: here nothing moves.
  await page.emulateMedia({ reducedMotion: "reduce" });
  // Each of them once while there is a signal: from then on the tablet opens for them by itself.
  await comeInAs(page, PERSONAS.reintegration);
  await comeInAs(page, PERSONAS.senco);
  names = book.pupilNames();
  screens = everyAddress(book);
  await tablet.offline();
});
afterAll(async () => {
  await school.close();
});

/** Goes to an address as a link would, and waits until its screen stands. */
async function visit({ path, heading }: Pick<Screen, "path" | "heading">): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);
  await stands(heading);
}

async function stands(heading: string | RegExp): Promise<void> {
  const exact = typeof heading === "string";
  await page.getByRole("heading", { name: heading, exact }).first().waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes("Opening…"));
}

async function openAs(persona: Persona): Promise<void> {
  await page.goto(`${tablet.url}/today`);
  await openWithWords(page, persona);
}

/** The same screen, turned and in other colours; nothing is loaded again. */
async function look({ size, scheme }: View, forcedColors: "none" | "active" = "none"): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: scheme, forcedColors });
  await page.waitForFunction((theme) => document.documentElement.dataset["theme"] === theme, scheme);
}

const inWords = ({ size, scheme }: View): string => `${size.width} wide, ${scheme}`;

/** What is wrong with the screen that stands, one line each. */
async function faults(where: string, without: readonly string[] = []): Promise<readonly string[]> {
  const title = await page.title();
  return [
    ...(await axeFaults(page, without)),
    ...(await rememberedFields(page)).map((field) => `remembers what is typed: ${field}`),
    ...names
      .filter((name) => name.split(" ").some((part) => title.includes(part)))
      .map((name) => `title tells ${name}`),
  ]
    .map((fault) => `${where}: ${fault}`)
    .concat(await sideways(where));
}

/** The same of a screen seen before, as far as it can differ in another view. */
async function faultsOfView(where: string): Promise<readonly string[]> {
  return (await axeFaults(page, [], OF_THE_VIEW)).map((fault) => `${where}: ${fault}`).concat(await sideways(where));
}

async function sideways(where: string): Promise<readonly string[]> {
  const tooWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  // What follows the width by script does so in a frame after it.
  if ((await tooWide()) > 0) await page.evaluate(twoFrames);
  const by = await tooWide();
  return by > 0 ? [`${where}: scrolls sideways by ${by} px`] : [];
}

/** Runs in the page. */
const twoFrames = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** The pattern of routes that an address belongs to. */
const patternOf = (path: string, patterns: readonly string[]): string | undefined =>
  matchRoutes(
    patterns.map((pattern) => ({ path: pattern })),
    path.replace(/\?.*/, ""),
  )?.at(-1)?.route.path;

test("the list of screens names every address the app knows", () => {
  const patterns = routePatterns();
  const named = new Set(screens.map(({ path }) => patternOf(path, patterns)));
  expect(patterns.length).toBeGreaterThan(50);
  expect(patterns.filter((pattern) => !named.has(pattern))).toEqual([]);
});

/** Elements with words that keep their own colours where the person has chosen theirs. */
async function refusingForcedColours(): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => !(element instanceof SVGElement) && element.textContent !== "")
      .filter((element) => getComputedStyle(element).getPropertyValue("forced-color-adjust") === "none")
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** The browser chooses these colours, and axe reads those it would have had; so nothing may refuse the choice. */
async function faultsInForcedColours({ path, main }: Screen): Promise<readonly string[]> {
  const found: string[] = [];
  for (const view of main ? [UPRIGHT, LYING_DARK] : [UPRIGHT]) {
    await look(view, "active");
    const where = `${path}, ${inWords(view)}, forced colours`;
    found.push(...(await refusingForcedColours()).map((element) => `${where}: keeps its own colours: ${element}`));
    found.push(...(await (main && view === UPRIGHT ? faults(where, ["color-contrast"]) : sideways(where))));
  }
  return found;
}

const PASSES: readonly {
  readonly persona: Persona;
  readonly views: readonly [View, View];
  /** Those built alike as well. */
  readonly whole?: true;
  readonly forced?: true;
}[] = [
  { persona: PERSONAS.room, views: [UPRIGHT, LYING_DARK], whole: true, forced: true },
  { persona: PERSONAS.reintegration, views: [LYING, UPRIGHT_DARK] },
  { persona: PERSONAS.senco, views: [LYING_DARK, UPRIGHT], whole: true },
];

/** Each screen is opened once and looked at in turn: opening costs more than looking. */
test.each(PASSES)(
  "$persona.shownAs: every screen opens without a signal and has no fault, held either way, light, dark or in forced colours",
  async ({ persona, views: [first, then], whole, forced }) => {
    await page.goto(`${tablet.url}/today`);
    await look(first);
    await openWithWords(page, persona);
    const found: string[] = [];
    for (const screen of screens.filter(({ alike }) => whole || !alike)) {
      await look(first);
      await visit(screen);
      found.push(...(await faults(`${screen.path}, ${inWords(first)}`)));
      await look(then);
      found.push(...(await faultsOfView(`${screen.path}, ${inWords(then)}`)));
      if (forced) found.push(...(await faultsInForcedColours(screen)));
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
    expect(found).toEqual([]);
  },
  900_000,
);

test("the door: welcome is left behind, the lock and the five words have no fault, and say no name", async () => {
  const found: string[] = [];
  for (const size of [PORTRAIT, LANDSCAPE]) {
    await page.setViewportSize(size);
    await page.goto(`${tablet.url}/pupils`);
    await page.getByRole("button", { name: PERSONAS.room.label, exact: true }).waitFor();
    found.push(...(await faults("lock")));
    await page.getByRole("button", { name: PERSONAS.room.label, exact: true }).click();
    await page.getByRole("button", { name: "Open", exact: true }).waitFor();
    found.push(...(await faults("five words")), ...namesIn(await everyText(page)));
  }
  expect(found).toEqual([]);
});

test("each address, typed or from a bookmark, leads to its screen without a signal", async () => {
  await page.setViewportSize(PORTRAIT);
  // One of each part of the app that is fetched by itself; the others of that part were opened above.
  const wanted = [
    "/today/several",
    "/milestones",
    "/decisions",
    "/sync/finder",
    "/more",
    "/school/day",
    "/school/import/pupils",
  ];
  for (const screen of screens.filter(({ path }) => wanted.some((end) => path.endsWith(end)))) {
    await page.goto(tablet.url + screen.path);
    await openWithWords(page, PERSONAS.room);
    await stands(screen.heading);
    expect(page.url()).toBe(tablet.url + screen.path);
  }
  // The worker asks of an address only whether the server alone may answer it: one of each part tells.
  for (const path of new Map(screens.map((screen) => [screen.path.split("/")[1], screen.path])).values()) {
    const answer = await page.goto(tablet.url + path, { waitUntil: "commit" });
    expect([answer?.status(), answer?.fromServiceWorker()], path).toEqual([200, true]);
  }
});

test("what a shared tablet may not hold cannot be written on it by its address either", async () => {
  // Whoever takes the tablet over decides whose it is: the room's is a shared one.
  await tablet.online();
  await page.goto(`${tablet.url}/today`);
  await comeIn(page, PERSONAS.room);
  await tablet.offline();
  await visit({ path: `/pupils/${book.pupil("Daniel", "Kowalczyk")}/new/circumstances`, heading: "Daniel Kowalczyk" });
  await page.getByText("Circumstances are not kept on shared tablets").waitFor();
  expect(await page.getByRole("main").locator("form").count()).toBe(0);
});

test("[A34] a cover adult's screens have no fault either, and there are no others", async () => {
  // A notice of force says to a cover adult that it is not on this tablet: nothing of it is theirs.
  const patterns = routePatterns("screens/cover/cover-routes.tsx").filter((one) => !one.startsWith("/force/:"));
  const daniel = `/pupils/${book.pupil("Daniel", "Kowalczyk")}`;
  const theirs = screens
    .filter(({ path }) => patternOf(path, patterns) !== undefined)
    .filter(({ path }) => !path.startsWith("/pupils/") || path === daniel)
    .map((screen) => (screen.path === daniel ? { ...screen, heading: "Daniel Kowalczyk" } : screen));
  expect(new Set(theirs.map(({ path }) => patternOf(path, patterns)))).toEqual(new Set(patterns));
  await openAs(PERSONAS.room);
  await visit({ path: "/cover", heading: "Let a cover adult in" });
  await fillIn(page, { "First name": "Robin", "Last name": "Cole" });
  await page.getByRole("button", { name: "Hand the tablet to them" }).click();
  await banner(page)
    .getByText(/^Cover: Robin Cole/)
    .waitFor();
  const found: string[] = [];
  for (const screen of [...theirs, { path: `${daniel}/timeline`, heading: "Not for cover adults" }]) {
    await look(UPRIGHT);
    await visit(screen);
    found.push(...(await faults(`${screen.path}, ${inWords(UPRIGHT)}`)));
    await look(LYING_DARK);
    found.push(...(await faultsOfView(`${screen.path}, ${inWords(LYING_DARK)}`)));
  }
  await page.emulateMedia({ colorScheme: null });
  expect(found).toEqual([]);
  await page.getByRole("button", { name: "Lock and hand back" }).click();
  await page.getByRole("heading", { name: "Who is here?" }).waitFor();
});

test("while names are hidden no pupil's name stands in a text, a label or a title", async () => {
  await openAs(PERSONAS.room);
  await quickLog(page, "Amara Okafor", "Calm start");
  await closeSheet(page);
  await banner(page).getByRole("button", { name: "Hide names" }).click();
  await banner(page)
    .getByText(/^Names hidden/)
    .waitFor();
  const tells: { readonly [path: string]: string } = {
    "/today": "A O",
    "/today/here": "A O",
    "/today/left": "A O",
    "/pupils": "D K",
    "/decisions": "D K",
    "/sync": "A O",
  };
  const found: string[] = [];
  for (const { path, heading, hidden, main } of screens) {
    await visit({ path, heading: hidden ?? heading });
    await expect.poll(() => everyText(page), { message: path }).toContain(tells[path] ?? "");
    const text = await everyText(page);
    found.push(...namesIn(text).map((name) => `${path}: ${name}`));
    found.push(...partsIn(text).map((part) => `${path}: ${part}`));
    if (main) found.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
  }
  expect(found).toEqual([]);
  await banner(page).getByRole("button", { name: "Show names" }).click();
  await visit({ path: "/pupils", heading: "Pupils" });
  // The same eyes see the names when they are there.
  await expect.poll(async () => namesIn(await everyText(page))).toContain("Amara Okafor");
  expect(partsIn(await everyText(page))).toContain("Okafor");
  await lock(page);
});

/** Everything a person could read or be read: texts, also those out of sight, labels, hints, values and the title. */
async function everyText(of: Page): Promise<string> {
  return of.evaluate(() => {
    const told = ["aria-label", "aria-description", "title", "alt", "placeholder", "value"];
    const labels = [...document.querySelectorAll("*")].flatMap((element) =>
      told.map((name) => element.getAttribute(name) ?? "").filter((words) => words !== ""),
    );
    const values = [...document.querySelectorAll("input, textarea")].map((box) => (box as HTMLInputElement).value);
    return [document.title, document.body.textContent, ...labels, ...values].join("\n");
  });
}

/** The pupils whose whole name stands in a text. */
const namesIn = (text: string): readonly string[] => names.filter((name) => text.includes(name));

/** First and last names of those whom the room knows best. */
const partsIn = (text: string): readonly string[] =>
  ["Amara", "Okafor", "Daniel", "Kowalczyk", "Ruby", "Sutcliffe", "Tyrese", "Campbell"].filter((part) =>
    text.includes(part),
  );

test("nobody else was asked for anything, and no page complained", () => {
  expect(asked.length).toBeGreaterThan(100);
  expect([...new Set(asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).origin))]).toEqual([
    tablet.url,
  ]);
  expect(asked.filter((url) => !/^(https?|blob|data):/.test(url))).toEqual([]);
  expect(ownComplaints(tablet)).toEqual([]);
});
