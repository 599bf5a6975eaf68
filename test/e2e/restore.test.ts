// The school's server is put back to an older state, and stands in another version for a while. Two tablets hold what
// it lost or cannot read: everything comes back, once.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  closeSheet,
  editPlan,
  enterDemo,
  everythingSent,
  goTo,
  lookForNews,
  openPupil,
  openSync,
  openTimeline,
  ownComplaints,
  PERSONAS,
  quickLog,
  statusButton,
  timelineText,
} from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import { createHistory, type History } from "./history.ts";
import { openBook, type ServerBook } from "./server-book.ts";
import type { Tablet } from "./tablet.ts";

const DANIEL = "Daniel Kowalczyk";
const PUPILS = ["Amara Okafor", "Ruby Sutcliffe", DANIEL] as const;

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
  await enterDemo(office, PERSONAS.reintegration);
  histories = new Map([room, office].map((tablet) => [tablet, createHistory(tablet, book)]));
});
afterAll(async () => {
  await school.close();
});

const historyOf = (tablet: Tablet): History => histories.get(tablet) as History;

async function log(tablet: Tablet, pupil: string, chip: string): Promise<void> {
  const page = tablet.page();
  await quickLog(page, pupil, chip);
  await expect.poll(() => page.url()).toMatch(/\?entry=/);
  await historyOf(tablet).confirmed();
  await closeSheet(page);
}

async function allFiled(): Promise<void> {
  for (const tablet of [room, office])
    expect(await historyOf(tablet).settle()).toEqual({ current: historyOf(tablet).confirms.length });
}

/** `npm run backup` or `npm run restore`, on this school's data. */
function command(script: "back-up" | "restore", ...args: readonly string[]): string {
  const done = spawnSync(process.execPath, [`src/server/${script}.ts`, ...args], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production", WAYMARK_DATA: school.data },
  });
  expect(done.stderr).toBe("");
  expect(done.status).toBe(0);
  return done.stdout;
}

test("[S9] [I12] what a restored server has lost comes back from the tablets that hold it, once, and both show it", async () => {
  await log(room, "Amara Okafor", "Calm start");
  await log(office, "Ruby Sutcliffe", "Calm start");
  for (const tablet of [room, office]) await everythingSent(tablet.page());
  const backup = join(school.data, "..", "before.backup");
  command("back-up", "--to", backup);
  const then = book.lastSeq();

  // After the backup: written on both, sent, and seen by the other.
  await log(room, "Amara Okafor", "Asked for help");
  await log(room, "Ruby Sutcliffe", "Took a break");
  await editPlan(room.page(), DANIEL, "At a glance", { "Good to know": "Ask about Rushmillet first" });
  await log(office, DANIEL, "Calm start");
  await editPlan(office.page(), DANIEL, "Why here", { "Why here": "Out of English since the Hazelgarth move." });
  for (const tablet of [room, office]) await everythingSent(tablet.page());
  for (const tablet of [room, office]) await lookForNews(tablet.page());
  await allFiled();
  // And one more that nobody has been told yet.
  await office.offline();
  await log(office, "Amara Okafor", "Took a break");

  await school.server.stop();
  command("restore", "--from", backup, "--replace");
  // Before it is there again: a tablet with a signal sends at once what is missing.
  expect(book.lastSeq()).toBe(then);
  for (const tablet of [room, office]) historyOf(tablet).restored();
  await school.server.start();

  await office.online();
  await lookForNews(room.page());
  await expect.poll(() => book.recordsThatSay("Rushmillet")).toBe(1);
  await expect.poll(() => book.recordsThatSay("Hazelgarth")).toBe(1);
  for (const tablet of [room, office]) await everythingSent(tablet.page());
  await allFiled();
  expect(book.changesThatSay("Rushmillet")).toHaveLength(1);
  expect(book.changesThatSay("Hazelgarth")).toHaveLength(1);
});

test("[I1] both tablets show what the restored server holds, line by line", async () => {
  for (const tablet of [room, office]) await lookForNews(tablet.page());
  for (const pupil of PUPILS) {
    await openTimeline(room.page(), pupil);
    await openTimeline(office.page(), pupil);
    await expect
      .poll(async () => (await timelineText(office.page())).join("\n"), { message: pupil })
      .toBe((await timelineText(room.page())).join("\n"));
  }
  for (const tablet of [room, office]) {
    await openPupil(tablet.page(), DANIEL, "Plan");
    for (const words of ["Rushmillet", "Hazelgarth"]) await tablet.page().getByText(words).first().waitFor();
  }
});

/** As the server would be in another version: its number of the wire is another from the first line on. */
const NEWER_WIRE = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith("/src/protocol/version.ts")) return loaded;
      const source = String(loaded.source).replace("WIRE = 1", "WIRE = 2");
      return { ...loaded, source };
    },
  });
`)}`;

test("[S6] [S7] a server of another version takes nothing: the tablet says so, goes on reading and saving, and sends later", async () => {
  const page = room.page();
  await school.server.stop();
  await school.server.start({ NODE_OPTIONS: NEWER_WIRE });
  await log(room, "Ruby Sutcliffe", "Calm start");
  await openSync(page);
  await page.getByRole("button", { name: "Send now" }).click();
  await page.getByText("This app and the server speak different versions.").first().waitFor();
  await goTo(page, "Today");
  await log(room, "Amara Okafor", "Calm start");
  await statusButton(page)
    .filter({ hasText: /^2 saved on this tablet/ })
    .waitFor();
  await historyOf(room).look();

  await school.server.stop();
  await school.server.start();
  await lookForNews(page);
  await everythingSent(page);
  await allFiled();
  for (const tablet of [room, office]) {
    const own = ownComplaints(tablet).filter((complaint) => !/status of (426|401|409)/.test(complaint));
    expect([...own, ...tablet.elsewhere]).toEqual([]);
  }
});
