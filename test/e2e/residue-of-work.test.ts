// A tablet that was worked on and then locked holds no word of the work: neither what was saved, nor what was only
// typed, nor whom somebody looked for. The whole profile of the browser is read, as a finder would.

import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addContact,
  addDetail,
  addToList,
  editPlan,
  enterDemo,
  everythingSent,
  fillIn,
  goTo,
  lock,
  openPlanForm,
  openPupil,
  openSync,
  openTimeline,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
  sheet,
  timelineLines,
  writeSenNote,
  writeSessionLog,
} from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import { scanForResidue } from "./residue.ts";
import type { Tablet } from "./tablet.ts";

const NAMES = ["Amara Okafor", "Daniel Kowalczyk", "Ruby Sutcliffe"] as const;
const [AMARA, DANIEL, RUBY] = NAMES;

/** Also by halves: "Okafor" alone would tell enough. */
const looked = new Set<string>([...NAMES, "Okafor", "Kowalczyk", "Sutcliffe", "kowalc"]);
const typed = (words: string): string => {
  looked.add(words);
  // The word nobody else writes, by itself: a store may break a sentence up.
  const rare = /\b[A-Z][a-z]{6,}\b/.exec(words.replace(/^\w+/, ""))?.[0];
  if (rare !== undefined) looked.add(rare);
  return words;
};

let school: School;
let tablet: Tablet;

beforeAll(async () => {
  school = await openSchool();
  tablet = await school.tablet("room");
  await enterDemo(tablet, PERSONAS.room);
});
afterAll(async () => {
  await school.close();
});

test("[V23] [V13] after a power cut in the middle of typing, with work sent and unsent, no word stands anywhere", async () => {
  const page = tablet.page();
  await quickLog(page, RUBY, "Took a break");
  await addDetail(page, typed("Went to the Brackenfold bench."));
  await writeSessionLog(page, AMARA, {
    Work: typed("Page about Quillmarsh"),
    Note: typed("Sat with Thornapple today."),
  });
  await everythingSent(page);

  await tablet.offline();
  await editPlan(page, DANIEL, "At a glance", { Target: typed("I show the Harrowgill card.") });
  await addToList(page, DANIEL, "What helps", typed("The Meadowpike stool"));
  await writeSenNote(page, DANIEL, { Note: typed("Typing works: Duskwillow trial.") });
  await addContact(page, DANIEL, { Name: typed("Mrs Oakhollow"), Phone: "07700 900461" });
  looked.add("07700 900461");
  // Looked for, and in the box when the page was left.
  await goTo(page, "Pupils");
  await page.getByLabel("Find a pupil").fill("kowalc");
  await page.getByRole("list", { name: "Pupils" }).getByRole("link", { name: DANIEL }).waitFor();
  // Typed, and never saved: one form is left, the other stands open.
  await openPlanForm(page, RUBY, "Keeping safe");
  await fillIn(page, { "Risk notes": typed("Ring the Gorsebank office first.") });
  await page.getByText(/^Draft saved on this tablet/).waitFor();
  await goTo(page, "Decisions");
  await openPlanForm(page, AMARA, "Why here");
  await fillIn(page, {
    "Why here": typed("She stopped at the Wychbarrow door."),
    "Add to Strengths and interests": typed("Knows Rushmillet songs"),
  });
  await page.getByText(/^Draft saved on this tablet/).waitFor();
  await tablet.kill();
  expectNothing();
});

test("[V20] [V23] worked on again, locked and closed, no word stands anywhere", async () => {
  const page = await tablet.restart();
  await page.goto(`${tablet.url}/today`);
  await openWithWords(page, PERSONAS.room);
  await page.getByRole("heading", { name: "Half written" }).waitFor();
  await openTimeline(page, DANIEL);
  await timelineLines(page).filter({ hasText: "Duskwillow" }).getByRole("link").click();
  await page.getByRole("button", { name: "Take back" }).click();
  await sheet(page).getByLabel("Why", { exact: true }).fill(typed("Meant for Silverbeck."));
  await page.keyboard.press("Escape");
  await openPupil(page, RUBY, "Plan");
  await openSync(page);
  await tablet.online();
  await everythingSent(page);
  await lock(page);
  // Also what is written while nobody has opened it.
  await page.getByRole("button", { name: "Write a note" }).click();
  await page.getByLabel("Note", { exact: true }).fill(typed("He said it at the Larkspindle gate."));
  await page.getByRole("button", { name: "Save note" }).click();
  await page.getByText("Your note is saved on this tablet and sealed.").waitFor();
  await tablet.quit();
  expectNothing();
  expect(ownComplaints(tablet)).toEqual([]);
});

function expectNothing(): void {
  const { found, files, bytes } = scanForResidue(tablet.profile, [...looked]);
  expect(found).toEqual([]);
  // A profile that was worked in: a scan of an empty folder finds nothing either.
  expect(files).toBeGreaterThan(50);
  expect(bytes).toBeGreaterThan(1_000_000);
}

test("the same scan of the same profile finds a word that was written in clear", async () => {
  const page = await tablet.restart();
  await page.goto(`${tablet.url}/today`);
  await page.getByRole("heading", { name: "Who is here?" }).waitFor();
  await page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("planted", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("notes");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("not opened"));
    });
    await new Promise<void>((resolve, reject) => {
      const tx = opened.transaction("notes", "readwrite", { durability: "strict" });
      tx.objectStore("notes").put({ note: "Sat with Thornapple today." }, 1);
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error ?? new Error("not written"));
    });
  });
  await tablet.quit();
  const { found } = scanForResidue(tablet.profile, [...looked]);
  expect(new Set(found.map(({ word }) => word))).toEqual(new Set(["Sat with Thornapple today.", "Thornapple"]));
});
