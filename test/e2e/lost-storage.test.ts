// What a tablet survives that a browser or a server does to it: a server put back to before it came, a line that stays
// dead, a storage that is emptied. Each test goes on where the one before ended.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comeBack, everythingSent, goTo, lookForNews, openSync, setUpSchool, statusButton } from "./at-the-tablet.ts";
import { axeFaults, openSchool, rememberedFields, type School } from "./harness.ts";
import type { Tablet } from "./tablet.ts";

const CODE = /\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/g;
const PASSWORD = "kettle orchard sparrow";
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "waymark-lost-"));
/** News comes within a minute, also where no stream stands. */
const LONG = { timeout: 180_000, interval: 2_000 };
const backup = join(folder, "before.backup");

let school: School;
let office: Tablet;
let room: Tablet;
/** What Priya wrote down at the room's tablet. */
let words: readonly string[];

/** A command of the server's, on the same data. */
function run(script: string, ...words: readonly string[]): string {
  const env = { ...process.env, NODE_OPTIONS: "", WAYMARK_DATA: school.data };
  return execFileSync(process.execPath, [`src/server/${script}.ts`, ...words], { cwd: root, env, encoding: "utf8" });
}

async function openTask(page: Page, name: RegExp): Promise<void> {
  await goTo(page, "More");
  await page
    .getByRole("main")
    .getByRole("link", { name: /Your school/ })
    .click();
  await page.getByRole("list", { name: "What the school sets up" }).getByRole("link", { name }).click();
}

async function addAdult(page: Page, givenName: string): Promise<void> {
  await openTask(page, /^Adults/);
  await page.getByRole("link", { name: "Add an adult" }).click();
  await page.getByLabel("First name").fill(givenName);
  await page.getByLabel("Last name").fill("Murtagh");
  await page.getByLabel("Role").selectOption({ label: "School leader" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: new RegExp(`${givenName} Murtagh`) }).waitFor();
}

/** How often somebody of this name stands in the list of adults. */
async function standing(page: Page, givenName: string): Promise<number> {
  await comeBack(page);
  await openTask(page, /^Adults/);
  await page.getByRole("link", { name: /Priya Nair/ }).waitFor();
  return page.getByRole("link", { name: new RegExp(`${givenName} Murtagh`) }).count();
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Name you sign in with").fill("p.nair");
  await page.getByLabel("Password").fill(PASSWORD);
}

beforeAll(async () => {
  school = await openSchool({ WAYMARK_DEMO: "off" });
  office = await school.tablet("office");
  const page = await setUpSchool(office, school.server.output());
  await everythingSent(page);
  run("back-up", "--to", backup);
  await page.getByRole("button", { name: "Make a code for a tablet" }).click();
  await page.getByText("Code for one tablet").waitFor();
  const code = (await page.getByRole("main").innerText()).match(CODE)?.at(-1) ?? "";
  room = await school.tablet("room");
  const there = room.page();
  await there.goto(`${room.url}/join`);
  await there.getByLabel("Code for this tablet").fill(code);
  await there.getByLabel("Name of this tablet").fill("IAP tablet 1");
  await there.getByLabel("Several adults share it").check();
  await there.getByRole("button", { name: "Join" }).click();
  await signIn(there);
  await there.getByRole("button", { name: "Sign in", exact: true }).click();
  await there.getByRole("heading", { name: /five words/ }).waitFor();
  words = await there.getByRole("main").getByRole("listitem").allInnerTexts();
  await there.getByRole("button", { name: /written them down/ }).click();
  await there.getByRole("button", { name: "Not now" }).click();
  await everythingSent(there);
});
afterAll(async () => {
  await school.close();
  rmSync(folder, { recursive: true, force: true });
});

test("[S18] a server put back to before this tablet came: it keeps everything, says so, and is let in again by a password", async () => {
  const page = room.page();
  await addAdult(page, "Declan");
  await everythingSent(page);
  await school.server.stop();
  run("restore", "--from", backup, "--replace");
  await school.server.start();
  await addAdult(page, "Saoirse");
  await statusButton(page).filter({ hasText: "The server does not know this tablet" }).waitFor();
  await openSync(page);
  await page.getByText("The school’s server does not know this tablet any more").waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await rememberedFields(page)).toEqual([]);
  await shoot(page, "not-known");
  await signIn(page);
  await page.getByRole("button", { name: "Let it back in" }).click();
  await everythingSent(page);
  await page.getByText("The school’s server does not know this tablet any more").waitFor({ state: "detached" });
  for (const name of ["Declan", "Saoirse"]) {
    await expect.poll(() => standing(page, name), LONG).toBe(1);
    await expect.poll(() => standing(office.page(), name), LONG).toBe(1);
  }
});

test("[S24] what cannot be sent is saved as a file that tells nothing, and filed from there once", async () => {
  const page = room.page();
  await room.offline();
  await addAdult(page, "Fionnuala");
  await openSync(page);
  await shoot(page, "unsent");
  const downloads = join(folder, "downloads");
  mkdirSync(downloads);
  const session = await room.context().newCDPSession(page);
  await session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  await page.getByRole("button", { name: "Save a copy of what is unsent" }).click();
  await page.getByText(/1 entry is in waymark-unsent-.*among this tablet’s downloads/).waitFor();
  // The browser keeps its name free with an empty file, and has another one while it writes.
  const saved = () => readdirSync(downloads, { withFileTypes: true }).filter(({ name }) => name.endsWith(".json"));
  const texts = () => saved().map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
  await expect.poll(texts).toEqual([expect.stringContaining('"waymark":"unsent"')]);
  const file = join(downloads, saved()[0]?.name ?? "");
  const text = readFileSync(file, "utf8");
  expect(text).not.toMatch(/Fionnuala|Murtagh|Nair/);
  for (let n = 0; n < 2; n += 1)
    expect(run("deliver", "--from", file)).toMatch(/: filed: 1 change\n1 of 1 from IAP tablet 1/);
  await expect.poll(() => standing(office.page(), "Fionnuala"), LONG).toBe(1);
  await room.online();
  await comeBack(page);
  await everythingSent(page);
  await expect.poll(() => standing(page, "Fionnuala"), LONG).toBe(1);
});

test("[V37] a database that was emptied is brought back from its copy: it says how much, and sends it", async () => {
  const page = room.page();
  // What was sent is in the copy until the feed has brought it back.
  await expect.poll(() => copied(page), LONG).toEqual([]);
  await room.offline();
  await addAdult(page, "Oisin");
  // The copy follows within a second; nothing on the screen waits for it.
  await expect.poll(() => copied(page), LONG).toEqual([expect.not.stringContaining("empty")]);
  await emptyDatabase(page, "indexeddb");
  await page.goto(room.url);
  await page.getByText("This tablet’s storage was emptied. 1 entry was recovered from the copy.").waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await shoot(page, "recovered");
  await room.online();
  await expect.poll(() => standing(office.page(), "Oisin"), LONG).toBe(1);
  // The server was restored before: what it releases opens nothing here. The words do, as they did before.
  await page.getByRole("button", { name: "Priya N", exact: true }).click();
  for (const word of words) await page.getByLabel("Your five words").pressSequentially(word.slice(0, 3));
  await everythingSent(page);
  await expect.poll(() => standing(page, "Oisin"), LONG).toBe(1);
});

test("[S22] an emptied storage is recognised, with what the server last heard and what to do next", async () => {
  const page = room.page();
  // The last it says to the server is that nothing waits here.
  await lookForNews(page);
  await emptyDatabase(page, "indexeddb,file_systems");
  await page.goto(room.url);
  await page.getByText("This was “IAP tablet 1” of Hollin Bank School").waitFor();
  await page.getByText(/When it last reached the server, .*, everything had been sent/).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await shoot(page, "emptied");
  await page.getByRole("link", { name: "join your school again" }).click();
  await page.getByRole("heading", { name: "Join your school" }).waitFor();
  // A server that was put back knows neither the tablet (401) nor who has it open (403) until they are let in again.
  expect(room.complaints.filter((complaint) => !/net::ERR_|401|403|404|409/.test(complaint))).toEqual([]);
});

/** Takes what a browser keeps of these kinds away, while no page stands. */
async function emptyDatabase(page: Page, storageTypes: string): Promise<void> {
  const session = await room.context().newCDPSession(page);
  await page.goto("about:blank");
  await session.send("Storage.clearDataForOrigin", { origin: room.url, storageTypes });
}

/** The commits of the second copy. */
function copied(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("waymark-outbox");
    for await (const [name, handle] of folder.entries()) {
      if (!name.startsWith("pending-")) continue;
      // It may be gone by now; and the file is there before the words are in it.
      const file = await (handle as FileSystemFileHandle).getFile().catch(() => undefined);
      if (file !== undefined) names.push(file.size > 0 ? name : `${name}, empty`);
    }
    return names;
  });
}

/** For eyes: both ways up, where a folder is named. */
async function shoot(page: Page, name: string): Promise<void> {
  const into = process.env["SHOTS"];
  if (into === undefined) return;
  for (const [width, height] of [
    [820, 1180],
    [1180, 820],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(into, `${name}-${width}.png`), fullPage: true });
  }
}
