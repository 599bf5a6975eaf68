// The hours of the scripted school day, one function a period, played on one tablet: what its adults tap. What came of it
// is looked at elsewhere.

import { expect } from "vitest";
import {
  banner,
  everythingSent,
  fillIn,
  inTheRoom,
  newVersionIn,
  PERSONAS,
  savedStrip,
  sheet,
  statusButton,
} from "./at-the-tablet.ts";
import type { School } from "./harness.ts";
import type { Release } from "./release.ts";
import type { RoomDay } from "./school-day-room.ts";
import { goTo, waiting } from "./school-day-screens.ts";
import type { ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

export interface TheDay {
  readonly school: School;
  /** The newer version that comes. */
  readonly release: Release;
  readonly book: ServerBook;
  readonly tablet: Tablet;
  readonly day: RoomDay;
}

/** What "Sending and saving" and the end of the day said while there was no signal. */
export interface Unsent {
  readonly big: string;
  readonly each: { readonly [name: string]: number };
  readonly dayEnd: string;
}

export const PORTRAIT = { width: 820, height: 1180 };
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
export const EIGHT = [AMARA, DANIEL, KOFI, LEO, MIA, RUBY, TYRESE, ZAYNAB];
const LEVELS = ["Calm", "Mostly calm", "Unsettled"];

const saved = (day: RoomDay): Promise<void> =>
  day
    .page()
    .getByText(/^Saved on this tablet/)
    .first()
    .waitFor();

/** Another level for each, another way round in each period. */
const levels = (turn: number): { readonly [pupil: string]: string } =>
  Object.fromEntries(EIGHT.map((pupil, i) => [pupil, LEVELS[(i + turn) % LEVELS.length] ?? ""]));

/** Until five past nine with a signal: eight arrive, a newer version comes and waits. Gives what the server had until then, and who came unexpected. */
export async function periodOne({
  school,
  release,
  book,
  tablet,
  day,
}: TheDay): Promise<{ readonly before: number; readonly visitor: string }> {
  const { tap, link } = day;
  let visitor = "";
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
  const before = book.lastSeq();
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
  return { before, visitor };
}

/** Handed over by PIN: one leaves and is found, one is removed, and the newer version is taken over a draft. */
export async function periodTwo({ release, day }: TheDay, neverInIap: string): Promise<void> {
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
      await saved(day);
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
}

/** A cover adult is let in, and hands back. */
export async function periodThree({ day }: TheDay): Promise<void> {
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
}

/** Held on its side: the battery falls out in the middle of a note, and the words are there. */
export async function periodFour({ day }: TheDay): Promise<void> {
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
}

/** [C22] A log of the wrong pupil is moved, session logs are completed, a milestone is confirmed. */
export async function periodFive({ day }: TheDay): Promise<void> {
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
}

/** The last of the day, the signal comes back, and a note for the next adult. Gives what was said of what waited. */
export async function periodSix(
  { book, tablet, day }: TheDay,
  visitor: string,
): Promise<{ readonly untilSent: number; readonly unsent: Unsent }> {
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
  const unsent: Unsent = {
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
  const untilSent = book.lastSeq();
  await day.at("15:05", room);
  await day.today();
  await tap(link("End of day", day.page().getByRole("navigation", { name: "More of the day" })));
  await fillIn(day.page(), { "For the room": "The blue chairs are back." });
  await tap(day.page().getByRole("button", { name: "Save for the next adult" }));
  await saved(day);
  await everythingSent(day.page());
  await expect.poll(() => book.recordsThatSay("The blue chairs are back.")).toBe(1);
  return { untilSent, unsent };
}
