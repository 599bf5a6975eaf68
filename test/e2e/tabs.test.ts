// What stands in two tabs of one browser, and what a lock leaves there.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { enterDemo, lock, openWithWords, PERSONAS, quickLog, savedStrip, sheet } from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";

let school: School;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  page = await enterDemo(await school.tablet("tabs"), PERSONAS.room);
});
afterAll(async () => {
  await school.close();
});

test("a saved entry stands there again after a reload, and another one begins at the chips", async () => {
  await quickLog(page, "Amara Okafor", "Calm start");
  await expect.poll(() => page.url()).toMatch(/\?entry=/);
  await page.reload();
  await openWithWords(page, PERSONAS.room);
  await expect.poll(() => savedStrip(page).textContent()).toMatch(/Calm start/);
  await sheet(page).getByRole("button", { name: "Another" }).click();
  await sheet(page)
    .getByRole("button", { name: /Calm start/ })
    .waitFor();
  expect(page.url()).not.toMatch(/entry=/);
});

test("[V25] a lock in one tab puts the draft of the other away and shuts it", async () => {
  const other = await page.context().newPage();
  await other.goto(new URL("/today", page.url()).href);
  await openWithWords(other, PERSONAS.room);
  await page.clock.install();
  await page.goto(page.url().replace("/log/", "/session/"));
  await openWithWords(page, PERSONAS.room);
  const note = page.getByLabel("Note", { exact: true });
  await note.waitFor();
  // No time passes for it: a draft that rests is not put away by and by, and a lock does not give up waiting for one.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
  await note.pressSequentially("Half a thou");
  await lock(other);
  await page.getByRole("heading", { name: "Who is here?" }).waitFor();
  await page.clock.resume();
  await openWithWords(page, PERSONAS.room);
  await expect.poll(() => page.getByLabel("Note", { exact: true }).inputValue()).toBe("Half a thou");
});
