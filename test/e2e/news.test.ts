// What one tablet writes is on the other within seconds, while both are merely looked at; two tabs share one stream.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { ROUTES } from "#protocol/routes.ts";
import {
  comeIn,
  enterDemo,
  everythingSent,
  inTheRoom,
  openWithWords,
  ownComplaints,
  PERSONAS,
  quickLog,
} from "./at-the-tablet.ts";
import { openSchool, type School } from "./harness.ts";
import type { Tablet } from "./tablet.ts";

let school: School;
let mine: Tablet;
let theirs: Tablet;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  mine = await school.tablet("mine");
  page = await enterDemo(mine, PERSONAS.room);
  theirs = await school.tablet("theirs");
  await theirs.page().goto(theirs.url);
  await comeIn(theirs.page(), PERSONAS.room);
});
afterAll(async () => {
  await school.close();
});

const listens = (tablet: Tablet): number => tablet.network.seen.filter(({ path }) => path === ROUTES.listen).length;
const pulls = (tablet: Tablet): number => tablet.network.seen.filter(({ path }) => path === ROUTES.pull).length;
const row = (where: Page) => inTheRoom(where).getByRole("link").filter({ hasText: "Amara Okafor" });

test("[S25] an entry of one tablet is seen on the other long before the minute, without a touch", async () => {
  const there = theirs.page();
  await expect.poll(() => listens(theirs)).toBeGreaterThan(0);
  await expect.poll(() => row(there).textContent()).toMatch(/2 of 3 calm starts/);
  const before = pulls(theirs);
  await quickLog(page, "Amara Okafor", "Calm start");
  await everythingSent(page);
  await expect.poll(() => row(there).textContent(), { timeout: 45_000 }).toMatch(/3 of 3 calm starts/);
  expect(pulls(theirs)).toBeGreaterThan(before);
});

test("[S25] a second tab of the same tablet brings no second stream, and sees the same", async () => {
  const other = await theirs.context().newPage();
  await other.goto(`${theirs.url}/today`);
  await openWithWords(other, PERSONAS.room);
  await expect.poll(() => row(other).textContent()).toMatch(/3 of 3 calm starts/);
  const before = listens(theirs);
  await page.keyboard.press("Escape");
  await quickLog(page, "Kofi Mensah", "Calm start");
  await everythingSent(page);
  for (const where of [theirs.page(), other])
    await expect
      .poll(() => inTheRoom(where).getByRole("link").filter({ hasText: "Kofi" }).textContent(), { timeout: 45_000 })
      .toMatch(/Calm start/);
  expect(listens(theirs)).toBeLessThanOrEqual(before + 1);
  for (const tablet of [mine, theirs]) {
    expect(ownComplaints(tablet)).toEqual([]);
    expect(tablet.elsewhere).toEqual([]);
  }
});
