// A school day of the room on one tablet, held and touched as a tablet is: eight pupils, six periods, two adults and a
// cover adult who hand it over, sixty entries and more. From five past nine until ten to three there is no signal; a newer
// version is taken in the middle of a form; the battery falls out in the middle of a note. Afterwards every entry is on
// the server, under the right name and of the right minute, and every figure on the screens is added up again from the
// server's own records. The taps of each task are counted where they arrive. Each test goes on where the one before ended.

import { addDays } from "#casework/day.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  banner,
  enterDemo,
  everythingSent,
  fillIn,
  inTheRoom,
  newVersionIn,
  ownComplaints,
  PERSONAS,
  savedStrip,
  sheet,
  statusButton,
} from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import { buildRelease, type Release } from "./release.ts";
import { type DayBook, readDayBook } from "./school-day-book.ts";
import { addUp, type Figures } from "./school-day-figures.ts";
import { createRoomDay, type RoomDay } from "./school-day-room.ts";
import { countedSteps, goTo, handOffLines, lastRow, listLines, rollCall, waiting } from "./school-day-screens.ts";
import { faultsOfLastEntries, faultsOfToday, linesToComplete, parted } from "./school-day-today.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const PORTRAIT = { width: 820, height: 1180 };
const LANDSCAPE = { width: 1180, height: 820 };
const { room, reintegration } = PERSONAS;
const COVER = { shownAs: "Robin Cole" };
const [AMARA, DANIEL, KOFI, LEO, MIA, RUBY, TYRESE, ZAYNAB] = [
  "Amara Okafor",
  "Daniel Kowalczyk",
  "Kofi Mensah",
  "Leo Fairhurst",
  "Mia Thornton",
  "Ruby Sutcliffe",
  "Tyrese Campbell",
  "Zaynab Hussain",
] as const;
const EIGHT = [AMARA, DANIEL, KOFI, LEO, MIA, RUBY, TYRESE, ZAYNAB];
const LEVELS = ["Calm", "Mostly calm", "Unsettled"];

let school: School;
let release: Release;
let book: ServerBook;
let tablet: Tablet;
let day: RoomDay;
/** The last number the server gave before the signal went. */
let before: number;
/** The last one it had given when everything of that time was sent. */
let untilSent: number;
let dayBook: DayBook;
/** In the directory of the demo school, and nowhere else in it. */
let neverInIap: string;
/** Who came in period 1 and was not expected. */
let visitor: string;
/** What "Sending and saving" said while there was none. */
let unsent: { readonly big: string; readonly each: { readonly [name: string]: number }; readonly dayEnd: string };

beforeAll(async () => {
  school = await openSchool();
  release = buildRelease("0.1.1");
  book = openBook(school);
  tablet = await school.tablet("day");
  const page = await enterDemo(tablet, room);
  neverInIap = book.neverInIap();
  day = createRoomDay({ tablet, book });
  await day.take(page, "08:50", PORTRAIT);
  await day.open(room);
});
afterAll(async () => {
  await school.close();
  release.remove();
});

const saved = (): Promise<void> =>
  day
    .page()
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();

/** Another level for each, another way round in each period. */
const levels = (turn: number): { readonly [pupil: string]: string } =>
  Object.fromEntries(EIGHT.map((pupil, i) => [pupil, LEVELS[(i + turn) % LEVELS.length] ?? ""]));

test("period 1, a signal until five past nine: eight arrive, a newer version comes and waits", async () => {
  const { tap, link } = day;
  await day.allHere(EIGHT);
  for (const pupil of EIGHT) {
    const here = day
      .page()
      .getByRole("group", { name: `Where is ${pupil}?` })
      .getByRole("button", { name: "Here" });
    if ((await here.getAttribute("aria-pressed")) === "false") await day.say(pupil, "Here");
  }
  await release.built;
  await school.server.stop();
  await school.server.start({}, release.root);
  await day.page().evaluate(() => window.dispatchEvent(new Event("focus")));
  await day.page().getByRole("button", { name: "Update now" }).waitFor();
  await day.at("09:04");
  await everythingSent(day.page());
  await day.at("09:05");
  await tablet.offline();
  before = book.lastSeq();
  await day.at("09:08");
  await day.task("quick log", () => day.log(AMARA, "Calm start"));
  await sheet(day.page()).getByText("3 of 3 calm starts. Mr Patel to confirm.").waitFor();
  await day.close();
  await day.at("09:12");
  await day.task("quick log with detail", async () => {
    await day.log(KOFI, "Worked well");
    await tap(sheet(day.page()).getByRole("group", { name: "How strong" }).getByRole("radio", { name: "Slight" }));
    await day.done();
  });
  await day.at("09:15");
  await day.task("quick log", () => day.log(MIA, "Kind to others"));
  await day.close();
  await day.at("09:18");
  await day.task("unplanned arrival", async () => {
    await tap(link("Add arrival"));
    const listed = day.page().getByRole("list", { name: "Pupils" }).getByRole("button").first();
    await tap(listed);
    await tap(day.main().getByRole("radio", { name: "On-call" }));
    const heading = await day.page().getByRole("heading", { level: 1 }).textContent();
    visitor = (heading ?? "").replace("Arrival, ", "");
    await day.arrival(visitor, "Came to regulate", ["whereabouts", "visit"]);
  });
  await day.at("09:35");
  await day.task("sweep of eight", () => day.sweep("08:40", levels(1)));
});

test("period 2, handed over by PIN: one leaves and is found, one is removed, and the newer version is taken over a draft", async () => {
  const { tap, link, button } = day;
  await day.at("09:50", reintegration);
  await day.allHere(EIGHT);
  await day.at("09:53");
  await day.task("quick log", () => day.log(RUBY, "Worked well"));
  await day.close();
  await day.at("09:56");
  await day.task("left the room", () =>
    day.entry({ type: "left-room", pupil: DANIEL, what: "Left" }, async () => {
      await tap(link("Left the room"));
      await tap(button(new RegExp(`^${DANIEL}`), day.page().getByRole("list", { name: "Which pupil left?" })));
      await saved();
    }),
  );
  await tap(button("Reception"));
  await day.page().getByText("Reception: told.").waitFor();
  await day.at("10:00");
  await day.today();
  const open = day.page().getByRole("region", { name: "Open now" });
  await open.getByText(/^Daniel Kowalczyk left the room/).waitFor();
  await tap(button("Found", open));
  await tap(button("Corridor", open));
  await day.entry({ type: "whereabouts", pupil: DANIEL, what: "Here" }, async () => {
    await tap(button("Back here", open));
    await open.getByText(/^Daniel Kowalczyk left/).waitFor({ state: "detached" });
  });
  await day.at("10:04");
  await day.task("unplanned arrival", async () => {
    await tap(link("Add arrival"));
    const find = day.page().getByRole("textbox", { name: "Find a pupil" });
    await tap(find);
    await find.fill(neverInIap);
    await tap(day.page().getByRole("list", { name: "Pupils" }).getByRole("button").first());
    await day.arrival(neverInIap, "Removed from lesson", ["whereabouts", "visit", "removal"]);
  });
  await day.at("10:08");
  await day.today();
  const removed = open
    .locator("div")
    .filter({ hasText: new RegExp(`^${neverInIap}`) })
    .filter({ has: day.page().getByRole("button") });
  await tap(button("Could they leave?", removed.last()));
  await tap(button("Yes", removed.last()));
  await removed.last().getByText("They could leave.").waitFor();

  await day.at("10:20");
  await day.today();
  await tap(link(new RegExp(MIA), inTheRoom(day.page())));
  await tap(link("Write a session log", sheet(day.page())));
  await day.page().getByLabel("Note", { exact: true }).fill("Wrote the opening by herself, then");
  await day
    .page()
    .getByText(/^Draft saved on this tablet/)
    .waitFor();
  await tap(day.page().getByRole("button", { name: "Update now" }));
  await newVersionIn(day.page(), day.page().getByText(`Waymark ${release.version}`));
  await day.open(reintegration);
  await expect
    .poll(() => day.page().getByLabel("Note", { exact: true }).inputValue())
    .toBe("Wrote the opening by herself, then");
  expect(await day.page().getByRole("button", { name: "Update now" }).count()).toBe(0);
  await day.page().getByLabel("Note", { exact: true }).fill("Wrote the opening by herself, then read it out.");
  await day.entry(
    { type: "session-log", pupil: MIA, what: levels(2)[MIA] ?? "", when: `${day.day}T09:40` },
    async () => {
      await tap(button("Save"));
      await inTheRoom(day.page()).waitFor();
    },
  );
  // Her log of this period is there: the sweep completes it and makes none.
  await day.at("10:30");
  await day.task("sweep of eight", () => day.sweep("09:40", levels(2)));
  const sweptMia = day.entries.findLastIndex(({ type, pupil }) => type === "session-log" && pupil === MIA);
  day.entries.splice(sweptMia, 1);
});

test("period 3, a cover adult is let in, and hands back", async () => {
  const { tap, link, button } = day;
  await day.at("10:57", room);
  await day.allHere(EIGHT);
  await day.at("11:00");
  await tap(day.page().getByRole("navigation", { name: "Places" }).getByRole("link", { name: "More" }));
  await tap(link("Let a cover adult in"));
  await fillIn(day.page(), { "First name": "Robin", "Last name": "Cole" });
  await tap(button("Hand the tablet to them"));
  await banner(day.page()).getByText("Cover: Robin Cole, let in by Miss Whitworth").waitFor();
  day.is(COVER);
  // Nothing leads where a cover adult may not go, and no words of the header lie over others.
  expect(await link("Rate the period").count()).toBe(0);
  expect(await statusButton(day.page()).evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  for (const [time, pupil, category] of [
    ["11:03", TYRESE, "Kind to others"],
    ["11:07", ZAYNAB, "Asked for help"],
    ["11:10", MIA, "Asked for help"],
    ["11:14", RUBY, "Took a break"],
  ] as const) {
    await day.at(time);
    await day.task("quick log", () => day.log(pupil, category));
    await day.close();
  }
  await tap(button("Lock and hand back", day.page().locator("body")));
  await day.at("11:45", room);
  await day.task("sweep of eight", () => day.sweep("10:55", levels(3)));
});

test("period 4, held on its side: the battery falls out in the middle of a note, and the words are there", async () => {
  const { tap } = day;
  await day.page().setViewportSize(LANDSCAPE);
  await day.at("12:00", room);
  await day.allHere(EIGHT);
  await day.at("12:05");
  await day.task("quick log", () => day.log(DANIEL, "Worked well"));
  const note = () => sheet(day.page()).getByLabel("Note", { exact: true });
  await note().fill("Began with the worked example.");
  await sheet(day.page())
    .getByText(/^Draft saved on this tablet/)
    .waitFor();
  await day.dies(LANDSCAPE);
  await day.open(room);
  await tap(day.link("Go on"));
  await expect.poll(() => note().inputValue()).toBe("Began with the worked example.");
  await day.done();
  await day.at("12:20");
  await day.task("quick log", () => day.log(LEO, "Asked for help"));
  await day.close();
  await day.at("12:50");
  await day.task("sweep of eight", () => day.sweep("11:55", levels(4)));
});

test("[C22] period 5: a log of the wrong pupil is moved, session logs are completed, a milestone is confirmed", async () => {
  const { tap, link, button } = day;
  await day.at("13:40", reintegration);
  await day.allHere(EIGHT);
  await day.at("13:44");
  await day.today();
  await day.entry({ type: "behaviour-log", pupil: KOFI, what: "Unsettled" }, async () => {
    await tap(link(new RegExp(RUBY), inTheRoom(day.page())));
    await tap(button("Unsettled", sheet(day.page())));
    await savedStrip(day.page()).filter({ hasText: "– Unsettled" }).waitFor();
    await tap(button("Wrong pupil", sheet(day.page())));
    await tap(button(KOFI, sheet(day.page())));
    await day.page().getByRole("dialog", { name: KOFI }).waitFor();
  });
  await day.close();
  await day.at("13:50");
  await day.task("quick log", () => day.log(MIA, "Worked well"));
  await day.close();
  await day.at("14:00");
  await day.task("sweep of eight", () => day.sweep("13:35", levels(5)));
  await tap(link("Complete the session logs"));
  const list = day.page().getByRole("list", { name: "Session logs to complete" }).getByRole("listitem");
  await list.first().waitFor();
  for (const subject of ["English", "Maths", "Science"]) {
    const open = await list.count();
    await tap(list.first().getByRole("link"));
    await day
      .page()
      .getByRole("heading", { level: 1, name: /^Session log/ })
      .waitFor();
    await day.page().getByLabel("Subject", { exact: true }).fill(subject);
    await tap(
      day
        .page()
        .getByRole("group", { name: "Taking part" })
        .getByRole("radio", { name: /^Mostly/ }),
    );
    await tap(day.page().getByRole("group", { name: "Work returned" }).getByRole("radio", { name: "All of it" }));
    await tap(button("Save"));
    await expect.poll(() => list.count()).toBe(open - 1);
  }
  await day.at("14:10");
  await tap(day.page().getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Pupils" }));
  await tap(day.page().getByRole("list", { name: "Pupils" }).getByRole("link", { name: AMARA }).first());
  await tap(day.page().getByRole("navigation", { name: "About this pupil" }).getByRole("link", { name: "Milestones" }));
  await tap(day.page().getByRole("button", { name: "Confirm it is met : Three calm starts" }));
  await day.page().getByRole("status").filter({ hasText: "Maths with Mr Patel is back on the timetable." }).waitFor();
});

test("period 6: the last of the day, the signal comes back, and a note for the next adult", async () => {
  const { tap, link } = day;
  await day.page().setViewportSize(PORTRAIT);
  await day.at("14:28", room);
  await day.allHere(EIGHT);
  for (const [time, pupil, category] of [
    ["14:31", ZAYNAB, "Worked well"],
    ["14:34", RUBY, "Asked for help"],
    ["14:37", TYRESE, "Took a break"],
  ] as const) {
    await day.at(time);
    await day.task("quick log", () => day.log(pupil, category));
    await day.close();
  }
  await day.at("14:39");
  await day.everyone();
  await day.task("quick log", () => day.log(visitor, "Asked for help"));
  await day.close();
  await day.at("14:41");
  await day.task("sweep of eight", () => day.sweep("14:25", levels(6)));
  await day.at("14:45");
  await tap(statusButton(day.page()));
  await day.page().getByRole("heading", { name: AMARA }).waitFor();
  const big =
    (await day
      .main()
      .getByText(/^\d+ saved on this tablet$/)
      .textContent()) ?? "";
  // Some entries are about several pupils, and stand under each.
  const lines = async (): Promise<number> =>
    Object.values(await waiting(day.page())).reduce((sum, count) => sum + count, 0);
  await expect.poll(lines).toBeGreaterThanOrEqual(Number.parseInt(big, 10));
  const each = await waiting(day.page());
  await goTo(day.page(), "/day-end", "Not sent yet");
  unsent = {
    big,
    each,
    dayEnd:
      (await day
        .main()
        .getByText(/not been sent/)
        .textContent()) ?? "",
  };
  await day.at("14:50", room);
  await tablet.online();
  await everythingSent(day.page());
  untilSent = book.lastSeq();
  await day.at("15:05", room);
  await day.today();
  await tap(link("End of day", day.page().getByRole("navigation", { name: "More of the day" })));
  await fillIn(day.page(), { "For the room": "The blue chairs are back." });
  await tap(day.page().getByRole("button", { name: "Save for the next adult" }));
  await saved();
  await everythingSent(day.page());
  await expect.poll(() => book.recordsThatSay("The blue chairs are back.")).toBe(1);
  dayBook = readDayBook(book, day.day);
});

test("every entry is on the server once, under the right name and of the right minute", async () => {
  const written = dayBook.entries();
  const line = ({ type, pupil, what, by }: { type: string; pupil: string; what: string; by: string }): string =>
    `${pupil}: ${what} (${type}), ${by}`;
  expect(written.map(line).sort()).toEqual(day.entries.map(line).sort());
  const wrong: string[] = [];
  const left = [...written];
  for (const meant of day.entries) {
    const fits = left.findIndex(
      (one) =>
        line(one) === line(meant) &&
        meant.from <= one.written &&
        one.written <= meant.to &&
        (meant.when === undefined ? meant.from <= one.when && one.when <= meant.to : one.when === meant.when),
    );
    if (fits < 0) wrong.push(`${line(meant)}, ${meant.when ?? ""} ${meant.from} to ${meant.to}`);
    else left.splice(fits, 1);
  }
  expect({ wrong, left }).toEqual({ wrong: [], left: [] });
  expect(day.entries.filter(({ type }) => type !== "whereabouts").length).toBeGreaterThanOrEqual(60);
  expect(new Set(day.entries.map(({ by }) => by))).toEqual(new Set(["Miss Whitworth", "Mrs Khan", "Robin Cole"]));
});

test("what waited without a signal was told in the number and under the names of what the server then took", async () => {
  const filed = book.lines().filter(({ seq }) => seq > before && seq <= untilSent);
  const envelopes = new Set(filed.map(({ envelope }) => envelope)).size;
  expect(unsent.big).toBe(`${envelopes} saved on this tablet`);
  expect(unsent.dayEnd).toMatch(new RegExp(`^${envelopes} entries have not been sent`));
  const perPupil = new Map<string, Set<string>>();
  for (const { record, envelope } of filed) {
    const scope = book.scopeOf(record);
    const name =
      dayBook.pupilId(dayBook.pupilName(scope)) === scope ? dayBook.pupilName(scope) : "The school’s own lists";
    perPupil.set(name, (perPupil.get(name) ?? new Set()).add(envelope));
  }
  expect(unsent.each).toEqual(Object.fromEntries([...perPupil].map(([name, held]) => [name, held.size])));
});

/** The screen says what the book adds up to at the minute that stands on the tablet. */
async function agrees(what: string, differs: (figures: Figures) => Promise<readonly string[]>): Promise<void> {
  const me = book.adult(room.shownAs);
  await expect.poll(async () => differs(addUp(dayBook, { now: await day.now(), me })), { message: what }).toEqual([]);
}

test("Today: who is expected, where each is, what was last, how far each step is, and the adult’s own last entries", async () => {
  await goTo(day.page(), "/today", /^Wednesday/);
  await agrees("Today", (figures) => faultsOfToday(day.page(), figures, dayBook));
  const me = book.adult(room.shownAs);
  await agrees("your last entries", (figures) => faultsOfLastEntries(day.page(), figures, dayBook, me));
  const late = dayBook.read("force-notice").filter((one) => one.text("finishedAt") === "").length;
  await day
    .main()
    .getByText(`${late} force record${late === 1 ? " is" : "s are"} due, late.`)
    .waitFor();
});

test("who is here, and what is missing, are what the book adds up to", async () => {
  await goTo(day.page(), "/today/here", "Who is here");
  await agrees("who is here", async (figures) => {
    const seen = Object.entries(await rollCall(day.page())).map(([title, names]) => `${title} ${names.join(", ")}`);
    const meant = Object.entries(figures.roll()).map(
      ([title, names]) => `${title}: ${names.length} ${names.join(", ")}`,
    );
    return parted(seen, meant);
  });
  await goTo(day.page(), "/day-end", "Still missing");
  await agrees("still missing", async (figures) =>
    parted(await listLines(day.page(), "Still missing"), figures.missing()),
  );
});

test("[C31] [C50] what is to be carried over and completed is what the book adds up to", async () => {
  await goTo(day.page(), "/day-end", "Still missing");
  await agrees("to carry over", async (figures) => parted(await handOffLines(day.page()), figures.handOff()));
  await goTo(day.page(), "/today/sessions", "Session logs to complete");
  await agrees("to complete", async (figures) => parted(await linesToComplete(day.page()), figures.toComplete()));
});

test.each(EIGHT)("%s: the week, the next step and every step are what the book adds up to", async (name) => {
  const pupil = dayBook.pupilId(name);
  await goTo(day.page(), `/pupils/${pupil}`, "The last six weeks");
  await day.tap(day.main().getByText("See these figures as a table"));
  await agrees(`${name}, six weeks`, async (figures) =>
    parted(await lastRow(day.page(), "The last six weeks"), figures.thisWeek(pupil)),
  );
  await goTo(day.page(), `/pupils/${pupil}/milestones`, "Milestones");
  await agrees(`${name}, steps`, async (figures) => {
    const meant = figures.of("milestone", pupil).flatMap((one) => {
      const count = figures.counted(one);
      return count ? [`${one.text("title")}: ${count.met} of ${count.of}, ${count.records}`] : [];
    });
    return parted(await countedSteps(day.page()), meant);
  });
});

test("the next adult sees the notes of the one before, first of all", async () => {
  await day.at("15:12", reintegration);
  await day.today();
  const me = book.adult(reintegration.shownAs);
  const since = addDays(day.day, -4);
  const notes = [
    ...dayBook.read("room-note"),
    ...dayBook.read("handover-note").filter((one) => one.text("seenAt") === ""),
  ].filter(({ author, when }) => author !== me && when >= since);
  await day.tap(day.main().getByText(`${notes.length} notes from the adult before`));
  await day.main().getByText("The blue chairs are back.").waitFor();
});

test("no task takes more taps than it should", async () => {
  console.table(Object.fromEntries([...day.taps].map(([task, taps]) => [task, { taps }])));
  expect(Object.fromEntries(day.taps)).toEqual({
    "quick log": 2,
    "quick log with detail": 4,
    "sweep of eight": 10,
    "unplanned arrival": 4,
    "left the room": 2,
  });
  expect(ownComplaints(tablet)).toEqual([]);
});
