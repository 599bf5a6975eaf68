// A school day of the room on one tablet, held and touched as a tablet is: eight pupils, six periods, two adults and a
// cover adult who hand it over, sixty entries and more. From five past nine until ten to three there is no signal; a newer
// version is taken in the middle of a form; the battery falls out in the middle of a note. Afterwards every entry is on
// the server, under the right name and of the right minute, and every figure on the screens is added up again from the
// server's own records. The taps of each task are counted where they arrive. Each test goes on where the one before ended.

import { addDays } from "#casework/day.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterDemo, ownComplaints, PERSONAS } from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import { buildRelease, type Release } from "./release.ts";
import { type DayBook, readDayBook } from "./school-day-book.ts";
import { addUp, type Figures } from "./school-day-figures.ts";
import {
  EIGHT,
  PORTRAIT,
  periodFive,
  periodFour,
  periodOne,
  periodSix,
  periodThree,
  periodTwo,
  type TheDay,
  type Unsent,
} from "./school-day-hours.ts";
import { cellsOfDay, forceDue, forceLines, gridOfDay } from "./school-day-more.ts";
import { createRoomDay, type RoomDay } from "./school-day-room.ts";
import { countedSteps, goTo, handOffLines, lastRow, listLines, rollCall } from "./school-day-screens.ts";
import { faultsOfLastEntries, faultsOfToday, linesToComplete, parted } from "./school-day-today.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const { room, reintegration } = PERSONAS;

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
let theDay: TheDay;
/** In the directory of the demo school, and nowhere else in it. */
let neverInIap: string;
/** Who came in period 1 and was not expected. */
let visitor: string;
/** What "Sending and saving" said while there was none. */
let unsent: Unsent;

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
  theDay = { school, release, book, tablet, day };
});
afterAll(async () => {
  await school.close();
  release.remove();
});

test("period 1, a signal until five past nine: eight arrive, a newer version comes and waits", async () => {
  ({ before, visitor } = await periodOne(theDay));
});

test("period 2, handed over by PIN: one leaves and is found, one is removed, and the newer version is taken over a draft", async () => {
  await periodTwo(theDay, neverInIap);
});

test("period 3, a cover adult is let in, and hands back", async () => {
  await periodThree(theDay);
});

test("period 4, held on its side: the battery falls out in the middle of a note, and the words are there", async () => {
  await periodFour(theDay);
});

test("[C22] period 5: a log of the wrong pupil is moved, session logs are completed, a milestone is confirmed", async () => {
  await periodFive(theDay);
});

test("period 6: the last of the day, the signal comes back, and a note for the next adult", async () => {
  ({ untilSent, unsent } = await periodSix(theDay, visitor));
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

test("[C28] what is due about the use of force is what the book adds up to", async () => {
  await goTo(day.page(), "/force", "Not finished");
  await agrees("force", async () => parted(await forceLines(day.page()), forceDue(dayBook, day.day)));
});

test("[C31] [C50] what is to be carried over and completed is what the book adds up to", async () => {
  await goTo(day.page(), "/day-end", "Still missing");
  await agrees("to carry over", async (figures) => parted(await handOffLines(day.page()), figures.handOff()));
  await goTo(day.page(), "/today/sessions", "Session logs to complete");
  await agrees("to complete", async (figures) => parted(await linesToComplete(day.page()), figures.toComplete()));
});

test.each(EIGHT)("%s: the week in figures and as a grid, and every step are what the book adds up to", async (name) => {
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
  await goTo(day.page(), `/pupils/${pupil}/behaviour`, "This week");
  await agrees(`${name}, the week as a grid`, async () =>
    parted(await cellsOfDay(day.page(), "Wednesday"), gridOfDay(dayBook, pupil, day.day)),
  );
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
