// Every address of the app, for every adult a visitor can be: it opens without a signal, everybody can use it, held
// either way, light or dark; the browser remembers nothing that is typed into it; no title tells a name; nobody else
// is asked for anything. And while names are hidden, no name stands anywhere.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  banner,
  closeSheet,
  comeIn,
  comeInAs,
  enterDemo,
  lock,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
  type Persona,
} from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const PORTRAIT = { width: 820, height: 1180 };
const LANDSCAPE = { width: 1180, height: 820 };

interface Screen {
  readonly path: string;
  /** A heading by which it is known. */
  readonly heading: string | RegExp;
  /** Looked at in forced colours as well. */
  readonly main?: true;
}

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
  // Each of them once while there is a signal: from then on the tablet opens for them by itself.
  await comeInAs(page, PERSONAS.reintegration);
  await comeInAs(page, PERSONAS.senco);
  names = book.pupilNames();
  screens = allScreens();
  await tablet.offline();
});
afterAll(async () => {
  await school.close();
});

function allScreens(): readonly Screen[] {
  const amara = book.pupil("Amara", "Okafor");
  const daniel = book.pupil("Daniel", "Kowalczyk");
  const ruby = book.pupil("Ruby", "Sutcliffe");
  const tyrese = book.pupil("Tyrese", "Campbell");
  const of = (type: string): string => `/pupils/${daniel}/record/${book.record(type, daniel)}`;
  const under = (path: string): string => `/pupils/${daniel}/${path}`;
  return [
    { path: "/today", heading: /^Tuesday/, main: true },
    { path: `/today/log/${amara}`, heading: "Amara Okafor", main: true },
    { path: "/today/several", heading: "Log for several", main: true },
    { path: "/today/sweep", heading: "Rate the period", main: true },
    { path: "/today/sessions", heading: "Session logs to complete" },
    { path: `/today/session/${amara}`, heading: "Session log, Amara" },
    { path: "/today/here", heading: "Who is here", main: true },
    { path: "/today/left", heading: "Left the room" },
    { path: "/today/arrival", heading: "Add arrival", main: true },
    { path: `/today/removal/${tyrese}/${book.record("removal", tyrese)}`, heading: "Removal from lesson, Tyrese" },
    { path: "/safety", heading: "Worried about safety?", main: true },
    { path: "/force", heading: "Force, seclusion or restraint" },
    { path: "/force/new", heading: "Start a record of force" },
    { path: `/force/${ruby}/${book.record("force-notice", ruby)}`, heading: "Record of force, Ruby" },
    { path: `/force/${ruby}/${book.record("force-notice", ruby)}/record`, heading: "The record, Ruby" },
    { path: "/day-end", heading: "End of day", main: true },
    { path: "/check-in", heading: "Pupil check-in" },
    { path: `/check-in/${amara}`, heading: "Pupil check-in" },
    { path: "/pupils", heading: "Pupils", main: true },
    { path: "/pupils/new", heading: "Add a pupil" },
    { path: `/pupils/${daniel}`, heading: "What helps", main: true },
    { path: under("plan"), heading: "Plan", main: true },
    { path: under("placement"), heading: "Placement and baseline" },
    { path: under("milestones"), heading: "Milestones", main: true },
    { path: under("behaviour"), heading: "Behaviour and sessions", main: true },
    { path: under(`behaviour/${book.record("behaviour-log", daniel)}`), heading: "In depth", main: true },
    { path: under("support"), heading: "Support" },
    { path: under("timeline"), heading: "Timeline", main: true },
    { path: under("new/plan"), heading: "Write the plan" },
    { path: under("new/placement"), heading: "Start a referral" },
    { path: under(`new/baseline?placement=${book.record("placement", daniel)}`), heading: "Baseline" },
    { path: under("new/contact"), heading: "Add a contact" },
    { path: under("new/suspension"), heading: "Record a suspension" },
    { path: under("new/milestone"), heading: "Add a milestone" },
    { path: under("new/sen-note"), heading: "Add a SEN note" },
    { path: under("new/repair"), heading: "Putting it right" },
    { path: under("new/parent-contact"), heading: "Contact with home" },
    { path: of("behaviour-log"), heading: /^[A-Z][a-z]/ },
    { path: of("session-log"), heading: /^Period \d/ },
    { path: of("contact"), heading: /Kowalczyk$/ },
    { path: `${of("contact")}/edit`, heading: "Contact" },
    { path: `${of("milestone")}/edit`, heading: "Milestone" },
    { path: `${of("plan")}/edit/at-a-glance`, heading: "At a glance", main: true },
    { path: `${of("plan")}/edit/what-to-look-for`, heading: "What to look for" },
    { path: `${of("plan")}/edit/timetable`, heading: "Timetable" },
    { path: "/decisions", heading: "Decisions", main: true },
    { path: "/sync", heading: "Sending and saving", main: true },
    { path: "/sync/finder", heading: "What a finder sees" },
    { path: "/more", heading: "More" },
    { path: "/pin", heading: "Your PIN" },
    { path: "/notes", heading: "Notes to file" },
    { path: "/cover", heading: "Let a cover adult in" },
    { path: "/school", heading: "Your school" },
    { path: "/school/accounts", heading: "Who can sign in" },
    { path: "/school/caseloads", heading: "Who works with whom" },
    { path: "/school/caseloads/new", heading: "Add a caseload" },
    { path: `/school/caseloads/${amara}`, heading: "Caseload" },
    { path: "/school/emergency", heading: "Opened in an emergency" },
    { path: "/school/settings", heading: "School and safeguarding lead" },
    { path: "/school/day", heading: "School day" },
    { path: "/school/categories", heading: "Behaviour categories" },
    { path: "/school/rooms", heading: "Rooms" },
    { path: "/school/changed-days/new", heading: "Add a day" },
    { path: "/school/people", heading: "Adults" },
    { path: "/school/templates", heading: "Milestone templates" },
    { path: "/school/categories/new", heading: "Add a category" },
    { path: `/school/people/${book.adult("Mr Murray")}`, heading: "Mr Murray" },
    { path: "/school/devices", heading: "Tablets and other devices" },
    { path: `/school/devices/${book.adult("Mr Murray")}`, heading: "Tablet or other device" },
    { path: "/school/set-aside", heading: "Set aside" },
    { path: "/school/audit", heading: "Who saw and changed what" },
    { path: "/school/import/pupils", heading: "Bring in pupils" },
    { path: "/nowhere", heading: "Nothing stands here" },
  ];
}

/** Goes to an address as a link would, and waits until its screen stands. */
async function visit({ path, heading }: Screen): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);
  await stands(heading);
}

async function stands(heading: string | RegExp): Promise<void> {
  const exact = typeof heading === "string";
  await page.getByRole("heading", { name: heading, exact }).first().waitFor();
  await page.waitForFunction(
    () =>
      !document.body.innerText.includes("Opening…") &&
      // A sheet that is still rising is paler than it will be.
      document.getAnimations().every(({ playState }) => playState !== "running"),
  );
}

async function openAs(persona: Persona): Promise<void> {
  await page.goto(`${tablet.url}/today`);
  await openWithWords(page, persona);
}

/** What is wrong with the screen that stands, one line each. */
async function faults(where: string, without: readonly string[] = []): Promise<readonly string[]> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const title = await page.title();
  return [
    ...(await axeFaults(page, without)),
    ...(await rememberedFields(page)).map((field) => `remembers what is typed: ${field}`),
    ...(sideways > 0 ? [`scrolls sideways by ${sideways} px`] : []),
    ...names
      .filter((name) => name.split(" ").some((part) => title.includes(part)))
      .map((name) => `title tells ${name}`),
  ].map((fault) => `${where}: ${fault}`);
}

test("the list of screens names every address the app knows", () => {
  const source = (file: string): string =>
    readFileSync(fileURLToPath(new URL(`../../src/app/${file}`, import.meta.url)), "utf8");
  const files = ["routes.tsx", "screens/pupil/pupil-routes.tsx", "screens/school/school.tsx"];
  const patterns = files.flatMap((file) =>
    [...source(file).matchAll(/<Route path="([^"*]+)\/?\*?"/g)].map(([, path = ""]) => path),
  );
  expect(patterns.length).toBeGreaterThan(20);
  const ends = (pattern: string): RegExp =>
    new RegExp(`(^|/)${pattern.replaceAll(/:\w+/g, "[^/]+").replace(/\/$/, "")}(\\?.*)?(/|$)`);
  expect(patterns.filter((pattern) => !screens.some(({ path }) => ends(pattern).test(path)))).toEqual([]);
});

const VIEWS = [
  { persona: PERSONAS.room, size: PORTRAIT, scheme: "light" },
  { persona: PERSONAS.room, size: LANDSCAPE, scheme: "dark" },
  { persona: PERSONAS.reintegration, size: LANDSCAPE, scheme: "light" },
  { persona: PERSONAS.reintegration, size: PORTRAIT, scheme: "dark" },
  { persona: PERSONAS.senco, size: PORTRAIT, scheme: "light" },
  { persona: PERSONAS.senco, size: LANDSCAPE, scheme: "dark" },
] as const;

test.each(VIEWS)(
  "$persona.shownAs, $size.width wide, $scheme: every screen opens without a signal and has no fault",
  async (view) => {
    await page.setViewportSize(view.size);
    await page.emulateMedia({ colorScheme: view.scheme, forcedColors: "none" });
    await openAs(view.persona);
    const found: string[] = [];
    for (const screen of screens) {
      await visit(screen);
      found.push(...(await faults(screen.path)));
    }
    expect(found).toEqual([]);
  },
);

/** Elements with words that keep their own colours where the person has chosen theirs. */
async function refusingForcedColours(): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => !(element instanceof SVGElement) && element.textContent !== "")
      .filter((element) => getComputedStyle(element).getPropertyValue("forced-color-adjust") === "none")
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

test("in forced colours the screens of every day have no fault either", async () => {
  const found: string[] = [];
  for (const [size, colorScheme] of [
    [PORTRAIT, "light"],
    [LANDSCAPE, "dark"],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, forcedColors: "active" });
    for (const screen of screens.filter(({ main }) => main)) {
      await visit(screen);
      // The browser chooses these colours, and axe reads those it would have had; so nothing may refuse the choice.
      found.push(...(await faults(`${screen.path}, ${colorScheme}`, ["color-contrast"])));
      found.push(
        ...(await refusingForcedColours()).map((element) => `${screen.path}: keeps its own colours: ${element}`),
      );
    }
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  expect(found).toEqual([]);
});

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
  for (const { path } of screens) {
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

test("while names are hidden no pupil's name stands in a text, a label or a title", async () => {
  await openAs(PERSONAS.room);
  await quickLog(page, "Amara Okafor", "Calm start");
  await closeSheet(page);
  await banner(page).getByRole("button", { name: "Hide names" }).click();
  await banner(page)
    .getByText(/^Names hidden/)
    .waitFor();
  const daniel = book.pupil("Daniel", "Kowalczyk");
  const places: readonly Screen[] = [
    { path: "/today", heading: /^Tuesday/ },
    { path: "/today/here", heading: "Who is here" },
    { path: "/today/left", heading: "Left the room" },
    { path: "/pupils", heading: "Pupils" },
    { path: `/pupils/${daniel}`, heading: "D K" },
    { path: `/pupils/${daniel}/timeline`, heading: "D K" },
    { path: "/decisions", heading: "Decisions" },
    { path: "/sync", heading: "Sending and saving" },
  ];
  const found: string[] = [];
  for (const place of places) {
    await visit(place);
    const text = await everyText(page);
    expect(text, place.path).toContain(place.path === "/sync" || place.path.startsWith("/today") ? "A O" : "D K");
    found.push(...namesIn(text).map((name) => `${place.path}: ${name}`));
    found.push(...(await axeFaults(page)).map((fault) => `${place.path}: ${fault}`));
  }
  expect(found).toEqual([]);
  await banner(page).getByRole("button", { name: "Show names" }).click();
  await visit({ path: "/pupils", heading: "Pupils" });
  // The same eyes see the names when they are there.
  expect(namesIn(await everyText(page))).toContain("Amara Okafor");
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

test("nobody else was asked for anything, and no page complained", () => {
  expect(asked.length).toBeGreaterThan(100);
  expect([...new Set(asked.filter((url) => /^https?:/.test(url)).map((url) => new URL(url).origin))]).toEqual([
    tablet.url,
  ]);
  expect(asked.filter((url) => !/^(https?|blob|data):/.test(url))).toEqual([]);
  expect(ownComplaints(tablet)).toEqual([]);
});
